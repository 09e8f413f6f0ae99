"""Plain text and Markdown: the characters of the file, and nothing else."""

from __future__ import annotations

import os
from typing import BinaryIO

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import encodings, headings
from qualcode.core.importers.transcript import MAX_CHARACTERS, Reading
from qualcode.core.translate import _

MARKDOWN = ".md"
_BYTES_PER_CHARACTER = 4  # at most, in every encoding there is a choice of


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """Raises ImportRefused for what is no text, too long, or not in the chosen encoding."""
    if os.fstat(file.fileno()).st_size > MAX_CHARACTERS * _BYTES_PER_CHARACTER:
        raise ImportRefused(encodings.too_long(file_name))
    text, found = encodings.decode(file.read(), file_name, encoding=encoding)
    marked = headings.in_markdown(text) if file_name.casefold().endswith(MARKDOWN) else ()
    notes = () if found.sure else (doubt(found.name),)
    return Reading(text, found.name, notes, headings=marked)


def doubt(encoding: str) -> str:
    """The remark for an encoding that may be wrong."""
    return _(
        "The text was read as {encoding}, which may be wrong. If å, ä, ö or quotation marks look "
        "odd, choose another encoding."
    ).format(encoding=encodings.label(encoding))
