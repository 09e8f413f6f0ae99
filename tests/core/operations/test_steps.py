"""Looking back: pages, filters, what a step did, and what stands in the way of undoing it."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import codes, documents, step_kinds
from qualcode.core.operations.history import history, undo, undo_entry
from qualcode.core.operations.passages import recode, remove_codings
from qualcode.core.operations.steps import StepReader
from qualcode.core.store import steps as store
from qualcode.core.store.steps import Wanted
from tests.core.whole import fill_history


@pytest.fixture
def full(whole):
    fill_history(whole)
    return whole


def labels(whole, **wanted):
    return [line.label for line in StepReader(whole.project.db).page(Wanted(**wanted), None, 500)]


def test_the_pages_together_are_the_history(full):
    reader, lines, before = StepReader(full.project.db), [], None
    while page := reader.page(Wanted(), before, 7):
        lines, before = [*lines, *page], page[-1].seq
    told = [(line.id, line.label, line.coder, line.is_undone) for line in lines]
    assert told == [(h.id, h.label, h.coder, h.undone) for h in history(full.project.db)]


def test_steps_of_one_evaluator(full):
    lines = StepReader(full.project.db).page(Wanted(coder_id=full.bo), None, 500)
    assert lines
    assert {line.coder for line in lines} == {"Bo Ek"}


def test_words_are_looked_for_in_the_subject_and_in_what_was_done(full):
    assert labels(full, words="klart MANDAT")[:1] == ["Undo: Rename code “Klart mandat”"]
    assert set(labels(full, words="comment on")) == set()
    assert "Comment on “Roller”" in labels(full, words="comment")


def test_a_document_brings_what_was_done_to_it_and_in_it_also_what_is_gone(full):
    remove_codings(full.project, full.anna, [full.shared])
    touching = store.touching_document(full.project.db, full.workshop)
    found = labels(full, touching=touching)
    assert found[0] == "Remove code “Tydligt mandat”"
    assert "Code “Roller”" in found  # the passage is deleted since
    assert "Describe code" not in " ".join(found)
    assert found[-1].startswith("Import")


def test_a_code_brings_codings_that_have_another_code_now(full):
    touching = store.touching_code(full.project.db, full.roots)
    assert "Change code to “Mandat”" in labels(full, touching=touching)
    assert "New code “Lokal förankring”" in labels(full, touching=touching)


def test_a_deleted_document_can_be_looked_back_on(full):
    gone = documents.delete_documents(full.project, full.anna, [full.solo])
    touching = store.touching_document(full.project.db, full.solo)
    assert "Code “Mandat”" in labels(full, touching=touching)
    detail = StepReader(full.project.db).detail(gone.entry_id)
    assert ("documents", "delete") in {(t.thing.table, t.action) for t in detail.touched}
    assert not any(t.thing.is_there for t in detail.touched)


def test_every_kind_of_step_has_its_kind(full):
    found = step_kinds.kinds(full.project.db)
    assert {"passages", "codes", "documents", "persons", "memos", "reversals"} <= set(found)
    shown = [line for kind in found.values() for line in labels(full, operations=kind)]
    assert sorted(shown) == sorted(labels(full))


def test_a_step_tells_what_it_changed_and_what_was_there(whole):
    changes = codes.rename_code(whole.project, whole.anna, whole.roles, "Uppdrag")
    (touched,) = StepReader(whole.project.db).detail(changes.entry_id).touched
    assert touched.thing.words == "Code “Uppdrag”"
    assert touched.fields == ("name (was “Roller”)",)


def test_a_step_names_the_later_one_that_stands_in_the_way(whole):
    first = recode(whole.project, whole.anna, [whole.shared], whole.roles)
    later = recode(whole.project, whole.bo, [whole.shared], whole.roots)
    detail = StepReader(whole.project.db).detail(first.entry_id)
    assert [line.id for line in detail.in_the_way] == [later.entry_id]
    assert "Undo that first" in detail.why_not
    with pytest.raises(Refused):
        undo_entry(whole.project, whole.anna, first.entry_id)
    undo(whole.project, whole.bo)
    assert StepReader(whole.project.db).detail(first.entry_id).why_not == ""


def test_what_somebody_deleted_comes_back_when_that_step_is_undone(whole):
    gone = remove_codings(whole.project, whole.bo, [whole.unclear_by_bo])
    codes.rename_code(whole.project, whole.anna, whole.roles, "Uppdrag")
    assert StepReader(whole.project.db).detail(gone.entry_id).why_not == ""
    undo_entry(whole.project, whole.anna, gone.entry_id)
    reader = StepReader(whole.project.db)
    assert reader.line(gone.entry_id).is_undone
    assert reader.page(Wanted(), None, 1)[0].label == "Undo: Remove code “Otydligt mandat”"


def test_a_sealed_step_says_so_and_is_not_undone(whole):
    changes = codes.rename_code(whole.project, whole.anna, whole.roles, "Uppdrag")
    whole.project.db.execute("UPDATE journal SET sealed = 1 WHERE id = ?", (changes.entry_id,))
    assert "sealed" in StepReader(whole.project.db).detail(changes.entry_id).why_not
    with pytest.raises(Refused, match="sealed"):
        undo_entry(whole.project, whole.anna, changes.entry_id)


def test_what_a_merge_brought_is_within_it(whole):
    merge = codes.rename_code(whole.project, whole.anna, whole.roles, "Uppdrag")
    brought = codes.rename_code(whole.project, whole.bo, whole.roots, "Ort")
    whole.project.db.execute(
        "UPDATE journal SET brought_by = ? WHERE id = ?", (merge.entry_id, brought.entry_id)
    )
    assert labels(whole)[0] == "Rename code “Uppdrag”"
    assert labels(whole, brought_by=merge.entry_id) == ["Rename code “Ort”"]
    assert labels(whole, with_brought=True)[0] == "Rename code “Ort”"
    reader = StepReader(whole.project.db)
    assert reader.detail(merge.entry_id).brought == 1
    assert [one.id for one in reader.detail(brought.entry_id).in_the_way] == [merge.entry_id]
