"""Files that can't be taken in, disks that fill, and whoever cancels: nothing is half done."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from qualcode.core.errors import DiskFull, LockedProject, NewerProject, ProjectError, Refused
from qualcode.core.merge import apply
from qualcode.core.merge.apply import merge, merge_as, plan_merge
from qualcode.core.operations import codes, memos
from qualcode.core.operations.project_details import make_backup
from qualcode.core.project import Project
from qualcode.core.store.backups import backups_of
from tests.core.merge.copies import copy
from tests.core.tables import contents
from tests.core.test_disk_full import small_disk  # noqa: F401

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "golden"


@pytest.fixture
def pair(tmp_path, base):
    """Our project, open, and a colleague's file with something new in it."""
    for name in ("ours", "theirs"):
        shutil.copy(base.project.path, tmp_path / f"{name}.qualcode")
    with Project.open(tmp_path / "theirs.qualcode") as project:
        codes.create_code(project, base.bo, codes.NewCode("Ny"))
        memos.write_memo(project, base.bo, "ord " * 2000)
    with Project.open(tmp_path / "ours.qualcode") as project:
        yield project, tmp_path / "theirs.qualcode"


def unchanged(project, before):
    return contents(project.db) == before and backups_of(project.path) == []


def test_a_project_is_not_merged_with_itself(pair, base):
    ours, _theirs = pair
    with pytest.raises(Refused, match="is the project itself"):
        merge(ours, base.anna, [ours.path])


def test_a_file_is_not_taken_in_twice_at_once(pair, base):
    ours, theirs = pair
    with pytest.raises(Refused, match="“theirs.qualcode” is given twice"):
        merge(ours, base.anna, [theirs, theirs])
    with pytest.raises(Refused, match="is given twice"):
        plan_merge(ours, [theirs, theirs])


def test_a_newer_project_is_refused_with_all_the_others(pair, base):
    ours, theirs = pair
    before = contents(ours.db)
    newer = copy(theirs, "newer")
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerProject, match="“newer.qualcode”"):
        merge(ours, base.anna, [theirs, newer])
    assert unchanged(ours, before)


@pytest.mark.parametrize("version", ["version-1"])
def test_a_project_of_an_older_version_is_taken_in_and_left_as_it_is(version, pair, base):
    ours, _theirs = pair
    old = ours.path.with_name("old.qualcode")
    shutil.copy(GOLDEN / f"{version}.qualcode", old)
    data = old.read_bytes()
    before = len(contents(ours.db)["codings"])
    done = merge(ours, base.anna, [old])
    assert len(contents(ours.db)["codings"]) > before
    assert done.plan.counts["documents"].unified == 4  # they hold the same interviews
    assert old.read_bytes() == data
    assert not merge(ours, base.anna, [old]).changes


