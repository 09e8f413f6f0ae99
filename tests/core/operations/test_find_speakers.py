"""Finding the speakers of a document again keeps what is known of those who are still there."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.importers.speakers import asked_by
from qualcode.core.importers.transcript import SpeakerGuess, Speech
from qualcode.core.operations.history import undo
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    accepted_speeches,
    find_speakers,
    proposal,
)
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from tests.core.material import Material, transcript

TEXT = "I: How is the mandate?\nAnna: Unclear to me.\nNote: she laughs\nBo: It is clear."
LABELS = ("I", "Anna", "Note", "Bo")


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    made.document("Interview", TEXT, kind="group-interview")
    with made.project:
        yield made


def find(material, *labels, text=TEXT, **details):
    speakers = [AcceptedSpeaker(label, **details.get(label, {})) for label in labels]
    document_id = material.documents["Interview"]
    found = transcript("Interview", text)
    return find_speakers(material.project, material.someone, document_id, found, speakers)


def said(material, label):
    """What the person with that label says, one string for each turn."""
    document_id = material.documents["Interview"]
    turns = document_store.turns(material.project.db, document_id)
    return [TEXT[turn.speech_start : turn.end] for turn in turns if turn.label == label]


def person(material, label):
    return person_store.get(material.project.db, material.person(label))


def test_a_person_whose_label_remains_keeps_id_and_details(material):
    material.describe("Anna", pseudonym="Coordinator A", role="Coordinator", name="Anna Ek")
    before = person(material, "Anna")
    find(material, "I", "Anna", "Bo")
    assert person(material, "Anna") == before


def test_a_refused_label_belongs_to_whoever_was_speaking(material):
    find(material, "I", "Anna", "Bo")
    assert said(material, "Anna") == ["Unclear to me.\nNote: she laughs"]
    assert said(material, "Note") == []


def test_a_person_heard_nowhere_any_more_goes(material):
    gone = material.person("Bo")
    changes = find(material, "I", "Anna", "Note")
    assert changes.removed["persons"] == {gone}


def test_finding_the_same_speakers_changes_nothing(material):
    assert not find(material, *LABELS)


def test_turns_that_stand_where_they_stood_are_not_touched(material):
    changes = find(material, "I", "Anna", "Bo")
    assert len(changes.removed["turns"]) == 2  # Anna's, which is longer now, and the note's
    assert len(changes.added["turns"]) == 1


def test_marks_stay_as_they_are(material):
    material.code("Mandate")
    material.mark("Mandate", "Unclear")
    before = coding_store.all_marks(material.project.db)
    find(material)
    assert coding_store.all_marks(material.project.db) == before


def test_what_is_said_of_a_person_already_there_is_written(material):
    bo = material.person("Bo")
    find(material, *LABELS, Bo={"person_id": bo, "pseudonym": "Manager", "role": "Head"})
    assert (person(material, "Bo").pseudonym, person(material, "Bo").role) == ("Manager", "Head")
    assert person(material, "Bo").id == bo


def test_a_label_can_be_given_to_a_person_already_there(material):
    anna = material.person("Anna")
    find(material, *LABELS, Bo={"person_id": anna, "pseudonym": "Anna B"})
    assert material.person("Bo") == material.person("Anna") == anna


def test_a_new_label_makes_a_person_with_a_free_pseudonym(material):
    changes = find(material, "I", "Anna", "Bo", "Eva", text=TEXT + "\nEva: Hello.")
    added = person_store.get(material.project.db, changes.first("persons"))
    assert added.pseudonym not in {person(material, label).pseudonym for label in ("Anna", "Bo")}


def test_the_one_respondent_of_an_interview_is_whoever_gets_the_only_label(material):
    talk = material.document("Talk", "She says that all is well.")
    material.describe("", "Talk", role="Coordinator")
    before = material.person("", "Talk")
    found = transcript("Talk", "Anna: All is well.\nI: And?")
    find_speakers(material.project, material.someone, talk, found, proposal(found))
    assert material.person("Anna", "Talk") == before


def test_an_interview_without_labels_has_the_one_respondent_that_was_described(material):
    talk = material.document("Talk", "Anna: All is well.\nI: And?")
    found = transcript("Talk", "Anna: All is well.\nI: And?")
    one = AcceptedSpeaker("", pseudonym="Coordinator B", group="Coordinators")
    find_speakers(material.project, material.someone, talk, found, [one])
    who = person_store.get(material.project.db, material.person("", "Talk"))
    assert (who.pseudonym, who.reporting_group) == ("Coordinator B", "Coordinators")


def test_undo_brings_turns_and_persons_back(material):
    document_id = material.documents["Interview"]
    before = document_store.turns(material.project.db, document_id)
    find(material, "I", "Anna")
    undo(material.project, material.someone)
    assert document_store.turns(material.project.db, document_id) == before


def test_a_pseudonym_that_is_taken_is_refused_and_nothing_is_changed(material):
    document_id = material.documents["Interview"]
    before = document_store.turns(material.project.db, document_id)
    taken = person(material, "Anna").pseudonym
    with pytest.raises(Refused):
        find(material, *LABELS, Bo={"person_id": material.person("Bo"), "pseudonym": taken})
    assert document_store.turns(material.project.db, document_id) == before


@pytest.mark.parametrize("kind", ["interview", "workshop"])
def test_only_an_interview_without_labels_has_one_respondent(kind):
    found = accepted_speeches(" Well.\n", (), (), kind)
    assert found == ((Speech(1, 6, 1, ""),) if kind == "interview" else ())


def test_pseudonyms_are_in_the_language_of_the_project():
    from qualcode.core.operations.speakers import AcceptedSpeaker, Pseudonyms

    swedish, english = Pseudonyms((), "sv"), Pseudonyms((), "en")
    interviewer = AcceptedSpeaker("Anna", kind="interviewer", name="Anna")
    assert (swedish.give(interviewer), english.give(interviewer)) == ("Intervjuare", "Interviewer")


def test_a_number_that_is_given_is_nobody_elses_label():
    from qualcode.core.operations.speakers import AcceptedSpeaker, Pseudonyms

    names = Pseudonyms((), "en", ["Respondent 1", "Respondent 3"])
    heard = [None, "Respondent 1", None, "Respondent 3", "Respondent 3"]
    given = [names.give(AcceptedSpeaker("x", pseudonym=pseudonym)) for pseudonym in heard]
    assert given == [
        "Respondent 2",
        "Respondent 1",
        "Respondent 4",
        "Respondent 3",
        "Respondent 3 (2)",
    ]


@pytest.mark.parametrize("label", ["Åsa Berg", "ÅSA  BERG", "A\u030asa berg "])
def test_a_label_with_the_name_of_the_evaluator_is_an_interviewer(label):
    guess = SpeakerGuess(label, "respondent", 3, True)
    assert asked_by([guess], "Åsa Berg")[0].kind == "interviewer"
    assert asked_by([guess], "Åsa")[0].kind == asked_by([guess], "")[0].kind == "respondent"
