"""What an importer returns: the text as it was read, and what was seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Some 400 hours of talk. A longer text is a mistake or an attack, and would not fit in memory.
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Speech:
    """A proposed turn: ``text[start:end]`` with its label, ``text[speech_start:end]`` what is said.

    Code points; neither span begins or ends with white space, and neither is empty.
    """

    start: int
    end: int
    speech_start: int
    label: str
    time_code: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """A proposed person: everybody whose turns carry this label."""

    label: str
    kind: Literal["respondent", "interviewer"]
    turns: int
    is_name: bool
    """False for “IP1”, “Deltagare 2”, “Intervjuare”: labels that point nobody out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of one format found in a file."""

    text: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file, read. Only line endings differ from what it holds, and what its format lists."""

    title: str
    text: str
    file_name: str
    file_sha256: str
    encoding: str | None
    speeches: tuple[Speech, ...]
    speakers: tuple[SpeakerGuess, ...]
    notes: tuple[str, ...]
    """Translated remarks for the preview: what was left out, what may be wrong."""