def test_a_file_that_is_damaged_anywhere_is_refused(pair, base):
    ours, theirs = pair
    before, whole = contents(ours.db), theirs.read_bytes()
    for page in range(1, len(whole) // 4096, 7):
        torn = whole[: page * 4096] + b"\xff" * 4096 + whole[(page + 1) * 4096 :]
        theirs.write_bytes(torn)
        with pytest.raises(ProjectError, match="theirs.qualcode"):
            merge(ours, base.anna, [theirs])
        assert unchanged(ours, before)


def test_a_file_that_changes_while_it_is_read_is_refused(pair, base, monkeypatch):
    ours, theirs = pair
    before = contents(ours.db)
    newer = copy(theirs, "newer")
    work_out = apply.work_out

    def meanwhile(*arguments, **more):
        newer.replace(theirs)  # as a program that keeps folders alike does
        return work_out(*arguments, **more)

    monkeypatch.setattr(apply, "work_out", meanwhile)
    with pytest.raises(LockedProject, match="was changed while it was read"):
        merge(ours, base.anna, [theirs])
    assert contents(ours.db) == before


def test_a_file_that_a_colleague_has_open_is_taken_in_as_it_is(pair, base):
    ours, theirs = pair
    with Project.open(theirs) as other:
        codes.create_code(other, base.bo, codes.NewCode("Nyss"))
        merge(ours, base.anna, [theirs])
    assert "Nyss" in {row[1] for row in contents(ours.db)["codes"]}


class Cancelled(Exception):
    pass


@pytest.mark.parametrize("at", [10, 45, 100])
def test_whoever_cancels_leaves_nothing(pair, base, at):
    ours, theirs = pair
    before = contents(ours.db)

    def cancel(done, _of, _what):
        if done >= at:
            raise Cancelled

    with pytest.raises(Cancelled):
        merge(ours, base.anna, [theirs], progress=cancel)
    assert unchanged(ours, before)
    assert merge(ours, base.anna, [theirs]).changes


def test_a_merge_that_fails_pushes_no_earlier_backup_out(pair, base):
    ours, theirs = pair
    for _ in range(3):
        make_backup(ours)
    before = backups_of(ours.path)

    def cancel(_done, _of, _what):
        raise Cancelled

    for _ in range(4):
        with pytest.raises(Cancelled):
            merge(ours, base.anna, [theirs], progress=cancel)
    assert backups_of(ours.path) == before
    done = merge(ours, base.anna, [theirs])
    left = backups_of(ours.path)
    assert (left[0].path, left[1:]) == (done.backup, before[:2])


def test_progress_goes_from_nothing_to_all_and_names_the_file(pair, base):
    ours, theirs = pair
    told = []
    merge(ours, base.anna, [theirs], progress=lambda *step: told.append(step))
    assert [done for done, _of, _what in told] == sorted(done for done, _of, _what in told)
    assert told[-1][0] <= told[-1][1] == 100
    assert {what for _done, _of, what in told} == {"theirs.qualcode"}


def test_a_disk_that_fills_leaves_the_project_as_it_was(base, small_disk, tmp_path):  # noqa: F811
    theirs = copy_to(base, tmp_path / "theirs.qualcode")
    with Project.open(theirs) as project:
        memos.write_memo(project, base.bo, "ord " * 400_000)
    with Project.open(copy_to(base, small_disk / "ours.qualcode")) as ours:
        before = contents(ours.db)
        with pytest.raises(DiskFull):
            merge(ours, base.anna, [theirs])
        assert contents(ours.db) == before
        codes.create_code(ours, base.anna, codes.NewCode("Vidare"))


def copy_to(base, path):
    return Path(shutil.copy(base.project.path, path))


def test_a_merge_that_fails_in_the_middle_is_taken_back(pair, base):
    ours, theirs = pair
    before = contents(ours.db)
    pages = ours.db.execute("PRAGMA page_count").fetchone()[0]
    ours.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        merge(ours, base.anna, [theirs])
    assert contents(ours.db) == before
    ours.db.execute("PRAGMA max_page_count = 1000000")
    assert merge(ours, base.anna, [theirs]).changes


def test_whoever_is_refused_does_not_join_the_project(pair):
    ours, theirs = pair
    theirs.write_bytes(b"no project")
    with pytest.raises(ProjectError):
        merge_as(ours, "Cleo", [theirs])
    assert "Cleo" not in {row[1] for row in contents(ours.db)["coders"]}


def test_a_project_that_can_only_be_read_takes_nothing_in(pair, base):
    ours, theirs = pair
    with Project.open(ours.path, read_only=True) as reading:
        with pytest.raises(ProjectError):
            merge(reading, base.anna, [theirs])
        assert plan_merge(reading, [theirs]).counts["codes"].added == 1


def test_a_plan_of_several_files_leaves_no_trace(pair, base, tmp_path):
    ours, theirs = pair
    other = copy(theirs, "other")
    with Project.open(other) as project:
        codes.create_code(project, base.bo, codes.NewCode("Annat"))
    before = contents(ours.db)
    files = sorted(tmp_path.iterdir())
    plan = plan_merge(ours, [theirs, other])
    assert [file.counts["codes"].added for file in plan.files] == [1, 1]
    assert contents(ours.db) == before
    assert sorted(tmp_path.iterdir()) == files
