"""What a program that was killed left unfinished is gone as soon as anybody works there again; what
somebody is writing is not touched."""

import json
import os
import subprocess
import sys
import time

import pytest

from qualcode.core.errors import ProjectError
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.project_details import make_backup
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from qualcode.core.store import coders
from qualcode.core.store.lock import lock_path
from qualcode.core.store.unfinished_copies import clear_unfinished, unfinished_copy_of

#: Writes a copy as far as the moment in which it would get its name, and waits there.
WRITE = """
import sys
from pathlib import Path
from qualcode.core.merge import handout
from qualcode.core.operations import project_details
from qualcode.core.project import Project
from qualcode.core.store import backups

def wait(unfinished, _target):
    unfinished.with_name(unfinished.name + "-journal").write_bytes(b"Karin")
    print("ready", flush=True)
    sys.stdin.readline()
    raise SystemExit

backups._put_in_place = handout.move_if_free = wait
what, path = sys.argv[1], Path(sys.argv[2])
with Project.open(path, read_only=what == "copy") as project:
    if what == "backup":
        project_details.make_backup(project)
    elif what == "copy":
        project_details.save_copy(project, path.with_name("Kopia"))
    else:
        handout.hand_out(project, path.with_name("Kopia"), name="Bo")
"""
WHAT = ("backup", "copy", "hand-out")


@pytest.fixture
def writer(path):
    """Begins another program that is writing something."""
    with Project.create(path) as project:
        add_coder(project, "Anna")
    begun = []

    def begin(what):
        words = [sys.executable, "-c", WRITE, what, str(path)]
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True))
        assert begun[-1].stdout.readline() == "ready\n"
        return begun[-1]

    yield begin
    for one in begun:
        with one:
            one.kill()


@pytest.fixture
def killed(writer, path):
    """Lets another program be killed while it writes something."""

    def kill(what="copy"):
        program = writer(what)
        program.kill()
        program.wait()
        left = unfinished(path)
        assert len(left) == 2
        return path.with_name(left[0])

    return kill


def files(path):
    return sorted(file.name for file in path.parent.iterdir())


def unfinished(path):
    return [name for name in files(path) if name.endswith((".new", ".new-journal"))]


def be_another_s(copy, **how):
    """The lock says another computer, or nothing that can be read."""
    lock = lock_path(copy)
    lock.write_text(json.dumps(json.loads(lock.read_text()) | how))


@pytest.mark.parametrize("what", WHAT)
def test_what_was_killed_is_gone_when_the_project_is_opened(killed, path, what):
    killed(what)
    with Project.open(path):
        assert unfinished(path) == []
    assert files(path) == [path.name]


def test_what_was_killed_is_gone_when_the_project_is_closed(killed, path):
    with Project.open(path):
        killed()
    assert files(path) == [path.name]


def test_what_was_killed_is_gone_before_a_backup(killed, path):
    with Project.open(path) as project:
        killed()
        make_backup(project)
        assert unfinished(path) == []


def test_what_was_killed_is_gone_when_the_project_is_sealed(killed, path):
    with Project.open(path) as project:
        killed()
        seal(project, coders.all_coders(project.db)[0].id)
        assert unfinished(path) == []


def test_who_only_reads_removes_nothing(killed, path):
    killed()
    with Project.open(path, read_only=True):
        pass
    assert len(unfinished(path)) == 2


def test_what_is_being_written_stays(writer, path):
    program = writer("copy")
    with Project.open(path) as project:
        make_backup(project)
        age(path)
        assert clear_unfinished(path.parent) == [path.with_name(name) for name in unfinished(path)]
    assert len(unfinished(path)) == 2
    program.communicate("\n")
    assert unfinished(path) == []


def test_a_seal_names_what_is_being_written(writer, path):
    writer("copy")
    with Project.open(path) as project:
        with pytest.raises(ProjectError) as refused:
            seal(project, coders.all_coders(project.db)[0].id)
        assert all(name in str(refused.value) for name in unfinished(path))


def test_two_copies_can_be_written_in_one_folder(tmp_path):
    with unfinished_copy_of(tmp_path / "a") as one, unfinished_copy_of(tmp_path / "b") as other:
        one.touch()
        other.touch()
        assert clear_unfinished(tmp_path) == sorted((one, other))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [{"computer": "another"}, {"since": ""}])
def test_what_may_be_written_on_another_computer_stays_for_an_hour(killed, path, how):
    be_another_s(killed(), **how)
    Project.open(path).close()
    assert len(unfinished(path)) == 2
    age(path)
    Project.open(path).close()
    assert files(path) == [path.name]


def test_what_has_no_lock_stays_for_an_hour(killed, path):
    lock_path(killed()).unlink()
    Project.open(path).close()
    assert len(unfinished(path)) == 2
    age(path)
    Project.open(path).close()
    assert files(path) == [path.name]


def test_where_there_are_no_locks_copies_are_written_and_cleared_away_all_the_same(
    tmp_path, monkeypatch
):
    def none(_path):
        raise OSError

    monkeypatch.setattr("qualcode.core.store.unfinished_copies.Lock.take", none)
    with unfinished_copy_of(tmp_path / "a") as one:
        one.touch()
        assert clear_unfinished(tmp_path) == [one]
        os.utime(one, (0, 0))
        assert clear_unfinished(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_files_of_the_user_stay(tmp_path, path):
    names = ["Ny.new", ".mine.new", f"{'0' * 36}.new", f".{'0' * 36}.newer", "..x.new.lock"]
    names += [f".{'0' * 35}g.new", ".Samverkan.qualcode.lock.old", f"..{'0' * 36}.lock"]
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    Project.create(path).close()
    assert sorted(names) == [name for name in files(path) if name != path.name]


def age(path):
    """It is two hours later for what is unfinished."""
    then = time.time() - 7200
    for file in path.parent.iterdir():
        if ".new" in file.name:
            os.utime(file, (then, then))
