"""Transcripts of oTranscribe (`.otr`): a web page in JSON, with time codes in the text."""

from __future__ import annotations

from typing import BinaryIO

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import web_page, whisper
from qualcode.core.importers.transcript import Reading
from qualcode.core.translate import _


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """The text as `web_page.py` reads it. Raises ImportRefused for what is none."""
    content, found = whisper.load(file, file_name, encoding)
    source = content.get("text") if isinstance(content, dict) else None
    if not isinstance(source, str):
        raise ImportRefused(
            _(
                "“{file}” is no transcript of oTranscribe. Export it there again, or as plain text."
            ).format(file=file_name)
        )
    page = web_page.render(whisper.storable(source).replace("\0", "\ufffd"), file_name)
    return Reading(
        page.text,
        found.name,
        time_codes=tuple(page.time_codes),
        headings=tuple(page.headings),
    )
