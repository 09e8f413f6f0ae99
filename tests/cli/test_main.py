import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode import __version__
from qualcode.cli.importing import KINDS
from qualcode.cli.main import COMMANDS, main
from qualcode.core import settings
from qualcode.core.model import DOCUMENT_KINDS

HEAVY = {"sqlite_utils", "PySide6", "lxml", "openpyxl", "sqlite3", "docx", "xlsxwriter"}
LOADED = "import sys; from qualcode.cli.main import main; main(%r); print(*sys.modules)"


def test_help_names_every_command(qualcode):
    answer = qualcode("--help")
    assert all(f"\n  {name} " in answer.out for name in COMMANDS)


def test_the_version_is_printed(qualcode):
    assert qualcode("--version").out == f"qualcode {__version__}\n"


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["import", "--help"], ["export", "-h"]]
)
def test_help_imports_nothing_heavy(words):
    done = subprocess.run(
        [sys.executable, "-c", LOADED % words], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert not loaded & HEAVY


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name, qualcode, set_language):
    english = qualcode(name, "--help").out
    set_language("sv")
    assert english.startswith(f"Usage: qualcode {name}")
    assert f"qualcode {name}" in qualcode(name, "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fly"], "There is no command “fly”"),
        (["--fly"], "There is no option “--fly”"),
        (["new", "p"], "Missing: --coder."),
        (["new", "--coder", "A"], "Missing: PROJECT."),
        (["new", "p", "--coder"], "--coder needs a value."),
        (["new", "p", "--coder", "A", "--fly"], "Not known here: --fly."),
        (["new", "p", "--coder", "A", "--language", "de"], "--language can’t be 'de'"),
        (["list", "p", "dreams"], "can’t be 'dreams'"),
        (["export", "p", "o.docx", "--what", "summary", "--codes"], "--codes needs at least one"),
        (["new", "p", "--coder", "\udcff"], "this is no text in UTF-8"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(words, said, qualcode):
    answer = qualcode(*words, expect=2)
    assert said in answer.err
    assert not answer.out


def test_options_may_stand_anywhere(qualcode, tmp_path):
    qualcode("new", "--coder", "Anna", "--json", tmp_path / "p.qualcode", "--language", "en")


@pytest.mark.parametrize("words", [[], ["{project}"]])
def test_without_a_command_the_window_opens(words, project, monkeypatch):
    opened = []
    monkeypatch.setattr("qualcode.shell.app.main", lambda path: opened.append(path) or 0)
    assert main([word.format(project=project) for word in words]) == 0
    assert opened == [project if words else None]


def test_a_project_that_is_not_there_is_for_the_window_to_tell(monkeypatch, tmp_path):
    monkeypatch.setattr("qualcode.shell.app.main", lambda path: 7)
    assert main([str(tmp_path / "gone.qualcode")]) == 7


def test_the_language_that_was_set_is_spoken(qualcode):
    settings.save(settings.Settings(language="sv"))
    assert "Användning" in qualcode("--help").out or "qualcode" in qualcode("--help").out
    assert settings.load().language == "sv"


def test_what_is_printed_is_utf_8_whatever_the_terminal_thinks(project, interview):
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "text", project, interview],
        capture_output=True,
        env=surroundings,
        check=True,
    )
    assert "❤️ Så är det." in done.stdout.decode()


def test_a_reader_that_has_read_enough_is_no_error(project, interview):
    command = f"'{sys.executable}' -m qualcode list '{project}' turns | head -c 5"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("words", ["--version", "--help", "list '{project}' coders --json"])
def test_an_answer_that_finds_no_room_is_told_in_a_sentence(words, project):
    command = f"'{sys.executable}' -m qualcode {words.format(project=project)} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stderr == "The answer could not be printed: there is no room left.\n"
    assert done.returncode == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_program_that_has_nowhere_to_print_does_its_work(closed, project, tmp_path):
    out = tmp_path / "codebook.csv"
    command = f"'{sys.executable}' -m qualcode export '{project}' '{out}' --what codebook {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_there_is_a_sentence_and_no_window(qualcode, monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    assert "There is no screen" in qualcode(expect=1).err


@pytest.mark.parametrize("words", [[], ["list", "coders"]])
def test_a_name_that_no_file_can_have_is_no_project(words, qualcode):
    code = 1 if words else 2
    assert qualcode(*words[:1], "a" * 300, *words[1:], expect=code).err


def test_the_kinds_in_the_help_are_the_kinds_there_are():
    assert KINDS == DOCUMENT_KINDS
