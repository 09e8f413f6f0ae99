"""What differs in a stretch of two wordings of a text, word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from qualcode.core.model.equal_runs import Run, Spans, most_in_common, patience, solid
from qualcode.core.model.words import TOKEN

#: Above this likeness two words are the same word, spelled otherwise: "Ana" and "Anna", not
#: "dom" and "vi".
ALIKE: Final = 0.5
#: Words on each side up to which words are paired by likeness, each with each.
_PAIRED: Final = 48
#: Words on each side up to which the longest common subsequence is sought; it takes 10 ms.
_COMMON: Final = 3000
#: Characters up to which the likeness of two stretches is measured; beyond, they are called unlike.
_MEASURED: Final = 5000
#: A longer word is itself or another; its letters are not compared.
_SPELLED: Final = 100


class Change(NamedTuple):
    """A stretch of the old text that is another stretch in the new one. Between changes the two
    texts are the same, character by character.

    Attributes:
        same: how alike the two are, from 0 to 1; 1 where only white space or the normal form of
            letters differs.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: float


class Stretch(NamedTuple):
    """A part of the old text and the part of the new text that stands in its place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def one_sided(self) -> bool:
        return self.old_start == self.old_end or self.new_start == self.new_end


class _Group(NamedTuple):
    """Words of the old text, by their numbers, and the words of the new one that they are now."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changes_by_words(old: str, new: str, part: Stretch) -> list[Change]:
    """The changes in a stretch, word by word."""
    mine = [found.span() for found in TOKEN.finditer(old, part.old_start, part.old_end)]
    others = [found.span() for found in TOKEN.finditer(new, part.new_start, part.new_end)]
    groups: list[_Group] = []
    if mine and others:
        one = [_key(old[start:end]) for start, end in mine]
        other = [_key(new[start:end]) for start, end in others]
        groups = _grouped(one, other, list(_paired(one, other, mine, others)))
    return list(_written_out(old, new, part, mine, others, groups))


def _key(word: str) -> str:
    """What two spellings of a word that are no correction have in common."""
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word).casefold()


def _paired(
    one: Sequence[str],
    other: Sequence[str],
    mine: Spans,
    others: Spans,
) -> Iterator[tuple[int, int]]:
    """Which word has become which."""
    begin = most_in_common(lambda size: one[:size] == other[:size], min(len(one), len(other)))
    most = min(len(one), len(other)) - begin
    end = most_in_common(lambda size: one[len(one) - size :] == other[len(other) - size :], most)
    yield from ((place, place) for place in range(begin))
    old_end, new_end = len(one) - end, len(other) - end
    for first, second in _inside(
        one[begin:old_end], other[begin:new_end], mine[begin:old_end], others[begin:new_end]
    ):
        yield begin + first, begin + second
    yield from ((old_end + place, new_end + place) for place in range(end))


def _inside(
    one: Sequence[str],
    other: Sequence[str],
    mine: Spans,
    others: Spans,
) -> Iterator[tuple[int, int]]:
    """The same, of words of which the first and the last are others."""
    old = new = 0
    runs = solid(patience(one, other, 3), mine, others, 2)
    for run in (*runs, Run(len(one), len(other), 0)):
        for first, second in _in_common(
            one[old : run.old], other[new : run.new], mine[old : run.old], others[new : run.new]
        ):
            yield old + first, new + second
        yield from ((run.old + step, run.new + step) for step in range(run.size))
        old, new = run.old + run.size, run.new + run.size


def _in_common(
    one: Sequence[str],
    other: Sequence[str],
    mine: Spans,
    others: Spans,
) -> Iterator[tuple[int, int]]:
    """The same between two fixed points."""

    from rapidfuzz.distance import LCSseq

    if not one or not other:
        return
    if len(one) <= _PAIRED and len(other) <= _PAIRED:
        yield from _by_likeness(one, other)
        return
    runs: list[Run] = []
    if len(one) <= _COMMON and len(other) <= _COMMON:
        blocks = LCSseq.opcodes(one, other).as_matching_blocks()
        runs = solid([Run(*block) for block in blocks if block.size], mine, others, 1)
    old = new = 0
    for run in (*runs, Run(len(one), len(other), 0)):
        if run.old - old <= _PAIRED and run.new - new <= _PAIRED:
            for first, second in _by_likeness(one[old : run.old], other[new : run.new]):
                yield old + first, new + second
        yield from ((run.old + step, run.new + step) for step in range(run.size))
        old, new = run.old + run.size, run.new + run.size


