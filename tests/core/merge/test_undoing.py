"""A merge is undone whole, also later; what is in the way of a step can itself be undone."""

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes, memos
from qualcode.core.operations.coders import add_coder
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


@pytest.mark.parametrize("left_out", [{"documents": True}, {"blind": True}, {"nameless": True}])
@pytest.mark.parametrize("first", ["all", "copy"])
def test_of_what_an_undone_merge_brought_only_what_comes_in_again_is_known(
    whole, tmp_path, first, left_out
):
    """A copy holds less than its project, and is taken in after that was undone, or before."""
    documents = [whole.eva] if "documents" in left_out else None
    how = {one: True for one in left_out if one != "documents"}
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", documents=documents, **how)
    both = {"all": whole.project.path, "copy": made.path}
    others = [both[first], *(path for name, path in both.items() if name != first)]
    with (
        Project.create(tmp_path / "straight.qualcode") as straight,
        Project.create(tmp_path / "other.qualcode") as other,
    ):
        for project in (straight, other):
            coder = add_coder(project, "Disa").first("coders")
            if project is other:
                merge(project, coder, [others[0]])
                undo(project, coder)
            for path in reversed(others):
                merge(project, coder, [path])
            if first == "copy":
                assert len(history(project.db)) > 10  # all that was done in the project
            for path in others:
                assert merge(project, coder, [path]).plan.is_empty
        assert without_coders(other) == without_coders(straight)
        assert check(other) == []


def without_coders(project):
    """The rows of all tables but of evaluators, of whom each file has one of its own."""
    found = contents(project.db)
    return {
        table: [row[0] for row in rows]
        for table, rows in found.items()
        if table not in ("coders", "project", "originals")
    }
