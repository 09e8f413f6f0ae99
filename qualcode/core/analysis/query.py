"""Passages of a code held against those of others: and, or, not, overlapping, near.

Everything here is about one document, for no operator reaches beyond it, and about values alone:
who reads the marks says which.

A *passage* is the union of the marks of a code (or of a category with all under it) that overlap,
by whichever evaluators: what the category summary counts and prints as one. Marks that only touch
stay apart. Terms are applied from left to right, each to what the ones before it have left:

- `AND`: the words that carry both. Shown are the words that the passage and the other code have in
  common; one passage may give several such.
- `OR`: passages of either. Shown are the unions of those that overlap.
- `NOT`: passages of which no character carries the other code. Shown unchanged.
- `OVERLAPPING`: passages that share at least one character with the other code. Shown unchanged.
- `NEAR`: passages that have the other code within a `Distance`. Shown unchanged.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from qualcode.core.ids import CodeId, CoderId, CodingId, SegmentId

_WORD = re.compile(r"\w+(?:[’'·:\-]\w+)*")


class Operator(StrEnum):
    """How a passage is held against another code; see above."""

    AND = "and"
    OR = "or"
    NOT = "not"
    OVERLAPPING = "overlapping"
    NEAR = "near"


class Within(StrEnum):
    """What "near" means.

    - `WORDS`, `CHARACTERS`: at most so many begin between the two; those that overlap are nearest.
    - `TURN`, `PARAGRAPH`: some turn (some line of the text) holds characters of both.
    - `DOCUMENT`: the document has the other code at all.
    """

    WORDS = "words"
    CHARACTERS = "characters"
    TURN = "turn"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Distance:
    """How near; `number` matters for words and characters alone."""

    within: Within = Within.WORDS
    number: int = 10


@dataclass(frozen=True, slots=True)
class Term:
    """An operator with the code that follows it."""

    operator: Operator
    code_id: CodeId
    distance: Distance = field(default_factory=Distance)


class Marked(NamedTuple):
    """One code on one span, by one evaluator."""

    start: int
    end: int
    coding_id: CodingId
    code_id: CodeId
    coder_id: CoderId
    segment_id: SegmentId


class Hit(NamedTuple):
    """A span that answers the query, with the marks that make it up, by place."""

    start: int
    end: int
    marks: tuple[Marked, ...]


class Ground:
    """The document as distances are measured in it; text and turns are asked for only if need be."""

    def __init__(
        self, text: Callable[[], str], turns: Callable[[], Iterable[tuple[int, int]]] = list
    ) -> None:
        self._text = text
        self._turns = turns

    @cached_property
    def words(self) -> list[int]:
        """Where words begin."""
        return [found.start() for found in _WORD.finditer(self._text())]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The lines of the text that hold anything, in order."""
        spans, at = [], 0
        for line in self._text().split("\n"):
            if line:
                spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans

    @cached_property
    def turns(self) -> list[tuple[int, int]]:
        """The turns, in order."""
        return sorted(self._turns())


def hits(
    own: Iterable[Marked], terms: Sequence[tuple[Term, Iterable[Marked]]], ground: Ground
) -> list[Hit]:
    """What answers the query, in the order of the text.

    Args:
        own: the marks of the code that is looked at.
        terms: what it is held against, each with the marks of its code.
    """
    found = unions(Hit(mark[0], mark[1], (mark,)) for mark in own)
    for term, marks in terms:
        others = unions(Hit(mark[0], mark[1], (mark,)) for mark in marks)
        found = _apply(term, found, others, ground)
    return found


def _apply(term: Term, found: list[Hit], others: list[Hit], ground: Ground) -> list[Hit]:
    match term.operator:
        case Operator.AND:
            return _common(found, others)
        case Operator.OR:
            return unions([*found, *others])
        case Operator.NEAR:
            near = _nearness(term.distance, others, ground)
            return [hit for hit in found if near(hit)]
    touches = _Places(others).touches
    wanted = term.operator == Operator.OVERLAPPING
    return [hit for hit in found if touches(hit.start, hit.end) == wanted]


_PLACE = itemgetter(0, 1)


def unions(parts: Iterable[Hit]) -> list[Hit]:
    """Parts that overlap as one, in order."""
    found: list[Hit] = []
    ordered = sorted(parts, key=_PLACE)
    at, count = 0, len(ordered)
    while at < count:
        first = ordered[at]
        end, last = first[1], at + 1
        while last < count and ordered[last][0] < end:
            end = max(end, ordered[last][1])
            last += 1
        found.append(first if last == at + 1 else _united(first[0], end, ordered[at:last]))
        at = last
    return found


def _united(start: int, end: int, parts: Sequence[Hit]) -> Hit:
    marks = dict.fromkeys(mark for part in parts for mark in part.marks)
    return Hit(start, end, tuple(sorted(marks)))


def _common(found: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """The stretches that both have. Neither list has overlaps within itself."""
    common: list[Hit] = []
    mine = theirs = 0
    while mine < len(found) and theirs < len(others):
        one, other = found[mine], others[theirs]
        start, end = max(one.start, other.start), min(one.end, other.end)
        if start < end:
            touching = (m for m in (*one.marks, *other.marks) if m.start < end and start < m.end)
            common.append(Hit(start, end, tuple(sorted(dict.fromkeys(touching)))))
        if one.end < other.end:
            mine += 1
        else:
            theirs += 1
    return common


class _Places:
    """Spans without overlaps, in order, as they are asked about."""

    def __init__(self, spans: Sequence[tuple[int, int] | Hit]) -> None:
        self.starts = [span[0] for span in spans]
        self.ends = [span[1] for span in spans]

    def touched(self, start: int, end: int) -> range:
        """The numbers of those that share a character with the span."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def touches(self, start: int, end: int) -> bool:
        return bool(self.touched(start, end))


def _nearness(distance: Distance, others: Sequence[Hit], ground: Ground) -> Callable[[Hit], bool]:
    if not others:
        return lambda _hit: False
    match distance.within:
        case Within.DOCUMENT:
            return lambda _hit: True
        case Within.TURN:
            return _in_same(_Places(ground.turns), others)
        case Within.PARAGRAPH:
            return _in_same(_Places(ground.paragraphs), others)
        case Within.CHARACTERS:
            return _within(others, lambda start, end: end - start <= distance.number)
    words = ground.words

    def few_words(start: int, end: int) -> bool:
        return bisect_left(words, end) - bisect_left(words, start) <= distance.number

    return _within(others, few_words)


def _in_same(pieces: _Places, others: Sequence[Hit]) -> Callable[[Hit], bool]:
    """Whether a piece of the document holds characters of the hit and of one of the others."""
    taken = sorted({number for hit in others for number in pieces.touched(hit.start, hit.end)})

    def shares(hit: Hit) -> bool:
        own = pieces.touched(hit.start, hit.end)
        return bisect_left(taken, own.start) < bisect_left(taken, own.stop)

    return shares


def _within(others: Sequence[Hit], is_near: Callable[[int, int], bool]) -> Callable[[Hit], bool]:
    """Whether one of the others overlaps the hit, or the gap to the nearest is small enough."""
    places = _Places(others)

    def near(hit: Hit) -> bool:
        touched = places.touched(hit.start, hit.end)
        if touched:
            return True
        before, after = touched.start - 1, touched.start
        return (before >= 0 and is_near(places.ends[before], hit.start)) or (
            after < len(places.starts) and is_near(hit.end, places.starts[after])
        )

    return near
