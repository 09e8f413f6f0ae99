"""Time codes in a text: `#00:12:31-4#` of f4 and f5, `[00:12:31]`, `(12:31)`, and
`[00:12.000 --> 00:15.500]` of Whisper at the beginning of a line.

They stay in the text, which says where they stand, so that a reader may hide them. A clock in
brackets within a sentence, as in “vi ses (12:30)”, is none: with two numbers alone it must stand
at the beginning or the end of a line, or behind a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from qualcode.core.importers.transcript import Speech, TimeCode

_SECONDS = r"\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_FULL = rf"\d{{1,2}}:{_SECONDS}"
_CODE: Final = re.compile(
    rf"#(?P<f4>(?:\d{{1,2}}:)?{_SECONDS}(?:-\d{{1,3}})?)#"
    rf"|^\[(?P<span>(?:\d{{1,2}}:)?{_SECONDS})[ ]-->[ ](?:\d{{1,2}}:)?{_SECONDS}\]"
    rf"|\[(?P<square>{_FULL}|(?:(?<=^\[)|(?<=:[ ]\[)){_SECONDS}|{_SECONDS}(?=\]$))\]"
    rf"|\((?P<round>{_FULL}|(?:(?<=^\()|(?<=:[ ]\()){_SECONDS}|{_SECONDS}(?=\)$))\)"
    rf"|\{{(?P<curly>{_FULL}|(?<=^\{{){_SECONDS})\}}"
    rf"|<(?P<angle>{_FULL}|(?<=^<){_SECONDS})>",
    re.MULTILINE,
)
_MILLISECONDS = 1_000


def find(text: str) -> tuple[TimeCode, ...]:
    """The time codes that stand in a text, in order."""
    return tuple(
        TimeCode(match.start(), match.end(), match[match.lastgroup or 0])
        for match in _CODE.finditer(text)
    )


def find_with(text: str, speeches: Iterable[Speech]) -> tuple[TimeCode, ...]:
    """Those, and the times beside labels: “Anna Ek   0:03” of Teams, “00:00:03 Talare 1” of Word."""
    found = {code.start: code for code in find(text)}
    starts = sorted(found)
    for one in speeches:
        time = one.time_code
        if not time or _has_one(starts, one.start, one.speech_start):
            continue
        at = text.find(time, one.start, one.speech_start)
        if at >= 0:
            found[at] = TimeCode(at, at + len(time), time)
    return tuple(found[start] for start in sorted(found))


def _has_one(starts: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(starts, start) < bisect_left(starts, end)


def clock(seconds: float) -> str:
    """``01:02:03.450``, as captions write a time; hours go beyond 99 if need be."""
    whole, thousandths = divmod(round(seconds * _MILLISECONDS), _MILLISECONDS)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{thousandths:03}"


def seconds(time: str) -> float:
    """How far into the recording a time code is; brackets and marks around it do no harm.

    Raises:
        ValueError: if it is none.
    """
    # f4 and f5 write tenths of a second behind a hyphen.
    plain, _dash, tenths = time.strip("[](){}<># \t").replace(",", ".").partition("-")
    total = 0.0
    for part in plain.split(":"):
        total = total * 60 + float(part)
    return total + float(f"0.{tenths or 0}")