def _by_likeness(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of words, in order in both, that are most alike all in all; long words weigh more.

    Needleman and Wunsch's alignment (1970) without a price for gaps.
    """
    if not one or not other:
        return []
    width = len(other) + 1
    best = [[0.0] * width for _ in range(len(one) + 1)]
    for row in range(len(one) - 1, -1, -1):
        below, this = best[row + 1], best[row]
        for column in range(len(other) - 1, -1, -1):
            with_pair = below[column + 1] + _worth(one[row], other[column])
            this[column] = max(with_pair, below[column], this[column + 1])
    pairs = []
    row = column = 0
    while row < len(one) and column < len(other):
        worth = _worth(one[row], other[column])
        if worth and best[row][column] == best[row + 1][column + 1] + worth:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _worth(one: str, other: str) -> float:
    """What it is worth to take one word for the other; 0 where they are unlike."""

    from rapidfuzz.distance import Indel

    if one == other:
        return len(one) + len(other) + 1.0  # an equal word before a longer one that is like it
    if max(len(one), len(other)) > _SPELLED:
        return 0.0
    alike: float = Indel.normalized_similarity(one, other, score_cutoff=ALIKE)
    return alike * (len(one) + len(other)) if alike > ALIKE else 0.0


def _grouped(
    one: Sequence[str], other: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> list[_Group]:
    """The pairs as groups of words: "data base" has become "database", and "itu" "i tu"."""
    groups: list[_Group] = []
    ahead = (*pairs[1:], (len(one), len(other)))
    for (first, second), (old_most, new_most) in zip(pairs, ahead, strict=False):
        group = _Group(first, first + 1, second, second + 1)
        if one[first] != other[second]:
            last = groups[-1] if groups else _Group(0, 0, 0, 0)
            group = _grown(
                one, other, group, _Group(last.old_end, old_most, last.new_end, new_most)
            )
        groups.append(group)
    return groups


def _grown(one: Sequence[str], other: Sequence[str], group: _Group, most: _Group) -> _Group:
    """The group with the free words beside it that make its two sides more alike."""
    best = _alike(one, other, group)
    for old_less, old_more, new_less, new_more in (
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, 0, 1),
    ):
        wider = _Group(
            max(most.old_start, group.old_start - old_less),
            min(most.old_end, group.old_end + old_more),
            max(most.new_start, group.new_start - new_less),
            min(most.new_end, group.new_end + new_more),
        )
        found = _alike(one, other, wider) if wider != group else 0.0
        if found > best:
            best, group = found, wider
    return group


def _alike(one: Sequence[str], other: Sequence[str], group: _Group) -> float:
    from rapidfuzz.distance import Indel

    mine = "".join(one[group.old_start : group.old_end])
    theirs = "".join(other[group.new_start : group.new_end])
    found: float = Indel.normalized_similarity(mine, theirs)
    return found


def _written_out(
    old: str,
    new: str,
    part: Stretch,
    mine: Spans,
    others: Spans,
    groups: Sequence[_Group],
) -> Iterator[Change]:
    """The changes that the groups of words leave."""
    at_old, at_new = part.old_start, part.new_start
    for group in groups:
        start, end = mine[group.old_start][0], mine[group.old_end - 1][1]
        place, stop = others[group.new_start][0], others[group.new_end - 1][1]
        yield from _gap(old, new, Stretch(at_old, start, at_new, place))
        if old[start:end] != new[place:stop]:
            yield Change(start, end, place, stop, likeness(old[start:end], new[place:stop]))
        at_old, at_new = end, stop
    yield from _gap(old, new, Stretch(at_old, part.old_end, at_new, part.new_end))


def _gap(old: str, new: str, gap: Stretch) -> Iterator[Change]:
    """What stands between two words in each text, white space and words that found no other."""
    one, other = old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end]
    if one == other:
        return
    replaced = bool(one.strip() and other.strip())
    begin = 0
    while (
        begin < min(len(one), len(other))
        and one[begin] == other[begin]
        and not (replaced and not one[begin].isspace())
    ):
        begin += 1
    end = 0
    while (
        end < min(len(one), len(other)) - begin
        and one[-1 - end] == other[-1 - end]
        and not (replaced and not one[-1 - end].isspace())
    ):
        end += 1
    yield Change(
        gap.old_start + begin,
        gap.old_end - end,
        gap.new_start + begin,
        gap.new_end - end,
        likeness(one[begin : len(one) - end], other[begin : len(other) - end]),
    )


def likeness(one: str, other: str) -> float:
    """How alike two stretches are, from 0 to 1, white space and normal forms aside."""

    from rapidfuzz.distance import Indel

    if max(len(one), len(other)) > _MEASURED:
        return 0.0
    one, other = ("".join(unicodedata.normalize("NFC", text).split()) for text in (one, other))
    found: float = Indel.normalized_similarity(one, other)
    return found
