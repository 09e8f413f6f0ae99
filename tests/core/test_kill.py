"""A program that is killed at any moment loses no operation that it had finished."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from qualcode.core.operations.history import UNDO, redo, undo
from qualcode.core.project import Project
from qualcode.core.store import coders, journal
from tests.core.kill_worker import digest
from tests.core.tables import broken_rules
from tests.core.whole import Whole

KILLS = 200
IN_ONE_TEST = 20
LONGEST = 0.08

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such signal, nor fork")


@pytest.fixture(scope="module")
def server(root):
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.core.kill_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    )
    with program:
        yield program


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A filled project's bytes."""
    whole = Whole(tmp_path_factory.mktemp("filled") / "whole.qualcode")
    whole.project.close()
    return whole.project.path.read_bytes()


def work_and_kill(server, path, log, seed, after):
    """Let a worker begin, and kill it so long after its first finished operation."""
    print(path, log, seed, sep="\t", file=server.stdin, flush=True)
    worker = int(server.stdout.readline())
    end = time.monotonic() + 30
    while not (log.exists() and log.stat().st_size) and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    assert server.stdout.readline() == "ended\n"


def take_back(project):
    """Take back the latest entry, whichever kind it is."""
    coder = coders.all_coders(project.db)[0].id
    latest = next(journal.newest_first(project.db))
    return redo(project, coder) if latest.operation == UNDO else undo(project, coder)


@pytest.mark.parametrize("first", range(0, KILLS, IN_ONE_TEST))
def test_a_killed_program_loses_no_finished_operation(server, filled, tmp_path, first):
    for seed in range(first, first + IN_ONE_TEST):
        path, log = tmp_path / f"{seed}.qualcode", tmp_path / f"{seed}.log"
        path.write_bytes(filled)
        work_and_kill(server, path, log, seed, random.Random(seed).uniform(0, LONGEST))
        finished = log.read_text().split("\n")[-2]
        with Project.open(path) as project:
            assert not project.read_only
            assert broken_rules(project.db) == [], seed
            if digest(project) != finished:  # the one that was not reported is there whole
                take_back(project)
                assert digest(project) == finished, seed
        path.unlink()
        assert [file.name for file in tmp_path.iterdir() if "qualcode" in file.name] == [], seed
