"""Comments and highlights of a Word document: what they say, and where in the text they stand.

The reader of the text tells an `Anchors` what it meets on its way, and asks it at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import accumulate
from typing import Final

from lxml import etree

from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.margin import (
    Comment,
    Highlight,
    Margin,
    Reply,
    touching,
    without_edges,
)
from qualcode.core.importers.word_xml import attribute, local
from qualcode.core.model.span import Span, trim

#: Where a comment begins and ends; these stand between paragraphs too.
EDGES: Final = ("commentRangeStart", "commentRangeEnd")
ANCHORS: Final = (*EDGES, "commentReference")
#: The parts that comments are in, by the last word of their relations.
PARTS: Final = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")

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
_NO_COLOUR: Final = frozenset(("", "auto", "none", "white", "FFFFFF"))
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


_Spot = tuple[Line, int]


class Anchors:
    """Where comments and colours begin and end, as they are met."""

    def __init__(self) -> None:
        self._spots: dict[str, dict[str, _Spot]] = {name: {} for name in ANCHORS}
        self._colours: list[tuple[Line, int, int, str]] = []

    def meet(self, anchor: etree._Element, line: Line) -> None:
        """A comment begins, ends or is named here; the first such place counts."""
        spots = self._spots[local(anchor.tag)]
        spots.setdefault(attribute(anchor, "id") or "", (line, line.characters))

    def meet_in(self, gone: etree._Element, line: Line) -> None:
        """The same for all that is in something that is left out of the text."""
        for anchor in gone.iter(*("{*}" + name for name in ANCHORS)):
            self.meet(anchor, line)

    def colour(self, run: etree._Element, line: Line, start: int) -> None:
        """A run has been read, which began there in its line."""
        if line.characters > start and (colour := _colour(run)):
            self._colours.append((line, start, line.characters, colour))

    def margin(
        self, lines: Sequence[str], text: str, comments: Sequence[tuple[str, Comment]]
    ) -> Margin:
        """All of it, at its places in the text that the lines have become."""
        places = _Places(lines, text)
        placed = [(self._span(number, places), comment) for number, comment in comments]
        found = [
            replace(comment, start=span.start, end=span.end, is_doubtful=doubtful)
            for (span, doubtful), comment in placed
            if span is not None
        ]
        found.sort(key=lambda comment: (comment.start, comment.end))
        return Margin(tuple(found), tuple(self._highlights(places, text)), len(placed) - len(found))

    def _span(self, number: str, places: _Places) -> tuple[Span | None, bool]:
        """Where a comment's words are; and whether it has none of its own."""
        start, end, named = (self._spots[name].get(number) for name in ANCHORS)
        at = start or named or end
        if at is None:
            return None, False
        last = end or named
        if start is not None and last is not None:
            begin = places.start(*start)
            span = trim(places.text, begin, max(begin, places.end(*last)))
            if span is not None:
                return span, False
        return places.paragraph(at[0].number), True

    def _highlights(self, places: _Places, text: str) -> Iterator[Highlight]:
        found = [
            Highlight(places.start(line, start), places.end(line, end), colour)
            for line, start, end, colour in self._colours
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

    def start(self, line: Line, offset: int) -> int:
        return self._position(line.number, line.lead + offset)

    def end(self, line: Line, offset: int) -> int:
        """A range that ends before a line's first word has nothing of the line, nor its label."""
        return self._position(line.number, line.lead + offset if offset else 0)

    def _position(self, number: int, offset: int) -> int:
        raw = min(self._starts[max(0, min(number, len(self._starts) - 1))] + offset, self._length)
        return raw - bisect_right(self._lost, raw)

    def paragraph(self, number: int) -> Span | None:
        """The words of a line, or of the nearest one before it that has some, or else after it."""
        if not self._with_words:
            return None
        at = self._with_words[max(0, bisect_right(self._with_words, number) - 1)]
        return trim(self.text, self._position(at, 0), self._position(at + 1, 0))


def _colour(run: etree._Element) -> str:
    """What a run's words are marked with; "" for nothing."""
    properties = run[0] if len(run) else None
    if properties is None or local(properties.tag) != "rPr":
        return ""
    shade = ""
    for one in properties:
        name = local(one.tag)
        if name == "highlight":
            colour = attribute(one, "val") or ""
            if colour not in _NO_COLOUR:
                return colour
        elif name == "shd":
            shade = _shade(one)
    return shade


def _shade(element: etree._Element) -> str:
    fill = (attribute(element, "fill") or "").upper()
    if len(fill) != _HEX_LENGTH or fill in _NO_COLOUR or not _HEX_DIGITS.issuperset(fill):
        return ""
    return MARKERS.get(fill) or "#" + fill.lower()


# What comments say


def comments_in(
    parts: Mapping[str, etree._Element], lines_of: Callable[[etree._Element], list[str]]
) -> list[tuple[str, Comment]]:
    """The comments by their numbers in the file, with their replies; they have no place yet.

    `lines_of` reads the text in an element as lines.
    """
    if "comments" not in parts:
        return []
    times, relations = _times(parts), _relations(parts.get("commentsExtended"))
    found: dict[str, tuple[str, Comment]] = {}
    for number, element in enumerate(parts["comments"].iterfind("{*}comment")):
        key = _paragraph_id(element)
        if not key or key in found:  # an id may have been copied with its paragraph
            key = f" {number}"
        text = "\n".join(lines_of(element))
        is_done = relations.get(key, ("", False))[1]
        comment = Comment(
            0,
            0,
            author=" ".join((attribute(element, "author") or "").split()),
            initials=" ".join((attribute(element, "initials") or "").split()),
            time=times.get(key)
            or _time(attribute(element, "dateUtc"), local_time=False)
            or _time(attribute(element, "date"), local_time=True),
            text=with_line_feeds(text),
            is_done=is_done,
        )
        found[key] = (attribute(element, "id") or "", comment)
    return _with_replies(found, {key: parent for key, (parent, _) in relations.items()})


def numbers_of(parts: Mapping[str, etree._Element]) -> frozenset[str]:
    """The numbers of the comments in the file."""
    comments = parts.get("comments")
    found = () if comments is None else comments.iterfind("{*}comment")
    return frozenset(attribute(one, "id") or "" for one in found)


def _with_replies(
    found: Mapping[str, tuple[str, Comment]], parents: Mapping[str, str]
) -> list[tuple[str, Comment]]:
    threads: dict[str, list[Reply]] = {}
    firsts = _firsts(found, parents)
    for key, (_, comment) in found.items():
        if firsts[key] != key and comment.text.strip():
            threads.setdefault(firsts[key], []).append(
                Reply(comment.author, comment.initials, comment.time, comment.text.strip())
            )
    return [
        (number, replace(comment, replies=tuple(threads.get(key, ()))))
        for key, (number, comment) in found.items()
        if firsts[key] == key and (comment.text.strip() or key in threads)
    ]


def _firsts(found: Mapping[str, object], parents: Mapping[str, str]) -> dict[str, str]:
    """For each comment the one that its thread begins with; in a damaged file that goes in a
    circle, one of the circle."""
    firsts: dict[str, str] = {}
    for key in found:
        path = {key: None}
        at = key
        while at not in firsts:
            above = parents.get(at, "")
            if above not in found or above in path:
                break
            path[above] = None
            at = above
        firsts.update(dict.fromkeys(path, firsts.get(at, at)))
    return firsts


def _paragraph_id(comment: etree._Element) -> str:
    """Other parts know a comment by its last paragraph."""
    paragraphs = comment.findall(".//{*}p")
    return (attribute(paragraphs[-1], "paraId") or "").upper() if paragraphs else ""


def _relations(extended: etree._Element | None) -> dict[str, tuple[str, bool]]:
    """Which comment each one answers, and whether it is resolved."""
    return {
        (attribute(one, "paraId") or "").upper(): (
            (attribute(one, "paraIdParent") or "").upper(),
            attribute(one, "done") in ("1", "true", "on"),
        )
        for one in (() if extended is None else extended.iterfind("{*}commentEx"))
    }


def _times(parts: Mapping[str, etree._Element]) -> dict[str, str]:
    """When each was written, where newer parts say so in UTC."""
    ids, more = parts.get("commentsIds"), parts.get("commentsExtensible")
    if ids is None or more is None:
        return {}
    paragraphs = {
        attribute(one, "durableId"): (attribute(one, "paraId") or "").upper()
        for one in ids.iterfind("{*}commentId")
    }
    found = {}
    for one in more.iterfind("{*}commentExtensible"):
        key = paragraphs.get(attribute(one, "durableId"))
        time = _time(attribute(one, "dateUtc"), local_time=False)
        if key and time:
            found[key] = time
    return found


def _time(written: str | None, *, local_time: bool) -> str | None:
    """A time as it is stored. Word writes the time of its place, and yet a “Z” behind it."""
    try:
        said = datetime.fromisoformat((written or "").strip())
        if local_time and said.utcoffset() in (None, UTC.utcoffset(None)):
            said = said.replace(tzinfo=None)
        elif said.tzinfo is None:
            said = said.replace(tzinfo=UTC)
        stored = said.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return None
    return stored.replace("+00:00", "Z")
