"""Attributes in a sheet: a row for each document, person or case, a column for each attribute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange import sheets
from qualcode.core.interchange.sheet_files import Cell
from qualcode.core.translate import _

SUFFIXES: Final = sheets.SUFFIXES
#: more columns than this are no attributes
_MOST_COLUMNS: Final = 1000


@dataclass(frozen=True, slots=True)
class AttributeSheet:
    """A sheet as it stands.

    Attributes:
        columns: the headers, as they are written.
        rows: each row's number, as its reader sees it, and its texts by header.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read(path: Path) -> AttributeSheet:
    """The sheet in a .csv, .xlsx or .json file.

    Raises:
        ImportRefused: if it can't be read, or two of its columns have one name.
    """
    headers, rows = sheets.read_any(path, "rows")
    named = [(place, " ".join(text.split())) for place, text in enumerate(headers) if text.strip()]
    columns = tuple(name for _place, name in named)
    _refuse_doubled(columns, path.name)
    if len(columns) > _MOST_COLUMNS:
        raise ImportRefused(
            _("“{file}” has more than {most} columns. Divide it into several.").format(
                file=path.name, most=_MOST_COLUMNS
            )
        )
    return AttributeSheet(columns, tuple(_rows(rows, named)))


def _rows(
    rows: Sequence[tuple[int, Sequence[Cell]]], named: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, cells in rows:
        texts = {
            name: sheets.as_text(cells[place]).strip()
            for place, name in named
            if place < len(cells)
        }
        if any(texts.values()):
            yield number, texts


def _refuse_doubled(columns: Sequence[str], file_name: str) -> None:
    compared = [sheets.comparable(column) for column in columns]
    doubled = next((n for n, one in enumerate(compared) if compared.index(one) != n), None)
    if doubled is not None:
        raise ImportRefused(
            _("In “{file}” two columns are called “{column}”. Remove one of them.").format(
                file=file_name, column=columns[doubled]
            )
        )
