"""Excel workbooks, as rows of cells. Values are read, not formulas; of the first sheet if no other
is asked for.

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
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.interchange.sheet_files import Cell, read_bytes
from qualcode.core.interchange.workbook_dates import Calendar, is_date_format
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


def rows(
    path: Path, sheet: str | None = None, *, dates: bool = False
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """A sheet's rows with their numbers, from 1.

    Args:
        sheet: its name; None is the first one.
        dates: whether a number that is shown as a date or a time is given as one, in ISO 8601.

    Raises:
        ImportRefused: if the file is no workbook, locked, damaged or made to do harm, or there is
            no such sheet.
    """
    data = read_bytes(path)
    with _opened(data, path.name) as packed:
        parts = _sheets(packed)
        if not parts:
            raise KeyError("sheet")
        if sheet is not None and sheet not in parts:
            raise ImportRefused(
                _("“{file}” has no sheet “{sheet}”. It has these: {sheets}.").format(
                    file=path.name, sheet=sheet, sheets=", ".join(parts)
                )
            )
        part = next(iter(parts.values())) if sheet is None else parts[sheet]
        calendar = Calendar(*_date_styles(packed)) if dates else None
        yield from _rows(packed, part, _shared_strings(packed), calendar)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets.

    Raises:
        ImportRefused: as `rows` does.
    """
    with _opened(read_bytes(path), path.name) as packed:
        return tuple(_sheets(packed))


@contextmanager
def _opened(data: bytes, file_name: str) -> Iterator[zipfile.ZipFile]:
    _refuse_others(data, file_name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bomb(packed, len(data), file_name)
            yield packed
    except _DAMAGE as error:
        raise ImportRefused(_damaged(file_name)) from error


def _sheets(packed: zipfile.ZipFile) -> dict[str, str]:
    """The parts of the archive that hold sheets of cells, by the sheets' names."""
    book = _main_part(packed)
    relations = posixpath.join(posixpath.dirname(book), "_rels", posixpath.basename(book) + ".rels")
    targets = {
        relation.get("Id"): relation.get("Target") or ""
        for relation in _xml(packed, relations)
        if not (relation.get("Type") or "").endswith("/chartsheet")
    }
    found = {}
    for sheet in _xml(packed, book).iterfind("{*}sheets/{*}sheet"):
        key = next(str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id"))
        if key in targets:
            found[sheet.get("name") or ""] = _part(posixpath.dirname(book), targets[key])
    return found


def _date_styles(packed: zipfile.ZipFile) -> tuple[frozenset[str], bool]:
    """The styles in which a number is a date, and whether days are counted from 1904."""
    book = _main_part(packed)
    properties = _xml(packed, book).find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    part = posixpath.join(posixpath.dirname(book), "styles.xml")
    if part not in packed.NameToInfo:
        return frozenset(), from_1904
    styles = _xml(packed, part)
    own = {
        one.get("numFmtId"): one.get("formatCode") or ""
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    formats = [one.get("numFmtId") or "0" for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return (
        frozenset(str(at) for at, number in enumerate(formats) if is_date_format(number, own)),
        from_1904,
    )


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
    packed: zipfile.ZipFile, sheet: str, shared: Sequence[str], calendar: Calendar | None
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
            cells.append(_value(cell, shared, calendar))
        yield number, cells


def _value(cell: etree._Element, shared: Sequence[str], calendar: Calendar | None) -> Cell:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell[0] if len(cell) == 1 else cell)
    for part in cell:
        if part.tag.endswith("}v"):
            value = part.text
            break
    else:
        return None
    if value is None:
        return None
    if kind == "s":
        return shared[int(value)]
    if kind is None or kind == "n":
        number = float(value)
        return calendar.shown(number, cell.get("s")) if calendar else number
    if kind == "b":
        return value == "1"
    return _unescaped(value)  # the text that a formula gives, a date, or an error


def _text(element: etree._Element) -> str:
    """The text of all runs. How a word is pronounced is written in `rPh`, and is none of it."""
    if len(element) == 1:
        only = element[0]
        if only.text and not len(only):  # nearly always there is one text and nothing else
            return _unescaped(only.text)
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
