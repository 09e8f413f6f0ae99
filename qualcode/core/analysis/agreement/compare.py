"""All coefficients for all codes, documents, and the whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement import bootstrap, coefficients, unitising
from qualcode.core.analysis.agreement.bootstrap import Estimate, estimate
from qualcode.core.analysis.agreement.counting import Presence, presence, stretches
from qualcode.core.analysis.agreement.marks import Amounts, Marks, Numbers
from qualcode.core.analysis.agreement.result import COEFFICIENTS, Agreement, Result
from qualcode.core.analysis.agreement.tables import Table
from qualcode.core.analysis.agreement.unitising import Units

CHARACTER: Final = "character"
Figures = dict[str, Amounts]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """Units other than characters: the marks as spans of units, and where each unit begins."""

    unit: str
    marks: Marks
    starts: Numbers
    overlap: float | None = None


def compare(
    marks: Marks,
    *,
    counted: Counted | None = None,
    documents: Mapping[str, int] | None = None,
    key: str | None = None,
    intervals: bool = False,
    remarks: Sequence[str] = (),
    progress: Progress | None = None,
) -> Agreement:
    """How far the coders of the marks agree; there are at least two of them.

    Args:
        progress: told how many codes are done, of how many; what it raises ends it.
        counted: the units, if they are not characters.
        documents: the length of each document; they follow one another on the continuum.
        key: the coder who is taken to be right.
        intervals: give bootstrap intervals too.
    """
    lengths = documents if documents is not None else {"": marks.length}
    ground = _Ground(marks.joined(), counted, list(lengths.values()), key, intervals)
    return Agreement(
        unit=counted.unit if counted else CHARACTER,
        n=ground.n,
        coders=marks.coders,
        codes=dict(
            zip(marks.codes, _told(ground.codes(), len(marks.codes), progress), strict=True)
        ),
        documents=dict(zip(documents or (), ground.documents(), strict=False)),
        overall=ground.overall(),
        overlap=counted.overlap if counted else None,
        key=key,
        intervals=intervals,
        length=marks.length,
        remarks=tuple(remarks),
    )


def _told(results: Iterator[Result], many: int, progress: Progress | None) -> Iterator[Result]:
    for number, result in enumerate(results, 1):
        if progress is not None:
            progress(number, many)
        yield result


class _Ground:
    """The counts of all pieces of the text, from which every number is a sum away."""

    def __init__(
        self,
        marks: Marks,
        counted: Counted | None,
        lengths: Sequence[int],
        key: str | None,
        intervals: bool,
    ) -> None:
        self._names, self._codes, self._intervals = marks.coders, marks.codes, intervals
        self._key = marks.coders.index(key) if key is not None else None
        ends = [0, *np.cumsum(lengths, dtype=np.int64).tolist()]
        bounds = stretches(marks, ends) if intervals else np.array(ends, dtype=np.int64)
        self._document = np.searchsorted(np.array(ends), bounds[:-1], "right") - 1
        self._many_documents = len(lengths)
        on_text = presence(marks, bounds)
        self._units = unitising.units(marks, bounds, on_text)
        of_units, unit_bounds = marks, bounds
        if counted:
            of_units = counted.marks
            unit_bounds = np.append(np.searchsorted(counted.starts, bounds[:-1]), of_units.length)
        self._presence = presence(of_units, unit_bounds) if counted else on_text
        self._pooled = self._presence.pooled()
        self._any = presence(of_units.without_codes(), unit_bounds)
        self._sizes = np.diff(unit_bounds)
        self.n = of_units.length

    def overall(self) -> Result:
        return self._whole(np.ones(len(self._sizes)))

    def documents(self) -> Iterator[Result]:
        for document in range(self._many_documents):
            yield self._whole((self._document == document).astype(np.float64))

    def codes(self) -> Iterator[Result]:
        """One by one if they are sampled: all at once would not fit into memory."""
        pieces = np.ones(len(self._sizes))
        times = self._times(pieces)
        by_code = self._units.weighted(times)
        kept = unitising.k_u_alpha(by_code)
        alone = unitising.u_alpha_by_code(by_code)
        uncoded = self._uncoded(times)
        for code, name in enumerate(self._codes):
            mine = Presence(
                self._presence.spread[:, code : code + 1], self._presence.both[:, code : code + 1]
            )
            figures, without = self._figures(mine.weighted(times), uncoded)
            figures["u_alpha"] = figures["binary_u_alpha"] = alone[:, code]
            marked = mine.weighted(pieces[None])
            yield self._result(figures, without, {name: kept[:, code]}, marked)

    def _whole(self, pieces: Amounts) -> Result:
        times = self._times(pieces)
        units = self._units.weighted(times)
        uncoded = len(self._codes) * self._uncoded(times)
        figures, without = self._figures(self._pooled.weighted(times), uncoded)
        figures |= _unitising(units)
        kept = unitising.k_u_alpha(units)
        by_code = {name: kept[:, code] for code, name in enumerate(self._codes)}
        marked = self._any.weighted(pieces[None])
        return self._result(figures, without, by_code, marked)

    def _times(self, pieces: Amounts) -> Amounts:
        """How often each piece counts: first as it is, then in each sample."""
        if not self._intervals or pieces.sum() < bootstrap.FEWEST_PIECES:
            return pieces[None]
        return np.concatenate([pieces[None], bootstrap.draws(pieces)])

    def _uncoded(self, times: Amounts) -> Amounts:
        """How many units have no code by anyone."""
        return times @ self._any.spread[:, 0, :1]

    def _figures(self, whole: Presence, uncoded: Amounts) -> tuple[Figures, Figures]:
        """The unit-based numbers of one code or pool, with and without what no one coded."""
        counts = whole.counts()
        figures = coefficients.unit_based(counts)
        if self._key is not None:
            figures |= coefficients.against_key(counts, self._key)
        without = coefficients.unit_based(whole.counts(uncoded))
        return _flat(figures), _flat(without)

    def _result(
        self,
        figures: Figures,
        without: Figures,
        kept: Mapping[str, Amounts],
        marked: Presence,
    ) -> Result:
        spread, both = marked.spread[0, 0], marked.both[0, 0]
        n = float(spread.sum())
        return Result(
            n=round(n),
            coefficients=_all(figures),
            k_u_alpha=_estimates(kept),
            without_uncoded=_estimates(without),
            coverage={name: _share(both[at, at], n) for at, name in enumerate(self._names)},
            marked_by_all=_share(spread[-1], n),
            marked_by_any=_share(n - spread[0], n),
        )


def compare_table(table: Table, *, key: str | None = None, intervals: bool = False) -> Agreement:
    """How far the coders of a table of units agree."""
    index = table.coders.index(key) if key is not None else None
    times = table.times[None]
    if intervals and table.times.sum() >= bootstrap.FEWEST_PIECES:
        times = np.concatenate([times, bootstrap.draws(table.times)])
    every = [True] * len(table.categories)
    return Agreement(
        unit="unit",
        n=round(float(table.times.sum())),
        coders=table.coders,
        codes={
            name: _of_table(table.one_against_the_rest(at), times, [False, True], index)
            for at, name in enumerate(table.categories)
        },
        documents={},
        overall=_of_table(table, times, every, index),
        key=key,
        intervals=intervals,
    )


def _of_table(table: Table, times: Amounts, decisions: list[bool], key: int | None) -> Result:
    counts = table.counts(times, decisions)
    figures = coefficients.unit_based(counts)
    if key is not None:
        figures |= coefficients.against_key(counts, key)
    decided = np.isin(table.values, np.flatnonzero(decisions))
    n = float(table.times.sum())
    return Result(
        n=round(n),
        coefficients=_all(figures),
        k_u_alpha={},
        without_uncoded=None,
        coverage={
            name: _share(float(table.times @ decided[:, at]), n)
            for at, name in enumerate(table.coders)
        },
        marked_by_all=_share(float(table.times @ decided.all(1)), n),
        marked_by_any=_share(float(table.times @ decided.any(1)), n),
    )


def _unitising(units: Units) -> Figures:
    return {
        "u_alpha": unitising.u_alpha(units),
        "binary_u_alpha": unitising.binary_u_alpha(units),
        "cu_alpha": unitising.cu_alpha(units),
    }


def _flat(figures: Figures) -> Figures:
    return {name: amounts[..., 0] for name, amounts in figures.items()}


def _all(figures: Figures) -> dict[str, Estimate]:
    return {
        name: _estimate(figures[name]) if name in figures else Estimate(None)
        for name in COEFFICIENTS
    }


def _estimates(figures: Mapping[str, Amounts]) -> dict[str, Estimate]:
    return {name: _estimate(amounts) for name, amounts in figures.items()}


def _estimate(amounts: Amounts) -> Estimate:
    """From the number itself and then its samples, if there are any."""
    return estimate(float(amounts[0]), amounts[1:] if amounts.size > 1 else None)


def _share(amount: float, n: float) -> float | None:
    return float(amount) / n if n else None
