"""The label of one line: what it may look like, by itself.

    Anna:   **Anna:**   Interviewer 1:   IP1 [00:12:31]:   [00:12:31] Anna:   Anna (samordnare):
    [SPEAKER_00]:   Anna Ek   0:03   [Anna Ek] 10:23:45   Anna Ek [00:12:31] says
    >> ANNA:   and >> alone, where captions say that somebody else begins

Whether it is one, the other lines of the text decide (`speakers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qualcode.core.model.label import CHANGE, MAX_LABEL, Shape, is_interviewer, shape_of

# Label, time codes and marks; no more of a line is looked at, however long it is.
_LOOKED_AT: Final = 100

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:-\d{1,3})?"
# “(00:00:03 - 00:00:10)”: from when to when.
_SPAN = rf"{_CLOCK}(?:[ ]?[-–][ ]?{_CLOCK})?"
_BRACKETED = rf"(?:\[{_SPAN}\]|\({_SPAN}\)|\{{{_CLOCK}\}}|<{_CLOCK}>|#{_CLOCK}#)"
_TIME = rf"(?:{_BRACKETED}|{_CLOCK})"
_FROM_TO: Final = re.compile(rf"[\[(]({_CLOCK})[ ]?[-–][ ]?{_CLOCK}[\])]$")
_BEFORE = rf"[ \t\u00a0]*(?:\#{{1,6}}[ ])?(?:>>[ ]?(?=[^>]))?(?P<open>[*_]{{0,3}})(?:(?P<before>{_TIME})[ \t]*[-–]?[ \t]*)?(?P<open2>[*_]{{0,3}})"
_AFTER = rf"(?:[ \t\u00a0,]*(?P<after>{_TIME}))?"
# Teams wrote “0:0:5.100 --> 0:0:8.250” above each name for some years.
_SPAN_START = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?(?=[ ]?-->[ ]?\d)"
# Adobe Premiere counts pictures behind the seconds: “00:00:05:12 - 00:00:09:03”.
_FRAMES = r"\d{2}:\d{2}:\d{2}(?=[:;]\d{2}[ ]-[ ]\d)"
_TIME_LINE: Final = re.compile(
    rf"[ \t\u00a0]*(?P<time>{_TIME}|{_SPAN_START}|{_FRAMES})"
    r"(?:(?<=\d)(?:[:;]\d{2})?[ ]?(?:-->|[-–])[ ]?[\d:;.,]+)?[ \t\u00a0]*$"
)
# Swedish puts a colon before the endings of abbreviations: “SK:s”, “LG:erna”.
_ENDING: Final = re.compile(r"(?:s|n|t|r|na|ns|(?:[aoe]r|e[nt]|are)(?:na|n)?s?|e[nt]s)\b")
_TIME_BEFORE: Final = re.compile(rf"(?P<time>\[{_CLOCK}\])[ \t]*[-–]?[ \t]+(?=\S)")
# A colon inside a word is that, a clock or an address.
_INLINE: Final = re.compile(
    rf"{_BEFORE}\[?(?P<label>[^:：\n]{{1,{MAX_LABEL}}}?)\]?{_AFTER}[ \t\u00a0]*[*_]{{0,3}}[:：]"
    rf"(?!//)[*_]{{0,3}}(?=\s|$|[^\W\d_]|[\[(\"'“”‘’–—…-])(?:[ \t\u00a0]*(?P<behind>{_BRACKETED}))?"
)
_ALONE: Final = re.compile(
    rf"{_BEFORE}(?P<label>[^:：\n]{{1,{MAX_LABEL}}}?){_AFTER}[ \t\u00a0]*[*_]{{0,3}}\s*$"
)
# Zoom: “[Anna Ek] 10:23:45” above what is said, or “10:23:45⇥Anna Ek⇥” before it.
_BOXED: Final = re.compile(
    rf"\s*\[(?P<label>[^\[\]:\n]{{1,{MAX_LABEL}}})\][ \t]+(?P<after>{_TIME})\s*$"
)
_TABBED: Final = re.compile(
    rf"(?P<before>{_TIME})\t(?P<label>[^\t:\n]{{1,{MAX_LABEL}}}?)[ ]?:?\t(?=\S)"
)
# Trint: the time alone divides the name from the words.
_TIMED: Final = re.compile(
    rf"{_BEFORE}(?P<label>[^:：\n\[]{{1,{MAX_LABEL}}}?)[ \t]+(?P<after>\[{_CLOCK}\])[ \t]+(?=\S)"
)
_CHANGE: Final = re.compile(r"(?:^[ \t]*|(?<=[\s.?!…\])]))>>(?!>)[ \t]*(?=[^\s>])")


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label, at ``line[start:end]`` with its time code and its colon."""

    start: int
    end: int
    text: str
    time_code: str | None
    shape: Shape

    @property
    def key(self) -> str:
        """Equal for spellings of one label."""
        return self.text.casefold()

    @property
    def is_interviewer(self) -> bool:
        return is_interviewer(self.text)


def inline(line: str) -> Label | None:
    """The label before a colon, or before a time or tab, at the beginning of a line."""
    beginning = line[:_LOOKED_AT]
    if not _has_colon(beginning):
        return None
    match = None if _TABBED.match(beginning) else _INLINE.match(beginning)
    if match is None:
        return _timed(beginning)
    if line[match.end() - 1] in ":：" and _ENDING.match(line, match.end()):
        return None
    return _label(match)


def _timed(line: str) -> Label | None:
    match = _TABBED.match(line) or _TIMED.match(line)
    label = _label(match) if match else None
    return None if label is None or label.shape is Shape.LOOSE else label


def changes(line: str) -> Iterator[Label]:
    """Where somebody else begins to speak who is not named."""
    for match in _CHANGE.finditer(line):
        start = match.start() + match[0].index(CHANGE)
        yield Label(start, match.end(), CHANGE, None, Shape.CODE)


def alone(line: str) -> Label | None:
    """The name that a line consists of."""
    if not 0 < len(line.strip()) <= _LOOKED_AT:
        return None
    match = _BOXED.match(line) or _ALONE.match(line)
    label = _label(match) if match else None
    if label is None or label.shape is Shape.LOOSE or label.text.endswith((".", ",", "-", "–")):
        return None
    return label


def time_code(line: str) -> str | None:
    """The time code that a line consists of."""
    match = _TIME_LINE.match(line) if 0 < len(line) <= _LOOKED_AT else None
    return match["time"] if match else None


def time_before(line: str) -> re.Match[str] | None:
    """The time code before the words of a line: “[00:00:03] - Ja.”"""
    return _TIME_BEFORE.match(line)


def _has_colon(line: str) -> bool:
    return ":" in line or "：" in line


def _label(match: re.Match[str]) -> Label | None:
    text = " ".join(match["label"].split()).strip("*_ ,")
    shape = shape_of(text) if text else None
    if shape is None:
        return None
    groups = match.groupdict()
    time_code = next((groups[n] for n in ("before", "after", "behind") if groups.get(n)), None)
    if time_code and (span := _FROM_TO.match(time_code)):
        time_code = span[1]
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Label(start, match.end(), text, time_code, shape)
