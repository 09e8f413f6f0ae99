"""A disk without room: the step is refused with a sentence, and all before it is there."""

import os
import subprocess
import sys

import pytest

from qualcode.core.errors import DiskFull, ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.operations import codes, memos
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.history import undo
from qualcode.core.operations.project_details import make_backup, save_copy
from qualcode.core.project import Project
from tests.core.tables import broken_rules, contents, count

ROOM = "1m"
LARGE = "ord " * 500_000


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for a small project."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def on_small_disk(small_disk):
    with Project.create(small_disk / "Samverkan.qualcode") as project:
        yield project, CoderId(add_coder(project, "Anna").first("coders"))


def test_a_step_for_which_there_is_no_room_is_refused_whole(on_small_disk):
    project, anna = on_small_disk
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    before = contents(project.db)
    with pytest.raises(DiskFull, match=r"no room left on the disk where “Samverkan\.qualcode” is"):
        memos.write_memo(project, anna, LARGE)
    assert contents(project.db) == before
    assert broken_rules(project.db) == []


def test_work_goes_on_after_a_step_that_was_refused(on_small_disk):
    project, anna = on_small_disk
    with pytest.raises(DiskFull):
        memos.write_memo(project, anna, LARGE)
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    undo(project, anna)
    project.close()
    with Project.open(project.path) as again:
        assert (count(again.db, "codes"), count(again.db, "memos")) == (0, 0)


def create_many(project, coder):
    for number in range(1000):
        codes.create_code(project, coder, codes.NewCode(f"Kod {number}"))


def fill_up(disk):
    with (disk / "other").open("wb") as file:
        for size in (4096, 1):
            try:
                while os.write(file.fileno(), bytes(size)):
                    pass
            except OSError:
                continue


def test_a_project_on_a_full_disk_is_closed_and_loses_nothing(on_small_disk, small_disk):
    project, anna = on_small_disk
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    fill_up(small_disk)
    with pytest.raises(ProjectError):
        create_many(project, anna)
    finished = count(project.db, "codes")
    project.close()
    (small_disk / "other").unlink()
    with Project.open(project.path) as again:
        assert count(again.db, "codes") == finished
        assert broken_rules(again.db) == []


def test_a_project_on_a_full_disk_is_read_until_there_is_room(on_small_disk, small_disk):
    project, anna = on_small_disk
    project.close()
    fill_up(small_disk)
    before = project.path.read_bytes()
    with Project.open(project.path) as again:
        assert count(again.db, "coders") == 1
        with pytest.raises(DiskFull):
            codes.create_code(again, anna, codes.NewCode("Mandat"))
    assert project.path.read_bytes() == before
    (small_disk / "other").unlink()
    with Project.open(project.path) as again:
        codes.create_code(again, anna, codes.NewCode("Mandat"))


def test_no_half_project_is_left_where_there_is_no_room_for_a_new_one(small_disk):
    fill_up(small_disk)
    with pytest.raises(DiskFull):
        Project.create(small_disk / "Ny.qualcode")
    assert [file.name for file in small_disk.iterdir()] == ["other"]


def test_no_half_copy_is_left_where_there_is_no_room(project, anna, small_disk):
    memos.write_memo(project, anna, LARGE)
    with pytest.raises(DiskFull, match=r"Kopia\.qualcode"):
        save_copy(project, small_disk / "Kopia")
    assert list(small_disk.iterdir()) == []


def test_no_half_backup_is_left_where_there_is_no_room(on_small_disk, small_disk):
    project, anna = on_small_disk
    memos.write_memo(project, anna, "ord " * 80_000)
    before = contents(project.db)
    fill_up(small_disk)
    with pytest.raises(DiskFull):
        make_backup(project)
    assert not [file.name for file in small_disk.iterdir() if "backup" in file.name]
    assert contents(project.db) == before


def test_a_file_that_may_grow_no_more_is_a_full_disk(project, anna):
    pages = project.db.execute("PRAGMA page_count").fetchone()[0]
    project.db.execute(f"PRAGMA max_page_count = {pages}")
    before = contents(project.db)
    with pytest.raises(DiskFull):
        memos.write_memo(project, anna, LARGE)
    assert contents(project.db) == before
    project.db.execute("PRAGMA max_page_count = 1000000")
    memos.write_memo(project, anna, LARGE)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_file_as_large_as_the_system_allows_gives_a_sentence(project, anna):
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = contents(project.db)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        with pytest.raises(ProjectError, match=r"“Samverkan\.qualcode”"):
            memos.write_memo(project, anna, LARGE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_soft, hard))
    assert contents(project.db) == before
    codes.create_code(project, anna, codes.NewCode("Mandat"))
    assert broken_rules(project.db) == []
