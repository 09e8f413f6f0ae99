"""Phrases that two replaced, each by another: word by word they would make a mixture of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from qualcode.core.model.text_merge import Collision
from qualcode.core.model.words import WORD

#: So many words that neither changed may stand between two that both did, for them to be a phrase:
#: of what is said otherwise, the small words are often the same.
_BETWEEN: Final = 2
_ENDS_A_SENTENCE: Final = re.compile(r"[.?!…\n]")


def phrases(
    changes: Sequence[Collision], base: str, by_the_same: Callable[[Collision, Collision], bool]
) -> Iterator[list[Collision]]:
    """The places that both changed, with those that are read as one put together, and what just one
    changed between them or right beside them.

    Args:
        changes: what either changed, in the order of the text.
        base: the text that both had before.
        by_the_same: whether the same persons changed two places that both changed.
    """
    done = 0
    for number, change in enumerate(changes):
        if not change.collides or number < done:
            continue
        end = number + 1
        while (after := _next(changes, end)) is not None:
            if not (
                _near(changes[end - 1 : after + 1], base) and by_the_same(change, changes[after])
            ):
                break
            end = after + 1
        first = number
        while first > done and _joins(changes[first - 1], changes[first], base):
            first -= 1
        while end < len(changes) and _joins(changes[end], changes[end - 1], base):
            end += 1
        yield list(changes[first:end])
        done = end


def joined(some: Sequence[Collision], texts: tuple[str, str], text: str) -> Collision:
    """Several changes as one.

    Args:
        texts: the texts of the two; `text` is that of both.
    """
    first, last = some[0], some[-1]
    if len(some) == 1:
        return first
    one, other = (
        texts[side][first.starts[side] : last.starts[side] + len(last.sides[side])]
        for side in (0, 1)
    )
    return Collision(
        stands=text[first.start : last.start + len(last.stands)],
        other="",
        start=first.start,
        starts=first.starts,
        base=(first.base[0], last.base[1]),
        sides=(one, other),
    )


def _next(changes: Sequence[Collision], start: int) -> int | None:
    """Where the next place is that both changed."""
    return next((at for at in range(start, len(changes)) if changes[at].collides), None)


def _near(some: Sequence[Collision], base: str) -> bool:
    """Whether the first and the last of some changes are in one sentence, with few words that
    neither changed between them."""
    gaps = [base[one.base[1] : other.base[0]] for one, other in pairwise(some)]
    between = [words for one in some[1:-1] for words in one.sides]
    if any(map(_ENDS_A_SENTENCE.search, (*gaps, *between))):
        return False
    return sum(len(WORD.findall(gap)) for gap in gaps) <= _BETWEEN


def _joins(alone: Collision, beside: Collision, base: str) -> bool:
    """Whether what one changed stands right beside what belongs to a phrase, in its sentence."""
    if alone.collides:
        return False
    first, last = sorted((alone, beside), key=lambda one: (one.base, one.start))
    between = base[first.base[1] : last.base[0]]
    apart = any(map(_ENDS_A_SENTENCE.search, (between, *alone.sides)))
    return not (apart or WORD.search(between))
