"""Where what stands in a margin has its words, for every format that has one.

The reader of a format tells an `Anchors` what it meets on its way, and asks it at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from lxml import etree

from qualcode.core.importers.margin import Comment, Highlight, Margin, touching, without_edges
from qualcode.core.model.span import Span, trim

#: The colours of Word's own marker, by what they look like.
MARKERS: Final = {
    "FFFF00": "yellow",
    "00FF00": "green",
    "00FFFF": "cyan",
    "FF00FF": "magenta",
    "0000FF": "blue",
    "FF0000": "red",
    "000080": "darkBlue",
    "008080": "darkCyan",
    "008000": "darkGreen",
    "800080": "darkMagenta",
    "800000": "darkRed",
    "808000": "darkYellow",
    "808080": "darkGray",
    "C0C0C0": "lightGray",
    "000000": "black",
}
NO_COLOUR: Final = frozenset(("", "auto", "none", "white"))
_WHITE: Final = "FFFFFF"
_HEX_DIGITS: Final = frozenset("0123456789ABCDEF")
_HEX_LENGTH: Final = 6


@dataclass(slots=True)
class Line:
    """A paragraph on its way into the text.

    Attributes:
        pieces: its text so far; `characters` is how long that is.
        after: notes and text boxes that follow it, each with the number that its own mark shows.
        number: which line it has become, or, where it has become none, the next one.
        lead: how much stands before the pieces: the label of a list.
    """

    pieces: list[str] = field(default_factory=list)
    characters: int = 0
    after: list[tuple[etree._Element, str]] = field(default_factory=list)
    number: int = -1
    lead: int = 0

    def __len__(self) -> int:
        return len(self.pieces) + len(self.after)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.characters += len(text)

    def spot(self) -> Spot:
        """The place behind what has come so far."""
        return Spot(self, self.characters)


@dataclass(slots=True)
class Spot:
    """A place in a line: so many characters behind its `lead`."""

    line: Line
    offset: int


class Anchors:
    """Where comments, by their names in the file, and colours begin and end, as they are met."""

    def __init__(self) -> None:
        self._begin: dict[str, Spot] = {}
        self._end: dict[str, Spot] = {}
        self._named: dict[str, Spot] = {}
        self._colours: list[tuple[Spot, Spot, str]] = []

    def begin(self, name: str, spot: Spot) -> None:
        """The words of a comment begin here; the first such place counts, here and below."""
        self._begin.setdefault(name, spot)

    def end(self, name: str, spot: Spot) -> None:
        """They end here."""
        self._end.setdefault(name, spot)

    def name(self, name: str, spot: Spot) -> None:
        """The comment belongs here, whether or not it has words of its own."""
        self._named.setdefault(name, spot)

    def colour(self, start: Spot, end: Spot, colour: str) -> None:
        """Words of one line are in a colour, if there is one and there are any."""
        if not colour or end.offset <= start.offset:
            return
        if self._colours:
            _first, last, before = self._colours[-1]
            if before == colour and last.line is start.line and last.offset == start.offset:
                last.offset = end.offset
                return
        self._colours.append((start, end, colour))

    def margin(
        self, lines: Sequence[str], text: str, comments: Sequence[tuple[str, Comment]]
    ) -> Margin:
        """All of it, at its places in the text that the lines have become."""
        places = _Places(lines, text)
        placed = [(self._span(name, places), comment) for name, comment in comments]
        found = [
            replace(comment, start=span.start, end=span.end, is_doubtful=doubtful)
            for (span, doubtful), comment in placed
            if span is not None
        ]
        found.sort(key=lambda comment: (comment.start, comment.end))
        return Margin(tuple(found), tuple(self._highlights(places, text)), len(placed) - len(found))

    def _span(self, name: str, places: _Places) -> tuple[Span | None, bool]:
        """Where a comment's words are; and whether it has none of its own."""
        start, end, named = (one.get(name) for one in (self._begin, self._end, self._named))
        at = start or named or end
        if at is None:
            return None, False
        last = end or named
        if start is not None and last is not None:
            begin = places.start(start)
            span = trim(places.text, begin, max(begin, places.end(last)))
            if span is not None:
                return span, False
        return places.paragraph(at.line.number), True

    def _highlights(self, places: _Places, text: str) -> Iterator[Highlight]:
        found = [
            Highlight(places.start(start), places.end(end), colour)
            for start, end, colour in self._colours
        ]
        found.sort(key=lambda one: one.start)
        return touching(text, without_edges(text, touching(text, found)))


class _Places:
    """From places in lines to places in the text that they have become."""

    def __init__(self, lines: Sequence[str], text: str) -> None:
        self.text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        joined = "\n".join(lines)
        self._length = len(joined)
        self._lost: list[int] = []  # a line feed after a carriage return is one with it
        at = joined.find("\r\n") if len(joined) != len(text) else -1
        while at >= 0:
            self._lost.append(at + 1)
            at = joined.find("\r\n", at + 2)
        self._with_words = [number for number, line in enumerate(lines) if line.strip()]

    def start(self, spot: Spot) -> int:
        return self._position(spot.line.number, spot.line.lead + spot.offset)

    def end(self, spot: Spot) -> int:
        """A range that ends before a line's first word has nothing of the line, nor its label."""
        line = spot.line
        return self._position(line.number, line.lead + spot.offset if spot.offset else 0)

    def _position(self, number: int, offset: int) -> int:
        raw = min(self._starts[max(0, min(number, len(self._starts) - 1))] + offset, self._length)
        return raw - bisect_right(self._lost, raw) if self._lost else raw

    def paragraph(self, number: int) -> Span | None:
        """The words of a line, or of the nearest one before it that has some, or else after it."""
        if not self._with_words:
            return None
        at = self._with_words[max(0, bisect_right(self._with_words, number) - 1)]
        return trim(self.text, self._position(at, 0), self._position(at + 1, 0))


def colour_named(written: str) -> str:
    """A colour as six hexadecimal digits, with “#” or without, as Word or its digits name it; ""
    for none, for white, and for what is no colour."""
    digits = written.strip().removeprefix("#").upper()
    if len(digits) != _HEX_LENGTH or digits == _WHITE or not _HEX_DIGITS.issuperset(digits):
        return ""
    return MARKERS.get(digits) or "#" + digits.lower()
