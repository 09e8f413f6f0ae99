"""A survey's file, read: .xlsx, .csv, .tsv, .txt and .sav, as the usual tools write them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings
from qualcode.core.interchange.sheet_files import MAX_BYTES, read_bytes
from qualcode.core.interchange.sheets import as_text
from qualcode.core.store.rows import storable
from qualcode.core.surveys import headers, separated
from qualcode.core.surveys.headers import Line
from qualcode.core.surveys.table import MAX_CELLS, MAX_COLUMNS, Field, Table
from qualcode.core.translate import _, ngettext

#: what a survey can be; plain text is one only if it is said to be
SUFFIXES: Final = (".xlsx", ".csv", ".tsv", ".sav", ".zsav")
_PLAIN: Final = (".csv", ".tsv", ".txt", ".tab")
#: cells that are there or are passed over: two seconds
_MOST_LOOKED_AT: Final = 50_000_000
_SPSS: Final = (".sav", ".zsav")


def read(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Table:
    """The answers in a file.

    Args:
        sheet: of a workbook, the sheet's name; None takes the first one in which there are answers.
        encoding: of plain text; None lets it be detected.

    Raises:
        ImportRefused: with a sentence, for everything that can't be read.
    """
    suffix = path.suffix.casefold()
    file_name = _printable(path.name)
    data = read_bytes(path)
    common = _Common(_printable(path.stem), file_name, hashlib.sha256(data).hexdigest())
    if suffix == ".xlsx":
        return _workbook(path, common, sheet)
    if suffix in _PLAIN:
        return _plain(data, common, encoding)
    if suffix in _SPSS:
        return _spss(path, common)
    raise ImportRefused(
        _("“{file}” is of a kind that can’t be a survey’s answers. These can: {suffixes}.").format(
            file=file_name, suffixes=", ".join(SUFFIXES)
        )
    )


class _Common:
    """What is known of every file."""

    def __init__(self, title: str, file_name: str, sha256: str) -> None:
        self.title, self.file_name, self.sha256 = title, file_name, sha256

    def table(
        self,
        fields: Sequence[Field],
        lines: Sequence[Line],
        **rest: object,
    ) -> Table:
        width = len(fields)
        rows = tuple(tuple(_padded(cells, width)) for _number, cells in lines)
        if not fields or not any(any(cell.strip() for cell in row) for row in rows):
            raise ImportRefused(
                _(
                    "There are no answers in “{file}”: under the row with the questions there must "
                    "be a row for each respondent."
                ).format(file=self.file_name)
            )
        numbers = tuple(number for number, _cells in lines)
        return Table(
            self.title,
            self.file_name,
            self.sha256,
            tuple(fields),
            rows,
            numbers,
            **rest,  # type: ignore[arg-type]
        )


def _workbook(path: Path, common: _Common, sheet: str | None) -> Table:
    from qualcode.core.interchange import workbooks

    names = workbooks.sheet_names(path)
    name = sheet or (names[0] if names else None)
    lines = _cells_of(path, name, common.file_name)
    if sheet is None and len(lines) < 2:  # a sheet of remarks, or an empty one, comes first
        for other in names[1:]:
            found = _cells_of(path, other, common.file_name)
            if len(found) > 1:
                name, lines = other, found
                break
    if not lines:
        raise ImportRefused(_empty(common.file_name))
    fields, rest = headers.fields_of(lines)
    notes = []
    if len(names) > 1:
        said = _("Of its {count} sheets “{sheet}” was read.")
        notes.append(said.format(count=len(names), sheet=name))
    return common.table(fields, rest, sheet=name, sheets=names, notes=tuple(notes))


def _cells_of(path: Path, sheet: str | None, file_name: str) -> list[Line]:
    from qualcode.core.interchange import workbooks

    found: list[Line] = []
    cells = looked_at = 0
    for number, row in workbooks.rows(path, sheet, dates=True):
        looked_at += len(row)
        texts = [cell if isinstance(cell, str) else as_text(cell) for cell in row[: _end(row)]]
        filled = _filled(texts)
        cells += filled
        if cells > MAX_CELLS or filled > MAX_COLUMNS or looked_at > _MOST_LOOKED_AT:
            raise ImportRefused(_too_large(file_name))
        if filled:
            found.append((number, texts))
    return found


def _end(row: Sequence[object]) -> int:
    """How many cells there are without those at the end that are not there."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return end


def _filled(texts: Sequence[str]) -> int:
    """How many cells there are without the blank ones at the end."""
    for at in range(len(texts), 0, -1):
        if texts[at - 1] and not texts[at - 1].isspace():
            return at
    return 0


def _plain(data: bytes, common: _Common, encoding: str | None) -> Table:
    text, found = encodings.decode(
        data, common.file_name, encoding=encoding, longest=MAX_BYTES, sheet=True
    )
    numbered = separated.rows(text, common.file_name)
    lines: list[Line] = [(number, row) for number, row in numbered if _filled(row)]
    if not lines:
        raise ImportRefused(_empty(common.file_name))
    cells = sum(len(row) for _number, row in lines)
    if cells > MAX_CELLS or max(_filled(row) for _number, row in lines) > MAX_COLUMNS:
        raise ImportRefused(_too_large(common.file_name))
    fields, rest = headers.fields_of(lines)
    notes = _ragged(fields, rest)
    if not found.sure:
        from qualcode.core.importers.text import doubt

        notes.append(doubt(found.name))
    decimal = separated.decimal_sign(cell.strip() for _number, row in rest for cell in row)
    return common.table(fields, rest, encoding=found.name, decimal=decimal, notes=tuple(notes))


def _ragged(fields: Sequence[Field], lines: Sequence[Line]) -> list[str]:
    """A remark on rows that are longer or shorter than most."""
    usual = separated.widths(lines).most_common(1)
    other = [number for number, row in lines if usual and len(row) != usual[0][0]]
    if not other or not fields:
        return []
    said = ngettext(
        "{count} row has more or fewer cells than the others (row {row}). Look at its answers.",
        "{count} rows have more or fewer cells than the others (the first is row {row}). Look at "
        "their answers.",
        len(other),
    )
    return [said.format(count=len(other), row=other[0])]


def _spss(path: Path, common: _Common) -> Table:
    from qualcode.core.surveys import spss

    fields, rows, encoding = spss.read(path, common.file_name)
    if len(fields) > MAX_COLUMNS:
        raise ImportRefused(_too_large(common.file_name))
    return common.table(fields, list(enumerate(rows, 1)), encoding=encoding or None)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    found = [storable(cell) for cell in cells[:width]]
    return found + [""] * (width - len(found))


def _empty(file_name: str) -> str:
    return _("“{file}” is empty. The first row holds the questions.").format(file=file_name)


def _too_large(file_name: str) -> str:
    from qualcode.core.surveys.spss import too_large

    return too_large(file_name)


def _printable(name: str) -> str:
    """A file name may hold bytes that are no text; the store and the screen can't."""
    return os.fsencode(name).decode("utf-8", errors="replace")
