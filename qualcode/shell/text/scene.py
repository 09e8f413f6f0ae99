"""All that the reader shows at a time; the painters read it and change nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QTextBlock

from qualcode.shell.text.marks import Marks
from qualcode.shell.text.offsets import Display, Offsets
from qualcode.shell.text.spans import Spans
from qualcode.shell.text.views import PlaceView, TextStyle, TurnView
from qualcode.shell.theme import LIGHT, Theme


class Turns:
    """The turns of a text, found by position."""

    def __init__(self, turns: Sequence[TurnView] = ()) -> None:
        self._turns = sorted(turns, key=lambda turn: turn.start)
        self._starts = [turn.start for turn in self._turns]

    def __len__(self) -> int:
        return len(self._turns)

    def touching(self, start: int, end: int) -> list[TurnView]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [turn for turn in self._turns[first:last] if turn.end > start]

    def starting(self, start: int, end: int) -> list[TurnView]:
        return self._turns[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, position: int) -> TurnView | None:
        """The turn that a position is in, or after which it stands without another between."""
        index = bisect_right(self._starts, position) - 1
        return self._turns[index] if index >= 0 else None


class Places:
    """The pages and times of a text, found by position."""

    def __init__(self, places: Sequence[PlaceView] = ()) -> None:
        self._places = sorted(places, key=lambda place: place.start)
        self._starts = [place.start for place in self._places]

    def __len__(self) -> int:
        return len(self._places)

    def starting(self, start: int, end: int) -> list[PlaceView]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


@dataclass(slots=True, repr=False)  # no interview in a report of a crash
class Scene:
    """A text with its marks and turns, and what stands out in it.

    `current` is the mark at the caret or clicked, `hovered` the one under the pointer; `preview` is
    where a mark would be that is being resized, or what a code would be dropped on.
    """

    key: str = ""
    title: str = ""
    subtitle: str = ""
    text: str = ""
    display: Display = field(default_factory=lambda: Display.of(""))
    turns: Turns = field(default_factory=Turns)
    places: Places = field(default_factory=Places)
    marks: Marks = field(default_factory=Marks)
    hits: Spans = field(default_factory=Spans)
    struck: Spans = field(default_factory=Spans)
    offered: Spans = field(default_factory=Spans)
    theme: Theme = LIGHT
    style: TextStyle = field(default_factory=TextStyle)
    current: str | None = None
    hovered: str | None = None
    preview: tuple[int, int] | None = None

    @property
    def offsets(self) -> Offsets:
        return self.display.offsets

    def span_of(self, block: QTextBlock) -> tuple[int, int]:
        """The code points that a block shows."""
        start = block.position()
        return self.offsets.from_qt(start), self.offsets.from_qt(start + block.length() - 1)

    def within(self, block: QTextBlock, start: int, end: int) -> tuple[int, int]:
        """A span of code points as positions within a block."""
        begins, last = block.position(), block.length() - 1
        from_ = max(self.offsets.to_qt(start) - begins, 0)
        return from_, min(self.offsets.to_qt(end) - begins, last)
