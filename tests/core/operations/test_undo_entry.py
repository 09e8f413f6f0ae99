"""A step in the middle of the history is undone where nothing later depends on it."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, documents, importing, memos, passages, persons
from qualcode.core.operations.history import redo, undo, undo_entry
from tests.core.tables import broken_rules, contents
from tests.core.whole import transcript


def refused(whole, changes):
    before = contents(whole.project.db)
    with pytest.raises(Refused, match="depends on it"):
        undo_entry(whole.project, whole.anna, changes.entry_id)
    return contents(whole.project.db) == before


def test_an_earlier_step_is_undone_alone(whole):
    first = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.rename_code(whole.project, whole.anna, whole.mandate, "Uppdrag")
    undo_entry(whole.project, whole.anna, first.entry_id)
    names = {code.name for code in codes.store.all_codes(whole.project.db)}
    assert {"Roller", "Uppdrag"} <= names


def test_it_is_redone_alone(whole):
    first = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.rename_code(whole.project, whole.anna, whole.mandate, "Uppdrag")
    after = contents(whole.project.db)
    undo_entry(whole.project, whole.anna, first.entry_id)
    redo(whole.project, whole.anna)
    assert contents(whole.project.db) == after


def test_a_row_that_moved_on_stays(whole):
    first = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.rename_code(whole.project, whole.anna, whole.roles, "Rollen")
    assert refused(whole, first)


def test_a_later_step_that_was_undone_does_not_count(whole):
    first = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.rename_code(whole.project, whole.anna, whole.roles, "Rollen")
    undo(whole.project, whole.anna)
    undo_entry(whole.project, whole.anna, first.entry_id)
    assert codes.store.get(whole.project.db, whole.roles).name == "Roller"


def test_a_later_step_that_was_done_again_counts(whole):
    first = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.rename_code(whole.project, whole.anna, whole.roles, "Rollen")
    undo(whole.project, whole.anna)
    redo(whole.project, whole.anna)
    assert refused(whole, first)


def test_nothing_is_undone_twice(whole):
    changes = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    undo(whole.project, whole.anna)
    with pytest.raises(Refused, match="undone already"):
        undo_entry(whole.project, whole.anna, changes.entry_id)


def test_an_undo_is_not_undone_but_redone(whole):
    codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    changes = undo(whole.project, whole.anna)
    with pytest.raises(Refused, match="can’t be undone"):
        undo_entry(whole.project, whole.anna, changes.entry_id)


def test_a_code_that_is_used_stays(whole):
    new = codes.create_code(whole.project, whole.anna, codes.NewCode("Tillit"))
    whole.mark(whole.eva, "Förankringen".lower(), new.first("codes"), by=whole.bo)
    assert refused(whole, new)


def test_a_document_that_is_coded_stays(whole):
    new = importing.import_documents(
        whole.project, whole.anna, [importing.NewDocument(transcript("Ny", "Något sagt."))]
    )
    whole.mark(new.first("documents"), "sagt", whole.roles, by=whole.bo)
    assert refused(whole, new)


def test_a_row_with_a_memo_stays(whole):
    new = codes.create_code(whole.project, whole.anna, codes.NewCode("Tillit"))
    memos.write_memo(whole.project, whole.bo, "Varför?", about=("codes", new.first("codes")))
    assert refused(whole, new)


def test_a_memo_does_not_come_back_without_what_it_is_about(whole):
    new = codes.create_code(whole.project, whole.anna, codes.NewCode("Tillit"))
    memos.write_memo(whole.project, whole.bo, "Varför?", about=("codes", new.first("codes")))
    memo = memos.store.about(whole.project.db, [new.first("codes")])[0]
    gone = memos.delete_memo(whole.project, whole.bo, memo.id)
    codes.delete_codes(whole.project, whole.bo, [new.first("codes")])
    assert refused(whole, gone)


def test_a_name_that_is_taken_meanwhile_does_not_come_back(whole):
    renamed = codes.rename_code(whole.project, whole.anna, whole.roles, "Rollerna")
    codes.create_code(whole.project, whole.bo, codes.NewCode("ROLLER"))
    assert refused(whole, renamed)


def test_a_title_that_is_taken_meanwhile_does_not_come_back(whole):
    renamed = documents.rename_document(whole.project, whole.anna, whole.eva, "Eva B")
    documents.rename_document(whole.project, whole.anna, whole.notes, "eva")
    assert refused(whole, renamed)


def test_a_pseudonym_that_is_taken_meanwhile_does_not_come_back(whole):
    def call(person, pseudonym):
        details = persons.PersonDetails(None, pseudonym, "respondent", None, None)
        return persons.edit_person(whole.project, whole.anna, person, details)

    changed = call(whole.ip1, "Kim")
    call(whole.ip2, "ip1")
    assert refused(whole, changed)


def test_codes_never_come_to_stand_under_each_other(whole):
    out = codes.move_code(whole.project, whole.anna, whole.unclear, parent_id=None)
    codes.move_code(whole.project, whole.anna, whole.mandate, parent_id=whole.unclear)
    assert refused(whole, out)


def test_a_span_that_is_marked_anew_meanwhile_does_not_come_back(whole):
    removed = passages.remove_codings(whole.project, whole.bo, [whole.roots_by_bo])
    whole.mark(whole.eva, "lokala förankringen", whole.mandate, by=whole.bo)
    assert refused(whole, removed)


def test_a_passage_that_is_left_bare_goes(whole):
    whole.mark(whole.eva, "bestämmer", whole.roles, by=whole.bo)
    mark = codes.codings_store.marks_in(whole.project.db, whole.eva)
    first = next(one.coding for one in mark if one.segment.quote == "bestämmer")
    second = passages.code_passage(whole.project, whole.bo, whole.eva, 17, 26, [whole.mandate])
    passages.remove_codings(whole.project, whole.bo, [first.id])
    undo_entry(whole.project, whole.bo, second.entry_id)
    assert broken_rules(whole.project.db) == []


def test_undo_in_order_after_one_out_of_order_finds_the_name_taken(whole):
    deleted = codes.delete_codes(whole.project, whole.anna, [whole.roots])
    new = codes.create_code(whole.project, whole.anna, codes.NewCode("Lokal förankring"))
    codes.rename_code(whole.project, whole.anna, new.first("codes"), "Ort")
    undo_entry(whole.project, whole.anna, deleted.entry_id)
    with pytest.raises(Refused, match="undone by itself"):
        undo(whole.project, whole.anna)
    assert broken_rules(whole.project.db) == []
