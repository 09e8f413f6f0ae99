"""Transcripts that Teams saves as Word documents, in the two layouts it has used."""

from pathlib import Path

import docx
import pytest

from qualcode.core import importers
from qualcode.core.importers import Transcript

TURNS = [
    ("Anna Berg", "0:03", "Hej och välkomna allihop"),
    ("Björk, Bo (Region Uppsala)", "0:09", "Tack. Vad är vårt uppdrag egentligen?"),
    ("Anna Berg", "0:15", "Samverkan\nmest det"),
    ("Cia von Ek", "12:31", "Mm"),
    ("Björk, Bo (Region Uppsala)", "1:02:07", "Och samsyn"),
]


def turns(transcript: Transcript) -> list[tuple[str, str | None, str]]:
    return [
        (s.label, s.time_code, transcript.text[s.speech_start : s.end]) for s in transcript.speeches
    ]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A paragraph for each turn: a bold name, a grey time, a line break, what was said."""
    document = docx.Document()
    for line in ("Uppföljning-20260615_133555-Mötesutskrift", "15 juni 2026, 01:35em", "1h 2m 42s"):
        document.add_paragraph(line)
    document.add_paragraph().add_run("Anna Berg").bold = True
    document.paragraphs[-1].add_run(" started transcription")
    for name, time, said in TURNS:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}\n")
        paragraph.add_run(said)
    document.save(str(tmp_path / "Uppföljning.docx"))
    return tmp_path / "Uppföljning.docx"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Times from and to, name and words, each with line breaks between."""
    document = docx.Document()
    for number, (name, _, said) in enumerate(TURNS):
        document.add_paragraph(f"0:{number}:4.170 --> 0:{number}:9.0\n{name}\n{said}")
    document.save(str(tmp_path / "Möte.docx"))
    return tmp_path / "Möte.docx"


def test_every_turn_of_the_newer_layout_is_known(newer: Path) -> None:
    assert turns(importers.read(newer)) == TURNS


def test_every_turn_of_the_older_layout_is_known(older: Path) -> None:
    assert turns(importers.read(older)) == [
        (name, f"0:{number}:4.170", said) for number, (name, _, said) in enumerate(TURNS)
    ]


def test_persons_are_proposed(newer: Path) -> None:
    speakers = importers.read(newer).speakers
    assert [(guess.label, guess.turns) for guess in speakers] == [
        ("Anna Berg", 2),
        ("Björk, Bo (Region Uppsala)", 2),
        ("Cia von Ek", 1),
    ]
