"""Names out of a project, with every mark where it was."""

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.merge.apply import merge
from qualcode.core.merge.decided import CONFLICT, MINE, NewDecision
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import (
    anonymising,
    attributes,
    codes,
    corrections,
    grid,
    memos,
    passages,
    sealing,
)
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.project_details import save_copy
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import codings, documents, persons
from tests.core.survey_material import HEADERS, ROWS, plan
from tests.core.tables import broken_rules, contents
from tests.core.whole import EVA

EVA_OUT = [Replacement("Eva", "[Samordnare]")]


@pytest.fixture
def anonymise(whole):
    def run(*replacements, **details):
        result = anonymising.anonymise(
            whole.project, whole.anna, list(replacements) or EVA_OUT, **details
        )
        assert check(whole.project) == []
        assert broken_rules(whole.project.db) == []
        return result

    return run


def test_names_go_and_marks_stay_on_their_words(whole, anonymise):
    before = codings.all_segments(whole.project.db)
    anonymise()
    assert "Eva" not in documents.text(whole.project.db, whole.eva)
    after = {segment.id: segment for segment in codings.all_segments(whole.project.db)}
    assert all(after[one.id].quote == one.quote for one in before)
    assert all(after[one.id].certainty is None for one in before)


def test_labels_and_titles_go_along_and_persons_stay_who_they_are(whole, anonymise):
    before = [turn.person_id for turn in documents.turns(whole.project.db, whole.eva)]
    anonymise()
    turns = documents.turns(whole.project.db, whole.eva)
    assert [turn.label for turn in turns] == ["Intervjuare", "[Samordnare]"] * 2
    assert [turn.person_id for turn in turns] == before
    document = documents.get(whole.project.db, whole.eva)
    assert (document.title, document.file_name) == ("[Samordnare]", "[Samordnare].txt")


def test_what_evaluators_wrote_goes_along(whole, anonymise):
    p, a = whole.project, whole.anna
    memos.write_memo(p, a, "Fråga Eva igen.", title="Om Evas svar")
    passages.comment_coding(p, a, whole.roles_by_anna, "Eva är osäker")
    passages.condense(p, a, whole.segment_of(whole.in_solo), "Eva ensam")
    anonymise()
    written = str(contents(p.db)["memos"] + contents(p.db)["codings"] + contents(p.db)["segments"])
    assert "Eva" not in written
    assert "Om [Samordnare]s svar" in written


def test_attributes_and_their_choices_go_along_with_what_stands_in_the_cells(whole, anonymise):
    p, a = whole.project, whole.anna
    new = attributes.NewAttribute("Evas ort", "documents", "choice", ("Eva", "Bo", "Evas"))
    column = "attribute:" + attributes.create_attribute(p, a, new).first("attributes")
    grid.fill_in(p, a, "documents", [grid.Cell(whole.eva, column, "Eva; Evas")])
    grid.fill_in(p, a, "documents", [grid.Cell(whole.solo, column, "Eva; Bo")])
    before = contents(p.db)
    anonymise(Replacement("Eva", "Bo"))
    ((_id, name, _about, _kind, choices, *_rest),) = contents(p.db)["attributes"]
    assert (name, choices) == ("Bos ort", "Bo\nBos")
    values = {
        about: value for _id, _one, about, value, *_rest in contents(p.db)["attribute_values"]
    }
    assert values == {whole.eva: "Bo\nBos", whole.solo: "Bo"}
    undo(p, a)
    assert contents(p.db) == before


def test_a_mark_on_a_name_alone_is_on_what_stands_there_instead(whole, anonymise):
    (mark,) = whole.mark(whole.eva, "Eva", whole.roles, by=whole.anna)
    anonymise()
    (segment,) = codings.segments(whole.project.db, [whole.segment_of(mark)])
    assert segment.quote == "[Samordnare]"


def test_only_what_was_accepted_is_replaced(whole, anonymise):
    hits = anonymising.find_names(whole.project.db, EVA_OUT)
    texts = [hit for hit in hits if hit.in_text]
    assert len(texts) == 2
    anonymise(hits=texts[:1])
    text = documents.text(whole.project.db, whole.eva)
    assert (text.count("Eva"), text.count("[Samordnare]")) == (1, 1)
    assert documents.get(whole.project.db, whole.eva).title == "Eva"


def test_real_names_go_on_request(whole, anonymise):
    anonymise()
    assert "Eva Berg" in [person.name for person in persons.all_persons(whole.project.db)]
    anonymise(Replacement("Berg", "[B]"), real_names=True)
    assert "Eva Berg" not in [person.name for person in persons.all_persons(whole.project.db)]


