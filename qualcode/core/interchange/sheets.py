"""Sheets of rows: .csv, .xlsx and .json, read into one shape.

A sheet's headers are found whatever their case, spaces or language: a `Columns` names those that
are known, in English and in Swedish. Nothing is guessed about the cells, apart from their encoding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings
from qualcode.core.interchange.json_texts import json_objects
from qualcode.core.interchange.sheet_files import MAX_BYTES, Cell, read_bytes
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

SUFFIXES: Final = (".csv", ".xlsx", ".json")

_SEPARATORS: Final = (",", ";", "\t")
#: among so many lines the headers are looked for
_HEAD_LINES: Final = 50
_LONGEST_CELL: Final = 20_000_000
#: what an export made harmless with one `'` more
_HARMLESS: Final = re.compile("'+[=+\\-@\t\r\n]")
#: how a column is called in which a cell goes on that Excel could not hold
_CONTINUED: Final = re.compile(r"_\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column; `number` is the one that its reader sees.

    In .csv and .xlsx the headers are row 1, as in a spreadsheet; in .json the first object is 1.
    """

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """The cell as text, as it stands there; empty where there is none."""
        return as_text(self.cells.get(column))

    def word(self, column: str) -> str:
        """The cell as text without outer white space."""
        return as_text(self.cells.get(column)).strip()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a kind of sheet may have: for each its name here, and its other headers.

    Attributes:
        required: a sheet must have at least one column of each group.
        inside: what holds the rows of a .json file that is no array: ``{"codings": […]}``.
        ours: columns that together only an export of Qualcode has; in its .csv a `'` stands
            before what would be a formula, and is taken away again; in its .xlsx what is too long
            for a cell goes on in “quote (2)”. In another sheet that is another column.
    """

    headers: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]
    inside: str
    ours: frozenset[str] = frozenset()

    def known(self) -> dict[str, str]:
        """From each header as it is compared to the column's name here."""
        return {
            comparable(header): name
            for name, others in self.headers.items()
            for header in (name, *others)
        }


def read(path: Path, columns: Columns) -> list[Row]:
    """The sheet's rows, without those that are empty.

    Raises:
        ImportRefused: if the file can't be read as a sheet with these columns.
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise ImportRefused(_unknown_kind(path.name))
    if suffix == ".xlsx":
        from qualcode.core.interchange import workbooks  # lxml only when it is needed

        return _below_headers(workbooks.rows(path), columns, path.name)
    text = _text(path)
    if suffix == ".json":
        return rows_of(json_objects(text, columns.inside, path.name), columns, path.name)
    return _below_headers(_csv_rows(text, columns, path.name), columns, path.name)


def _unknown_kind(file_name: str) -> str:
    return _("“{file}” is of a kind that can’t be read as a sheet. These can: {suffixes}.").format(
        file=file_name, suffixes=", ".join(SUFFIXES)
    )


def _empty(file_name: str) -> str:
    return _("“{file}” is empty. The first row holds the columns’ names.").format(file=file_name)


def read_any(path: Path, inside: str) -> tuple[list[str], list[tuple[int, Sequence[Cell]]]]:
    """A sheet whose columns may be called anything: its headers, and its rows with their numbers.

    Args:
        inside: what holds the rows of a .json file that is no array.

    Raises:
        ImportRefused: if the file can't be read as a sheet.
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise ImportRefused(_unknown_kind(path.name))
    if suffix == ".json":
        return _any_objects(json_objects(_text(path), inside, path.name), path.name)
    if suffix == ".xlsx":
        from qualcode.core.interchange import workbooks  # lxml only when it is needed

        numbered = list(workbooks.rows(path))
    else:
        nothing_known = Columns({}, (), inside)
        numbered = [(n, cells) for n, cells in _csv_rows(_text(path), nothing_known, path.name)]
    filled = [(n, cells) for n, cells in numbered if any(as_text(one).strip() for one in cells)]
    if not filled:
        raise ImportRefused(_empty(path.name))
    headers = [as_text(cell) for cell in filled[0][1]]
    rows = filled[1:]
    return headers, [
        (n, _harmless_no_more(cells)) for n, cells in rows
    ] if suffix == ".csv" else rows


def _harmless_no_more(cells: Sequence[Cell]) -> list[Cell]:
    """Our own .csv has a `'` before what a spreadsheet would take for a formula."""
    return [cell[1:] if isinstance(cell, str) and _HARMLESS.match(cell) else cell for cell in cells]


def _any_objects(
    objects: Sequence[Mapping[str, Any]], file_name: str
) -> tuple[list[str], list[tuple[int, Sequence[Cell]]]]:
    headers = list(dict.fromkeys(str(name) for item in objects for name in item))
    if not headers:
        raise ImportRefused(_empty(file_name))
    for number, item in enumerate(objects, 1):
        _refuse_nested(item, number, file_name)
    return headers, [
        (number, [item.get(name) for name in headers]) for number, item in enumerate(objects, 1)
    ]


def comparable(header: str) -> str:
    """A header without the differences that mean nothing: ``When to use`` is ``when_to_use``."""
    words = header.replace("_", " ").replace("-", " ").split()
    return casefold("_".join(words)) or ""


