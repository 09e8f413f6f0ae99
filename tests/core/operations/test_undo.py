"""Undo and redo of each operation give back exactly what was."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, documents, importing, memos, passages, persons
from qualcode.core.operations.coders import add_coder, edit_coder
from qualcode.core.operations.history import history, next_redo, next_undo, redo, undo
from qualcode.core.operations.many_passages import code_passages
from qualcode.core.operations.project_details import edit_project
from qualcode.core.operations.speakers import AcceptedSpeaker, find_speakers
from qualcode.core.project import Project
from qualcode.core.store import codings, journal
from qualcode.core.store import memos as memo_store
from tests.core.tables import broken_rules, contents, count
from tests.core.whole import EVA, transcript

P = persons.PersonDetails
OPERATIONS = {
    "edit_project": lambda w: edit_project(
        w.project, w.anna, name="Ny", language="en", questions="Varför?"
    ),
    "edit_coder": lambda w: edit_coder(
        w.project, w.anna, w.bo, name="Bo B", initials="", colour="#000000"
    ),
    "import_documents": lambda w: importing.import_documents(
        w.project, w.bo, [importing.NewDocument(transcript("Eva", EVA, ("Eva",)))]
    ),
    "rename_document": lambda w: documents.rename_document(w.project, w.bo, w.eva, "Eva B"),
    "describe_document": lambda w: documents.describe_document(
        w.project, w.bo, w.eva, kind="survey", language="en", date=None, wave="2"
    ),
    "delete_documents": lambda w: documents.delete_documents(
        w.project, w.bo, [w.eva, w.notes, w.eva]
    ),
    "find_speakers": lambda w: find_speakers(
        w.project, w.bo, w.eva, transcript("Eva", EVA), [AcceptedSpeaker("Intervjuare")]
    ),
    "edit_person": lambda w: persons.edit_person(
        w.project, w.bo, w.ip1, P("Kim", "K", "interviewer", "Chef", None)
    ),
    "join_persons": lambda w: persons.join_persons(
        w.project, w.bo, w.ip1, [w.eva_herself, w.ip2, w.ip2]
    ),
    "create_code": lambda w: codes.create_code(w.project, w.bo, codes.NewCode("Tillit")),
    "rename_code": lambda w: codes.rename_code(w.project, w.bo, w.roles, "Rollerna"),
    "recolour_code": lambda w: codes.recolour_code(w.project, w.bo, w.roles, "#ffffff"),
    "describe_code": lambda w: codes.describe_code(
        w.project,
        w.bo,
        w.mandate,
        definition=None,
        when_to_use="Ofta",
        when_not_to_use="",
        example=" x ",
        level="theme",
    ),
    "move_code": lambda w: codes.move_code(
        w.project, w.bo, w.roles, parent_id=w.mandate, position=1
    ),
    "merge_codes": lambda w: codes.merge_codes(
        w.project, w.bo, w.roles, [w.unclear, w.mandate, w.unclear]
    ),
    "split_code": lambda w: codes.split_code(
        w.project, w.bo, w.unclear, codes.NewCode("Vem?"), [w.unclear_by_bo, w.unclear_by_bo]
    ),
    "delete_codes": lambda w: codes.delete_codes(w.project, w.bo, [w.mandate, w.unclear]),
    "code_passage": lambda w: w.mark(w.eva, "Vem bestämmer", w.roles, w.roots, by=w.bo),
    "code_passage_anew": lambda w: codes.code_passage_anew(
        w.project, w.bo, w.eva, 13, 30, codes.NewCode("Frågor")
    ),
    "remove_codings": lambda w: passages.remove_codings(
        w.project, w.bo, [w.unclear_by_bo, w.lost, w.unclear_by_bo]
    ),
    "recode": lambda w: passages.recode(
        w.project, w.bo, [w.unclear_by_anna, w.unclear_by_bo, w.unclear_by_bo], w.roles
    ),
    "resize": lambda w: passages.resize_passage(
        w.project, w.bo, w.segment_of(w.unclear_by_anna), 0, 20
    ),
    "resize a lost passage": lambda w: passages.resize_passage(
        w.project, w.bo, w.segment_of(w.lost), 22, 41
    ),
    "comment": lambda w: passages.comment_coding(w.project, w.bo, w.roles_by_anna, None),
    "condense": lambda w: passages.condense(w.project, w.bo, w.segment_of(w.lost), "Oklart"),
    "write_memo": lambda w: memos.write_memo(w.project, w.bo, "x", about=("codes", w.roles)),
    "edit_memo": lambda w: memos.edit_memo(
        w.project, w.bo, memo_store.all_memos(w.project.db)[0].id, title="", text="y"
    ),
    "delete_memo": lambda w: memos.delete_memo(
        w.project, w.bo, memo_store.all_memos(w.project.db)[3].id
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_undo_and_redo_restore_every_row(whole, name):
    before = contents(whole.project.db)
    OPERATIONS[name](whole)
    after = contents(whole.project.db)
    assert after != before
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before
    redo(whole.project, whole.bo)
    assert contents(whole.project.db) == after
    assert broken_rules(whole.project.db) == []


def test_undo_works_after_the_project_was_opened_again(whole, path):
    before = contents(whole.project.db)
    codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.unclear])
    whole.project.close()
    with Project.open(path) as project:
        undo(project, whole.anna)
        assert contents(project.db) == before


def test_a_resized_passage_that_meets_another_is_joined_with_it_and_undone(whole):
    (other,) = whole.mark(whole.eva, "otydligt mandat", whole.unclear, by=whole.anna, comment="Ja")
    before = contents(whole.project.db)
    segment = codings.get_segment(whole.project.db, whole.segment_of(whole.unclear_by_anna))
    passages.resize_passage(
        whole.project, whole.anna, whole.segment_of(other), segment.start, segment.end
    )
    assert count(whole.project.db, "segments") == len(before["segments"]) - 1
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_an_evaluator_is_never_undone(project, anna):
    with pytest.raises(Refused, match="nothing to undo"):
        undo(project, anna)
    add_coder(project, "Bo Ek")
    assert next_undo(project.db) is None


def test_undo_passes_over_an_evaluator_who_joined(project, anna):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    add_coder(project, "Bo Ek")
    undo(project, anna)
    assert count(project.db, "codes") == 0
    assert count(project.db, "coders") == 2


def test_an_evaluator_who_joins_does_not_hinder_redo(project, anna):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    undo(project, anna)
    add_coder(project, "Bo Ek")
    redo(project, anna)
    assert count(project.db, "codes") == 1


def test_nothing_can_be_redone_after_something_new(project, anna):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    undo(project, anna)
    codes.create_code(project, anna, codes.NewCode("Roller"))
    assert next_redo(project.db) is None
    with pytest.raises(Refused, match="nothing to redo"):
        redo(project, anna)


def test_nothing_older_is_redone_when_the_new_is_undone_and_redone(project, anna):
    for name in ("Mandat", "Roller"):
        codes.create_code(project, anna, codes.NewCode(name))
        undo(project, anna)
    assert redo(project, anna).subject == "Roller"
    assert next_redo(project.db) is None


def test_steps_are_undone_and_redone_in_their_order(project, anna):
    names = ["Mandat", "Roller", "Tillit"]
    for name in names:
        codes.create_code(project, anna, codes.NewCode(name))
    assert [undo(project, anna).subject for _ in names] == names[::-1]
    assert next_undo(project.db) is None
    assert [redo(project, anna).subject for _ in names] == names
    assert next_redo(project.db) is None


def test_what_failed_halfway_leaves_nothing(whole):
    before = contents(whole.project.db), count(whole.project.db, "journal")
    with pytest.raises(Refused):
        codes.split_code(
            whole.project, whole.anna, whole.unclear, codes.NewCode(""), [whole.unclear_by_bo]
        )
    with pytest.raises(KeyError):
        passages.recode(whole.project, whole.anna, [whole.lost, "nobody"], whole.mandate)
    assert (contents(whole.project.db), count(whole.project.db, "journal")) == before


def test_what_changes_nothing_leaves_no_entry(whole):
    before = count(whole.project.db, "journal")
    for changes in (
        codes.rename_code(whole.project, whole.anna, whole.roles, "Roller"),
        codes.move_code(whole.project, whole.anna, whole.roles, parent_id=None),
        passages.remove_codings(whole.project, whole.anna, []),
        passages.recode(whole.project, whole.anna, [whole.lost], whole.roles),
        passages.comment_coding(whole.project, whole.anna, whole.roles_by_anna, " Oklart vem "),
        importing.import_documents(whole.project, whole.anna, []),
    ):
        assert not changes
        assert changes.entry_id == ""
    assert count(whole.project.db, "journal") == before


def test_the_journal_tells_what_was_joined_with_what(whole):
    changes = codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.unclear])
    entry = journal.entry(whole.project.db, changes.entry_id)
    joined = {
        change.row_id: change.merged_into
        for change in journal.row_changes(whole.project.db, entry.seq)
        if change.merged_into
    }
    assert joined == {
        whole.unclear: whole.roles,
        whole.unclear_by_anna: whole.roles_by_anna,
    }


def test_the_history_says_who_did_what_and_what_is_undone(whole):
    codes.rename_code(whole.project, whole.bo, whole.roles, "Rollerna")
    undo(whole.project, whole.anna)
    newest, renamed = history(whole.project.db)[:2]
    assert (newest.label, newest.coder) == ("Undo: Rename code “Rollerna”", "Anna Lindqvist")
    assert (renamed.label, renamed.coder, renamed.undone) == (
        "Rename code “Rollerna”",
        "Bo Ek",
        True,
    )
    assert newest.time.endswith("Z")
    assert renamed.rows == 1


class EnoughError(Exception):
    """The user cancelled."""


@pytest.mark.parametrize("way", [undo, redo])
def test_a_long_step_tells_how_far_it_is_and_is_left_whole(whole, monkeypatch, way):
    places = [(whole.eva, at, at + 3) for at in range(0, 18, 3)]
    code_passages(whole.project, whole.anna, places, [whole.roles])
    if way is redo:
        undo(whole.project, whole.anna)
    before, told = contents(whole.project.db), []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 6:
            raise EnoughError

    with pytest.raises(EnoughError):
        way(whole.project, whole.anna, progress=tell)
    assert told[0] == (0, 12) and told == sorted(told) and told[-1] == (6, 12)
    assert contents(whole.project.db) == before
