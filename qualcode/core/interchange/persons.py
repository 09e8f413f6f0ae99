"""Persons in a sheet: who stands behind each label, and how they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualcode.core.interchange import sheets
from qualcode.core.interchange.sheets import Columns

COLUMNS: Final = Columns(
    headers={
        "document": ("dokument", "document id"),
        "label": ("etikett", "speaker", "talare"),
        "name": ("namn",),
        "pseudonym": ("pseudonymen",),
        "role": ("roll",),
        "group": ("grupp", "reporting group", "redovisningsgrupp"),
        "interviewer": ("intervjuare",),
    },
    required=(("label", "document"),),
    inside="persons",
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a row says of a speaker. An empty text says nothing."""

    number: int
    document: str
    label: str
    name: str
    pseudonym: str
    role: str
    group: str
    interviewer: str


def read(path: Path) -> list[PersonRow]:
    """The persons in a .csv, .xlsx or .json file.

    Raises:
        ImportRefused: if it can't be read as such a sheet.
    """
    return [
        PersonRow(row.number, *(row.word(column) for column in COLUMNS.headers))
        for row in sheets.read(path, COLUMNS)
    ]
