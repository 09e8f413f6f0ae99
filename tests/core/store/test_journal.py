"""What the journal must hold from the first version on: a merge of two copies reads it."""

import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.operations import codes
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import redo, undo
from qualcode.core.project import Project
from qualcode.core.store import journal, rows
from qualcode.core.store.schema import MODEL_OF
from tests.core.random_work import Work
from tests.core.tables import count
from tests.core.whole import Whole


def tables(db):
    """Every row by table and id, as a dictionary of its columns."""
    return {
        table: {row.id: asdict(row) for row in rows.select(db, model, table)}
        for table, model in MODEL_OF.items()
    }


def taken_back(db, entries):
    """The tables as they were before these entries, by the journal alone."""
    found = tables(db)
    for entry in sorted(entries, key=lambda entry: -entry.seq):
        for change in reversed(journal.row_changes(db, entry.seq)):
            table = found[change.table]
            if change.action == journal.INSERT:
                del table[change.row_id]
            else:
                table.setdefault(change.row_id, {}).update(change.before)
    return found


@pytest.fixture(scope="module")
def common(tmp_path_factory):
    whole = Whole(tmp_path_factory.mktemp("common") / "whole.qualcode")
    with whole.project:
        state = tables(whole.project.db)
    return whole.project.path, state, (whole.anna, whole.bo)


@settings(max_examples=25)
@given(seeds=st.lists(st.integers(0, 2**32), min_size=2, max_size=3, unique=True))
def test_copies_that_went_their_own_ways_know_what_they_had_in_common(common, seeds):
    path, state, coders = common
    with tempfile.TemporaryDirectory() as folder:
        ids, copies = [], []
        for seed in seeds:
            random = Random(seed)
            copy = Path(shutil.copy(path, Path(folder) / f"{seed}.qualcode"))
            with Project.open(copy) as project:
                for _ in range(15):
                    Work(project, random.choice(coders), random).step()
                ids.append({entry.id for entry in journal.entries(project.db)})
            copies.append(copy)
        shared = set.intersection(*ids)
        for copy in copies:
            with Project.open(copy, read_only=True) as project:
                own = [one for one in journal.entries(project.db) if one.id not in shared]
                assert taken_back(project.db, own) == state


def test_an_entry_says_who_when_and_on_which_device(project, anna):
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    entry = next(journal.newest_first(project.db))
    (code,) = codes.store.all_codes(project.db)
    assert (entry.coder_id, entry.time) == (anna, code.created)
    assert len(entry.device) == 36
    assert entry.undoes is None


def test_a_row_that_was_undone_is_told_from_one_that_was_deleted(project, anna):
    codes.create_code(project, anna, codes.NewCode("Undone"))
    undone = undo(project, anna)
    new = codes.create_code(project, anna, codes.NewCode("Deleted"))
    deleted = codes.delete_codes(project, anna, [new.first("codes")])
    assert journal.entry(project.db, undone.entry_id).undoes is not None
    assert journal.entry(project.db, deleted.entry_id).undoes is None


def test_undo_names_what_it_undoes_and_redo_names_the_undo(project, anna):
    done = codes.create_code(project, anna, codes.NewCode("Mandat"))
    undone = undo(project, anna)
    again = redo(project, anna)
    assert journal.entry(project.db, undone.entry_id).undoes == done.entry_id
    assert journal.entry(project.db, again.entry_id).undoes == undone.entry_id


def test_a_deleted_row_is_kept_whole_and_a_changed_one_by_what_changed(whole):
    before = tables(whole.project.db)["codes"]
    renamed = codes.rename_code(whole.project, whole.bo, whole.roots, "Ort")
    deleted = codes.delete_codes(whole.project, whole.bo, [whole.roles])

    def kept(changes):
        seq = journal.entry(whole.project.db, changes.entry_id).seq
        return {one.row_id: one.before for one in journal.row_changes(whole.project.db, seq)}

    assert kept(renamed) == {whole.roots: {"name": "Lokal förankring"}}
    assert kept(deleted)[whole.roles] == before[whole.roles]


def test_an_inserted_row_costs_the_journal_no_image(whole):
    query = "SELECT count(*) FROM journal_rows WHERE action = 'insert' AND before IS NOT NULL"
    assert whole.project.db.execute(query).fetchone() == (0,)


def test_a_text_is_never_in_the_journal(whole):
    delete_documents(whole.project, whole.anna, [whole.eva])
    kept = whole.project.db.execute("SELECT group_concat(before) FROM journal_rows").fetchone()[0]
    assert "Intervjuare: Vem bestämmer" not in kept
    undo(whole.project, whole.anna)
    assert count(whole.project.db, "texts") == 4


def test_a_time_is_in_utc_and_sorts_as_text(whole):
    times = [entry.time for entry in journal.entries(whole.project.db)]
    assert times == sorted(times)
    assert all(len(time) == 24 and time.endswith("Z") for time in times)
