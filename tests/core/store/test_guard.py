"""Another program that reads an open project leaves what lies beside it, whatever was done here."""

import os
import shutil
import subprocess
import sys

import pytest

from qualcode.core.analysis.agreement.of_project import Question, agreement
from qualcode.core.errors import ProjectError, Refused
from qualcode.core.interchange.sheet_files import read_bytes
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.background import describe_sources
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.history import undo
from qualcode.core.operations.project_details import make_backup, save_copy
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from qualcode.core.report.export import SUMMARY, export
from qualcode.core.store import connection
from qualcode.core.store.coders import all_coders
from qualcode.core.store.codes import all_codes
from qualcode.core.store.lock import lock_path
from tests.core.tables import broken_rules

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no locks that a process may lose")

READ = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(*db.execute("SELECT count(*) FROM codes").fetchone())
db.close()
"""
WRITE = """
import sys
from pathlib import Path
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
with Project.open(Path(sys.argv[1])) as project:
    add_coder(project, "Carin")
"""
#: what the others ask for before they think themselves alone
TRY_TO_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, int(sys.argv[3]), int(sys.argv[2]))
    except BlockingIOError:
        print("held")
"""


def run(program, *arguments):
    words = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def require_held(path):
    log = connection.beside(path)[0]
    before = log.stat().st_ino
    run(READ, path)
    assert log.exists() and log.stat().st_ino == before
    assert run(TRY_TO_LOCK, path, 0x40000002, 510) == "held\n"
    assert run(TRY_TO_LOCK, connection.beside(path)[1], 128, 1) == "held\n"


def copied(whole, folder):
    return hand_out(whole.project, folder / "kopia.qualcode", name="Bo").path


def plan_here(whole, folder):
    other = [copied(whole, folder)]
    describe_sources(whole.project, other, plan_merge(whole.project, other))


def plan_in_a_thread(whole, folder):
    other = [copied(whole, folder)]
    own = whole.project.sibling()
    describe_sources(own, other, plan_merge(own, other))
    own.close()


def take_in(whole, folder):
    other = copied(whole, folder)
    with Project.open(other) as copy:
        add_coder(copy, "Carin")
    merge(whole.project, whole.anna, [other])


def merge_with_itself(whole, folder):
    for again in linked(whole, folder):
        with pytest.raises(Refused):
            plan_merge(whole.project, [again])


def linked(whole, folder):
    path = whole.project.path
    (folder / "symbolic.qualcode").symlink_to(path)
    os.link(path, folder / "hard.qualcode")
    return path, folder / "symbolic.qualcode", folder / "hard.qualcode"


def open_twice(whole, folder):
    for again in linked(whole, folder):
        Project.open(again, read_only=True).close()
    Project.open(whole.project.path).close()


def save_over_itself(whole, _folder):
    with pytest.raises(ProjectError):
        save_copy(whole.project, whole.project.path, overwrite=True)


def read_past_sqlite(whole, folder):
    for again in (*linked(whole, folder), *connection.beside(whole.project.path)[:2]):
        read_bytes(again)


def copy_past_sqlite(whole, folder):
    shutil.copy(whole.project.path, folder / "copied.qualcode")


DEEDS = {
    "nothing": lambda _whole, _folder: None,
    "plan": plan_here,
    "plan in a thread": plan_in_a_thread,
    "merge": take_in,
    "merge with itself": merge_with_itself,
    "hand out": copied,
    "backup": lambda whole, _folder: make_backup(whole.project),
    "save a copy": lambda whole, folder: save_copy(whole.project, folder / "copy.qualcode"),
    "export": lambda whole, folder: export(whole.project, folder / "out.docx", what=SUMMARY),
    "agreement": lambda whole, _folder: agreement(whole.project, Question()),
    "save over itself": save_over_itself,
    "seal": lambda whole, _folder: seal(whole.project, whole.anna),
    "open twice": open_twice,
    "read as a file": read_past_sqlite,
    "copy as a file": copy_past_sqlite,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_an_open_project_is_held_whatever_was_done(whole, tmp_path, deed):
    folder = tmp_path / "beside"
    folder.mkdir()
    DEEDS[deed](whole, folder)
    require_held(whole.project.path)


def test_what_is_done_after_another_program_read_it_is_seen_kept_and_undone(whole):
    project = whole.project
    for file in (project.path, connection.beside(project.path)[1]):
        read_bytes(file)
    before = int(run(READ, project.path))
    create_code(project, whole.anna, NewCode("Undone"))
    assert int(run(READ, project.path)) == before + 1
    undo(project, whole.anna)
    create_code(project, whole.anna, NewCode("Kept"))
    project.close()
    with Project.open(project.path, thorough=True) as again:
        names = {code.name for code in all_codes(again.db)}
        assert "Kept" in names and "Undone" not in names
        assert broken_rules(again.db) == []


def test_what_is_closed_is_held_by_nobody_and_is_one_file(whole, tmp_path):
    path = whole.project.path
    read_bytes(path)
    whole.project.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert run(TRY_TO_LOCK, path, 0x40000002, 510) == ""


def test_it_is_held_until_its_last_sibling_closes(whole):
    own = whole.project.sibling()
    whole.project.close()
    read_bytes(own.path)
    require_held(own.path)
    own.close()
    assert not any(file.exists() for file in connection.beside(own.path))


def test_a_reader_holds_what_somebody_writes_meanwhile(whole):
    path = whole.project.path
    with Project.open(path) as reader:
        assert reader.read_only
        with reader.sibling() as own:
            assert own.read_only
        require_held(path)
    require_held(path)


def test_the_file_of_a_reader_alone_can_be_written_by_another_program(whole):
    path = whole.project.path
    whole.project.close()
    with Project.open(path, read_only=True) as reader:
        run(WRITE, path)
        assert "Carin" in {coder.name for coder in all_coders(reader.db)}


def test_a_project_that_could_not_be_opened_is_held_by_nobody(whole, tmp_path, monkeypatch):
    path = whole.project.path
    whole.project.close()
    monkeypatch.setattr(Project, "__init__", lambda *_: path.with_name("nowhere").stat())
    with pytest.raises(OSError, match="nowhere"):
        Project.open(path)
    monkeypatch.undo()
    assert run(TRY_TO_LOCK, path, 0x40000002, 510) == ""
    assert not lock_path(path).exists()
