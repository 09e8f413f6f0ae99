"""The u-alpha family: agreement on where passages begin and end, and on their codes.

Source: K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, On the reliability of unitizing textual
continua: further developments, Quality & Quantity 50 (2016) 2347–2364.

Of m coders each splits a continuum of length L into units of a code, with gaps between them. At
each position every coder is compared with every other: what one marked with what the other did.

- l_c is the length of all units of code c, l_g that of all gaps, l their sum (m L where no coder
  gives two codes to the same words); l_cc is the length on which pairs of coders agree on c, each
  pair counted in both directions and divided by m - 1.
- Expected by chance is l (l_c l_k - [c = k] T_c) / (l² - T): T sums the squares of the units'
  lengths, and the lengths of gaps, for no unit can be compared with itself.

Marks of a coder that touch are separate units; those that overlap under one code are one. Where
someone gives several codes to the same words, which the source leaves out, each of them meets all
that the other coder has there, and agrees if the same code is among it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.counting import Presence, presence
from qualcode.core.analysis.agreement.marks import Amounts, Marks, Numbers, quotient, summed

#: a share that is none but for rounding
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Units:
    """What the family needs, in amounts that can be summed over pieces of the continuum.

    A unit's square is spread over its positions, so that each piece has its part of it.

    Attributes:
        length: (B, C) of each code's units.
        squares: (B, C) of their lengths; T without the gaps.
        agreed: (B, C) length on which pairs agree on the code.
        absent: (B, C) the same for the positions outside the code's units.
        matched: (B, C) length of units that lies on units, of any code, of the other coders.
        matched_squares: (B, C) of each unit's matched length with each other coder.
        gaps: (B,) length of gaps.
        agreed_gaps: (B,) length on which pairs agree that there is a gap.
        total: (B,) length of the continuum, for all coders.
        binary_squares: (B,) of the lengths of units as if all had one code.
    """

    length: Amounts
    squares: Amounts
    agreed: Amounts
    absent: Amounts
    matched: Amounts
    matched_squares: Amounts
    gaps: Amounts
    agreed_gaps: Amounts
    total: Amounts
    binary_squares: Amounts

    def weighted(self, weights: Amounts) -> "Units":
        """The pieces summed, each so many times: (S, B) gives a batch of S sums."""
        return Units(*(weights @ getattr(self, name) for name in self.__slots__))


def units(marks: Marks, bounds: Numbers, of_codes: Presence) -> Units:
    """Measure the coders' units; `marks` are joined, `of_codes` is their presence."""
    m = len(marks.coders)
    anything = marks.without_codes()
    union = presence(anything, bounds).spread[:, 0]
    pieces = _Pieces(marks, bounds)
    matched, matched_squares = _matched(marks, pieces)
    joined = anything.joined()
    binary = _Pieces(joined, bounds)
    empty = m - np.arange(m + 1)
    return Units(
        length=pieces.summed(np.ones(marks.start.size)),
        squares=pieces.summed((marks.end - marks.start).astype(np.float64)),
        agreed=_pairs(of_codes.spread, np.arange(m + 1)),
        absent=_pairs(of_codes.spread, empty),
        matched=matched,
        matched_squares=matched_squares,
        gaps=union @ empty,
        agreed_gaps=_pairs(union, empty),
        total=np.diff(bounds) * float(m),
        binary_squares=binary.summed((joined.end - joined.start).astype(np.float64))[:, 0],
    )


def u_alpha(units: Units) -> Amounts:
    """uα: of places and codes together. 1 - observed / expected disagreement."""
    lengths = np.concatenate([units.length, units.gaps[..., None]], -1)
    total = lengths.sum(-1)
    squares = units.squares.sum(-1) + units.gaps
    observed = total - units.agreed.sum(-1) - units.agreed_gaps
    return _alpha(observed, total, lengths, squares)


def u_alpha_by_code(units: Units) -> Amounts:
    """uα of each code alone, all else being gap: (…, C)."""
    total = units.total[..., None]
    gaps = total - units.length
    observed = total - units.agreed - units.absent
    return _alpha(observed, total, np.stack([units.length, gaps], -1), units.squares + gaps)


def binary_u_alpha(units: Units) -> Amounts:
    """|uα: of what was marked at all, whatever the code.

    1 - (l_g - l_gg) / (e_g - e_gg); units of different codes are one where they overlap.
    """
    total, gaps = units.total, units.gaps
    between = total * gaps * (total - gaps)
    expected = quotient(between, total**2 - units.binary_squares - gaps)
    return 1 - quotient(gaps - units.agreed_gaps, expected)


