import errno
import getpass
import os

import pytest

from qualcode.core.errors import ProjectError
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
from qualcode.core.store import lock
from qualcode.core.store.lock import Lock, lock_path, read_holder
from tests.core.tables import count


@pytest.fixture
def closed(path):
    Project.create(path).close()
    return path


def test_the_lock_file_says_who_has_the_project(closed):
    taken = Lock.take(closed)
    holder = read_holder(lock_path(closed))
    assert holder.user == getpass.getuser()
    assert holder.process == os.getpid()
    taken.release()
    assert not lock_path(closed).exists()


def test_a_lock_is_released_once(closed):
    taken = Lock.take(closed)
    taken.release()
    again = Lock.take(closed)
    taken.release()
    assert not isinstance(Lock.take(closed), Lock)
    again.release()


def test_an_account_without_a_name_can_lock(closed, monkeypatch):
    def nobody():
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)
    taken = Lock.take(closed)
    assert read_holder(lock_path(closed)).user == "?"
    taken.release()


def test_a_place_without_locks_is_for_reading(closed, monkeypatch):
    def no_locks(_descriptor):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(lock, "_lock", no_locks)
    with Project.open(closed) as project:
        assert project.holder is None
        assert count(project.db, "coders") == 0
        with pytest.raises(ProjectError, match=r"“Samverkan\.qualcode” could not be read or"):
            add_coder(project, "Anna")


def test_a_lock_without_room_for_a_word_holds_all_the_same(closed, monkeypatch):
    def full(_descriptor, _data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(lock.os, "write", full)
    taken = Lock.take(closed)
    assert isinstance(taken, Lock)
    assert Lock.take(closed) is None
    taken.release()
