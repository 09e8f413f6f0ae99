"""Rows of a sheet that can't be used, each with its number and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.errors import Refused
from qualcode.core.translate import _, ngettext


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row can't be used; `row` is the number that the sheet's reader sees."""

    row: int
    reason: str

    def __str__(self) -> str:
        return _("Row {row}: {reason}").format(row=self.row, reason=self.reason)


class SheetRefused(Refused):
    """A sheet with rows that can't be used; nothing was written.

    Attributes:
        problems: one for each such row.
    """

    def __init__(self, source: str, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        sentence = ngettext(
            "{count} row of “{file}” can’t be used, so nothing was written. Correct it there.",
            "{count} rows of “{file}” can’t be used, so nothing was written. Correct them there.",
            len(problems),
        )
        super().__init__(sentence.format(count=len(problems), file=source))
