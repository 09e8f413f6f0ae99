"""Marks on one long continuum, as arrays: what every comparison of evaluators starts from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Amounts: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marks:
    """Half-open spans of a continuum of `length` positions, each a code by a coder.

    `coder` and `code` are indexes into `coders` and `codes`; the four arrays are equally long.
    """

    length: int
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    coder: Numbers
    code: Numbers
    start: Numbers
    end: Numbers

    def where(self, chosen: NDArray[Any]) -> "Marks":
        """The marks that a mask or an order chooses."""
        arrays = (self.coder[chosen], self.code[chosen], self.start[chosen], self.end[chosen])
        return Marks(self.length, self.coders, self.codes, *arrays)

    def placed(self, length: int, start: Numbers, end: Numbers) -> "Marks":
        """The same marks on another continuum; those that are nowhere on it are left out."""
        moved = Marks(length, self.coders, self.codes, self.coder, self.code, start, end)
        return moved.where(start < end)

    def without_codes(self) -> "Marks":
        """The same marks as if all had one code."""
        return Marks(
            self.length,
            self.coders,
            ("",),
            self.coder,
            np.zeros_like(self.code),
            self.start,
            self.end,
        )

    def joined(self) -> "Marks":
        """A coder's marks under one code that overlap, made one; those that touch stay apart."""
        if not self.start.size:
            return self
        # Each coder's each code has a stretch of its own, so that one pass joins them all.
        own = (self.coder * len(self.codes) + self.code) * (self.length + 1)
        marks = self.where(order := np.argsort(own + self.start, kind="stable"))
        starts, ends = own[order] + marks.start, own[order] + marks.end
        furthest = np.maximum.accumulate(ends)
        first = np.ones(starts.size, dtype=bool)
        first[1:] = starts[1:] >= furthest[:-1]
        at = np.flatnonzero(first)
        last = np.append(at[1:], starts.size) - 1
        return Marks(
            self.length,
            self.coders,
            self.codes,
            marks.coder[at],
            marks.code[at],
            marks.start[at],
            furthest[last] - own[order][at],
        )


def from_rows(
    length: int,
    coders: Sequence[str],
    codes: Sequence[str],
    rows: Iterable[tuple[int, int, int, int]],
) -> Marks:
    """Marks from rows of coder's index, code's index, start and end."""
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 4)
    coder, code, start, end = (np.ascontiguousarray(column) for column in table.T)
    return Marks(length, tuple(coders), tuple(codes), coder, code, start, end)


def summed(cell: Numbers, amounts: Amounts | Numbers, cells: int) -> Amounts:
    """The amounts summed by cell."""
    return np.bincount(cell, amounts, cells).astype(np.float64, copy=False)


def quotient(amount: Amounts, of: Amounts) -> Amounts:
    """Their quotient; NaN where there is nothing to divide by."""
    amount, of = np.broadcast_arrays(amount, of)
    found: Amounts = np.divide(amount, of, out=np.full(of.shape, np.nan), where=of > 0)
    return found
