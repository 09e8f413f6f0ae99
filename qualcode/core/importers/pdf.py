"""PDF: the text of the pages in reading order, line by line as it stands there.

Besides the letters these are written, and nothing else: a space where two pieces of a line stand
apart, and an empty line where a page leaves more room between two lines than it does elsewhere.
White space at the ends of lines is left out, and in a row it is one space. Symbols of the fonts
Symbol and Wingdings become Unicode. Hyphens, headers, footers and page numbers stay, and are
offered for removal (`pdf_offers.py`). What is filled in on a form stands where it is seen, with ☐
and ☒ for tick boxes. Comments are not read, and pages without text are named: `Reading.notes`.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, BinaryIO, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import apart, pdf_fields, pdf_offers, pdf_order, pdf_page
from qualcode.core.importers.encodings import too_long
from qualcode.core.importers.pdf_offers import Placed
from qualcode.core.importers.pdf_order import Line
from qualcode.core.importers.transcript import MAX_CHARACTERS, Reading
from qualcode.core.translate import _, ngettext

MAX_BYTES: Final = 192 * 1024 * 1024
MAX_PAGES: Final = 1_000
# A page of a newspaper has twenty thousand letters.
MAX_LETTERS_ON_PAGE: Final = 200_000
# Some 10 ms a page, on a slow machine five times that.
SECONDS: Final = 60.0
_START: Final = b"%PDF-"
_START_WITHIN = 1024
# A line further from the one before it than this many times the usual is a new paragraph.
_PARAGRAPH: Final = 1.45
_LOCKED = 4
# PDFium may be used by one thread at a time, whatever the documents.
_PDFIUM: Final = threading.Lock()


def read(file: BinaryIO, file_name: str) -> Reading:
    """Raises ImportRefused for what is no open PDF with text, of a size to work with."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(_too_many(file_name))
    if _START not in file.read(_START_WITHIN):
        raise ImportRefused(_not_pdf(file_name))
    try:
        return apart.run(parse, Path(file.name), file_name)
    except apart.Stuck as error:
        raise ImportRefused(_too_slow(file_name)) from error
    except apart.Died as error:
        raise ImportRefused(_damaged(file_name)) from error


def parse(data: bytes, file_name: str, alive: Callable[[], None] = lambda: None) -> Reading:
    """What `read` does, in this process: only for files that are known to do no harm.

    `alive` is called after each page.
    """
    with _PDFIUM:
        return _Reader(file_name, alive).read(data)


@dataclass(slots=True)
class _Found:
    """What a person should know."""

    empty: list[int] = field(default_factory=list)
    unknown: int = 0
    comments: int = 0


