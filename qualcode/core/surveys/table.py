"""A survey's answers as they stand in a file: columns, rows, and the words of each cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

# More than a questionnaire can ask. A grid of 30 × 10 choices is 300 columns.
MAX_COLUMNS: Final = 3_000
# 20 000 respondents with 150 columns, in some 300 MB.
MAX_CELLS: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the file.

    Attributes:
        number: its place in the file, from 0.
        header: the question as people read it; never empty.
        name: how the file calls the column, such as ``q3_2``; empty where that is the header.
        part: what stands under the header in a second row of headers, or behind it in brackets:
            the choice that is ticked, or the row of a grid.
        labels: in a .sav, what values mean: value and label, in the order of the values.
        missing: in a .sav, the values that are declared to be no answer.
        ticked: whether the file says itself that the column ticks one of several choices.
    """

    number: int
    header: str
    name: str = ""
    part: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    ticked: bool = False


@dataclass(frozen=True)
class Table:
    """A file of answers. Only line ends differ from what its cells hold.

    Attributes:
        sheet: the sheet of a workbook that was read; None for other files.
        sheets: the names of all its sheets.
        rows: as many texts in each as there are fields; an empty cell is ``""``. Of a .sav they
            are values, not labels.
        numbers: for each row the number that the file's reader sees.
        decimal: the sign in numbers that are written as text.
        encoding: of plain text, as it was read.
        notes: translated remarks: what was left out, what may be wrong.
    """

    title: str
    file_name: str
    file_sha256: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    decimal: str = "."
    encoding: str | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """What stands in each column, row by row."""
        return tuple(zip(*self.rows, strict=True))

    def column(self, number: int) -> tuple[str, ...]:
        """What stands in a column, row by row."""
        return self.columns[number]
