"""Setting up: what is missing is installed, or named."""

import os
import subprocess
import sys

import pytest

from tools import environment
from tools.environment import CannotSetUp


@pytest.fixture
def machine(monkeypatch):
    """A machine where Qt lacks a library until something is installed; returns what was run."""
    ran = []
    monkeypatch.setattr(environment, "succeeds", lambda command: bool(ran))
    monkeypatch.setattr(environment, "run", ran.append)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    return ran


def test_nothing_is_installed_where_qt_loads(machine, monkeypatch):
    monkeypatch.setattr(environment, "succeeds", lambda command: True)
    environment.need_libraries("", ("libgl1",))
    assert machine == []


def test_missing_libraries_are_installed(machine):
    environment.need_libraries("", ("libgl1", "libegl1"))
    assert [command[3] for command in machine] == ["update", "install"]
    assert machine[-1][-2:] == ["libgl1", "libegl1"]


def test_one_who_is_not_root_uses_sudo(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    environment.need_libraries("", ("libgl1",))
    assert {command[0] for command in machine} == {"/usr/bin/sudo"}


@pytest.mark.parametrize("absent", ["sudo", "apt-get"])
def test_what_cannot_be_installed_is_named(machine, monkeypatch, absent):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    there = environment.shutil.which
    monkeypatch.setattr(
        environment.shutil, "which", lambda name: None if name == absent else there(name)
    )
    with pytest.raises(CannotSetUp, match="libgl1 libegl1"):
        environment.need_libraries("", ("libgl1", "libegl1"))


def test_a_failed_step_is_named():
    with pytest.raises(CannotSetUp, match="failed: .*raise SystemExit"):
        environment.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_python_without_pip_is_told(monkeypatch):
    monkeypatch.setattr(environment, "succeeds", lambda command: False)
    with pytest.raises(CannotSetUp, match="python3-pip"):
        environment.find_pip()


def test_another_lock_means_to_set_up_again(tmp_path, monkeypatch):
    before = environment.state()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(environment.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(environment, "LOCK", changed)
    assert environment.state() != before


def test_an_unknown_target_is_wrong_usage(root):
    ended = subprocess.run([sys.executable, "tools/dev.py", "dance"], cwd=root, capture_output=True)
    assert ended.returncode == 2
