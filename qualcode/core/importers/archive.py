"""Reading documents that are packed files of XML, which may be damaged or made to do harm.

Nothing is ever unpacked to disk, so names that climb out of the archive do nothing. Sizes are
limited by what is read, not by what the archive says of itself. A document type declaration is
refused: no word processor writes one, and entities live there.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.translate import _

# Word writes 100 to 300 bytes for a word with tracked changes: some million words.
MAX_PART_BYTES: Final = 96 * 1024 * 1024
# A tree takes some 120 bytes for each tag and 250 for each attribute, so at most 400 MB. Half a
# million characters with tracked changes are a million and a half.
MAX_NODES: Final = 3_000_000
_NODES_PER_ATTRIBUTE = 2
# The list of contents is read whole; a document has tens of parts, and a picture book thousands.
MAX_PARTS: Final = 50_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_DIRECTORY_BYTES = 8 * 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what the formats allow; others inflate more
# All that zipfile raises for archives that are not what they say.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Maker:
    """The program that a kind of file comes from, and the ending it gives it."""

    program: str
    suffix: str


WORD: Final = Maker("Word", ".docx")
WRITER: Final = Maker("LibreOffice", ".odt")


class Archive:
    """A packed file whose parts are read into memory, one by one."""

    def __init__(self, packed: zipfile.ZipFile, file_name: str, maker: Maker = WORD) -> None:
        self._packed = packed
        self.file_name = file_name
        self.maker = maker

    def has(self, part: str) -> bool:
        return part in self._packed.NameToInfo

    def bytes(self, part: str) -> bytes:
        """Raises ImportRefused for a part that is damaged, locked, missing or too large."""
        try:
            info = self._packed.getinfo(part)
            if info.compress_type not in _METHODS:
                raise ImportRefused(damaged(self.file_name, self.maker))
            with self._packed.open(info) as opened:
                data = opened.read(MAX_PART_BYTES + 1)
        except (KeyError, OSError, *_DAMAGE) as error:
            raise ImportRefused(damaged(self.file_name, self.maker)) from error
        if len(data) > MAX_PART_BYTES:
            raise ImportRefused(too_large(self.file_name))
        return data

    def xml(self, part: str) -> etree._Element:
        """The root of a part. Raises ImportRefused as `bytes` does, and for what is no sound XML."""
        data = self.bytes(part)
        if data.count(b"<") + _NODES_PER_ATTRIBUTE * data.count(b"=") > MAX_NODES:
            raise ImportRefused(too_large(self.file_name))
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ImportRefused(damaged(self.file_name, self.maker)) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ImportRefused(
                _(
                    "“{file}” holds declarations that no such document has, so it was not read. "
                    "Open it in {program} and save it again as {suffix}."
                ).format(file=self.file_name, program=self.maker.program, suffix=self.maker.suffix)
            )
        return root


@contextmanager
def opened(file: BinaryIO, file_name: str, maker: Maker = WORD) -> Iterator[Archive]:
    """The archive in a file. Raises ImportRefused for what is none, with what it is instead."""
    _refuse_others(file, file_name, maker)
    try:
        packed = zipfile.ZipFile(file)
    except (OSError, *_DAMAGE) as error:
        raise ImportRefused(damaged(file_name, maker)) from error
    with packed:
        if len(packed.NameToInfo) > MAX_PARTS:
            raise ImportRefused(too_large(file_name))
        yield Archive(packed, file_name, maker)


def damaged(file_name: str, maker: Maker = WORD) -> str:
    return _(
        "“{file}” is damaged and can’t be read. Open it in {program}, which may repair it, and "
        "save it again as {suffix}; or ask for a new copy."
    ).format(file=file_name, program=maker.program, suffix=maker.suffix)


def locked(file_name: str, maker: Maker = WORD) -> str:
    return _(
        "“{file}” is protected by a password. Open it in {program}, remove the password, and save "
        "it again."
    ).format(file=file_name, program=maker.program)


def too_large(file_name: str) -> str:
    return _(
        "“{file}” unpacks to more than a transcript can hold. Divide it into several files, and "
        "import those."
    ).format(file=file_name)


def _refuse_others(file: BinaryIO, file_name: str, maker: Maker) -> None:
    file.seek(0)
    head = file.read(_OLE_DIRECTORY_BYTES)
    file.seek(0)
    if head.startswith(_OLE):
        raise ImportRefused(_ole_sentence(head, file_name))
    if not head.startswith(b"PK"):
        raise ImportRefused(
            _(
                "“{file}” is not a {program} document, whatever its name says, or it is damaged. "
                "Open it in the program it comes from, and save it as .docx or as plain text."
            ).format(file=file_name, program=maker.program)
        )


def _ole_sentence(head: bytes, file_name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in head:
        return locked(file_name)
    return _("“{file}” is an older Word document. Open it in Word and save it as .docx.").format(
        file=file_name
    )
