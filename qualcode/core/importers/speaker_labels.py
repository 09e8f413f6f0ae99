"""The label of one line: what it may look like, by itself.

    Anna:   **Anna:**   Interviewer 1:   IP1 [00:12:31]:   [00:12:31] Anna:   Anna (samordnare):
    [SPEAKER_00]:   Anna Ek   0:03

Whether it is one, the other lines of the text decide (`speakers.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qualcode.core.model.label import MAX_LABEL, Shape, is_interviewer, shape_of

# Label, time codes and marks; no more of a line is looked at, however long it is.
_LOOKED_AT: Final = 100

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:-\d{1,3})?"
_BRACKETED = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|\{{{_CLOCK}\}}|<{_CLOCK}>|#{_CLOCK}#)"
_TIME = rf"(?:{_BRACKETED}|{_CLOCK})"
_BEFORE = rf"[ \t\u00a0]*(?:\#{{1,6}}[ ])?(?P<open>[*_]{{0,3}})(?:(?P<before>{_TIME})[ \t]*[-–]?[ \t]*)?(?P<open2>[*_]{{0,3}})"
_AFTER = rf"(?:[ \t\u00a0,]*(?P<after>{_TIME}))?"
# Teams wrote “0:0:5.100 --> 0:0:8.250” above each name for some years.
_SPAN_START = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?(?=[ ]?-->[ ]?\d)"
_TIME_LINE: Final = re.compile(
    rf"[ \t\u00a0]*(?P<time>{_TIME}|{_SPAN_START})(?:(?<=\d)[ ]?-->[ ]?[\d:.,]+)?[ \t\u00a0]*$"
)
# Swedish puts a colon before the endings of abbreviations: “SK:s”, “LG:erna”.
_ENDING: Final = re.compile(r"(?:s|n|t|r|na|ns|(?:[aoe]r|e[nt]|are)(?:na|n)?s?|e[nt]s)\b")
# A colon inside a word is that, a clock or an address.
_INLINE: Final = re.compile(
    rf"{_BEFORE}\[?(?P<label>[^:：\n]{{1,{MAX_LABEL}}}?)\]?{_AFTER}[ \t\u00a0]*[*_]{{0,3}}[:：]"
    rf"(?!//)[*_]{{0,3}}(?=\s|$|[^\W\d_]|[\[(\"'“”‘’–—…-])(?:[ \t\u00a0]*(?P<behind>{_BRACKETED}))?"
)
_ALONE: Final = re.compile(
    rf"{_BEFORE}(?P<label>[^:：\n]{{1,{MAX_LABEL}}}?){_AFTER}[ \t\u00a0]*[*_]{{0,3}}\s*$"
)


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
    """The label before a colon at the beginning of a line."""
    match = _INLINE.match(line[:_LOOKED_AT]) if _has_colon(line) else None
    if match is None:
        return None
    if line[match.end() - 1] in ":：" and _ENDING.match(line, match.end()):
        return None
    return _label(match)


def alone(line: str) -> Label | None:
    """The name that a line consists of."""
    if not 0 < len(line.strip()) <= _LOOKED_AT:
        return None
    match = _ALONE.match(line)
    label = _label(match) if match else None
    if label is None or label.shape is Shape.LOOSE or label.text.endswith((".", ",", "-", "–")):
        return None
    return label


def time_code(line: str) -> str | None:
    """The time code that a line consists of."""
    match = _TIME_LINE.match(line) if 0 < len(line) <= _LOOKED_AT else None
    return match["time"] if match else None


def _has_colon(line: str) -> bool:
    return ":" in line[:_LOOKED_AT] or "：" in line[:_LOOKED_AT]


def _label(match: re.Match[str]) -> Label | None:
    text = " ".join(match["label"].split()).strip("*_ ,")
    shape = shape_of(text) if text else None
    if shape is None:
        return None
    groups = match.groupdict()
    time_code = next((groups[n] for n in ("before", "after", "behind") if groups.get(n)), None)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Label(start, match.end(), text, time_code, shape)
