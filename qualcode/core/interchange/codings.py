"""Codings in a sheet: which passage of which document has which code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualcode.core.collector import collector_paused
from qualcode.core.interchange import sheets
from qualcode.core.interchange.sheet_files import Cell
from qualcode.core.interchange.sheets import Columns, Row

COLUMNS: Final = Columns(
    headers={
        "document": ("dokument",),
        "document_id": ("dokument-id",),
        "code": ("kod", "kategori", "category"),
        "code_path": ("kodens väg", "sökväg"),
        "start": ("början", "från"),
        "end": ("slut", "till"),
        "quote": ("citat", "passage"),
        "coder": ("utvärderare", "kodare", "evaluator"),
        "comment": ("kommentar",),
        "condensed": ("kondenserad", "condensed meaning unit", "kondenserad meningsenhet"),
    },
    required=(("document", "document_id"), ("code", "code_path"), ("quote", "start")),
    inside="codings",
    ours=frozenset({"segment_id", "code_path", "document_id"}),
)


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A row as it was read. Positions are checked where the text is at hand."""

    number: int
    document: str = ""
    document_id: str = ""
    code: str = ""
    code_path: str = ""
    start: Cell = None
    end: Cell = None
    quote: str = ""
    coder: str = ""
    comment: str = ""
    condensed: str = ""


def read(path: Path) -> list[CodingRow]:
    """The codings in a .csv, .xlsx or .json file.

    Raises:
        ImportRefused: if it can't be read as such a sheet.
    """
    with collector_paused():
        return [_coding_row(row) for row in sheets.read(path, COLUMNS)]


def _coding_row(row: Row) -> CodingRow:
    return CodingRow(
        number=row.number,
        document=row.word("document"),
        document_id=row.word("document_id"),
        code=row.word("code"),
        code_path=row.word("code_path"),
        start=_place(row.cells.get("start")),
        end=_place(row.cells.get("end")),
        quote=row.text("quote"),
        coder=row.word("coder"),
        comment=row.word("comment"),
        condensed=row.word("condensed"),
    )


def _place(cell: Cell) -> Cell:
    """A position that was left empty is None, whatever the sheet calls it."""
    return None if isinstance(cell, str) and not cell.strip() else cell
