"""What was deleted comes back, where the step itself can't be undone."""

from dataclasses import replace

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.ids import EntryId
from qualcode.core.merge.apply import merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import history
from qualcode.core.operations.codes import delete_codes
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.passages import (
    code_passage,
    condense,
    remove_codings,
    resize_passage,
)
from qualcode.core.operations.restoring import missing, restore_deleted
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import codes, codings, surveys
from tests.core.material import Material
from tests.core.survey_material import plan
from tests.core.tables import broken_rules

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart", comment="Viktigt")
    made.mark("Mandat", "Ingen vet")
    yield made
    made.project.close()


@pytest.fixture
def mattias(made, tmp_path):
    """A copy handed out, open; and its evaluator."""
    done = hand_out(made.project, tmp_path / "copy.qualcode", name="Mattias")
    with Project.open(done.path) as project:
        yield project, done.coder_id


def told(project):
    """What is coded, with what, by whom and with which comment."""
    names = {code.id: code.name for code in codes.all_codes(project.db)}
    return sorted(
        (names[one.coding.code_id], one.segment.quote, one.coding.coder_id, one.coding.comment)
        for one in codings.all_marks(project.db)
    )


def entry_of(project, operation):
    (found,) = [one.id for one in history.history(project.db) if one.operation == operation]
    return EntryId(found)


def deleted_elsewhere(made, mattias, delete):
    """Mattias deletes something in his copy, and it is merged."""
    project, coder = mattias
    delete(project, coder)
    merge(made.project, made.someone, [project.path])


def without_marks(project, coder):
    marks = [one.coding.id for one in codings.all_marks(project.db)]
    remove_codings(project, coder, marks)


def without_code(project, coder):
    delete_codes(project, coder, [codes.all_codes(project.db)[0].id])


@pytest.mark.parametrize(
    ("delete", "operation"),
    [(without_marks, "remove_codings"), (without_code, "delete_codes")],
)
def test_what_a_colleague_deleted_comes_back_with_its_authors(made, mattias, delete, operation):
    before = told(made.project)
    deleted_elsewhere(made, mattias, delete)
    assert told(made.project) == []
    restore_deleted(made.project, made.someone, entry_of(made.project, operation))
    assert told(made.project) == before
    assert check(made.project) == []


def test_what_is_back_is_not_brought_back_twice(made, mattias):
    deleted_elsewhere(made, mattias, without_code)
    entry = entry_of(made.project, "delete_codes")
    restore_deleted(made.project, made.someone, entry)
    assert not missing(made.project.db, entry)
    with pytest.raises(Refused, match="nothing to bring back"):
        restore_deleted(made.project, made.someone, entry)


def test_no_later_merge_takes_it_away_again(made, mattias):
    before = told(made.project)
    deleted_elsewhere(made, mattias, without_marks)
    restore_deleted(made.project, made.someone, entry_of(made.project, "remove_codings"))
    assert not merge(made.project, made.someone, [mattias[0].path]).changes
    assert told(made.project) == before


def test_it_is_one_step_and_is_undone_as_one(made, mattias):
    deleted_elsewhere(made, mattias, without_marks)
    restore_deleted(made.project, made.someone, entry_of(made.project, "remove_codings"))
    history.undo(made.project, made.someone)
    assert told(made.project) == []
    history.redo(made.project, made.someone)
    assert len(told(made.project)) == 2


def test_what_was_marked_anew_meanwhile_is_not_marked_twice(made, mattias):
    before = [row[:3] for row in told(made.project)]
    deleted_elsewhere(made, mattias, without_marks)
    start = TEXT.index("oklart")
    document, code = made.documents["Intervju"], made.codes["Mandat"]
    code_passage(made.project, made.someone, document, start, start + len("oklart"), [code])
    restore_deleted(made.project, made.someone, entry_of(made.project, "remove_codings"))
    assert [row[:3] for row in told(made.project)] == before
    assert check(made.project) == []


def test_where_what_it_belonged_to_is_gone_too_nothing_is_done(made, mattias):
    deleted_elsewhere(made, mattias, without_marks)
    without_code(made.project, made.someone)
    with pytest.raises(Refused, match="Bring that back first"):
        restore_deleted(made.project, made.someone, entry_of(made.project, "remove_codings"))
    assert told(made.project) == []


def test_a_passage_whose_codings_stand_on_another_now_does_not_come_back_empty(made):
    made.code("Roll")
    made.mark("Roll", "oklart, tyvärr")
    first = next(o for o in codings.all_marks(made.project.db) if o.segment.quote == "oklart")
    remove_codings(made.project, made.someone, [first.coding.id])
    history.undo(made.project, made.someone)
    start = first.segment.start
    end = start + len("oklart, tyvärr")
    resize_passage(made.project, made.someone, first.segment.id, start, end)
    before = told(made.project)
    entry = entry_of(made.project, "remove_codings")
    assert not missing(made.project.db, entry)
    with pytest.raises(Refused, match="nothing to bring back"):
        restore_deleted(made.project, made.someone, entry)
    assert told(made.project) == before
    assert broken_rules(made.project.db) == []


def test_a_passage_with_words_of_the_evaluator_alone_comes_back(made):
    first = next(o for o in codings.all_marks(made.project.db) if o.segment.quote == "oklart")
    condense(made.project, made.someone, first.segment.id, "Otydligt mandat")
    remove_codings(made.project, made.someone, [first.coding.id])
    delete_documents(made.project, made.someone, [made.documents["Intervju"]])
    restore_deleted(made.project, made.someone, entry_of(made.project, "delete_documents"))
    (found,) = [s for s in codings.all_segments(made.project.db) if s.quote == "oklart"]
    assert found.condensed == "Otydligt mandat"
    assert broken_rules(made.project.db) == []


def test_a_step_that_deleted_nothing_has_nothing_to_bring_back(made):
    with pytest.raises(Refused):
        restore_deleted(made.project, made.someone, entry_of(made.project, "create_code"))


def test_a_respondent_s_document_belongs_to_their_answers_again(made):
    project, anna = made.project, made.someone
    survey = import_survey(project, anna, replace(plan(), form="respondent")).first("surveys")
    before = [bool(one.document_id) for one in surveys.responses(project.db, [survey])]
    gone = [one.document_id for one in surveys.responses(project.db, [survey]) if one.document_id]
    delete_documents(project, anna, gone)
    restore_deleted(project, anna, entry_of(project, "delete_documents"))
    assert [bool(one.document_id) for one in surveys.responses(project.db, [survey])] == before
    assert check(project) == []
    assert broken_rules(project.db) == []