def test_a_passage_without_a_place_loses_the_name_too(whole, anonymise):
    p = whole.project
    (mark,) = whole.mark(whole.eva, "Eva: Vi har", whole.roles, by=whole.anna)
    text = EVA.replace("\nEva: Vi har ett otydligt mandat ❤️, ingen vet vem som bestämmer.", "")
    corrections.correct_text(p, whole.anna, whole.eva, text)
    assert [one.id for one in anonymising.unplaced(p.db, whole.eva)].count(whole.segment_of(mark))
    anonymise()
    assert "Eva" not in str(contents(p.db)["segments"])


def test_only_the_chosen_documents_are_changed(whole, anonymise):
    anonymise(documents=[whole.workshop])
    assert documents.text(whole.project.db, whole.eva) == EVA


def test_titles_that_would_be_the_same_are_numbered(whole, anonymise):
    anonymise(Replacement("Eva", "Solo 1"), Replacement("Notes", "Solo 1"))
    assert "Solo 1 (2)" in documents.titles(whole.project.db).values()


def test_undo_gives_all_back(whole, anonymise):
    before = contents(whole.project.db)
    anonymise()
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


@pytest.mark.parametrize(("old", "new"), [("", "x"), ("Eva", " "), ("Eva", "[Evas chef]")])
def test_what_can_not_be_put_there_is_refused(whole, old, new):
    with pytest.raises(Refused):
        anonymising.anonymise(whole.project, whole.anna, [Replacement(old, new)])


def test_a_hit_that_is_no_longer_there_is_refused(whole):
    hits = anonymising.find_names(whole.project.db, EVA_OUT)
    corrections.correct_text(whole.project, whole.anna, whole.eva, "Nu. " + EVA)
    with pytest.raises(Refused, match="changed meanwhile"):
        anonymising.anonymise(whole.project, whole.anna, EVA_OUT, hits=hits)


def test_what_a_merge_remembers_loses_the_name_and_stays_mergeable(whole, tmp_path):
    p, a = whole.project, whole.anna
    other = save_copy(p, tmp_path / "other")
    codes.create_code(p, a, codes.NewCode("Evas roll", definition="Så sa Eva"))
    with Project.open(other) as copy:
        codes.create_code(copy, a, codes.NewCode("Evas roll", definition="Enligt Eva"))
    merge(p, a, [other])
    before = contents(p.db)
    assert "Eva" in str(before["originals"])
    anonymising.anonymise(p, a, EVA_OUT)
    assert "Eva" not in str(contents(p.db)["originals"])
    undo(p, a)
    assert contents(p.db) == before
    redo(p, a)
    merge(p, a, [other])
    assert check(p) == []
    assert broken_rules(p.db) == []


def test_a_wording_that_was_chosen_in_a_merge_loses_the_name(whole, tmp_path):
    p, a = whole.project, whole.anna
    other = save_copy(p, tmp_path / "other")
    codes.rename_code(p, a, whole.roots, "Evas rot")
    with Project.open(other) as copy:
        codes.rename_code(copy, whole.bo, whole.roots, "Plats")
    merge(p, a, [other], decisions=[NewDecision(CONFLICT, whole.roots, "name", MINE)])
    assert "Evas rot" in str(contents(p.db)["decisions"])
    anonymising.anonymise(p, a, EVA_OUT)
    assert "Eva" not in str(contents(p.db)["decisions"])
    merge(p, a, [other])
    assert "Eva" not in str(contents(p.db)["codes"])
    assert check(p) == []


def test_what_a_survey_knew_persons_by_goes_with_their_names(project, anna):
    """Nothing is left of the names in a sealed file."""
    names = ("Karin Lindgren", "Olle Bergström", "Siv Ek", "Per Alm", "Eva Dahl")
    answers = [(name, *row[1:]) for name, row in zip(names, ROWS, strict=True)]
    import_survey(project, anna, plan(answers, ("Namn", *HEADERS[1:])))
    replacements = [Replacement(name, f"[P{number}]") for number, name in enumerate(names)]
    before = contents(project.db)
    anonymising.anonymise(project, anna, replacements, real_names=True)
    undo(project, anna)
    assert contents(project.db) == before
    redo(project, anna)
    sealing.seal(project, anna)
    assert check(project) == []
    project.close()
    held = project.path.read_bytes()
    assert not [name for name in names if name.encode() in held]
