"""Answers in .csv, .tsv and .txt: which sign separates them, and how numbers are written."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.translate import _

_SEPARATORS: Final = (";", ",", "\t", "|")
#: rows that are looked at to find the separator
_LOOKED_AT: Final = 200
#: a cell may be as long as the file
_LONGEST_CELL: Final = 200_000_000
_COMMA: Final = re.compile(r"[-+−]?\d+,\d+")
_POINT: Final = re.compile(r"[-+−]?\d+\.\d+")
_THOUSANDS: Final = re.compile(r"[-+−]?\d{1,3}(,\d{3})+")


def rows(text: str, file_name: str) -> list[tuple[int, list[str]]]:
    """The rows with their numbers, from 1, as the separator that fits best divides them.

    Raises:
        ImportRefused: if a quotation mark is not closed.
    """
    csv.field_size_limit(_LONGEST_CELL)
    first = text.partition("\n")[0].strip('"')
    said = first[4:] if first.casefold().startswith("sep=") and len(first) == 5 else None
    if said:  # Excel reads this, and no one else
        text = text.partition("\n")[2]
    number = 0
    found = []
    try:
        for number, row in enumerate(_reader(text, said or separator(text)), 1 + bool(said)):
            found.append((number, row))
    except csv.Error as error:
        raise ImportRefused(
            _(
                "“{file}” can’t be read: after row {row} a quotation mark is opened and not "
                "closed, or stands where none may. Save the sheet as .xlsx instead, or correct "
                "that row."
            ).format(file=file_name, row=number)
        ) from error
    return found


def _reader(text: str, separator: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def separator(text: str) -> str:
    """The sign by which most rows have as many cells as the others, and the most of them."""
    return max(_SEPARATORS, key=lambda sign: _fitness(text, sign))


def _fitness(text: str, sign: str) -> tuple[bool, float, int]:
    counts: Counter[int] = Counter()
    try:
        for row in islice(_reader(text, sign), _LOOKED_AT):
            if row:
                counts[len(row)] += 1
    except csv.Error:
        return (False, 0.0, 0)
    several = {cells: rows for cells, rows in counts.items() if cells > 1}
    if not several:
        return (False, 1.0, 1)
    cells, alike = max(several.items(), key=lambda item: (item[1], item[0]))
    return (True, alike / counts.total(), cells)


def decimal_sign(cells: Iterable[str]) -> str:
    """The sign in numbers: a comma if some have one and none a point, and they are no thousands."""
    commas: list[str] = []
    points = 0
    for cell in cells:
        if _COMMA.fullmatch(cell):
            commas.append(cell)
        elif _POINT.fullmatch(cell):
            points += 1
    real = [cell for cell in commas if not _THOUSANDS.fullmatch(cell)]
    return "," if real or (commas and not points) else "."


def plain_number(cell: str, decimal: str) -> str:
    """A number as it is written with a point and without thousands; another text as it is."""
    text = cell.strip()
    if decimal == "." and _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if decimal == "," and _THOUSANDS.fullmatch(text.replace(".", ",")) and "." in text:
        return text.replace(".", "")
    return cell


def widths(found: Sequence[tuple[int, Sequence[str]]]) -> Counter[int]:
    """How many rows have how many cells."""
    return Counter(len(row) for _number, row in found)
