"""Runs of equal units in two sequences of lines, sentences or words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

#: where each unit stands in its text
Spans: TypeAlias = Sequence[tuple[int, int]]


class Run(NamedTuple):
    """So many units from there on are equal."""

    old: int
    new: int
    size: int


def patience(one: Sequence[str], other: Sequence[str], size: int) -> list[Run]:
    """Runs of equal units, found from those (so many together) that stand once in each text."""
    mine, theirs = _once(one, size), _once(other, size)
    pairs = [(place, theirs[unit]) for unit, place in mine.items() if unit in theirs]
    pairs.sort()
    return _extended(one, other, _longest_rising(pairs))


def _once(units: Sequence[str], size: int) -> dict[Hashable, int]:
    """The places of what stands there once."""
    places: dict[Hashable, int] = {}
    several: set[Hashable] = set()
    groups: Iterator[Hashable] = (
        iter(units) if size == 1 else zip(*(units[first:] for first in range(size)), strict=False)
    )
    for place, unit in enumerate(groups):
        if unit in places:
            several.add(unit)
        else:
            places[unit] = place
    for unit in several:
        del places[unit]
    return places


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, in order of the first, in which the second rises as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        if not tails or place > tails[-1]:
            at = len(tails)
            tails.append(place)
            ends.append(number)
        else:
            at = bisect_left(tails, place)
            tails[at], ends[at] = place, number
        before.append(ends[at - 1] if at else -1)
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _extended(
    one: Sequence[str], other: Sequence[str], anchors: Sequence[tuple[int, int]]
) -> list[Run]:
    """The anchors with all that is equal beside them."""
    runs: list[Run] = []
    old = new = 0
    for start, place in anchors:
        if start < old or place < new:
            continue  # the run before has reached it
        first, second = start, place
        while first > old and second > new and one[first - 1] == other[second - 1]:
            first, second = first - 1, second - 1
        start, place = start + 1, place + 1
        while start < len(one) and place < len(other) and one[start] == other[place]:
            start, place = start + 1, place + 1
        runs.append(Run(first, second, start - first))
        old, new = start, place
    return runs


def solid(
    runs: Sequence[Run],
    mine: Spans,
    others: Spans,
    times: int,
) -> list[Run]:
    """The runs without those that are chance: so many times shorter than what differs on both
    sides of them."""
    if len(runs) < 1:
        return []
    edges = [(mine[0][0], others[0][0])]
    edges += [(mine[run.old + run.size - 1][1], others[run.new + run.size - 1][1]) for run in runs]
    starts = [(mine[run.old][0], others[run.new][0]) for run in runs]
    starts.append((mine[-1][1], others[-1][1]))
    gaps = [
        max(start[0] - edge[0], start[1] - edge[1])
        for edge, start in zip(edges, starts, strict=True)
    ]
    return [
        run
        for run, start, edge, before, after in zip(
            runs, starts, edges[1:], gaps, gaps[1:], strict=False
        )
        if (edge[0] - start[0]) * times > min(before, after)
    ]


def most_in_common(equal: Callable[[int], bool], most: int) -> int:
    """The largest size up to `most` for which the two are equal; smaller ones are as well."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if equal(middle):
            least = middle
        else:
            most = middle - 1
    return least
