"""Tables of units: each unit with one value by each coder, or none where it is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.core.analysis.agreement.counting import Counts
from qualcode.core.analysis.agreement.marks import Amounts, Numbers, summed


@dataclass(frozen=True, slots=True)
class Table:
    """Units by what each coder says of them.

    Attributes:
        values: (U, m) indexes into `categories`; -1 where a value is missing.
        times: (U,) how many units there are of each row.
    """

    coders: tuple[str, ...]
    categories: tuple[str, ...]
    values: Numbers
    times: Amounts

    def packed(self) -> "Table":
        """The same with each kind of unit once."""
        values, which = np.unique(self.values, axis=0, return_inverse=True)
        times = summed(which.ravel(), self.times, len(values))
        return Table(self.coders, self.categories, values, times)

    def one_against_the_rest(self, category: int) -> "Table":
        """Whether each coder gave this category."""
        has = np.where(self.values < 0, -1, (self.values == category).astype(np.int64))
        return Table(self.coders, ("", self.categories[category]), has, self.times)

    def counts(self, times: Amounts, decisions: Sequence[bool]) -> Counts:
        """As units, of which there are so many; (…, U) gives a batch."""
        q, m = len(self.categories), len(self.coders)
        is_value = (self.values[..., None] == np.arange(q)).astype(np.float64)
        confusions = np.zeros((*times.shape[:-1], m, m, q, q))
        for one in range(m):
            for other in range(m):
                cells = is_value[:, one, :, None] * is_value[:, other, None, :]
                amounts = times @ cells.reshape(len(cells), q * q)
                confusions[..., one, other, :, :] = amounts.reshape(*amounts.shape[:-1], q, q)
        kept = np.array(decisions, dtype=np.bool_)
        return Counts(
            profiles=is_value.sum(1),
            weights=times,
            confusions=confusions,
            decisions=kept,
            given=times @ is_value[..., kept].sum(-1),
        )


def of_values(coders: Mapping[str, Sequence[str | None]]) -> Table:
    """A table from each coder's values, unit by unit; the lists are equally long."""
    rows = list(zip(*coders.values(), strict=True))
    categories = sorted({value for row in rows for value in row if value is not None})
    index: dict[str | None, int] = {value: at for at, value in enumerate(categories)}
    values = np.array([[index.get(value, -1) for value in row] for row in rows], dtype=np.int64)
    return Table(
        tuple(coders),
        tuple(categories),
        values.reshape(-1, len(coders)),
        np.ones(len(rows)),
    ).packed()


def of_two(
    coders: tuple[str, str], categories: Sequence[str], cells: Sequence[Sequence[int]]
) -> Table:
    """A table from how often one coder gave the row's category and the other the column's."""
    q = len(categories)
    values = np.stack([np.repeat(np.arange(q), q), np.tile(np.arange(q), q)], -1)
    times = np.array(cells, dtype=np.float64).ravel()
    return Table(coders, tuple(categories), values[times > 0], times[times > 0])
