"""Whatever is done, in whatever order: the rules hold, and all of it can be taken back."""

import contextlib
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.errors import Refused
from qualcode.core.operations.history import next_redo, next_undo, redo, undo
from qualcode.core.project import Project
from tests.core.random_work import CHANGING, Work
from tests.core.tables import broken_rules, contents
from tests.core.whole import Whole


@pytest.fixture(scope="module")
def beginning(tmp_path_factory):
    """A filled project, closed; and its two evaluators."""
    whole = Whole(tmp_path_factory.mktemp("beginning") / "whole.qualcode")
    whole.project.close()
    return whole.project.path.read_bytes(), whole.anna, whole.bo


def worked_on(beginning, folder, seed, steps):
    data, anna, bo = beginning
    path = Path(folder) / "work.qualcode"
    path.write_bytes(data)
    project = Project.open(path)
    random = Random(seed)
    first = contents(project.db)
    tried = [Work(project, random.choice([anna, bo]), random).step() for _ in range(steps)]
    return project, anna, first, tried


def all_of(step, project, coder):
    while True:
        try:
            step(project, coder)
        except Refused:
            return


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 40))
def test_the_rules_hold_after_anything(beginning, seed, steps):
    with tempfile.TemporaryDirectory() as folder:
        project, _anna, _first, tried = worked_on(beginning, folder, seed, steps)
        with project:
            assert broken_rules(project.db) == [], tried


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 30))
def test_undo_gives_each_moment_back_and_redo_the_next(beginning, seed, steps):
    with tempfile.TemporaryDirectory() as folder:
        project, anna, first, _tried = worked_on(beginning, folder, seed, 0)
        moments, random = [first], Random(seed)
        with project:
            for _ in range(steps):
                action = random.choice(CHANGING)
                with contextlib.suppress(Refused):
                    if action(Work(project, anna, random)):
                        moments.append(contents(project.db))
            for moment in moments[-2::-1]:
                undo(project, anna)
                assert contents(project.db) == moment
            for moment in moments[1:]:
                redo(project, anna)
                assert contents(project.db) == moment


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 30))
def test_all_that_was_undone_can_be_done_again_after_a_restart(beginning, seed, steps):
    with tempfile.TemporaryDirectory() as folder:
        project, anna, _first, tried = worked_on(beginning, folder, seed, steps)
        with project:
            while next_redo(project.db):
                redo(project, anna)
            end = contents(project.db)
            all_of(undo, project, anna)
        with Project.open(project.path) as again:
            all_of(redo, again, anna)
            assert contents(again.db) == end, tried


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 40))
def test_undoing_everything_in_order_gives_the_empty_project(beginning, seed, steps):
    with tempfile.TemporaryDirectory() as folder:
        project, anna, _first, tried = worked_on(beginning, folder, seed, steps)
        with project:
            all_of(undo, project, anna)
            if next_undo(project.db) is None:  # undo out of order may have left a step that stays
                left = {table for table, rows in contents(project.db).items() if rows}
                assert left == {"project", "coders"}, tried
            assert broken_rules(project.db) == []
