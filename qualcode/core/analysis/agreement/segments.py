"""Marked passages as units: passages of several coders that overlap enough are one unit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.marks import Marks, Numbers
from qualcode.core.model.span import Span

#: so that a rounding error leaves no pair out; what is let in too many is looked at anyway
_SLACK: Final = 1e-6


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
    places = np.stack([marks.start, marks.end], -1)
    distinct, which = np.unique(places, axis=0, return_inverse=True)
    spans = [Span(int(start), int(end)) for start, end in distinct]
    group_of = _groups(spans, least)
    first: dict[int, int] = {}
    for span, group in zip(spans, group_of, strict=True):
        first.setdefault(group, span.start)
    number = {group: at for at, group in enumerate(first)}
    units = np.array([number[group] for group in group_of], dtype=np.int64)
    mine = units[which.ravel()]
    starts = np.array(list(first.values()), dtype=np.int64)
    return marks.placed(len(starts), mine, mine + 1), starts


def _groups(spans: Sequence[Span], least: float) -> list[int]:
    """For each span the group it is in, named by its first span."""
    group_of = list(range(len(spans)))
    members = defaultdict(list, {at: [at] for at in group_of})
    for _share, one, other in sorted(_candidates(spans, least)):
        to, gone = sorted((group_of[one], group_of[other]))
        if to != gone and all(
            overlap(spans[a], spans[b]) >= least for a in members[to] for b in members[gone]
        ):
            for at in members[gone]:
                group_of[at] = to
            members[to] += members.pop(gone)
    return group_of


def _candidates(spans: Sequence[Span], least: float) -> Iterator[tuple[float, int, int]]:
    """Pairs of spans that overlap enough, the share negated so that the largest sorts first.

    The spans are in order. Two that share enough also begin near each other: the one may lack
    before the other's start no more than what is left of its own length.
    """
    for at, span in enumerate(spans):
        furthest = span.end - least * (span.end - span.start) + _SLACK
        for next_ in range(at + 1, len(spans)):
            if spans[next_].start > furthest:
                break
            share = overlap(span, spans[next_])
            if share >= least and share > 0:
                yield (-share, at, next_)
