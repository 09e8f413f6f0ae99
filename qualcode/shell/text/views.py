"""What the reader is told to show: plain values, all positions in code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

#: what `TextStyle.numbers` may be: nothing, the lines of the stored text, or its paragraphs
NO_NUMBERS: Final = ""
LINES: Final = "lines"
PARAGRAPHS: Final = "paragraphs"


@dataclass(frozen=True, slots=True)
class Owner:
    """An evaluator as the margin shows one: initials in a disc. The colour is `#rrggbb`."""

    initials: str
    colour: str
    name: str = ""


class MarkView(NamedTuple):  # made by the ten thousand: a tuple takes a quarter of the time
    """One code on one stretch of text; evaluators who agree on both share the mark.

    `key` is whatever the caller knows the mark by. `dim` marks stand back, as when one code is
    looked at. `further` are colours that lie under it beside its own, where it is several things.
    """

    key: str
    start: int
    end: int
    code_id: str
    label: str
    colour: str
    owners: tuple[Owner, ...] = ()
    dim: bool = False
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A page or a time that begins at a place, told beside the text."""

    start: int
    text: str
    is_time: bool = False


class TurnView(NamedTuple):
    """A speaker's turn: `[start, end)` with its label, the speech from `speech_start`."""

    start: int
    end: int
    speech_start: int
    label: str
    time_code: str | None = None
    is_interviewer: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set. Lengths in px at zoom 1.

    Attributes:
        width: of the column; the view may have less room.
        line_height: in sizes of the font.
        spacing: between paragraphs.
        numbers: what is numbered beside the text: `NO_NUMBERS`, `LINES` or `PARAGRAPHS`.
        time_codes: whether they stand beside the speakers.
    """

    family: str = "Inter"
    size: float = 15.5
    width: int = 560
    line_height: float = 1.68
    spacing: float = 13.0
    zoom: float = 1.0
    numbers: str = NO_NUMBERS
    time_codes: bool = True

    def scaled(self, length: float) -> float:
        return length * self.zoom


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stopped: the character at the top, how far it is below the top edge, and the
    selection's two ends, the caret last."""

    top: int = 0
    below: float = 0.0
    anchor: int = 0
    caret: int = 0
