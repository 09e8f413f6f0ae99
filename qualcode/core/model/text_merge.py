"""Two wordings that came of one, made one again: what either changed is changed.

Edits of different places are all made. Where both changed the same words, one of the two stands
there, and that is told. What both put in behind the text, or whole lines that both put in at one
place, stands one after the other; what is the same in both stands there once. Words that one of
them moved stand where they were put, with what the other did to them.

A three-way merge: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from qualcode.core.model.edit import Edit
from qualcode.core.model.equal_runs import patience
from qualcode.core.model.moved_words import Moves
from qualcode.core.model.puts import Key, Put, puts_between, written


@dataclass(frozen=True, slots=True)
class Collision:
    """A place that both changed: what stands there now, and what the other wrote.

    Attributes:
        start: where that is, in the text of both.
        starts: and in that of the one, and of the other.
        base: and in the text that both had.
        sides: what the one wrote, and what the other.
        collides: False for what just one of them changed, or both alike.
    """

    stands: str
    other: str
    start: int = field(default=0, compare=False)
    starts: tuple[int, int] = field(default=(0, 0), compare=False)
    base: tuple[int, int] = field(default=(0, 0), compare=False)
    sides: tuple[str, str] = field(default=("", ""), compare=False)
    collides: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class MergedText:
    """Two wordings as one.

    Attributes:
        puts: how the base becomes the text.
        of_one, of_other: how either wording becomes it.
        changes: all that either changed, in order; `collisions` are among them.
    """

    text: str
    puts: tuple[Put, ...]
    of_one: tuple[Edit, ...]
    of_other: tuple[Edit, ...]
    changes: tuple[Collision, ...]

    @property
    def collisions(self) -> tuple[Collision, ...]:
        """What both changed, each otherwise."""
        return tuple(one for one in self.changes if one.collides)


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the base, what stands there in either wording, and what is to stand."""

    start: int
    end: int
    one: str
    other: str
    words: str
    key: Key | None = None
    collides: bool = False


def merged_texts(
    base: str,
    one: Sequence[Put],
    other: Sequence[Put],
    *,
    stands: int,
    cleaned: Callable[[int, str], str] = lambda _side, words: words,
) -> MergedText:
    """The base with what both did to it.

    Args:
        stands: where both changed the same, 0 lets the one stand, 1 the other.
        cleaned: what is to be written of what one of the two (0 or 1) wrote.
    """
    moves = Moves(base, (one, other), stands)
    regions = _each_once(
        [
            _as_was_written(region, moves) if moves else region
            for cluster in _clusters(moves.sides)
            for region in _regions(base, cluster, stands, cleaned, moves)
        ],
        stands,
    )
    puts = tuple(
        Put(region.start, region.end, region.words, region.key)
        for region in regions
        if region.words != base[region.start : region.end]
    )
    return MergedText(
        text=written(base, puts),
        puts=puts,
        of_one=tuple(_edits(regions, lambda region: region.one)),
        of_other=tuple(_edits(regions, lambda region: region.other)),
        changes=tuple(_changes(regions, stands)),
    )


def _as_was_written(region: _Region, moves: Moves) -> _Region:
    start, end = region.start, region.end
    one, other = (
        moves.wrote(side, start, end, words)
        for side, words in enumerate((region.one, region.other))
    )
    return replace(region, one=one, other=other)


def _changes(regions: Iterable[_Region], stands: int) -> Iterator[Collision]:
    moved = moved_one = moved_other = 0
    for one in regions:
        yield Collision(
            stands=one.words,
            other=one.other if stands == 0 else one.one,
            start=one.start + moved,
            starts=(one.start + moved_one, one.start + moved_other),
            base=(one.start, one.end),
            sides=(one.one, one.other),
            collides=one.collides,
        )
        length = one.end - one.start
        moved += len(one.words) - length
        moved_one += len(one.one) - length
        moved_other += len(one.other) - length


#: what each of the two put in, in order
_Cluster = tuple[list[Put], list[Put]]


def _clusters(sides: tuple[Sequence[Put], Sequence[Put]]) -> Iterator[_Cluster]:
    """Changes that have to do with each other: those of the same words, or at the same place."""
    every = [(put.start, put.end, side, put) for side in (0, 1) for put in sides[side]]
    every.sort(key=lambda one: one[:2])  # what one of the two put in at a place stays in order
    cluster: _Cluster = ([], [])
    start = end = -1
    for first, last, side, put in every:
        at_one_place = first == last == start == end
        if (cluster[0] or cluster[1]) and not (first < end or at_one_place):
            yield cluster
            cluster = ([], [])
            start = end = -1
        start = first if start < 0 else start
        end = max(end, last)
        cluster[side].append(put)
    if cluster[0] or cluster[1]:
        yield cluster


