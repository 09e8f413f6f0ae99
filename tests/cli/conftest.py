"""The command line, run in the test's own process: a process of its own takes ten times as long."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcode.cli.main import main

ANNA = ["--coder", "Anna"]
INTERVIEW = """Intervjuare: Vad är ert mandat?
Karin: Mandatet är oklart. Vi vet inte vem som får besluta.
Intervjuare: Och tiden?
Karin: Tiden räcker inte. Mandatet är oklart, som sagt. ❤️ Så är det.
"""


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def qualcode(capsys):
    """Runs a command and returns its exit code and what it printed."""

    def run(*words, expect=0):
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        answer = Answer(code, captured.out, captured.err)
        if expect is not None:
            assert code == expect, answer
        return answer

    return run


@pytest.fixture
def project(tmp_path, qualcode):
    """A project with one evaluator, Anna."""
    path = tmp_path / "Samverkan.qualcode"
    qualcode("new", path, *ANNA, "--language", "sv")
    return path


@pytest.fixture
def interview(project, qualcode, tmp_path):
    """The same project with an interview in it, and its title."""
    path = tmp_path / "Intervju 1.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    qualcode("import", project, path, *ANNA)
    return "Intervju 1"


@pytest.fixture
def sheet(tmp_path):
    """Writes a sheet with these headers and rows, separated by commas."""

    def write(*lines, name="sheet.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


@pytest.fixture
def bytes_of():
    """Every byte of the project's file, to see that nothing was written."""
    return Path.read_bytes