def cu_alpha(units: Units) -> Amounts:
    """cuα: of the codes on words that both coders marked.

    Expected coincidences come from the marginals of these words alone, less each unit's squared
    matched length: (l*_c l*_k - [c = k] Λ_c) / (l* - Λ / l*).
    """
    total, scale = _matched_total(units)
    expected = quotient((units.matched * (total[..., None] - units.matched)).sum(-1), scale)
    return 1 - quotient(total - units.agreed.sum(-1), expected)


def k_u_alpha(units: Units) -> Amounts:
    """(k)uα for each code: how far it is kept apart from the other codes: (…, C).

    1 - (e*_k / l*_k) (l*_k - l*_kk) / (e*_k - e*_kk); undefined where e*_k is not above zero, as
    where the code's one unit is nearly all that was matched.
    """
    total, scale = (amount[..., None] for amount in _matched_total(units))
    own = units.matched
    met = quotient(own * total - units.matched_squares, scale)
    apart = quotient(own * (total - own), scale)
    expected = np.where(met > _ROUNDING * own, own * apart, 0.0)
    return 1 - quotient(met * (own - units.agreed), expected)


def _matched_total(units: Units) -> tuple[Amounts, Amounts]:
    """l* and what expected coincidences are divided by, l* - Λ / l*; 0 for a mere rounding error,
    where one unit alone meets another and no others could be expected to."""
    total = units.matched.sum(-1)
    scale = total - quotient(units.matched_squares.sum(-1), total)
    return total, np.where(scale > _ROUNDING * total, scale, 0.0)


def _alpha(observed: Amounts, total: Amounts, lengths: Amounts, squares: Amounts) -> Amounts:
    """From l - sum l_cc, l, the l_c and T: the sum of all e_cc is l less the quotient here."""
    others = total[..., None] - lengths
    expected = quotient(total * (lengths * others).sum(-1), total**2 - squares)
    return 1 - quotient(observed, expected)


class _Pieces:
    """The marks cut at the bounds: which mark each part is of, in which piece, and how long."""

    def __init__(self, marks: Marks, bounds: Numbers) -> None:
        first = np.searchsorted(bounds, marks.start, "right") - 1
        last = np.searchsorted(bounds, marks.end, "left") - 1
        parts = last - first + 1
        self.mark = np.repeat(np.arange(marks.start.size), parts)
        within = np.arange(self.mark.size) - np.repeat(np.cumsum(parts) - parts, parts)
        piece = first[self.mark] + within
        self.start = np.maximum(marks.start[self.mark], bounds[piece])
        self.end = np.minimum(marks.end[self.mark], bounds[piece + 1])
        self._shape = (len(bounds) - 1, len(marks.codes))
        self._cell = piece * len(marks.codes) + marks.code[self.mark]

    def summed(self, each: Amounts) -> Amounts:
        """For each piece and code, the length of its parts times what the mark is worth."""
        return self.summed_parts((self.end - self.start) * each[self.mark])

    def summed_parts(self, amounts: Amounts) -> Amounts:
        cells = self._shape[0] * self._shape[1]
        return summed(self._cell, amounts, cells).reshape(self._shape)


def _matched(marks: Marks, pieces: _Pieces) -> tuple[Amounts, Amounts]:
    """l* and Λ, by piece and code."""
    m = len(marks.coders)
    matched = np.zeros(pieces.mark.size)
    squares = np.zeros(pieces.mark.size)
    part_of = marks.coder[pieces.mark]
    for other in range(m):
        covered = _Covered(marks, other)
        whole = covered.between(marks.start, marks.end)
        part = np.where(part_of == other, 0, covered.between(pieces.start, pieces.end))
        matched += part
        squares += part * whole[pieces.mark]
    return (
        pieces.summed_parts(matched / (m - 1)),
        pieces.summed_parts(squares / (m - 1)),
    )


class _Covered:
    """How much of a stretch lies on one coder's marks, of whatever code."""

    def __init__(self, marks: Marks, coder: int) -> None:
        own = marks.where(marks.coder == coder).without_codes().joined()
        lengths = own.end - own.start
        self._start, self._length = own.start, lengths
        self._before = np.cumsum(lengths) - lengths

    def between(self, start: Numbers, end: Numbers) -> Amounts:
        return (self._to(end) - self._to(start)).astype(np.float64)

    def _to(self, place: Numbers) -> Numbers:
        if not self._start.size:
            return np.zeros_like(place)
        at = np.maximum(np.searchsorted(self._start, place, "right") - 1, 0)
        within: Numbers = np.clip(place - self._start[at], 0, self._length[at])
        found: Numbers = self._before[at] + within
        return found


def _pairs(spread: Amounts, many: Numbers) -> Amounts:
    """The length on which pairs of the coders agree, of whom so many say so at each position."""
    return spread @ (many * (many - 1)) / (len(many) - 2)
