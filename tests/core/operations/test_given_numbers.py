"""A number that was given to one respondent is given to nobody else."""

import pytest

from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import undo
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    Pseudonyms,
    find_speakers,
    given_before,
)
from qualcode.core.project import Project
from qualcode.core.store import persons
from tests.core.material import Material, transcript


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Karin", "I: Hur är det?\nKarin: Bra.")
    with made.project:
        yield made


def respondents(made):
    found = persons.all_persons(made.project.db)
    return sorted(one.pseudonym for one in found if one.kind == "respondent")


def delete(made, title):
    delete_documents(made.project, made.someone, [made.documents.pop(title)])


def test_a_number_of_somebody_deleted_is_not_given_again(made):
    delete(made, "Karin")
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    assert respondents(made) == ["Respondent 2"]


def test_a_copy_gives_no_number_of_somebody_who_is_gone_either(made, tmp_path):
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    delete(made, "Karin")
    copy = hand_out(made.project, tmp_path / "kopia.qualcode", name="Mikael").path
    with Project.open(copy) as project:
        assert (
            Pseudonyms(
                [one.pseudonym for one in persons.all_persons(project.db)],
                "en",
                given_before(project.db),
            ).give(AcceptedSpeaker("Per"))
            == "Respondent 3"
        )


def test_a_number_of_somebody_who_is_called_otherwise_now_is_not_given_again(made):
    details = PersonDetails(None, "Rektorn", "respondent", None, None)
    edit_person(made.project, made.someone, made.person("Karin"), details)
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    assert respondents(made) == ["Rektorn", "Respondent 2"]


def test_what_was_undone_had_no_number(made):
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    undo(made.project, made.someone)
    made.document("Per", "I: Hur är det?\nPer: Sådär.")
    assert respondents(made) == ["Respondent 1", "Respondent 2"]


def test_a_number_that_undo_gave_back_is_taken(made):
    delete(made, "Karin")
    undo(made.project, made.someone)
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    assert respondents(made) == ["Respondent 1", "Respondent 2"]


def test_another_who_is_found_where_one_was_has_another_number(made):
    found = transcript("Karin", "I: Hur är det?\nKarin: Bra.")
    speakers = [AcceptedSpeaker("I", kind="interviewer")]
    document_id = made.documents["Karin"]
    find_speakers(made.project, made.someone, document_id, found, speakers)
    speakers = [*speakers, AcceptedSpeaker("Karin")]
    find_speakers(made.project, made.someone, document_id, found, speakers)
    assert respondents(made) == ["Respondent 2"]


def test_somebody_can_be_called_so_on_purpose(made):
    delete(made, "Karin")
    made.document("Olle", "I: Hur är det?\nOlle: Sådär.")
    details = PersonDetails(None, "Respondent 1", "respondent", None, None)
    edit_person(made.project, made.someone, made.person("Olle"), details)
    assert respondents(made) == ["Respondent 1"]
