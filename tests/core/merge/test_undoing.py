"""A merge is undone whole, also later; what is in the way of a step can itself be undone."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, memos
from qualcode.core.operations.history import history, undo, undo_entry
from qualcode.core.operations.steps import StepReader
from qualcode.core.project import Project
from tests.core.tables import contents


@pytest.fixture
def taken_in(whole, tmp_path):
    """A project whose code was renamed, and then by a colleague too; and the merge."""
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", by=whole.anna)
    own = codes.rename_code(whole.project, whole.anna, whole.roles, "Uppdrag").entry_id
    with Project.open(made.path) as theirs:
        codes.rename_code(theirs, made.coder_id, whole.roles, "Roller och uppdrag")
        codes.rename_code(theirs, made.coder_id, whole.roots, "Rot")
    before = contents(whole.project.db)
    done = merge(whole.project, whole.anna, [made.path])
    return whole, own, done.changes.entry_id, before


def in_the_way(whole, entry):
    return [one.id for one in StepReader(whole.project.db).detail(entry).in_the_way]


def test_of_an_earlier_step_the_merge_is_in_the_way_and_not_what_it_brought(taken_in):
    whole, own, merged, _before = taken_in
    assert in_the_way(whole, own) == [merged]
    with pytest.raises(Refused, match="“Merge with “copy”” was done later and depends on it"):
        undo_entry(whole.project, whole.anna, own)
    undo_entry(whole.project, whole.anna, merged)
    assert in_the_way(whole, own) == []
    undo_entry(whole.project, whole.anna, own)


def test_a_merge_that_other_work_followed_is_undone_by_itself(taken_in):
    whole, _own, merged, before = taken_in
    memos.write_memo(whole.project, whole.anna, "Efteråt")
    assert in_the_way(whole, merged) == []
    undo_entry(whole.project, whole.anna, merged)
    after = contents(whole.project.db)
    after["memos"] = [row for row in after["memos"] if "Efteråt" not in row]
    assert after == before


def test_of_a_merge_what_went_on_from_it_is_in_the_way(taken_in):
    whole, _own, merged, _before = taken_in
    later = codes.rename_code(whole.project, whole.anna, whole.roots, "Rötter").entry_id
    assert in_the_way(whole, merged) == [later]
    with pytest.raises(Refused, match=r"“Rename code.* was done later.* Undo that first"):
        undo_entry(whole.project, whole.anna, merged)
    codes.rename_code(whole.project, whole.anna, whole.roots, "Rot igen")
    with pytest.raises(Refused, match="2 steps were done later and depend on it"):
        undo_entry(whole.project, whole.anna, merged)
    undo(whole.project, whole.anna)
    undo_entry(whole.project, whole.anna, later)
    undo_entry(whole.project, whole.anna, merged)


def test_what_a_merge_brought_back_after_an_undo_is_said_to_be_brought_back(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", by=whole.anna)
    with Project.open(made.path) as theirs:
        codes.rename_code(theirs, made.coder_id, whole.roots, "Rot")
        merge(whole.project, whole.anna, [made.path])
        undo(theirs, made.coder_id)
        merge(theirs, made.coder_id, [whole.project.path])
        labels = [line.label for line in history(theirs.db)]
    assert "Brought back by a merge: Rename code “Rot”" in labels
    assert not any(label.startswith("Redo") for label in labels)


def test_what_a_colleague_undid_after_it_was_taken_in_is_told_and_stays(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", by=whole.anna)
    with Project.open(made.path) as theirs:
        codes.rename_code(theirs, made.coder_id, whole.roots, "Rot")
        merge(whole.project, whole.anna, [made.path])
        undo(theirs, made.coder_id)
        before = contents(whole.project.db)
        done = merge(whole.project, whole.anna, [made.path])
        assert not done.changes
        assert contents(whole.project.db) == before
        told = [
            [(one.what, one.coder, one.here) for one in plan.files[0].undone]
            for plan in (done.plan, plan_merge(theirs, [whole.project.path]))
        ]
        assert told == [
            [("Rename code “Rot”", "Cleo", False)],
            [("Rename code “Rot”", "Cleo", True)],
        ]
        merge(theirs, made.coder_id, [whole.project.path])
    assert plan_merge(whole.project, [made.path]).files[0].undone == ()
