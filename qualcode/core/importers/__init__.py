"""Transcripts from files. Each format has one module here and one line in `FORMATS`.

    transcript = importers.read(Path("Intervju 3.docx"))

Pure: a path in, a value out. Nothing is "cleaned": the characters of the file arrive in order, and
nothing else does, apart from line ends and the set that a format's module lists.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.other_kinds import LOCKS, what_to_do
from qualcode.core.importers.transcript import (
    Beginning,
    Reading,
    SpeakerGuess,
    Speech,
    Transcript,
)
from qualcode.core.reasons import reason
from qualcode.core.translate import N_, _

__all__ = ["FORMATS", "SUFFIXES", "Format", "SpeakerGuess", "Speech", "Transcript", "read"]


def _read_text(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import text

    return text.read(file, file_name, encoding)


def _read_docx(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:  # noqa: ARG001
    from qualcode.core.importers import docx

    return docx.read(file, file_name)


def _read_doc(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import older_word

    return older_word.read(file, file_name, encoding)


def _read_odt(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:  # noqa: ARG001
    from qualcode.core.importers import odt

    return odt.read(file, file_name)


def _read_rtf(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:  # noqa: ARG001
    from qualcode.core.importers import rtf

    return rtf.read(file, file_name)


def _read_pdf(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:  # noqa: ARG001
    from qualcode.core.importers import pdf

    return pdf.read(file, file_name)


def _read_web_page(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import web_page

    return web_page.read(file, file_name, encoding)


def _read_captions(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import caption_files

    return caption_files.read(file, file_name, encoding)


def _read_whisper(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import whisper

    return whisper.read(file, file_name, encoding)


def _read_otranscribe(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    from qualcode.core.importers import otranscribe

    return otranscribe.read(file, file_name, encoding)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read; `_(format.name)` is its name for people."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, str, str | None], Reading]


FORMATS: Final = (
    Format(N_("Word document"), (".docx",), _read_docx),
    Format(N_("Older Word document"), (".doc",), _read_doc),
    Format(N_("OpenDocument text"), (".odt",), _read_odt),
    Format(N_("Rich text"), (".rtf",), _read_rtf),
    Format(N_("PDF"), (".pdf",), _read_pdf),
    Format(N_("Plain text"), (".txt",), _read_text),
    Format(N_("Markdown"), (".md",), _read_text),
    Format(N_("Web page"), (".html", ".htm"), _read_web_page),
    Format(N_("Captions"), (".vtt", ".srt"), _read_captions),
    Format(N_("Whisper transcript"), (".json",), _read_whisper),
    Format(N_("oTranscribe transcript"), (".otr",), _read_otranscribe),
)
SUFFIXES: Final = tuple(suffix for kind in FORMATS for suffix in kind.suffixes)


def read(path: Path, *, encoding: str | None = None, speakers: bool = True) -> Transcript:
    """The transcript in a file; `encoding` is for plain text and None lets it be detected.

    `speakers=False` looks for none. Raises ImportRefused, with a sentence, for everything that
    can't be read.
    """
    from qualcode.core.importers import removals, time_codes
    from qualcode.core.importers.speakers import guess_speakers

    file_name = _printable(path.name)
    reading, sha256 = _read(path, file_name, encoding)
    if not reading.text.strip():
        raise ImportRefused(
            _("There is no text in “{file}”, so there is nothing to code.").format(file=file_name)
        )
    beginning = _beginning(reading)
    told = _told(reading) if speakers else ()
    speeches = _speeches(reading, beginning) if speakers and not told else told
    return Transcript(
        title=_printable(path.stem),
        text=reading.text,
        file_name=file_name,
        file_sha256=sha256,
        encoding=reading.encoding,
        speeches=speeches,
        speakers=guess_speakers(reading.text, speeches),
        notes=reading.notes,
        time_codes=time_codes.find_with(reading.text, speeches)
        if reading.time_codes is None
        else reading.time_codes,
        pages=reading.pages,
        removals=removals.with_beginning(reading.text, reading.removals, beginning),
        headings=reading.headings,
        margin=reading.margin,
        beginning=beginning,
        says_who=bool(told),
    )


def _beginning(reading: Reading) -> Beginning | None:
    """Where a format says by itself who speaks, nothing stands before."""
    from qualcode.core.importers import beginning

    table = reading.tables[0] if reading.tables else ()
    return beginning.find(reading.text, table) if reading.speeches is None else None


def _told(reading: Reading) -> tuple[Speech, ...]:
    """The turns, if the format says by itself who speaks, or the columns of a table."""
    from qualcode.core.importers import columns

    return reading.speeches or columns.find(reading.text, reading.tables)


def _speeches(reading: Reading, beginning: Beginning | None) -> tuple[Speech, ...]:
    from qualcode.core.importers.speakers import find_after

    return find_after(reading.text, beginning) if reading.speeches is None else ()


def _read(path: Path, file_name: str, encoding: str | None) -> tuple[Reading, str]:
    kind = _format(path, file_name)
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise ImportRefused(
                _("“{file}” is a folder or a device. Choose the files in it.").format(
                    file=file_name
                )
            )
        with path.open("rb") as file:
            if not file.read(1):
                raise ImportRefused(
                    _("“{file}” is empty. Perhaps it was not saved or copied to the end.").format(
                        file=file_name
                    )
                )
            file.seek(0)
            reading = kind.read(file, file_name, encoding)  # refuses what is too large, unread
            file.seek(0)
            return reading, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ImportRefused(
            _(
                "“{file}” can’t be opened ({reason}). Check that it is there and that you may "
                "read it."
            ).format(file=file_name, reason=reason(error))
        ) from error


def _format(path: Path, file_name: str) -> Format:
    suffix = path.suffix.casefold()
    for kind in FORMATS:
        if suffix in kind.suffixes and not file_name.startswith(LOCKS):
            return kind
    if said := what_to_do(suffix, file_name):
        raise ImportRefused(said)
    raise ImportRefused(
        _("“{file}” is of a kind that can’t be imported. These can: {suffixes}.").format(
            file=file_name, suffixes=", ".join(SUFFIXES)
        )
    )


def _printable(name: str) -> str:
    """A file name may hold bytes that are no text; the store and the screen can't."""
    return os.fsencode(name).decode("utf-8", errors="replace")