def as_text(cell: Cell) -> str:
    """A cell as text: a whole number without a decimal point, as a spreadsheet shows it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def whole_number(cell: Cell) -> int | None:
    """The cell as a whole number: 12, ``12`` and 12.0 are one; None for anything else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    text = (cell or "").strip()
    digits = text.removesuffix(".0").removesuffix(",0")
    # More digits than any text is long are a mistake, and Python refuses to read thousands.
    plain = digits.removeprefix("-")
    return int(digits) if plain.isascii() and plain.isdigit() and len(plain) < 16 else None


def _text(path: Path) -> str:
    text, _encoding = encodings.decode(read_bytes(path), path.name, longest=MAX_BYTES, sheet=True)
    return text


def _csv_rows(text: str, columns: Columns, file_name: str) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(_LONGEST_CELL)  # a quote may be longer than the module's 131 072
    separator = _separator(text, columns)
    first = text.partition("\n")[0].casefold()
    if first.startswith("sep=") and len(first) <= len("sep=,"):  # Excel reads this, and no one else
        text = text.partition("\n")[2]
    lines = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(lines, 1):
            yield number, list(row)
    except csv.Error as error:
        raise ImportRefused(
            _(
                "“{file}” can’t be read: after row {row} a quotation mark is opened and not "
                "closed, or stands where none may. Save the sheet as .xlsx instead, or correct "
                "that row."
            ).format(file=file_name, row=number)
        ) from error


def _separator(text: str, columns: Columns) -> str:
    """The separator by which the headers hold the most columns that are known."""
    known = columns.known()
    lines = text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    head = next((line for line in lines if line.strip(' \t,;"')), "")
    if head.casefold().startswith("sep=") and len(head) == len("sep=,"):
        return head[-1]

    def score(separator: str) -> tuple[int, int]:
        cells = head.split(separator)
        return sum(comparable(cell.strip('"')) in known for cell in cells), len(cells)

    return max(_SEPARATORS, key=score)


def _below_headers(
    rows: Iterable[tuple[int, Sequence[Cell]]], columns: Columns, file_name: str
) -> list[Row]:
    """The rows under the first one that is not empty, which holds the headers."""
    numbered = iter(rows)
    for _number, cells in numbered:
        if any(as_text(cell).strip() for cell in cells):
            headers = [comparable(as_text(cell)) for cell in cells]
            break
    else:
        raise ImportRefused(_empty(file_name))
    places, further = _places(headers, columns, file_name)
    ours = columns.ours.issubset(headers)
    escaped = ours and Path(file_name).suffix.casefold() == ".csv"
    further = further if ours else []
    found = []
    for number, cells in numbered:
        count = len(cells)
        row = {name: cells[place] for place, name in places if place < count}
        for place, name in further:
            if place < count and cells[place] not in (None, ""):
                row[name] = as_text(row.get(name)) + as_text(cells[place])
        if any(cell not in (None, "") for cell in row.values()):
            found.append(Row(number, _unescaped(row) if escaped else row))
    return found


_Places: TypeAlias = list[tuple[int, str]]


def _places(headers: Sequence[str], columns: Columns, file_name: str) -> tuple[_Places, _Places]:
    """Where each known column stands, and where a cell that was too long goes on."""
    known = columns.known()
    places: _Places = []
    further: _Places = []
    for place, header in enumerate(headers):
        base = _CONTINUED.sub("", header)
        if header in known:
            places.append((place, known[header]))
        elif base in known:
            further.append((place, known[base]))
    names = [name for _place, name in places]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled:
        raise ImportRefused(
            _("In “{file}” two columns are called “{column}”. Remove one of them.").format(
                file=file_name, column=doubled
            )
        )
    _refuse_missing(set(names), columns, file_name)
    return places, further


def _unescaped(row: Mapping[str, Cell]) -> dict[str, Cell]:
    return {
        name: cell[1:] if isinstance(cell, str) and _HARMLESS.match(cell) else cell
        for name, cell in row.items()
    }


def _refuse_missing(names: set[str], columns: Columns, file_name: str) -> None:
    missing = [group for group in columns.required if names.isdisjoint(group)]
    if missing:
        raise ImportRefused(
            _(
                "“{file}” has no column {columns}. The first row must hold the columns’ names; "
                "these are known: {known}."
            ).format(
                file=file_name,
                columns=", ".join(_("“{name}”").format(name=group[0]) for group in missing),
                known=", ".join(columns.headers),
            )
        )


def rows_of(objects: Sequence[Mapping[str, Any]], columns: Columns, file_name: str) -> list[Row]:
    """The rows that the objects of a .json file are.

    Raises:
        ImportRefused: if a column is missing in all of them, or a value is a list or object.
    """
    known = columns.known()
    found = []
    for number, item in enumerate(objects, 1):
        cells = {
            known[key]: encodings.with_line_feeds(value) if isinstance(value, str) else value
            for name, value in item.items()
            if (key := comparable(name)) in known
        }
        _refuse_nested(cells, number, file_name)
        if any(cell not in (None, "") for cell in cells.values()):
            found.append(Row(number, cells))
    if objects:
        _refuse_missing({name for row in found for name in row.cells}, columns, file_name)
    return found


def _refuse_nested(cells: Mapping[str, Any], number: int, file_name: str) -> None:
    for name, value in cells.items():
        if isinstance(value, list | dict):
            raise ImportRefused(
                _("In “{file}” “{column}” of row {row} is no text or number.").format(
                    file=file_name, column=name, row=number
                )
            )
