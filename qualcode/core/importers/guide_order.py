"""Of places where questions may be asked, those that fit best together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Tried on guides whose questions were reworded by hand: below this, more than one place in ten
# was another question's.
LEAST: Final = 0.6
# Sentences back: a place begins one before its last, and goes on from the one before that.
_KEPT: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One or two sentences of a transcript; `first` and `number` are theirs."""

    first: int
    number: int
    start: int
    end: int
    words: tuple[str, ...]


Fit = tuple[Part, int, float]


def best_of_each(fitting: Iterable[Fit]) -> list[Fit]:
    """Of each sentence and question the part that fits best; the whole sentence where none does
    better."""
    best: dict[tuple[int, int], Fit] = {}
    for fit in fitting:
        key = (fit[0].number, fit[1])
        if key not in best or fit[2] > best[key][2]:
            best[key] = fit
    return sorted(best.values(), key=lambda fit: (fit[0].number, fit[1]))


def in_order(fits: Sequence[Fit]) -> list[Fit]:
    """The places that fit best together, with the questions in the order of the guide.

    The heaviest chain in which both the sentences and the questions only go forward. For each
    question the best chain that ends at it or before it is kept, as it was after each sentence:
    a place of two sentences goes on from before the first of them.
    """
    totals: list[float] = []
    previous: list[int] = []
    width = 1 + max((question for _part, question, _score in fits), default=0)
    after: list[tuple[int, list[tuple[float, int]]]] = [(-1, [(0.0, -1)] * (width + 1))]
    for index, (part, question, score) in enumerate(fits):
        if after[-1][0] != part.number:
            after.append((part.number, list(after[-1][1])))
        reached = next(best for number, best in reversed(after) if number < part.first)
        total, before = reached[question]
        totals.append(total + _gain(score))
        previous.append(before)
        current = after[-1][1]
        for later in range(question + 1, width + 1):
            if totals[-1] <= current[later][0]:
                break
            current[later] = (totals[-1], index)
        del after[:-_KEPT]
    return _walk_back(fits, totals, previous)


def _walk_back(fits: Sequence[Fit], totals: Sequence[float], previous: Sequence[int]) -> list[Fit]:
    chain: list[Fit] = []
    at = max(range(len(fits)), key=totals.__getitem__) if fits else -1
    while at >= 0:
        chain.append(fits[at])
        at = previous[at]
    return chain[::-1]


def _gain(score: float) -> float:
    """Two places that fit badly are not worth more than one that fits."""
    return score - LEAST / 2
