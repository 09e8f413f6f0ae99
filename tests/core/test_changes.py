"""An operation tells exactly which rows it touched."""

import pytest

from qualcode.core.changes import Changes
from qualcode.core.ids import EntryId
from qualcode.core.operations import codes, documents, importing, passages, persons
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import journal
from tests.core.whole import transcript


def test_nothing_changed_is_false():
    assert not Changes("rename_code", "Mandat", EntryId(""))


def test_anything_changed_is_true():
    assert Changes("x", "", EntryId("e"), removed={"codes": frozenset("a")})


def test_it_knows_the_tables_it_touched():
    changes = Changes("x", "", EntryId("e"), changed={"codes": frozenset("a")})
    assert changes.touches("memos", "codes")
    assert not changes.touches("memos", "segments")


def test_the_first_row_of_a_table_that_got_none_is_an_error():
    with pytest.raises(KeyError):
        Changes("x", "", EntryId("e")).first("codes")


def test_a_new_mark_is_a_passage_and_a_coding_in_one_document(whole):
    start = 0
    changes = passages.code_passage(
        whole.project, whole.bo, whole.solo, start, 3, [whole.roles, whole.mandate, whole.roles]
    )
    assert {table: len(rows) for table, rows in changes.added.items()} == {
        "segments": 1,
        "codings": 2,
    }
    assert (changes.changed, changes.removed) == ({}, {})
    assert changes.documents == {whole.solo}
    assert changes.subject == "Roller, Mandat"
    codings = [codes.codings_store.get(whole.project.db, one) for one in changes.order["codings"]]
    assert [coding.code_id for coding in codings] == [whole.roles, whole.mandate]


def test_undo_tells_the_reverse_and_redo_the_same_again(whole):
    done = passages.remove_codings(whole.project, whole.bo, [whole.roots_by_bo])
    undone = undo(whole.project, whole.bo)
    again = redo(whole.project, whole.bo)
    assert undone.added == done.removed == again.removed
    assert undone.documents == done.documents == again.documents == {whole.eva}
    assert (undone.operation, undone.subject) == ("undo", "Lokal förankring")


def test_a_row_that_was_changed_and_then_removed_is_only_removed(whole):
    changes = codes.merge_codes(whole.project, whole.anna, whole.roles, [whole.mandate])
    for table, removed in changes.removed.items():
        assert removed.isdisjoint(changes.changed.get(table, ()))


def test_a_row_that_came_and_went_is_not_spoken_of(project, anna):
    with project.operation(anna, "test") as running:
        code_id = codes.add_code(running, codes.NewCode("Mandat"))
        running.delete("codes", code_id)
        changes = running.changes("test")
    assert not changes
    assert changes.entry_id == ""


def test_a_person_s_new_pseudonym_changes_the_documents_where_they_speak(whole):
    details = persons.PersonDetails(None, "Kim", "respondent", None, None)
    changes = persons.edit_person(whole.project, whole.anna, whole.ip1, details)
    assert changes.changed == {"persons": {whole.ip1}}
    assert changes.documents == {whole.workshop}
    assert undo(whole.project, whole.anna).documents == {whole.workshop}


def test_deleting_a_document_tells_all_that_went_with_it(whole):
    changes = documents.delete_documents(whole.project, whole.anna, [whole.solo])
    assert changes.removed == {
        "documents": {whole.solo},
        "persons": {whole.alone},
        "turns": changes.removed["turns"],
        "codings": {whole.in_solo},
        "segments": changes.removed["segments"],
    }
    assert changes.documents == {whole.solo}


def test_every_row_in_the_journal_is_in_the_changes(whole):
    changes = codes.delete_codes(whole.project, whole.anna, [whole.mandate])
    entry = journal.entry(whole.project.db, changes.entry_id)
    told = {(table, row) for table, rows in changes.removed.items() for row in rows}
    told |= {(table, row) for table, rows in changes.changed.items() for row in rows}
    written = journal.row_changes(whole.project.db, entry.seq)
    assert {(change.table, change.row_id) for change in written} == told


def test_a_document_without_a_turn_or_a_mark_is_told_of_when_it_comes_and_goes(whole):
    new = importing.NewDocument(transcript("Tom", "Ingen säger något."))
    added = importing.import_documents(whole.project, whole.anna, [new])
    (document,) = added.order["documents"]
    removed = documents.delete_documents(whole.project, whole.anna, [document])
    back = undo(whole.project, whole.anna)
    assert added.documents == removed.documents == back.documents == {document}
