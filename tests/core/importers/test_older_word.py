"""Older Word documents, with LibreOffice, without it, and with one that hangs."""

import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import older_word

OLDER = Path(__file__).resolve().parents[2] / "data" / "transcripts" / "older.doc"
needs_libreoffice = pytest.mark.skipif(
    older_word.libreoffice() is None, reason="there is no LibreOffice here"
)
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="made of a shell script")


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLDER, tmp_path / "Intervju med Eva.doc"))


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A LibreOffice that is this script."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.slow
@needs_libreoffice
def test_an_older_document_arrives_verbatim_and_leaves_nothing(older: Path, own_temp: Path) -> None:
    transcript = importers.read(older)
    assert transcript.text == (
        "Intervjuare: Vad är ert uppdrag?\n"
        "Anna: För- och nackdelar … ”lokal förankring” – så är det.\nIntervjuare: Hur då?\n"
        "Anna:  Två  blanksteg\toch en tabb.\nNy rad 😀\n1.\tpunkt\n•\tpunkt\nSlut"
    )
    assert transcript.notes == ("The document was read by LibreOffice.",)
    assert [speech.label for speech in transcript.speeches] == ["Intervjuare", "Anna"] * 2
    assert not list(own_temp.iterdir())


@pytest.mark.slow
@needs_libreoffice
def test_a_damaged_document_gives_a_sentence_or_a_text(older: Path) -> None:
    older.write_bytes(older.read_bytes()[:1500])
    with pytest.raises(ImportRefused, match="“Intervju med Eva.doc” .*as .docx"):
        importers.read(older)


def test_without_libreoffice_a_sentence_tells_the_way(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(older_word, "libreoffice", lambda: None)
    with pytest.raises(ImportRefused, match=r"if LibreOffice is installed.* save it as \.docx"):
        importers.read(older)


@needs_scripts
def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(
    older: Path, own_temp: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(monkeypatch, tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(older_word, "SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(ImportRefused, match="could not be read by LibreOffice"):
        importers.read(older)
    assert time.monotonic() - start < 30
    assert not list(own_temp.iterdir())
    child = int((tmp_path / "child").read_text())
    end = time.monotonic() + 10  # a busy machine ends it when its turn comes
    while is_running(child) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Not counting one that has ended and that nobody has asked about yet."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@needs_scripts
def test_no_program_is_given_the_real_name_and_all_it_writes_stays_in_one_folder(
    older: Path, own_temp: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(monkeypatch, tmp_path, f'(echo "$@"; echo $HOME $TMPDIR; pwd) > {tmp_path}/told')
    with pytest.raises(ImportRefused):
        importers.read(older)
    told = (tmp_path / "told").read_text()
    assert "Eva" not in told
    assert told.count(str(own_temp.resolve() / "qualcode-")) == 6
    assert not list(own_temp.iterdir())


def test_a_document_with_a_password_is_refused(older: Path) -> None:
    data = bytearray(older.read_bytes())
    at = next(i for i in range(512, len(data), 512) if data[i : i + 2] == b"\xec\xa5")
    data[at + 0x0B] |= 1
    older.write_bytes(data)
    with pytest.raises(ImportRefused, match="protected by a password"):
        importers.read(older)


def test_what_is_named_so_and_is_something_else_is_read_as_that(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(rb"{\rtf1 Hej d\'e5}")
    assert importers.read(path).text == "Hej då"
    path.write_bytes(b"<HTML><body>Hej d&aring;")
    assert importers.read(path).text == "Hej då"
    document = docx.Document()
    document.add_paragraph("Hej då")
    document.save(str(path))
    assert importers.read(path).text == "Hej då"


@pytest.mark.parametrize("data", [b"Hej", b"%PDF-1.4"])
def test_what_is_nothing_of_the_kind_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.doc").write_bytes(data)
    with pytest.raises(ImportRefused, match="is not a Word document"):
        importers.read(tmp_path / "a.doc")
