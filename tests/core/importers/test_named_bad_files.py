"""Files that are too large, locked, disguised or a mixture, for every format that they concern."""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from tests.fuzz.check import outcome
from tests.fuzz.samples import OLDER, samples

Write = Callable[[str, bytes], Path]
PACKED = (".docx", ".odt")
TEXTS = (".txt", ".md", ".html", ".vtt", ".srt", ".json", ".otr")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return buffer.getvalue()


def main_part(suffix: str) -> str:
    return "word/document.xml" if suffix == ".docx" else "content.xml"


@pytest.mark.skipif(sys.platform == "win32", reason="no files with holes there")
@pytest.mark.parametrize("suffix", importers.SUFFIXES)
def test_a_gigabyte_is_refused_at_once(write: Write, suffix: str) -> None:
    head = samples(suffix)[0][:64]
    path = write(f"a{suffix}", head)
    with path.open("r+b") as file:
        file.truncate(1_000_000_000)
    start = time.monotonic()
    with pytest.raises(ImportRefused, match=f"“a{suffix}”"):
        importers.read(path)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("suffix", PACKED)
def test_a_bomb_is_refused(write: Write, suffix: str) -> None:
    bomb = b"<a>" + b" " * 120_000_000 + b"</a>"
    path = write(f"a{suffix}", repacked(samples(suffix)[0], main_part(suffix), bomb))
    with pytest.raises(ImportRefused, match="more than a transcript can hold"):
        importers.read(path)


@pytest.mark.parametrize("suffix", PACKED)
def test_entities_and_what_lies_elsewhere_are_refused(write: Write, suffix: str) -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    path = write(f"a{suffix}", repacked(samples(suffix)[0], main_part(suffix), xml))
    with pytest.raises(ImportRefused, match="holds declarations"):
        importers.read(path)


@pytest.mark.parametrize("suffix", PACKED)
def test_paths_that_climb_out_write_nothing(write: Write, tmp_path: Path, suffix: str) -> None:
    path = write(f"a{suffix}", repacked(samples(suffix)[0], "../../../climbed.txt", b"x"))
    before = set(tmp_path.parent.parent.rglob("climbed*"))
    assert outcome(path) == "text"
    assert set(tmp_path.parent.parent.rglob("climbed*")) == before


@pytest.mark.parametrize("suffix", [one for one in importers.SUFFIXES if one != ".doc"])
def test_an_older_word_document_by_another_name_is_refused(write: Write, suffix: str) -> None:
    with pytest.raises(ImportRefused, match=f"“a{suffix}”"):
        importers.read(write(f"a{suffix}", OLDER.read_bytes()))


@pytest.mark.parametrize("other", [".docx", ".odt", ".rtf", ".pdf"])
@pytest.mark.parametrize("suffix", [".txt", ".vtt", ".json", ".odt", ".rtf", ".pdf", ".docx"])
def test_a_file_by_another_name_is_no_text_of_signs(write: Write, suffix: str, other: str) -> None:
    if suffix != other:
        with pytest.raises(ImportRefused, match=f"“a{suffix}”"):
            importers.read(write(f"a{suffix}", samples(other)[-1]))


@pytest.mark.parametrize("suffix", TEXTS)
def test_nulls_are_refused(write: Write, suffix: str) -> None:
    data = samples(suffix)[0]
    with pytest.raises(ImportRefused, match=f"“a{suffix}”"):
        importers.read(write(f"a{suffix}", data[:200] + b"\0" + data[200:]))


@pytest.mark.parametrize("suffix", [*TEXTS, ".rtf"])
def test_halves_of_characters_give_a_sentence_or_a_text(write: Write, suffix: str) -> None:
    for half in (
        "å\ud800b".encode("utf-8", "surrogatepass"),
        b"\\ud83d",
        b"&#xd83d;",
        b"\\u-10179?",
    ):
        data = samples(suffix)[0]
        at = data.index(b"Anna")
        assert outcome(write(f"a{suffix}", data[:at] + half + data[at:])) in {"text", "sentence"}


@pytest.mark.parametrize("suffix", TEXTS)
def test_mixed_encodings_lose_nothing_that_can_be_read(write: Write, suffix: str) -> None:
    data = samples(suffix)[0] + "\n\nSjö, å och ö i en äldre fil".encode("cp1252")
    assert outcome(write(f"a{suffix}", data)) in {"text", "sentence"}


def test_a_reader_never_runs_what_a_file_asks_for(write: Write) -> None:
    """Fields, scripts and links are text or nothing; the tests may open no socket either."""
    page = b"<script src='http://example.org/x.js'></script><img src='file:///etc/passwd'><p>a"
    assert importers.read(write("a.html", page)).text == "a"
    rich = rb'{\rtf1 {\field{\*\fldinst INCLUDETEXT "file:///etc/passwd"}{\fldrslt b}}}'
    assert importers.read(write("a.rtf", rich)).text == "b"
