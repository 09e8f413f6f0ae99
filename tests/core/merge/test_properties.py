"""What holds of every merge, whatever was done in the copies."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.core.merge.apply import merge
from qualcode.core.operations.history import redo, undo
from qualcode.core.project import Project
from qualcode.core.store import journal, merging
from tests.core.merge.copies import copy, merged, shown, worked_on
from tests.core.tables import contents
from tests.core.whole import Whole

SEEDS = st.lists(st.integers(0, 2**32), min_size=3, max_size=3, unique=True)
STEPS = st.integers(1, 12)


@pytest.fixture(scope="module")
def common(tmp_path_factory):
    whole = Whole(tmp_path_factory.mktemp("common") / "base.qualcode")
    whole.project.close()
    return whole.project.path, [whole.anna, whole.bo]


@pytest.fixture(scope="module")
def three(common):
    """Makes three copies in a folder that is gone afterwards."""
    path, evaluators = common

    def make(folder, seeds, steps):
        base = Path(shutil.copy(path, Path(folder) / "base.qualcode"))
        return [
            worked_on(base, name, seed, steps, evaluators)
            for name, seed in zip("abc", seeds, strict=True)
        ]

    return make


@settings(max_examples=15)
@given(seeds=SEEDS, steps=STEPS)
def test_the_order_in_which_copies_are_merged_makes_no_difference(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = three(folder, seeds, steps)
        first = copy(a, "first")
        merged(first, b, c)
        expected = shown(first)
        for number, order in enumerate([(a, c, b), (b, a, c), (c, b, a)]):
            other = copy(order[0], f"other-{number}")
            merged(other, *order[1:])
            assert shown(other) == expected


@settings(max_examples=12)
@given(seeds=SEEDS, steps=STEPS)
def test_it_makes_no_difference_which_copies_are_merged_first(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = three(folder, seeds, steps)
        both = copy(b, "both")
        merged(both, c)
        first, second = copy(a, "first"), copy(a, "second")
        merged(first, b, c)
        merged(second, both)
        merged(both, a)
        assert shown(first) == shown(second) == shown(both)


@settings(max_examples=12)
@given(seeds=SEEDS, steps=STEPS)
@example(seeds=[297, 1, 3620], steps=10)
@example(seeds=[297, 1, 1810], steps=10)
def test_what_was_merged_already_brings_nothing(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = three(folder, seeds, steps)
        merged(a, b, c)
        before = shown(a)
        merged(b, a)
        assert shown(b) == before
        for other in (b, c, copy(a, "itself")):
            done = merged(a, other)
            assert not done.changes
            assert done.backup is None
            assert shown(a) == before


@settings(max_examples=12)
@given(seeds=SEEDS, steps=STEPS)
def test_a_merge_is_undone_whole_done_again_and_merged_again(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = three(folder, seeds, steps)
        merged(a, c)
        with Project.open(a) as project:
            coder = project.db.execute("SELECT id FROM coders").fetchone()[0]
            before = contents(project.db)
            if not merge(project, coder, [b]).changes:
                return  # the copies said the same
            after = contents(project.db)
            undo(project, coder)
            assert contents(project.db) == before
            redo(project, coder)
            assert contents(project.db) == after
            undo(project, coder)
            merge(project, coder, [b])
            assert contents(project.db) == after


#: what nobody's merge may lose: by table, the column that holds somebody's words
WORDS = {
    "codes": "definition",
    "codings": "comment",
    "memos": "text",
    "segments": "condensed",
    "coders": "name",
}


def deletions(path):
    """The rows that somebody deleted there, by the journal; undoing is no deleting."""
    with Project.open(path, read_only=True) as project:
        return {
            change.row_id
            for entry in journal.entries(project.db)
            for change in journal.row_changes(project.db, entry.seq)
            if change.action == journal.DELETE
        }


@settings(max_examples=20)
@given(seeds=SEEDS, steps=STEPS)
def test_nothing_is_lost_that_nobody_deleted(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        copies = three(folder, seeds, steps)
        target = copy(copies[0], "target")
        merged(target, *copies[1:])
        deleted = set().union(*map(deletions, copies))
        with Project.open(target, read_only=True) as project:
            left = contents(project.db)
        hidden = {row[0]: row[4] for row in left["originals"] if row[3] is None}
        for one in copies:
            for table in ("codings", "memos", "codes", "documents", "persons", "coders"):
                there = {row[0] for row in left[table]}
                for row in shown(one)[table]:
                    if row[0] not in deleted:
                        assert row[0] in there or hidden.get(row[0]) in there, table


@settings(max_examples=10)
@given(seeds=SEEDS, steps=STEPS)
def test_authors_and_times_stay_what_they_were(three, seeds, steps):
    with tempfile.TemporaryDirectory() as folder:
        copies = three(folder, seeds, steps)
        target = copy(copies[0], "target")
        merged(target, *copies[1:])
        made = {}
        for one in copies:
            for table in ("codings", "memos", "codes", "segments"):
                made.update({row[0]: row for row in shown(one)[table]})
        with Project.open(target, read_only=True) as project:
            one_with = merging.hidden_coders(project.db)
            for table in ("codings", "memos", "codes", "segments"):
                query = f"SELECT id, created, coder_id FROM {table}"
                for row_id, created, coder in project.db.execute(query):
                    if row_id in made:
                        authors = {*made[row_id], *(one_with.get(one) for one in made[row_id])}
                        assert created in made[row_id]
                        assert coder in authors


def test_what_the_next_merge_begins_from_can_be_read(three):
    with tempfile.TemporaryDirectory() as folder:
        a, b, c = three(folder, [1, 2, 3], 14)
        merged(a, b, c)
        with Project.open(a, read_only=True) as project:
            for image, seen in project.db.execute("SELECT image, shown FROM originals"):
                assert isinstance(json.loads(image), dict)
                assert seen is None or isinstance(json.loads(seen), dict)
