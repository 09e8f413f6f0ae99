"""Places in the text that is shown which stand out in some way, found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from qualcode.core.model.span import Span


class Spans:
    """The places, in order, none within another. `current` is the one that one has gone to."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.current: Span | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []

    def set(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show these and no others; none is the current one."""
        self.spans = sorted(Span(*span) for span in spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]
        self.current = None

    def touching(self, start: int, end: int) -> list[Span]:
        """Those that share a character with `[start, end)`."""
        return self.spans[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
