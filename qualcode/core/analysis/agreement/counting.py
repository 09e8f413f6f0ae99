"""What the evaluators did with each position, counted over runs and not position by position."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qualcode.core.analysis.agreement.marks import Amounts, Marks, Numbers, summed


@dataclass(frozen=True, slots=True)
class Counts:
    """Units by what the coders said of them: all that the unit-based coefficients need.

    The leading axes, if any, are those of a batch: codes, documents, or a bootstrap's samples.

    Attributes:
        profiles: (P, q) how many coders gave each category; fewer in all where a value is missing.
        weights: (…, P) how many units have each profile.
        confusions: (…, m, m, q, q) units by the category of one coder and of another.
        decisions: (q,) which categories are something that a coder did: text that was left
            unmarked is none.
        given: (…, m) how many decisions each coder made, or None: those that are in `confusions`.
    """

    profiles: Amounts
    weights: Amounts
    confusions: Amounts
    decisions: NDArray[np.bool_]
    given: Amounts | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """For each piece of the continuum and each code, how many of its positions were marked.

    Attributes:
        spread: (B, C, m + 1) positions that exactly so many coders marked.
        both: (B, C, m, m) positions that both coders marked; on the diagonal, that one did.
    """

    spread: Amounts
    both: Amounts

    def pooled(self) -> "Presence":
        """All codes together: what each says of a position is counted, code by code."""
        return Presence(self.spread.sum(-2, keepdims=True), self.both.sum(-3, keepdims=True))

    def weighted(self, weights: Amounts) -> "Presence":
        """The pieces summed, each so many times: (S, B) gives a batch of S sums."""
        return Presence(_sums(weights, self.spread), _sums(weights, self.both))

    def counts(self, without: Amounts | None = None) -> Counts:
        """As units that either have the code or don't, without so many that have no code at all."""
        m = self.both.shape[-1]
        spread = self.spread.copy()
        if without is not None:
            spread[..., 0] -= without
        n = spread.sum(-1)[..., None, None]
        marked = np.diagonal(self.both, axis1=-2, axis2=-1)
        one, other = marked[..., :, None], marked[..., None, :]
        cells = np.stack(
            [n - one - other + self.both, other - self.both, one - self.both, self.both], -1
        )
        k = np.arange(m + 1, dtype=np.float64)
        return Counts(
            profiles=np.stack([m - k, k], -1),
            weights=spread,
            confusions=cells.reshape(*cells.shape[:-1], 2, 2),
            decisions=np.array([False, True]),
        )


def presence(marks: Marks, bounds: Numbers) -> Presence:
    """Count the marks of each code in the pieces between the bounds (0 first, length last)."""
    runs = Runs(marks, bounds)
    m, cells = len(marks.coders), (len(bounds) - 1) * len(marks.codes)
    shape = (len(marks.codes), len(bounds) - 1)
    many = runs.marked.sum(1, dtype=np.int64)
    spread = summed(runs.cell * (m + 1) + many, runs.length, cells * (m + 1))
    both = np.zeros((cells, m, m))
    for one in range(m):
        mine = runs.marked[:, one]
        cell, length, marked = runs.cell[mine], runs.length[mine], runs.marked[mine]
        for other in range(one, m):
            amount = summed(cell, length * marked[:, other], cells)
            both[:, one, other] = both[:, other, one] = amount
    return Presence(
        spread.reshape(*shape, m + 1).swapaxes(0, 1),
        both.reshape(*shape, m, m).swapaxes(0, 1),
    )


class Runs:
    """Stretches on which nothing changes, one code's continuum laid after the other's.

    Attributes:
        cell: (R,) the code's index times the number of pieces, plus the piece's.
        length: (R,) in positions.
        marked: (R, m) which coders marked it.
    """

    def __init__(self, marks: Marks, bounds: Numbers) -> None:
        pieces, codes = len(bounds) - 1, len(marks.codes)
        cuts = (np.arange(codes)[:, None] * marks.length + bounds[None, :-1]).ravel()
        base = marks.code * marks.length
        place = np.concatenate([cuts, base + marks.start, base + marks.end])
        step = np.zeros((place.size, len(marks.coders)), dtype=np.int16)
        at = len(cuts) + np.arange(marks.start.size)
        step[at, marks.coder] = 1
        step[at + marks.start.size, marks.coder] = -1
        order = np.argsort(place, kind="stable")
        state = np.cumsum(step[order], axis=0, dtype=np.int16)
        length = np.diff(place[order], append=codes * marks.length)
        cell = np.cumsum(order < len(cuts)) - 1
        real = length > 0
        self.cell: Numbers = np.minimum(cell[real], codes * pieces - 1)
        self.length: Numbers = length[real]
        self.marked: NDArray[np.bool_] = state[real] > 0


def stretches(marks: Marks, documents: Sequence[int]) -> Numbers:
    """Bounds of about equal stretches of each document, for the bootstrap.

    `documents` are the bounds of the documents. A stretch is about twice as long as a mark is on
    the whole, for positions within one mark do not vary apart; there are at least 20 in all, if
    there is room, for fewer say nothing, and at most 400, for more say nothing new.
    """
    spans = marks.end - marks.start
    mean = spans.mean() if spans.size else 1.0
    wanted = int(np.clip(marks.length / (2 * mean), FEWEST, MOST))
    found = [np.zeros(1, dtype=np.int64)]
    for start, end in pairwise(documents):
        share = max(1, min(end - start, round(wanted * (end - start) / max(1, marks.length))))
        found.append(np.linspace(start, end, share + 1).round().astype(np.int64)[1:])
    return np.concatenate(found)


#: stretches of text for the bootstrap, see `stretches`
FEWEST = 20
MOST = 400


def _sums(weights: Amounts, amounts: Amounts) -> Amounts:
    flat = weights @ amounts.reshape(amounts.shape[0], -1)
    return flat.reshape(*weights.shape[:-1], *amounts.shape[1:])
