"""What an importer returns: the text as it was read, and what was seen in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from qualcode.core.importers.margin import NOTHING, Margin

# Some 400 hours of talk. A longer text is a mistake or an attack, and would not fit in memory.
MAX_CHARACTERS = 20_000_000
# So many turns or paragraphs are ten times what people say in that time.
MAX_LINES = 300_000


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
class TimeCode:
    """When was said what follows: ``00:12:31`` as the file writes it.

    ``text[start:end]`` is the code where it stands in the text. Where the file keeps its times
    beside the text, both are the place at which that time begins.
    """

    start: int
    end: int
    time: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Words that the file itself marks as a heading: ``text[start:end]``, without outer white space.

    `level` is 1 for the highest.
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that a document says of itself, and what it is taken for (`beginning.MEANINGS`)."""

    label: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a document says of itself before anybody speaks, in ``text[start:end]``."""

    details: tuple[Detail, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that is no part of what was said, offered for removal: ``text[start:end]``."""

    start: int
    end: int
    kind: Literal["header", "footer", "page-number", "hyphen", "beginning"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of one format found in a file."""

    text: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    speeches: tuple[Speech, ...] | None = None
    """Who speaks where, if the format says so itself; None leaves it to be found in the text."""
    time_codes: tuple[TimeCode, ...] | None = None
    """Likewise."""
    pages: tuple[int, ...] = ()
    removals: tuple[Removal, ...] = ()
    headings: tuple[Heading, ...] = ()
    margin: Margin = NOTHING
    tables: tuple[tuple[tuple[tuple[int, int], ...], ...], ...] = ()
    """The first table and the largest one: the cells of their rows, each from where to where in the
    text."""


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
    time_codes: tuple[TimeCode, ...] = ()
    pages: tuple[int, ...] = ()
    """Where each page begins; empty for formats without pages."""
    removals: tuple[Removal, ...] = ()
    """Offered, in order, none overlapping another; `removals.accept` takes them out."""
    headings: tuple[Heading, ...] = ()
    """In order; empty where the format has no headings, or the file none."""
    margin: Margin = NOTHING
    """Comments and highlights, which are no part of the text."""
    beginning: Beginning | None = None
    """What it says of itself; nobody speaks there."""
    says_who: bool = False
    """Whether the file itself says who speaks where, and not only its words."""

    def page(self, position: int) -> int | None:
        """The page of a position, counted from 1; None where the format has no pages."""
        return max(1, bisect_right(self.pages, position)) if self.pages else None
