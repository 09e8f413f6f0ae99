"""Half-open ranges of Unicode code points."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """``[start, end)`` in code points of a document's stored text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character; touching is not overlapping."""
        return self.start < other.end and other.start < self.end


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without its outer white space, or None if nothing else is in it.

    Positions outside the text are moved to its edge.
    """
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def merge(spans: Iterable[Span]) -> list[Span]:
    """The unions of spans that overlap, in order. Spans that only touch stay apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def take_if_free(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing overlaps the span, which is taken then. The spans are in order."""
    at = bisect_left(spans, (start, start))
    if at and spans[at - 1][1] > start:
        return False
    if at < len(spans) and spans[at][0] < end:
        return False
    insort(spans, (start, end))
    return True


class Lines:
    """Line numbers of a text: lines end at ``\\n`` and are counted from 1."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def number(self, position: int) -> int:
        """The number of the line that holds the position."""
        return bisect_right(self._ends, position - 1) + 1
