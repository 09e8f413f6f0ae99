"""For every kind of file: the characters of the source arrive in order, and nothing else does.

What a format adds or leaves out by its nature is told, and tested, with the format's own tests.
"""

import html
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core import importers
from tests.core.importers import test_odt, test_rtf
from tests.core.importers.pdf_maker import column, pdf

Lines = Sequence[str]

#: As people write, with what writers of files find hard; a PDF has the letters of its own font.
LETTERS = "abcåäöÅÄÖé”“’»«–…-.,;:!?()[]/&<>%€½0189\u00a0"
PLAIN = "abcåäöÅÄÖ.,:!?()-0189"
MORE = LETTERS + "\u2028ж中\U0001f469\u200d\u0301"
SPOKEN = LETTERS.replace("<", "").replace(">", "").replace("-", "")  # no part of an arrow


def lines_of(letters: str) -> st.SearchStrategy[list[str]]:
    """Lines with a letter at each end of a word, since white space is some formats' own affair."""
    words = st.text(st.sampled_from(letters), max_size=12).map(lambda inner: f"x{inner}y")
    line = st.lists(words, min_size=1, max_size=5).map(" ".join)
    return st.lists(line, min_size=1, max_size=8)


def text(lines: Lines, path: Path) -> None:
    path.write_text("\n".join(lines), encoding="utf-8", newline="")


def word(lines: Lines, path: Path) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(path)


def odt(lines: Lines, path: Path) -> None:
    path.write_bytes(test_odt.packed("".join(map(test_odt.written, lines))))


def rtf(lines: Lines, path: Path) -> None:
    body = "".join(rf"{test_rtf.written(line)}\par" + "\r\n" for line in lines)
    path.write_bytes((test_rtf.HEAD + body + "}").encode("ascii"))


def paper(lines: Lines, path: Path) -> None:
    path.write_bytes(pdf([column(list(lines))]))


def web(lines: Lines, path: Path) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    path.write_text(f'<html><head><meta charset="utf-8"></head><body>{body}', encoding="utf-8")


def captions(lines: Lines, path: Path) -> None:
    is_web = path.suffix == ".vtt"
    dot, head = (".", "WEBVTT\n\n") if is_web else (",", "")
    cues = "".join(
        f"{n}\n00:00:{n:02}{dot}000 --> 00:00:{n:02}{dot}900\n"
        f"{line.replace('&', '&amp;') if is_web else line}\n\n"
        for n, line in enumerate(lines)
    )
    path.write_text(head + cues, encoding="utf-8")


def whisper(lines: Lines, path: Path) -> None:
    segments = [{"start": n, "end": n + 0.9, "text": f" {line}"} for n, line in enumerate(lines)]
    path.write_text(json.dumps({"segments": segments}), encoding="utf-8")


def otranscribe(lines: Lines, path: Path) -> None:
    page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    path.write_text(json.dumps({"text": page, "media": "a.mp3"}), encoding="utf-8")


WRITERS: dict[str, tuple[Callable[[Lines, Path], None], str]] = {
    ".docx": (word, MORE),
    ".odt": (odt, MORE),
    ".rtf": (rtf, MORE),
    ".pdf": (paper, PLAIN),
    ".txt": (text, MORE),
    ".md": (text, MORE),
    ".html": (web, LETTERS),
    ".htm": (web, LETTERS),
    ".vtt": (captions, SPOKEN),
    ".srt": (captions, SPOKEN),
    ".json": (whisper, LETTERS),
    ".otr": (otranscribe, LETTERS),
}


def test_every_kind_of_file_is_here() -> None:
    assert {*WRITERS, ".doc"} == set(importers.SUFFIXES)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=15)
@given(data=st.data())
def test_the_characters_arrive_in_order_and_nothing_else(suffix: str, data: st.DataObject) -> None:
    write, letters = WRITERS[suffix]
    lines = data.draw(lines_of(letters))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        write(lines, path)
        assert importers.read(path).text == "\n".join(lines)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_the_characters_of_an_older_word_document_arrive_in_order(tmp_path: Path) -> None:
    lines = [f"x{LETTERS}{n}y" for n in range(4)]
    word(lines, tmp_path / "a.docx")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=90
    )
    assert importers.read(tmp_path / "a.doc").text == "\n".join(lines)