class _Reader:
    def __init__(self, file_name: str, alive: Callable[[], None]) -> None:
        self._file_name = file_name
        self._alive = alive
        self._found = _Found()
        self._lines: list[str] = []
        self._length = 0
        """Of the lines, each with its end."""
        self._pages: list[int] = []
        self._placed: list[Placed] = []

    def read(self, data: bytes) -> Reading:
        import pypdfium2
        import pypdfium2.raw

        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == _LOCKED
            raise ImportRefused(
                _locked(self._file_name) if is_locked else _damaged(self._file_name)
            ) from error
        try:
            if len(document) > MAX_PAGES:
                raise ImportRefused(_too_many(self._file_name))
            document.init_forms()
            self._read_pages(document, pypdfium2)
        finally:
            document.close()
        return self._reading()

    def _read_pages(self, document: Any, pypdfium2: Any) -> None:
        end = time.monotonic() + SECONDS
        form = document.formenv.raw if document.formenv else None
        for number in range(len(document)):
            if time.monotonic() > end:
                raise ImportRefused(_too_slow(self._file_name))
            self._pages.append(self._length)
            self._alive()
            try:
                page = document[number]
            except pypdfium2.PdfiumError:  # one damaged page among sound ones
                self._found.empty.append(number + 1)
                continue
            try:
                self._read_page(page, number, form, pypdfium2)
            except pypdfium2.PdfiumError:
                self._found.empty.append(number + 1)
            finally:
                page.close()

    def _read_page(self, page: Any, number: int, form: Any, pypdfium2: Any) -> None:
        content = pdf_page.read(pypdfium2.raw, page, limit=MAX_LETTERS_ON_PAGE)
        self._found.unknown += content.unknown
        filled = pdf_fields.read(pypdfium2.raw, page, form)
        self._found.comments += filled.comments
        lines = pdf_order.lines(content.pieces, filled.pieces)
        if not lines:
            self._found.empty.append(number + 1)
        for line, is_paragraph in zip(lines, _paragraphs(lines), strict=True):
            if is_paragraph:
                self._add("")
            start = self._length
            self._add(line.text())
            middle = (line.top + line.bottom) / 2 / max(1.0, content.height)
            self._placed.append(Placed(start, self._length - 1, number, middle))

    def _add(self, text: str) -> None:
        self._lines.append(text)
        self._length += len(text) + 1
        if self._length > MAX_CHARACTERS:
            raise ImportRefused(too_long(self._file_name))

    def _reading(self) -> Reading:
        text = "\n".join(self._lines)
        if not text.strip():
            raise ImportRefused(_scan(self._file_name))
        pages = tuple(min(start, len(text)) for start in self._pages)
        removals = pdf_offers.find(text, self._placed, len(pages))
        return Reading(text, notes=self._notes(), pages=pages, removals=removals)

    def _notes(self) -> tuple[str, ...]:
        found, notes = self._found, []
        if found.empty:
            notes.append(
                ngettext(
                    "Page {pages} holds no text; it may be a picture.",
                    "Pages {pages} hold no text; they may be pictures.",
                    len(found.empty),
                ).format(pages=_ranges(found.empty))
            )
        if found.unknown:
            notes.append(
                ngettext(
                    "{count} letter could not be read, because the PDF does not say what it means. "
                    "“\ufffd” stands in its place.",
                    "{count} letters could not be read, because the PDF does not say what they "
                    "mean. “\ufffd” stands in their place.",
                    found.unknown,
                ).format(count=found.unknown)
            )
        if found.comments:
            notes.append(
                ngettext(
                    "{count} comment was not imported.",
                    "{count} comments were not imported.",
                    found.comments,
                ).format(count=found.comments)
            )
        return tuple(notes)


def _paragraphs(lines: Sequence[Line]) -> list[bool]:
    """For each line whether more room than usual is left above it."""
    if not lines:
        return []
    steps = [
        0.0,
        *(before.bottom - line.bottom for before, line in pairwise(lines)),
    ]
    usual = [step for step, line in zip(steps, lines, strict=True) if 0 < step < 3 * line.height]
    if not usual:
        return [False] * len(lines)
    limit = _PARAGRAPH * median(usual)
    return [step > limit for step in steps]


def _ranges(numbers: Sequence[int]) -> str:
    """“1, 3–7, 9”."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(
        f"{group[0]}–{group[-1]}" if len(group) > 1 else str(group[0]) for group in groups
    )


def _scan(file_name: str) -> str:
    return _(
        "“{file}” holds no text, only pictures of it, as a scanner makes them. Let a program for "
        "text recognition (OCR) read it first, or type it."
    ).format(file=file_name)


def _locked(file_name: str) -> str:
    return _(
        "“{file}” is protected by a password. Open it, print it to a new PDF without one, and "
        "import that."
    ).format(file=file_name)


def _damaged(file_name: str) -> str:
    return _(
        "“{file}” is damaged and can’t be read. If it opens in another program, print it to a new "
        "PDF there; or ask for a new copy."
    ).format(file=file_name)


def _too_many(file_name: str) -> str:
    return _(
        "“{file}” is larger than a PDF that can be imported: it may have {pages} pages and "
        "{megabytes} MB. Divide it into several files, and import those."
    ).format(file=file_name, pages=MAX_PAGES, megabytes=MAX_BYTES // 1024**2)


def _too_slow(file_name: str) -> str:
    return _(
        "“{file}” takes too long to read. Divide it into several files, or print it to a new PDF, "
        "and import that."
    ).format(file=file_name)


def _not_pdf(file_name: str) -> str:
    return _(
        "“{file}” is not a PDF, whatever its name says. Open it in the program it comes from, and "
        "save it as .docx, .pdf or plain text."
    ).format(file=file_name)
