"""A reader in a process of its own can do what it likes: this process goes on."""

import sys
import threading
import time
import zlib
from pathlib import Path

import pytest

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import apart
from qualcode.core.importers.transcript import Removal
from tests.core.importers import readers_apart
from tests.core.importers.pdf_maker import column, pdf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Möte.pdf"
    path.write_text("hemligt å", encoding="utf-8")
    return path


def test_what_it_reads_comes_back(path: Path) -> None:
    reading = apart.run(readers_apart.good, path, "Möte.pdf")
    assert reading.text == "Möte.pdf: hemligt å"
    assert (reading.notes, reading.pages) == (("a", "b"), (0, 3))
    assert reading.removals == (Removal(0, 2, "header"),)


def test_it_refuses_in_the_language_of_the_user(path: Path, swedish: None) -> None:
    with pytest.raises(ImportRefused, match="inget att koda"):
        apart.run(readers_apart.refusing, path, "Möte.pdf")


def test_it_is_ended_when_it_hangs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SILENCE", 2.0)
    start, threads = time.monotonic(), threading.active_count()
    with pytest.raises(apart.Stuck):
        apart.run(readers_apart.hanging, path, "Möte.pdf")
    assert time.monotonic() - start < 10
    assert threading.active_count() == threads


def test_it_may_take_its_time_if_it_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SILENCE", 3.0)
    assert apart.run(readers_apart.slow_but_alive, path, "Möte.pdf").text == "done"


def test_it_may_crash(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(apart.Died):
        apart.run(readers_apart.crashing, path, "Möte.pdf")
    assert capfd.readouterr().err == ""


def test_the_list_of_processes_does_not_name_the_file() -> None:
    assert apart._command() == [
        sys.executable, "-P", "-m", "qualcode.core.importers.apart", "--read-apart"
    ]  # fmt: skip


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._command() == [sys.executable, "--read-apart"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory can be limited there")
def test_it_may_not_swell(path: Path) -> None:
    with pytest.raises(apart.Died):
        apart.run(readers_apart.swelling, path, "Möte.pdf")


def test_a_bug_in_it_is_a_bug_here_without_a_word_of_the_text(path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"^KeyError at apart.py:\d+, readers_apart.py:\d+$"):
        apart.run(readers_apart.wrong, path, "Möte.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="memory can be limited there")
def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """Fifty million times “save what holds now”, in a tenth of a megabyte."""
    packed = zlib.compress(b"q " * 50_000_000, 9)
    sound = pdf([column(["a"])])
    before, after = sound[: sound.index(b"<< /Length")], sound[sound.index(b"endstream") :]
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    (tmp_path / "a.pdf").write_bytes(before + head + packed + b"\n" + after)
    start = time.monotonic()
    with pytest.raises(ImportRefused, match="“a.pdf” is damaged"):
        importers.read(tmp_path / "a.pdf")
    assert time.monotonic() - start < 10
