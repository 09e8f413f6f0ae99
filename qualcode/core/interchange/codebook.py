"""Codebooks: as a sheet, as JSON (also nested), and as a Word outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings
from qualcode.core.interchange import sheets
from qualcode.core.interchange.code_row import CodeRow
from qualcode.core.interchange.json_texts import json_objects
from qualcode.core.interchange.sheet_files import MAX_BYTES, read_bytes
from qualcode.core.interchange.sheets import Columns, Row
from qualcode.core.translate import _

SUFFIXES: Final = (*sheets.SUFFIXES, ".docx")
TEXTS: Final = ("definition", "when_to_use", "when_not_to_use", "example")
CHILDREN: Final = "children"
#: so many columns may hold a code's path, one name in each
_DEPTH: Final = 9

COLUMNS: Final = Columns(
    headers={
        "path": ("väg", "sökväg", "code path", "kodens väg"),
        "name": ("namn", "code", "kod"),
        "parent": ("överordnad", "under"),
        "level": ("nivå",),
        "colour": ("färg", "color"),
        "definition": ("beskrivning", "description"),
        "when_to_use": ("används när", "när den används", "använd när"),
        "when_not_to_use": ("används inte när", "när den inte används", "använd inte när"),
        "example": ("exempel",),
        **{f"level_{n}": (f"nivå {n}", f"level{n}", f"nivå{n}") for n in range(1, _DEPTH + 1)},
    },
    required=(("path", "name", *(f"level_{n}" for n in range(1, _DEPTH + 1))),),
    inside="codes",
    ours=frozenset({"path", "when_to_use", "when_not_to_use", "passages", "persons"}),
)


def read(path: Path) -> list[CodeRow]:
    """The codes in a .csv, .xlsx or .json file, or in the headings of a .docx.

    Raises:
        ImportRefused: if it can't be read as a codebook.
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise ImportRefused(
            _(
                "“{file}” is of a kind that can’t be read as a codebook. These can: {suffixes}."
            ).format(file=path.name, suffixes=", ".join(SUFFIXES))
        )
    if suffix == ".docx":
        from qualcode.core.interchange import outlines  # lxml only when it is needed

        return outlines.read(path)
    if suffix == ".json":
        return _json(path)
    return list(_rows(sheets.read(path, COLUMNS)))


def _rows(found: Sequence[Row]) -> Iterator[CodeRow]:
    above: tuple[str, ...] = ()
    for row in found:
        names = _in_columns(row, above)
        above = names or above
        yield _code_row(row, names)


def _code_row(row: Row, names: tuple[str, ...] = ()) -> CodeRow:
    return CodeRow(
        number=row.number,
        names=names,
        path=row.word("path"),
        name=row.word("name"),
        parent=row.word("parent"),
        level=row.word("level"),
        colour=row.word("colour"),
        **{name: row.word(name) for name in TEXTS},
    )


def _in_columns(row: Row, above: tuple[str, ...]) -> tuple[str, ...]:
    """The path in a row's columns ``Level 1``, ``Level 2``, …: what is empty stands further up."""
    cells = [row.word(f"level_{number}") for number in range(1, _DEPTH + 1)]
    depth = max((at for at, cell in enumerate(cells, 1) if cell), default=0)
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    return (*above[:first], *(cell for cell in cells[first:depth] if cell))


def _json(path: Path) -> list[CodeRow]:
    """An array of objects, each of which may hold others as its ``children``."""
    text, _encoding = encodings.decode(read_bytes(path), path.name, longest=MAX_BYTES, sheet=True)
    objects = json_objects(text, COLUMNS.inside, path.name)
    if not any(item.get(CHILDREN) for item in objects):
        return list(_rows(sheets.rows_of(objects, COLUMNS, path.name)))
    flat = list(_flat(objects, path.name))
    rows = sheets.rows_of([item for _names, item in flat], COLUMNS, path.name)
    return [_code_row(row, names) for (names, _item), row in zip(flat, rows, strict=True)]


def _flat(
    objects: Sequence[dict[str, Any]], file_name: str
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every object with its path, a parent before its children."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), item) for item in reversed(objects)]
    while waiting:
        above, item = waiting.pop()
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise ImportRefused(
                _("In “{file}” something that should be a code has no “name”.").format(
                    file=file_name
                )
            )
        names = (*above, name.strip())
        yield names, {"name": name, **{k: v for k, v in item.items() if k != CHILDREN}}
        waiting += [(names, child) for child in reversed(_children(item, file_name))]


def _children(item: dict[str, Any], file_name: str) -> list[Any]:
    found = item.get(CHILDREN) or []
    if not isinstance(found, list):
        raise ImportRefused(
            _("In “{file}” the “{column}” of a code are no list.").format(
                file=file_name, column=CHILDREN
            )
        )
    return found
