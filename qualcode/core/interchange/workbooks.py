"""Excel workbooks, as rows of cells. The first sheet is read, and values, not formulas.

openpyxl would take three times as long, and leaves ``_x005F_`` in texts.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.interchange.sheets import Cell, read_bytes
from qualcode.core.translate import _

# What a part may unpack to: some two million rows. zipfile reads no more than the part declares.
_MAX_UNPACKED: Final = 1024 * 1024 * 1024
# XML of letters and numbers shrinks to a tenth, a bomb to a thousandth.
_MAX_RATIO: Final = 200
_SMALL: Final = 10 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_COLUMNS: Final = 16_384
#: but for halves of characters and for NUL, which no text has
_ESCAPED: Final = re.compile("_x(?![Dd][89A-Fa-f]|0000)([0-9A-Fa-f]{4})_")
# All that a workbook raises that is not what it says.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    StopIteration,
    OSError,
)
# A document type stands before the first element; no spreadsheet program writes one.
_HEAD: Final = 64 * 1024


def rows(path: Path) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The first sheet's rows with their numbers, from 1.

    Raises:
        ImportRefused: if the file is no workbook, locked, damaged or made to do harm.
    """
    data = read_bytes(path)
    _refuse_others(data, path.name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bomb(packed, len(data), path.name)
            yield from _rows(packed, _first_sheet(packed), _shared_strings(packed))
    except _DAMAGE as error:
        raise ImportRefused(_damaged(path.name)) from error


def _first_sheet(packed: zipfile.ZipFile) -> str:
    """The part of the archive that holds the first sheet."""
    book = _main_part(packed)
    relations = posixpath.join(posixpath.dirname(book), "_rels", posixpath.basename(book) + ".rels")
    targets = {
        relation.get("Id"): relation.get("Target") or "" for relation in _xml(packed, relations)
    }
    sheet = _xml(packed, book).find("{*}sheets/{*}sheet")
    if sheet is None:
        raise KeyError("sheet")
    key = next(str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id"))
    return _part(posixpath.dirname(book), targets[key])


def _main_part(packed: zipfile.ZipFile) -> str:
    for relation in _xml(packed, "_rels/.rels"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return _part("", relation.get("Target") or "")
    raise KeyError("officeDocument")


def _part(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _shared_strings(packed: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number."""
    folder = posixpath.dirname(_main_part(packed))
    part = posixpath.join(folder, "sharedStrings.xml")
    if part not in packed.NameToInfo:
        return []
    return [_text(item) for item in _elements(packed, part, "si")]


def _rows(
    packed: zipfile.ZipFile, sheet: str, shared: Sequence[str]
) -> Iterator[tuple[int, Sequence[Cell]]]:
    number = 0
    for row in _elements(packed, sheet, "row"):
        number = int(row.get("r") or number + 1)
        cells: list[Cell] = []
        for cell in row:
            place = _column(cell.get("r") or "", len(cells))
            if place > _MOST_COLUMNS:
                raise ValueError(place)
            cells.extend([None] * (place - len(cells)))
            cells.append(_value(cell, shared))
        yield number, cells


def _value(cell: etree._Element, shared: Sequence[str]) -> Cell:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((part.text for part in cell if part.tag.endswith("}v")), None)
    if value is None:
        return None
    if kind == "s":
        return shared[int(value)]
    if kind == "b":
        return value == "1"
    if kind in (None, "n"):
        return float(value)
    return _unescaped(value)  # the text that a formula gives, a date, or an error


def _text(element: etree._Element) -> str:
    """The text of all runs. How a word is pronounced is written in `rPh`, and is none of it."""
    only = element[0] if len(element) == 1 else element
    if only.tag.endswith("}is") and len(only) == 1:
        only = only[0]
    if only.tag.endswith("}t"):
        return _unescaped(only.text or "")
    return _unescaped(
        "".join(
            text.text or ""
            for text in element.iter("{*}t")
            if not text.getparent().tag.endswith("}rPh")  # type: ignore[union-attr]
        )
    )


def _unescaped(text: str) -> str:
    """Characters that XML can't hold, or must not change, are written as ``_x000D_``."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return with_line_feeds(text)


@lru_cache(maxsize=1024)
def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _column(reference: str, otherwise: int) -> int:
    """``C7`` is in the column of number 2."""
    letters = reference.rstrip("0123456789")
    return _letters(letters) if letters else otherwise


def _elements(packed: zipfile.ZipFile, part: str, name: str) -> Iterator[etree._Element]:
    """The elements of that name, one by one; each is forgotten when the next is asked for."""
    with packed.open(part) as opened:
        found = etree.iterparse(
            opened,
            tag="{*}" + name,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _event, element in found:
            yield element
            parent = element.getparent()
            element.clear()
            if parent is not None:
                parent.remove(element)


def _xml(packed: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(packed.read(part), parser)


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


def _refuse_bomb(packed: zipfile.ZipFile, size: int, file_name: str) -> None:
    parts = packed.infolist()
    whole = sum(part.file_size for part in parts)
    if whole > _MAX_UNPACKED or whole > max(_SMALL, _MAX_RATIO * size):
        raise ImportRefused(
            _("“{file}” unpacks to more than a sheet can hold.").format(file=file_name)
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(_HEAD):
                    raise ImportRefused(_damaged(file_name))


def _damaged(file_name: str) -> str:
    return _(
        "“{file}” is damaged and can’t be read. Open it in Excel or LibreOffice, and save it again."
    ).format(file=file_name)