def _regions(
    base: str,
    cluster: _Cluster,
    stands: int,
    cleaned: Callable[[int, str], str],
    moves: Moves,
) -> Iterator[_Region]:
    one, other = cluster
    start = min(put.start for put in (*one, *other))
    end = max(put.end for put in (*one, *other))
    if not one or not other:
        yield from (_alone(base, int(not one), put, cleaned) for put in (*one, *other))
        return
    if start == end and _both_may_stand(base, cluster, moves):
        yield from _one_after_the_other(start, one, other, stands)
        return
    first, second = (_version(base, start, end, puts) for puts in cluster)
    if first == second:
        yield _Region(start, end, first, second, first)
        return
    words = cleaned(stands, (first, second)[stands])
    yield _Region(start, end, first, second, words, collides=True)


def _alone(base: str, side: int, put: Put, cleaned: Callable[[int, str], str]) -> _Region:
    before, words = base[put.start : put.end], put.words
    new = words if put.start == len(base) else cleaned(side, words)
    one, other = (words, before) if side == 0 else (before, words)
    return _Region(put.start, put.end, one, other, new, put.key)


def _version(base: str, start: int, end: int, puts: Sequence[Put]) -> str:
    moved = [put._replace(start=put.start - start, end=put.end - start) for put in puts]
    return written(base[start:end], moved)


def _both_may_stand(base: str, cluster: _Cluster, moves: Moves) -> bool:
    """Whether it is behind the text, or what both put in there are whole lines, or any of it are
    words that stood elsewhere."""
    every = [put for puts in cluster for put in puts]
    return (
        every[0].start == len(base)
        or all("\n" in put.words for put in every)
        or not moves.puts.isdisjoint(every)
    )


def _one_after_the_other(
    at: int, one: Sequence[Put], other: Sequence[Put], stands: int
) -> Iterator[_Region]:
    """What both put in at a place. What goes on in the last line comes before what begins a new
    one."""
    mine, theirs = (["\n".join(put.key or (put.words,)) for put in puts] for puts in (one, other))
    swapped = _begins_a_line(one[0]) and not _begins_a_line(other[0])
    old = new = 0

    def between(until_one: int, until_other: int) -> Iterator[_Region]:
        alone = [_Region(at, at, p.words, "", p.words, p.key) for p in one[old:until_one]]
        others = [_Region(at, at, "", p.words, p.words, p.key) for p in other[new:until_other]]
        yield from (*others, *alone) if swapped else (*alone, *others)

    for run in patience(mine, theirs, 1):
        yield from between(run.old, run.new)
        for step in range(run.size):
            first, second = one[run.old + step], other[run.new + step]
            region = _Region(at, at, first.words, second.words, first.words, first.key)
            yield _known_again(region, second.words, stands)
        old, new = run.old + run.size, run.new + run.size
    yield from between(len(one), len(other))


def _each_once(regions: Sequence[_Region], stands: int) -> list[_Region]:
    """The regions without what both put in at different places: it stands where the one has it."""
    found = list(regions)
    theirs: dict[Key, int] = {}
    for number, region in enumerate(found):
        if region.key is not None and region.other and not region.one and region.words:
            theirs.setdefault(region.key, number)
    for number, region in enumerate(found):
        alone = region.one and not region.other and region.words
        if region.key is not None and alone and region.key in theirs:
            again = theirs.pop(region.key)
            found[number] = _known_again(region, found[again].other, stands)
            found[again] = replace(found[again], words="", key=None)
    return found


def _known_again(region: _Region, other: str, stands: int) -> _Region:
    """What both put in: an answer, in which either may have corrected something since."""
    if region.one == other or region.key is None:
        return region
    said = region.one[: len(region.one) - len(region.one.lstrip())] + region.key.said
    first, second = (puts_between(said, words) for words in (region.one, other))
    merged = merged_texts(said, first, second, stands=stands)
    return replace(region, words=merged.text, collides=bool(merged.collisions))


def _begins_a_line(put: Put) -> bool:
    return "\n" in put.words[: len(put.words) - len(put.words.lstrip())]


def _edits(regions: Iterable[_Region], of: Callable[[_Region], str]) -> Iterator[Edit]:
    """How one of the two wordings becomes what is to stand."""
    moved = 0
    for region in regions:
        words = of(region)
        start = region.start + moved
        end = start + len(words)
        if words != region.words:
            yield Edit(start, end, region.words)
        moved += len(words) - (region.end - region.start)
