"""Lists as Excel sheets, CSV and JSON."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final

from qualcode.core.analysis.codings import CodingLine
from qualcode.core.collector import collector_paused
from qualcode.core.report.characters import Characters
from qualcode.core.report.data import as_json
from qualcode.core.report.options import Written

#: Excel holds no more UTF-16 units in a cell
LONGEST_CELL: Final = 32_767

#: A cell that begins so is computed when Excel opens a CSV file. Where a `'` stands before it
#: already it gets another, so that whoever reads the file again can take one away.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n]")

#: A text that begins so is taken for something else by Excel when its cell is edited, unless the
#: cell is marked as one that a `'` stands before.
_TAKEN_AMISS: Final = frozenset("=+-@'")

_WIDTHS: Final = {
    "path": 40,
    "quote": 80,
    "comment": 40,
    "definition": 60,
    "when_to_use": 50,
    "when_not_to_use": 50,
    "example": 50,
    "code_path": 32,
    "document": 24,
    "condensed": 40,
    "interpretation": 40,
}
_USUAL_WIDTH: Final = 14
_WRAPPED_FROM: Final = 40

Value = str | int | float | None | Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A list with named columns. A value is a text, a number, several texts, or absent."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    passages: int = 0


def codings(lines: Sequence[CodingLine]) -> Table:
    """One row for each coding."""
    columns = tuple(field.name for field in fields(CodingLine))
    rows = [tuple(getattr(line, name) for name in columns) for line in lines]
    return Table("codings", columns, rows, len(rows))


def write(table: Table, suffix: str) -> Written:
    """The table in one of the formats ``.xlsx``, ``.csv`` and ``.json``."""
    return {".xlsx": write_xlsx, ".csv": write_csv, ".json": write_json}[suffix](table)


def write_json(table: Table) -> Written:
    """An array of objects; what is absent is null."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return Written(as_json(rows), table.passages)


def write_csv(table: Table) -> Written:
    """RFC 4180, with the mark by which Excel knows UTF-8. A formula is made a text by a `'`."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(_flat(value)) for value in row] for row in table.rows)
    return Written(file.getvalue().encode("utf-8-sig"), table.passages)


def _harmless(value: str | int | float) -> str | int | float:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _flat(value: Value) -> str | int | float:
    if value is None:
        return ""
    return value if isinstance(value, (str, int, float)) else "; ".join(value)


def write_xlsx(table: Table) -> Written:
    """A sheet with a fixed first row and filters. Every text is a text, never a formula."""
    import xlsxwriter

    with collector_paused():
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        # the same rows give the same bytes, whenever they are written
        book.set_properties({"author": "Qualcode", "created": datetime(1980, 1, 1, tzinfo=UTC)})
        characters = Characters()
        split = add_sheet(book, table, characters)
        book.close()
    return Written(
        file.getvalue(),
        table.passages,
        replaced_characters=characters.replaced,
        split_cells=split,
    )


def add_sheet(book: Any, table: Table, characters: Characters) -> int:
    """Add the table to a workbook, and return how many values took more than one cell."""
    rows = [[_flat(value) for value in row] for row in table.rows]
    widths = [_width(column) for column in zip(*rows, strict=True)] or [1] * len(table.columns)
    sheet = book.add_worksheet(table.name)
    _head(book, sheet, table.columns, widths, len(rows))
    return _fill(sheet, rows, widths, _styles(book, table.columns), characters)


def _width(column: Iterable[str | int | float]) -> int:
    """How many cells side by side the longest of the values needs."""
    texts = [value for value in column if isinstance(value, str)]
    if 2 * max(map(len, texts), default=0) <= LONGEST_CELL:
        return 1
    return max(len(list(parts(text))) if _may_be_long(text) else 1 for text in texts)


def _may_be_long(text: str) -> bool:
    """Whether a cell may be too small: a character is one or two UTF-16 units."""
    return 2 * len(text) > LONGEST_CELL


def _styles(book: Any, columns: Iterable[str]) -> list[tuple[Any, Any]]:
    """Each column's style, and that of its texts which Excel would take amiss."""
    wrapped, top = {"text_wrap": True, "valign": "top"}, {"valign": "top"}
    pairs = [
        (book.add_format(style), book.add_format({**style, "quote_prefix": True}))
        for style in (wrapped, top)
    ]
    return [pairs[_WIDTHS.get(name, 0) < _WRAPPED_FROM] for name in columns]


def _fill(
    sheet: Any,
    rows: Sequence[Sequence[str | int | float]],
    widths: Sequence[int],
    styles: Sequence[tuple[Any, Any]],
    characters: Characters,
) -> int:
    """Writes the rows, and returns how many values took more than one cell."""
    places = [sum(widths[:at]) for at in range(len(widths))]
    write_string, write_number = sheet.write_string, sheet.write_number
    clean = characters.clean
    split = 0
    for number, row in enumerate(rows, 1):
        for place, width, value, (style, prefixed) in zip(places, widths, row, styles, strict=True):
            if isinstance(value, (int, float)):
                write_number(number, place, value, style)
            elif width > 1 and _may_be_long(value):
                pieces = list(parts(clean(value)))
                split += len(pieces) > 1
                for at, piece in enumerate(pieces, place):
                    write_string(number, at, piece, prefixed if piece[0] in _TAKEN_AMISS else style)
            elif value:
                cell = prefixed if value[0] in _TAKEN_AMISS else style
                write_string(number, place, clean(value), cell)
    return split


def _head(book: Any, sheet: Any, columns: Iterable[str], widths: Sequence[int], rows: int) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    at = 0
    for name, width in zip(columns, widths, strict=True):
        for part in range(width):
            sheet.write_string(0, at, name if part == 0 else f"{name} ({part + 1})", bold)
            sheet.set_column(at, at, _WIDTHS.get(name, _USUAL_WIDTH))
            at += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, at - 1)


def parts(text: str, longest: int = LONGEST_CELL) -> Iterable[str]:
    """The text in pieces of at most so many UTF-16 units; no character is cut through."""
    units = [1 + (character > "\uffff") for character in text]
    start = room = 0
    for at, size in enumerate(units):
        room += size
        if room > longest:
            yield text[start:at]
            start, room = at, size
    yield text[start:]
