"""What is filled in on the page of a PDF: fields of forms, tick boxes, and text written on top.

None of it is part of the page's own text, though everybody sees it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.pdf_page import Piece

_MOST: Final = 10_000
_LONGEST: Final = 1_000_000
# A field for many lines is higher than its text.
_LINE_HEIGHT: Final = 14.0
_TICKED, _UNTICKED = "☒", "☐"


@dataclass(frozen=True, slots=True)
class Filled:
    """What is filled in on a page, from top to bottom, and how many comments it has."""

    pieces: list[Piece]
    comments: int


def read(raw: Any, page: Any, form: Any) -> Filled:
    """`form` is PDFium's handle of the document's form, or None without one."""
    pieces: list[Piece] = []
    comments = 0
    remarks = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE)
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            comments += kind in remarks
            text = _text(raw, annotation, kind, form)
            pieces += _pieces(raw, annotation, text)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return Filled(sorted(pieces, key=lambda piece: (-piece.top, piece.left)), comments)


def _text(raw: Any, annotation: Any, kind: int, form: Any) -> str:
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(
            lambda buffer, size: raw.FPDFAnnot_GetStringValue(
                annotation, b"Contents", buffer, size
            ),
            raw,
        )
    if kind != raw.FPDF_ANNOT_WIDGET or form is None:
        return ""
    field = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return _TICKED if raw.FPDFAnnot_IsChecked(form, annotation) else _UNTICKED
    if field in (
        raw.FPDF_FORMFIELD_TEXTFIELD,
        raw.FPDF_FORMFIELD_COMBOBOX,
        raw.FPDF_FORMFIELD_LISTBOX,
    ):
        return _string(
            lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size),
            raw,
        )
    return ""


def _string(get: Any, raw: Any) -> str:
    """A text that PDFium writes as UTF-16 with a null at its end."""
    size = min(get(None, 0), _LONGEST)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]


def _pieces(raw: Any, annotation: Any, text: str) -> Iterator[Piece]:
    """A piece for each line, from the top of the field downwards."""
    box = raw.FS_RECTF()
    if not text.strip() or not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return
    top, bottom = max(box.top, box.bottom), min(box.top, box.bottom)
    lines = [line for line in with_line_feeds(text).split("\n") if line.strip()]
    height = min(_LINE_HEIGHT, max(1.0, (top - bottom) / len(lines)))
    for number, line in enumerate(lines):
        upper = top - number * height
        yield Piece(line.strip(), box.left, box.right, upper - height, upper)
