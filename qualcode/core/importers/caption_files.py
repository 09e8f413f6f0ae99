"""Captions, `.vtt` and `.srt`: Teams, Zoom, YouTube, Whisper, and whatever else writes them.

What is left out, besides what `captions.py` lists: times, numbers and names of captions, the
file's head, comments, styles, and marks for italics and colours. `<v Name>` says who speaks.
Text that stands where the format allows none is kept.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import captions, encodings, rolling
from qualcode.core.importers.captions import Cue
from qualcode.core.importers.text import doubt
from qualcode.core.importers.transcript import MAX_LINES, Reading
from qualcode.core.model.label import CHANGE
from qualcode.core.translate import _

# Ten hours are a megabyte, or four where captions roll.
MAX_BYTES: Final = 16 * 1024 * 1024

# A number, the times, two lines of text and an empty one.
_LINES_PER_CUE: Final = 5

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMES: Final = re.compile(rf"\s*({_TIME})\s*-{{1,2}}>\s*{_TIME}(?:\s.*)?$")
_META: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>\n]*))?>|</v>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font|span)(?:\.[^\s<>]*)?(?:\s[^<>\n]*)?>"
    rf"|<{_TIME}>|\{{\\an?\d{{1,2}}\}}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\s*\d{1,9}\s*$")


def read(file: BinaryIO, file_name: str, encoding: str | None) -> Reading:
    """Raises ImportRefused for what is no text, too long, or holds no captions."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        raise ImportRefused(encodings.too_long(file_name))
    text, found = encodings.decode(file.read(), file_name, encoding=encoding, longest=MAX_BYTES)
    if text.count("\n") > MAX_LINES * _LINES_PER_CUE:
        raise ImportRefused(encodings.too_many_lines(file_name))
    # One more than may be, which is then refused.
    cues = list(islice(parse(text), MAX_LINES + 1))
    if not any(cue.time for cue in cues):
        raise ImportRefused(_no_captions(file_name))
    reading = captions.assemble(rolling.joined(cues), file_name)
    notes = () if found.sure else (doubt(found.name),)
    return replace(reading, encoding=found.name, notes=notes)


def parse(text: str) -> Iterator[Cue]:
    """The captions of a file, in its order, rolling or not."""
    is_vtt = text.startswith("WEBVTT")
    for time, payload in _payloads(text.split("\n"), is_vtt):
        yield from _cues(time, "\n".join(payload), is_vtt)


def _payloads(lines: list[str], is_vtt: bool) -> Iterator[tuple[str, list[str]]]:
    """Times and the lines below each; first those without one, if there are any."""
    time, payload = "", list[str]()
    skipping = is_vtt  # the head, up to the first empty line
    for number, line in enumerate(lines):
        match = _TIMES.match(line)
        if match:
            if payload and _is_name(lines, number, is_vtt):
                payload.pop()
            yield time, payload
            time, payload, skipping = match[1], [], False
        elif not line.strip():
            skipping = False
        elif is_vtt and _META.match(line) and not _stands_in_block(lines, number):
            skipping = True
        elif not skipping:
            payload.append(line)
    yield time, payload


def _is_name(lines: list[str], times: int, is_vtt: bool) -> bool:
    """Whether the line above the times is the number or the name of the caption.

    Where the empty line before it was forgotten, only a number in `.srt` is taken for one.
    """
    if times < 1 or not lines[times - 1].strip():
        return False
    is_first = times == 1 or not lines[times - 2].strip()
    is_number = _NUMBER.match(lines[times - 1]) is not None
    return is_first if is_vtt else is_number


def _stands_in_block(lines: list[str], number: int) -> bool:
    return number > 0 and bool(lines[number - 1].strip())


def _cues(time: str, payload: str, is_vtt: bool) -> Iterator[Cue]:
    """One for each voice in a payload."""
    start, speaker = 0, None
    for voice in _VOICE.finditer(payload):
        yield from _cue(time, payload[start : voice.start()], speaker, is_vtt)
        speaker = " ".join(html.unescape(voice[1] or "").split()) or None
        start = voice.end()
    yield from _cue(time, payload[start:], speaker, is_vtt)


def _cue(time: str, payload: str, speaker: str | None, is_vtt: bool) -> Iterator[Cue]:
    plain = _TAG.sub("", payload)
    if is_vtt:
        plain = _ENTITY.sub(lambda match: html.unescape(match[0]), plain)
    else:  # made from .vtt, signs of a change of speaker are left as they are written there
        plain = plain.replace("&gt;&gt;", CHANGE)
    lines = tuple(stripped for line in plain.split("\n") if (stripped := line.strip()))
    if lines:
        yield Cue(time, lines, speaker, styled=payload if plain != payload else "")


def _no_captions(file_name: str) -> str:
    return _(
        "“{file}” holds no captions: no line in it says from when to when. If it is plain text, "
        "give it the ending .txt."
    ).format(file=file_name)
