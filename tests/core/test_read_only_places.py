"""Where nothing may be written, a project is read, and nothing of it is hidden."""

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from qualcode.core import importers
from qualcode.core.demo import build_example
from qualcode.core.errors import ProjectError, ReadOnlyProject
from qualcode.core.interchange import sheet_files
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.project_details import save_copy
from qualcode.core.project import Project
from qualcode.core.report.export import SUMMARY, export
from qualcode.core.store.lock import Lock, lock_path
from tests.core.tables import count

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")

NOBODY = 65534


@pytest.fixture
def place():
    """A folder with a project of one evaluator, which everybody may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    with Project.create(folder / "Samverkan.qualcode") as project:
        add_coder(project, "Anna")
    project.path.chmod(0o644)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def without_rights():
    """Root may write anywhere, so be nobody for a while; whoever else runs this has no more rights
    than the folder gives."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def write_protected(folder):
    folder.chmod(0o555)
    for file in folder.iterdir():
        file.chmod(0o444)
    with without_rights():
        yield folder / "Samverkan.qualcode"


def files(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_project_in_a_write_protected_folder_is_read(place):
    with write_protected(place) as path, Project.open(path) as project:
        assert project.read_only
        assert project.holder is None
        assert count(project.db, "coders") == 1
    assert files(place) == ["Samverkan.qualcode"]


def test_it_can_t_be_changed_and_the_sentence_says_what_to_do(place):
    with write_protected(place) as path, Project.open(path) as project:
        with pytest.raises(ReadOnlyProject, match="Save a copy in a folder of your own"):
            add_coder(project, "Bo")
        assert count(project.db, "coders") == 1


def test_a_copy_of_it_can_be_changed(place, tmp_path):
    tmp_path.chmod(0o777)
    other = Path(tempfile.mkdtemp())
    other.chmod(0o777)
    with write_protected(place) as path, Project.open(path) as project:
        copy = save_copy(project, other / "Kopia")
    with Project.open(copy) as project:
        assert not project.read_only
        assert count(project.db, "coders") == 1
    shutil.rmtree(other)


def test_a_file_that_may_not_be_written_is_read_only(place):
    place.chmod(0o777)
    (place / "Samverkan.qualcode").chmod(0o444)
    with without_rights(), Project.open(place / "Samverkan.qualcode") as project:
        assert project.read_only
        assert count(project.db, "coders") == 1


def test_a_file_that_may_not_be_read_is_named(place):
    (place / "Samverkan.qualcode").chmod(0)
    with without_rights(), pytest.raises(ProjectError, match=r"“Samverkan\.qualcode”"):
        Project.open(place / "Samverkan.qualcode")


def test_no_project_is_made_in_a_write_protected_folder(place):
    with write_protected(place), pytest.raises(ReadOnlyProject):
        Project.create(place / "Ny.qualcode")
    assert files(place) == ["Samverkan.qualcode"]


def leave_side_files(place, *endings):
    """As after a program was killed: a change that is only in the file beside the project."""
    aside = place / "aside"
    aside.mkdir()
    path = place / "Samverkan.qualcode"
    with Project.open(path) as project:
        add_coder(project, "Bo")
        for ending in ("", *endings):
            shutil.copy(path.with_name(path.name + ending), aside)
    for file in aside.iterdir():
        shutil.move(file, place / file.name)
    aside.rmdir()


def test_what_a_killed_program_left_beside_the_file_is_read_in_a_protected_folder(place):
    leave_side_files(place, "-wal", "-shm")
    with write_protected(place) as path, Project.open(path) as project:
        assert count(project.db, "coders") == 2


def test_what_can_t_be_read_with_the_file_is_not_kept_silent(place):
    leave_side_files(place, "-wal")
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    with (
        write_protected(place) as path,
        pytest.raises(ReadOnlyProject, match=r"still in “Samverkan\.qualcode-wal” beside it"),
    ):
        Project.open(path)
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before


def test_an_empty_side_file_hides_nothing(place):
    (place / "Samverkan.qualcode-wal").touch()
    with write_protected(place) as path, Project.open(path) as project:
        assert count(project.db, "coders") == 1


def test_what_was_left_is_taken_in_where_one_may_write(place):
    leave_side_files(place, "-wal")
    with Project.open(place / "Samverkan.qualcode") as project:
        assert count(project.db, "coders") == 2
    assert files(place) == ["Samverkan.qualcode"]


def test_another_user_s_lock_is_taken_over_when_their_program_died(place):
    path = place / "Samverkan.qualcode"
    lock_path(path).write_text("{}")
    lock_path(path).chmod(0o644)
    place.chmod(0o777)
    path.chmod(0o666)
    with without_rights(), Project.open(path) as project:
        assert not project.read_only
    assert files(place) == ["Samverkan.qualcode"]


def test_another_user_s_lock_holds_while_their_program_runs(place):
    path = place / "Samverkan.qualcode"
    lock = Lock.take(path)
    place.chmod(0o777)
    path.chmod(0o666)
    with without_rights(), Project.open(path) as project:
        assert project.holder.process == os.getpid()
    lock.release()


@pytest.mark.parametrize("name", ["file", "x" * 300])
def test_a_folder_that_may_not_be_looked_into_is_said_by_everything(name, place, tmp_path):
    secret = place / "secret"
    secret.mkdir(mode=0o700 if os.geteuid() == 0 else 0o000)
    with write_protected(place) as path, Project.open(path) as project:
        for refused in (
            lambda: export(project, secret / f"{name}.md", what=SUMMARY),
            lambda: save_copy(project, secret / name),
            lambda: importers.read(secret / f"{name}.txt"),
            lambda: sheet_files.read_bytes(secret / f"{name}.csv"),
            lambda: Project.open(secret / f"{name}.qualcode"),
            lambda: Project.create(secret / name),
            lambda: build_example(secret, "en"),
        ):
            with pytest.raises(ProjectError):
                refused()
