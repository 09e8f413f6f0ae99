"""Transcripts that Whisper and its relatives write as JSON.

Each segment is a caption (`captions.py`); white space around it is left out. Known are the layouts
of openai-whisper, faster-whisper, WhisperX, whisper.cpp and the pipelines of transformers.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import captions, encodings, time_codes
from qualcode.core.importers.captions import Cue
from qualcode.core.importers.text import doubt
from qualcode.core.importers.transcript import MAX_LINES, Reading
from qualcode.core.translate import _

# Two hours with a time for each word are 4 MB. In memory such a file takes twenty times its size.
MAX_BYTES: Final = 16 * 1024 * 1024
# Where the segments are; the first that holds some counts, and those with speakers come first.
_LISTS: Final = ("speakers", "segments", "transcription", "chunks")
_LAST_SECOND: Final = 10_000 * 3600
_HALF: Final = re.compile(r"[\ud800-\udfff]")


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """Raises ImportRefused for what is no such transcript."""
    content, found = load(file, file_name, encoding)
    found_cues = (cue for segment in _segments(content) if (cue := _cue(segment)) is not None)
    cues = list(islice(found_cues, MAX_LINES + 1))  # one more than may be, which is refused
    notes = () if found.sure else (doubt(found.name),)
    if cues:
        return replace(captions.assemble(cues, file_name), encoding=found.name, notes=notes)
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        return Reading("\n".join(_lines(content["text"])), found.name, notes)
    raise ImportRefused(_no_transcript(file_name))


def load(file: BinaryIO, file_name: str, encoding: str | None) -> tuple[object, encodings.Encoding]:
    """What a file of JSON holds. Raises ImportRefused for what is none."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(encodings.too_long(file_name))
    text, found = encodings.decode(file.read(), file_name, encoding=encoding)
    try:
        return json.loads(text), found
    except (ValueError, RecursionError) as error:
        raise ImportRefused(
            _(
                "“{file}” is damaged: it is no sound JSON. Save it again in the program it comes "
                "from, as text or Word if it can."
            ).format(file=file_name)
        ) from error


def storable(text: str) -> str:
    """JSON can write halves of characters, which no text can hold."""
    return _HALF.sub("\ufffd", text)


def _segments(content: object) -> Iterable[object]:
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        for name in _LISTS:
            found = content.get(name)
            if isinstance(found, list) and any(_cue(segment) for segment in found):
                return found
    return ()


def _cue(segment: object) -> Cue | None:
    text = segment.get("text") if isinstance(segment, dict) else None
    if not isinstance(segment, dict) or not isinstance(text, str):
        return None
    speaker = segment.get("speaker")
    name = " ".join(storable(str(speaker)).split()) if isinstance(speaker, str | int) else None
    return Cue(_time(segment), _lines(text), name or None)


def _lines(text: str) -> tuple[str, ...]:
    lines = encodings.with_line_feeds(storable(text)).replace("\0", "\ufffd").split("\n")
    return tuple(stripped for line in lines if (stripped := line.strip()))


def _time(segment: dict[object, object]) -> str:
    """When it begins, as a clock; "" where that is not said."""
    start = segment.get("start")
    pair, stamps = segment.get("timestamp"), segment.get("timestamps")
    offsets = segment.get("offsets")
    if isinstance(pair, list) and pair:
        start = pair[0]
    if isinstance(offsets, dict) and isinstance(offsets.get("from"), int):
        start = offsets["from"] / 1000
    if isinstance(stamps, dict) and isinstance(stamps.get("from"), str):
        try:
            start = time_codes.seconds(stamps["from"])
        except ValueError:
            return ""
    if not isinstance(start, int | float) or isinstance(start, bool):
        return ""
    return time_codes.clock(start) if 0 <= start < _LAST_SECOND else ""


def _no_transcript(file_name: str) -> str:
    return _(
        "“{file}” holds no transcript of a kind that is known here. Save it in the program it comes "
        "from as .vtt, .srt, text or Word. A codebook or codings come in from a sheet, and rules by "
        "“Rules” in the window of an import."
    ).format(file=file_name)
