"""Excel workbooks, as rows of cells. The first sheet is read, and values, not formulas."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange.sheets import Cell, read_bytes
from qualcode.core.translate import _

# What a part may unpack to: some two million rows. zipfile reads no more than the part declares.
_MAX_UNPACKED: Final = 1024 * 1024 * 1024
# XML of letters and numbers shrinks to a tenth, a bomb to a thousandth.
_MAX_RATIO: Final = 200
_SMALL: Final = 10 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A document type stands before the first element; no spreadsheet program writes one.
_HEAD: Final = 64 * 1024


def rows(path: Path) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The first sheet's rows with their numbers, from 1.

    Raises:
        ImportRefused: if the file is no workbook, locked, damaged or made to do harm.
    """
    data = read_bytes(path)
    _refuse_others(data, path.name)
    _refuse_bomb(data, path.name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                yield number, [_cell(value) for value in cells]
        finally:
            book.close()
    except ImportRefused:
        raise
    except Exception as error:
        # openpyxl raises whatever a damaged part makes it stumble on: KeyError, TypeError,
        # ValueError, ParseError, BadZipFile. Reading changes nothing, so all mean the same.
        raise ImportRefused(_damaged(path.name)) from error


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)  # dates and times, as they are written here


def _refuse_others(data: bytes, file_name: str) -> None:
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        sentence = (
            _("“{file}” is protected by a password. Open it, remove the password, and save it.")
            if locked
            else _("“{file}” is an older Excel workbook. Open it and save it as .xlsx.")
        )
        raise ImportRefused(sentence.format(file=file_name))
    if not data.startswith(b"PK"):
        raise ImportRefused(
            _("“{file}” is no Excel workbook, whatever its name says, or it is damaged.").format(
                file=file_name
            )
        )


def _refuse_bomb(data: bytes, file_name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            whole = sum(part.file_size for part in parts)
            if whole > _MAX_UNPACKED or whole > max(_SMALL, _MAX_RATIO * len(data)):
                raise ImportRefused(
                    _("“{file}” unpacks to more than a sheet can hold.").format(file=file_name)
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(_HEAD):
                            raise ImportRefused(_damaged(file_name))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError) as error:
        raise ImportRefused(_damaged(file_name)) from error
    except (NotImplementedError, RuntimeError, OSError) as error:
        raise ImportRefused(_damaged(file_name)) from error


def _damaged(file_name: str) -> str:
    return _(
        "“{file}” is damaged and can’t be read. Open it in Excel or LibreOffice, and save it again."
    ).format(file=file_name)
