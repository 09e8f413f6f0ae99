"""A project is one file; whoever comes second reads."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qualcode.core.errors import LockedProject, NewerProject, NotAProject, ProjectError
from qualcode.core.operations import codes
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import LONGEST_FILE_NAME, Project
from qualcode.core.store import codes as code_store
from qualcode.core.store.lock import lock_path, read_holder
from qualcode.core.store.migrations import VERSION
from tests.core.tables import broken_rules, count

HOLD = """
import sys, time
from pathlib import Path
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
project = Project.open(Path(sys.argv[1]))
add_coder(project, "Bo Ek")
print("ready", flush=True)
sys.stdin.readline()
project.close()
"""


def files(path):
    return sorted(file.name for file in path.parent.iterdir())


@pytest.fixture
def other_process(path):
    """Another program that has the project open for writing."""
    Project.create(path).close()
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout.readline() == "ready\n"
        yield program
        program.kill()


def test_a_new_project_is_one_file_when_it_is_closed(path):
    Project.create(path).close()
    assert files(path) == ["Samverkan.qualcode"]


def test_a_project_that_was_worked_in_is_one_file_when_it_is_closed(path):
    with Project.create(path) as project:
        add_coder(project, "Anna")
    assert files(path) == ["Samverkan.qualcode"]


def test_everything_done_is_there_when_it_is_opened_again(path):
    with Project.create(path, name="Samverkan", language="en") as project:
        add_coder(project, "Anna")
        created = project.info
    with Project.open(path) as project:
        assert project.info == created
        assert (project.info.name, project.info.language) == ("Samverkan", "en")
        assert count(project.db, "coders") == 1


def test_the_name_is_the_file_s_where_none_is_given(path):
    with Project.create(path) as project:
        assert project.info.name == "Samverkan"


def test_the_ending_is_added(tmp_path):
    with Project.create(tmp_path / "Samverkan 2026.1") as project:
        assert project.path.name == "Samverkan 2026.1.qualcode"


def test_a_file_that_is_there_is_not_written_over(path):
    path.write_text("mine")
    with pytest.raises(ProjectError, match="already a file “Samverkan.qualcode”"):
        Project.create(path)
    assert path.read_text() == "mine"
    assert files(path) == ["Samverkan.qualcode"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProjectError, match="no folder “nowhere”"):
        Project.create(tmp_path / "nowhere" / "x.qualcode")


def test_the_file_says_what_it_is_to_other_programs(path):
    Project.create(path).close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"QCod"
    assert int.from_bytes(header[60:64], "big") == VERSION


def test_closing_twice_is_no_harm(path):
    project = Project.create(path)
    project.close()
    project.close()


def test_the_second_to_open_reads_and_learns_who_has_it(project, path):
    with Project.open(path) as second:
        assert second.read_only
        assert second.holder.process == os.getpid()
        assert second.holder.user
        assert second.holder.computer


def test_the_second_can_change_nothing_and_is_told_why(project, anna, path):
    with Project.open(path) as second:
        with pytest.raises(LockedProject) as refused:
            codes.create_code(second, anna, codes.NewCode("Mandat"))
        assert second.holder.user in str(refused.value)
        assert second.holder.computer in str(refused.value)
    assert count(project.db, "codes") == 0


def test_the_second_sees_what_the_first_does(project, anna, path):
    with Project.open(path) as second:
        codes.create_code(project, anna, codes.NewCode("Mandat"))
        assert [code.name for code in code_store.all_codes(second.db)] == ["Mandat"]


def test_the_first_closes_at_once_and_loses_nothing_while_the_second_reads(path):
    project = Project.create(path)
    second = Project.open(path)
    add_coder(project, "Anna")
    project.close()
    assert count(second.db, "coders") == 1
    second.close()
    with Project.open(path) as again:
        assert count(again.db, "coders") == 1
    assert files(path) == ["Samverkan.qualcode"]


def test_another_program_has_the_lock(other_process, path):
    with Project.open(path) as second:
        assert second.holder.process == other_process.pid
        with pytest.raises(LockedProject):
            add_coder(second, "Anna")


def test_the_lock_is_free_when_the_other_program_closes(other_process, path):
    other_process.communicate("\n")
    with Project.open(path) as project:
        assert not project.read_only
        assert not lock_path(path).exists() or read_holder(lock_path(path)).process == os.getpid()
    assert files(path) == ["Samverkan.qualcode"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_the_lock_is_taken_over_from_a_program_that_was_killed(other_process, path):
    other_process.send_signal(signal.SIGKILL)
    other_process.wait()
    assert lock_path(path).exists()
    with Project.open(path) as project:
        assert not project.read_only
        assert count(project.db, "coders") == 1  # what it had finished
        add_coder(project, "Anna")
    assert files(path) == ["Samverkan.qualcode"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_what_a_killed_program_finished_is_seen_by_a_reader_too(other_process, path):
    other_process.send_signal(signal.SIGKILL)
    other_process.wait()
    with Project.open(path, read_only=True) as project:
        assert count(project.db, "coders") == 1


def test_a_holder_who_left_no_word_is_somebody(project, path):
    for word in ("", "{", '{"user": "x"}', '{"user":1,"computer":2,"since":"soon","process":3}'):
        lock_path(path).write_text(word)
        with Project.open(path) as second:
            assert second.holder is None
            with pytest.raises(LockedProject, match="in another window or on another computer"):
                add_coder(second, "Bo")


def test_a_lock_file_by_hand_locks_nothing(path):
    Project.create(path).close()
    lock_path(path).write_text(json.dumps({"user": "x"}))
    with Project.open(path) as project:
        assert not project.read_only


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_the_project_is_the_same_project(project, path, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "link.qualcode").symlink_to(path)
    with Project.open(other / "link.qualcode") as second:
        assert second.read_only


def test_opening_to_read_takes_no_lock(path):
    Project.create(path).close()
    with Project.open(path, read_only=True) as reader:
        assert reader.holder is None
        with Project.open(path) as writer:
            assert not writer.read_only
        with pytest.raises(ProjectError):
            add_coder(reader, "Anna")


def test_another_thread_writes_while_this_one_reads(project, anna):
    def work():
        with project.sibling() as sibling:
            for number in range(50):
                codes.create_code(sibling, anna, codes.NewCode(f"Kod {number}"))

    thread = threading.Thread(target=work)
    thread.start()
    seen = [0]
    while thread.is_alive():
        seen.append(len(code_store.all_codes(project.db)))
    thread.join()
    assert seen == sorted(seen)
    assert len(code_store.all_codes(project.db)) == 50


def test_two_threads_write_in_turn(project, anna):
    def work(name):
        with project.sibling() as sibling:
            for number in range(30):
                codes.create_code(sibling, anna, codes.NewCode(f"{name} {number}"))

    threads = [threading.Thread(target=work, args=[name]) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(project.db, "codes") == 60
    assert broken_rules(project.db) == []


def test_the_project_is_locked_until_its_last_sibling_closes(path):
    project = Project.create(path)
    sibling = project.sibling()
    project.close()
    with Project.open(path) as second:
        assert second.read_only
    add_coder(sibling, "Anna")
    sibling.close()
    assert files(path) == ["Samverkan.qualcode"]
    with Project.open(path) as again:
        assert count(again.db, "coders") == 1


def test_a_reader_of_a_read_only_project_has_siblings_too(project, path):
    with Project.open(path) as second, second.sibling() as sibling:
        assert sibling.read_only
        assert count(sibling.db, "coders") == 0


def test_a_newer_project_is_refused_and_untouched(path):
    Project.create(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerProject, match="newer version of Qualcode"):
        Project.open(path)
    assert path.read_bytes() == before


def test_a_project_that_was_deleted_meanwhile_is_not_written_to(project, anna, path):
    path.unlink()
    with pytest.raises(ProjectError, match="moved, deleted or replaced"):
        codes.create_code(project, anna, codes.NewCode("Mandat"))


def test_a_project_that_was_replaced_meanwhile_is_not_written_to(project, anna, path, tmp_path):
    Project.create(tmp_path / "other.qualcode").close()
    (tmp_path / "other.qualcode").replace(path)
    with pytest.raises(ProjectError, match="Save a copy"):
        codes.create_code(project, anna, codes.NewCode("Mandat"))


NAMES = [
    "Å ä ö.qualcode",
    "A\u030angstr\u00f6m.qualcode",
    "❤️ 👩‍👩‍👧.qualcode",
    "a # b ? c % d & e=f;g.qualcode",
    "50%20 %C3%A5.qualcode",
    "it's “quoted”.qualcode",
    "x" * (LONGEST_FILE_NAME - 9) + ".qualcode",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_will_do(tmp_path, name):
    path = tmp_path / "mapp ä? #1 %" / name
    path.parent.mkdir()
    with Project.create(path) as project:
        add_coder(project, "Anna")
    with Project.open(path) as project:
        assert count(project.db, "coders") == 1
    assert files(path) == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_will_do(tmp_path):
    path = tmp_path / os.fsdecode(b"\xe5\xe4.qualcode")
    with Project.create(path) as project:
        add_coder(project, "Anna")
        assert project.info.name == "\ufffd\ufffd"
    with Project.open(path) as project:
        assert count(project.db, "coders") == 1


def test_a_name_that_is_too_long_is_refused(tmp_path):
    for length in (LONGEST_FILE_NAME - 8, 300):
        with pytest.raises(ProjectError, match="too long"):
            Project.create(tmp_path / ("x" * length + ".qualcode"))
    with pytest.raises(ProjectError, match="too long"):
        Project.open(tmp_path / ("x" * 300 + ".qualcode"))
    assert list(tmp_path.iterdir()) == []


def test_the_program_may_go_to_another_folder_meanwhile(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    with Project.create(Path(path.name)) as project:
        monkeypatch.chdir("/")
        add_coder(project, "Anna")
        with project.sibling() as sibling:
            assert count(sibling.db, "coders") == 1
    assert files(path) == ["Samverkan.qualcode"]


def test_a_missing_file_is_no_project(path):
    with pytest.raises(NotAProject, match="no file “Samverkan.qualcode”"):
        Project.open(path)
    assert files(path) == []
