"""Marked passages as units: passages of several coders that overlap enough are one unit."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.marks import Amounts, Marks, Numbers
from qualcode.core.model.span import Span

#: so that a rounding error leaves no pair out; what is let in too many is looked at anyway
_SLACK: Final = 1e-6
#: so many places are compared with those after them at a time, for memory
_CHUNK: Final = 2000


def overlap(one: Span, other: Span) -> float:
    """The share of the characters marked in either passage that are marked in both."""
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0
    return common / (max(one.end, other.end) - min(one.start, other.start))


def grouped(marks: Marks, least: float) -> tuple[Marks, Numbers]:
    """The marks as spans of units, and the place of each unit in the text.

    A unit is made of passages each of which overlaps each other by at least `least`, from 0 to 1;
    those that overlap most come together first. A coder's codes on a unit are those of their
    passages in it.
    """
    places, which = np.unique(np.stack([marks.start, marks.end], -1), axis=0, return_inverse=True)
    group_of = _groups(places, least)
    first, units = np.unique(group_of, return_inverse=True)
    mine = units.ravel()[which.ravel()]
    return marks.placed(len(first), mine, mine + 1), places[first, 0]


def _groups(places: Numbers, least: float) -> Numbers:
    """For each place the group it is in, named by its first place; the places are in order."""
    spans = [Span(start, end) for start, end in places.tolist()]
    group_of = list(range(len(spans)))
    members = {at: [at] for at in group_of}
    apart: set[tuple[int, int]] = set()  # groups only grow, so what is apart stays apart
    for one, other in _candidates(places, least):
        to, gone = sorted((group_of[one], group_of[other]))
        if to == gone or (to, gone) in apart:
            continue
        if _all_overlap(
            [spans[at] for at in members[to]], [spans[at] for at in members[gone]], least
        ):
            for at in members[gone]:
                group_of[at] = to
            members[to] += members.pop(gone)
        else:
            apart.add((to, gone))
    return np.array(group_of, dtype=np.int64)


def _all_overlap(some: Sequence[Span], others: Sequence[Span], least: float) -> bool:
    """Whether each of some overlaps each of the others enough; written out, for it is asked often."""
    for start, end in some:
        for from_, to in others:
            common = (min(to, end)) - (max(from_, start))
            either = (max(to, end)) - (min(from_, start))
            if common <= 0 or common / either < least:
                return False
    return True


def _candidates(places: Numbers, least: float) -> Iterator[tuple[int, int]]:
    """Pairs of places that overlap enough, those first that overlap most.

    Two that share enough begin near each other: the second no further from the first's start than
    what the first may lack of its own length.
    """
    start, end = places.T
    furthest = end - least * (end - start) + _SLACK
    last = np.maximum(np.searchsorted(start, furthest, "right"), np.arange(len(start)) + 1)
    found = [
        _overlapping(start, end, np.arange(at, min(at + _CHUNK, len(start))), last, least)
        for at in range(0, len(start), _CHUNK)
    ]
    if not found:
        return
    share, one, other = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((other, one, -share))
    yield from zip(one[order].tolist(), other[order].tolist(), strict=True)


def _overlapping(
    start: Numbers, end: Numbers, some: Numbers, last: Numbers, least: float
) -> tuple[Amounts, Numbers, Numbers]:
    """The share, and the two, of each pair of some places with those after it up to its last."""
    many = last[some] - some - 1
    one = np.repeat(some, many)
    other = one + 1 + np.arange(one.size) - np.repeat(np.cumsum(many) - many, many)
    common = np.minimum(end[one], end[other]) - start[other]
    share = common / (np.maximum(end[one], end[other]) - start[one])
    enough = (share >= least) & (common > 0)
    return share[enough], one[enough], other[enough]
