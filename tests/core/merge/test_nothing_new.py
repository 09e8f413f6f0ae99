"""A merge that brings nothing is no step, and is not told as if something had come."""

import pytest

from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.codes import NewCode, create_code, delete_codes
from qualcode.core.operations.history import history, redo, undo
from qualcode.core.operations.passages import comment_coding
from qualcode.core.project import Project
from qualcode.core.store import codings
from tests.core.tables import contents


def a_mark(whole):
    return next(one.coding.id for one in codings.all_marks(whole.project.db))


@pytest.mark.parametrize("nameless", [False, True])
def test_a_copy_that_lacks_what_was_undone_since_brings_nothing(whole, tmp_path, nameless):
    comment_coding(whole.project, whole.anna, a_mark(whole), "Säkert?")
    made = hand_out(whole.project, tmp_path / "c", name="Cleo", blind=True, nameless=nameless)
    undo(whole.project, whole.anna)
    before, steps = contents(whole.project.db), len(history(whole.project.db))
    done = merge(whole.project, whole.anna, [made.path])
    assert (done.changes.entry_id, done.backup, done.plan.is_empty) == ("", None, True)
    assert done.plan.files[0].undone == ()
    assert (contents(whole.project.db), len(history(whole.project.db))) == (before, steps)
    redo(whole.project, whole.anna)
    assert not merge(whole.project, whole.anna, [made.path]).changes.entry_id


def test_what_it_does_not_bring_comes_with_what_it_brings_later(whole, tmp_path):
    comment_coding(whole.project, whole.anna, a_mark(whole), "Säkert?")
    made = hand_out(whole.project, tmp_path / "c", name="Cleo", blind=True)
    full = hand_out(whole.project, tmp_path / "d", name="Dan")
    undo(whole.project, whole.anna)
    merge(whole.project, whole.anna, [made.path])
    with Project.open(made.path) as theirs:
        create_code(theirs, made.coder_id, NewCode("Ny"))
    assert plan_merge(whole.project, [made.path]).counts["codes"].added == 1
    merge(whole.project, whole.anna, [made.path])
    merge(whole.project, whole.anna, [full.path])
    assert "Säkert?" in {one.coding.comment for one in codings.all_marks(whole.project.db)}


def test_what_was_made_and_taken_away_again_is_known_and_shows_nothing(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "c", name="Cleo")
    with Project.open(made.path) as theirs:
        code = create_code(theirs, made.coder_id, NewCode("Ny")).first("codes")
        delete_codes(theirs, made.coder_id, [code])
    done = merge(whole.project, whole.anna, [made.path])
    assert done.changes.entry_id
    assert (done.plan.is_empty, done.plan.shows_nothing) == (False, True)
