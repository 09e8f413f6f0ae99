"""The marks of one text: found by position, each in a lane of the margin, split into bands."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from operator import itemgetter

from qualcode.shell.text.intervals import Intervals
from qualcode.shell.text.views import MarkView

# So many marks are told apart in the height of a line and in the margin; a line is 26 px high.
MOST_BANDS = 4
MOST_LANES = 8


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of text under which the same colours lie, top to bottom."""

    start: int
    end: int
    colours: tuple[tuple[str, bool], ...]  # colour, dim


class Marks:
    """Marks by key. A mark keeps its lane while others come and go."""

    def __init__(self) -> None:
        self._marks: dict[str, MarkView] = {}
        self._lanes: dict[str, int] = {}
        self._intervals: Intervals[str] = Intervals()
        self._used: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[MarkView]:
        return iter(self._marks.values())

    def get(self, key: str | None) -> MarkView | None:
        return self._marks.get(key) if key is not None else None

    def set(self, marks: Iterable[MarkView]) -> None:
        """Replace all marks."""
        self._marks = {mark.key: mark for mark in marks if mark.start < mark.end}
        self._intervals.fill((mark.key, mark.start, mark.end) for mark in self._marks.values())
        self._fill_lanes()

    def _fill_lanes(self) -> None:
        """Give each mark the first lane that is free where it begins."""
        free: list[int] = []
        busy: list[tuple[int, int]] = []
        lanes = self._lanes = {}
        places = [(mark.start, -mark.end, mark.key) for mark in self._marks.values()]
        places.sort(key=itemgetter(0, 1))
        for start, minus_end, key in places:
            while busy and busy[0][0] <= start:
                heappush(free, heappop(busy)[1])
            lanes[key] = heappop(free) if free else len(busy)
            heappush(busy, (-minus_end, lanes[key]))
        self._used = dict(Counter(lanes.values()))

    def add(self, mark: MarkView) -> None:
        """Add a mark, or put it in the place of the one with its key."""
        kept = self._lanes.get(mark.key) if self._same_span(mark) else None
        self.remove(mark.key)
        if mark.start >= mark.end:
            return
        if kept is None:
            touching = self._intervals.touching(mark.start, mark.end)
            taken = {self._lanes[key] for key in touching}
            kept = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        self._marks[mark.key] = mark
        self._intervals.add(mark.key, mark.start, mark.end)
        self._use(mark.key, kept)

    def _same_span(self, mark: MarkView) -> bool:
        old = self._marks.get(mark.key)
        return old is not None and (old.start, old.end) == (mark.start, mark.end)

    def remove(self, key: str) -> MarkView | None:
        """Forget a mark; returns it if it was there."""
        mark = self._marks.pop(key, None)
        if mark is not None:
            self._intervals.remove(key)
            lane = self._lanes.pop(key)
            self._used[lane] -= 1
            if not self._used[lane]:
                del self._used[lane]
        return mark

    def _use(self, key: str, lane: int) -> None:
        self._lanes[key] = lane
        self._used[lane] = self._used.get(lane, 0) + 1

    def lane(self, key: str) -> int:
        return self._lanes[key]

    @property
    def lanes(self) -> int:
        """How many lanes the margin shows."""
        return min(max(self._used, default=-1) + 1, MOST_LANES)

    def touching(self, start: int, end: int) -> list[MarkView]:
        """The marks that share a character with `[start, end)`, in the order of the text."""
        found = [self._marks[key] for key in self._intervals.touching(start, end)]
        return sorted(found, key=_by_place)

    def in_lanes(self, start: int, end: int) -> list[MarkView]:
        """Those of `touching` that have a stripe in the margin, in no order."""
        keys = self._intervals.touching(start, end)
        return [self._marks[key] for key in keys if self._lanes[key] < MOST_LANES]

    def starting(self, start: int, end: int) -> list[MarkView]:
        """The marks that begin within `[start, end)`, in the order of the text."""
        found = (self._marks[key] for key in self._intervals.touching(start, end))
        return sorted((mark for mark in found if start <= mark.start < end), key=_by_place)

    def at(self, position: int) -> list[MarkView]:
        """The marks on a character, the shortest first: it is the one that is meant."""
        found = self.touching(position, position + 1)
        return sorted(found, key=lambda mark: (mark.end - mark.start, self._lanes[mark.key]))

    def bands(self, start: int, end: int) -> list[Band]:
        """What to fill between two positions: marks of the same colour are one fill."""
        marks = [self._marks[key] for key in self._intervals.touching(start, end)]
        return split_into_bands(marks, [self._lanes[mark.key] for mark in marks], start, end)


def _by_place(mark: MarkView) -> tuple[int, int]:
    return mark.start, -mark.end


def split_into_bands(
    marks: Sequence[MarkView], lanes: Sequence[int], start: int, end: int
) -> list[Band]:
    """The stretches between the ends of marks, each with the colours of its first lanes."""
    events: dict[int, list[tuple[bool, int]]] = {}
    for index, mark in enumerate(marks):
        events.setdefault(max(mark.start, start), []).append((True, index))
        if mark.end < end:
            events.setdefault(mark.end, []).append((False, index))
    bands: list[Band] = []
    active: list[tuple[int, int]] = []
    places = [*sorted(events), end]
    for place, following in pairwise(places):
        for begins, index in events[place]:
            if begins:
                insort(active, (lanes[index], index))
            else:
                active.remove((lanes[index], index))
        if active:
            _append(bands, Band(place, following, _colours(marks, active)))
    return bands


def _colours(
    marks: Sequence[MarkView], active: list[tuple[int, int]]
) -> tuple[tuple[str, bool], ...]:
    found: dict[tuple[str, bool], None] = {}
    for _lane, index in active:
        mark = marks[index]
        for colour in (mark.colour, *mark.further):
            found[colour, mark.dim] = None
        if len(found) >= MOST_BANDS:
            break
    return tuple(found)[:MOST_BANDS]


def _append(bands: list[Band], band: Band) -> None:
    if bands and bands[-1].end == band.start and bands[-1].colours == band.colours:
        bands[-1] = Band(bands[-1].start, band.end, band.colours)
    else:
        bands.append(band)
