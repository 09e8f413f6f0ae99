"""The label of one line: what it may look like, by itself.

    Anna:   **Anna:**   Interviewer 1:   IP1 [00:12:31]:   [00:12:31] Anna:   Anna (samordnare):
    [SPEAKER_00]:   Anna Ek   0:03

Whether it is one, the other lines of the text decide (`speakers.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from qualcode.core.importers import speaker_words

# “Samverkanskoordinator Enköping-Håbo” is 35 characters; sentences before a colon are longer.
MAX_LABEL: Final = 40
# “Anna Maria von Sydow” is four words.
MAX_WORDS: Final = 4
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
_NEVER: Final = re.compile(r"[?!;\"“”„«»<>=@|\\{}\[\]#*+…•]")
_ABBREVIATION: Final = re.compile(r"^[^\W\d_]{1,4}\.$")
# “R”, “IP”, “SK”, “IP1”, “ip 2”, “I-1”, “P12b”
_CODE: Final = re.compile(
    r"^(?:[A-ZÅÄÖ]{1,3}|(?:[A-ZÅÄÖ]{1,3}|[a-zåäö]{1,3})[ -]?\d{1,3}[a-zA-Z]?)$"
)
# Of these: “EVA” may be a name and “EK” initials, but not one letter, nor two with a number.
_POINTS_NOBODY_OUT: Final = re.compile(
    r"^(?:IP|[A-ZÅÄÖ]|(?:[A-ZÅÄÖ]{1,2}|[a-zåäö]{1,2})[ -]?\d{1,3}[a-z]?)$"
)
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")
_NUMBER: Final = re.compile(r"[\s\d.#_-]+$")


class Shape(Enum):
    """How much a label looks like a speaker."""

    WORD = "Interviewer 1, Deltagare, Koordinator norr"
    CODE = "IP1, R, SK2"
    NAME = "Anna, Per-Olof von Sydow"
    LOOSE = "Lokal samordnare: any short phrase that begins with a capital"


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


def is_interviewer(label: str) -> bool:
    return _first_word(label) in speaker_words.INTERVIEWER


def may_be_interviewer(label: str) -> bool:
    """“I”, “I1”, “M”: letters that often stand for the interviewer."""
    return _first_word(label) in speaker_words.INTERVIEWER_LETTERS


def is_name(label: str) -> bool:
    """Whether the label may hold somebody's real name. In doubt it does: “Deltagare Eva”, “EVA”."""
    if _POINTS_NOBODY_OUT.match(label):
        return False
    words = re.split(r"[\s/(),_]+", label)
    return _shape(label) is not Shape.WORD or any(map(_may_be_name, words[1:]))


def _may_be_name(word: str) -> bool:
    return word[:1].isupper() and not (len(word) == 1 or _POINTS_NOBODY_OUT.match(word))


def _has_colon(line: str) -> bool:
    return ":" in line[:_LOOKED_AT] or "：" in line[:_LOOKED_AT]


def _label(match: re.Match[str]) -> Label | None:
    text = " ".join(match["label"].split()).strip("*_ ,")
    shape = _shape(text) if text else None
    if shape is None:
        return None
    groups = match.groupdict()
    time_code = next((groups[n] for n in ("before", "after", "behind") if groups.get(n)), None)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Label(start, match.end(), text, time_code, shape)


def _shape(text: str) -> Shape | None:
    """None for what is no label: too long, a sentence, a number, an address, a known heading."""
    words = _PARENTHESIS.sub(" ", text).split()
    if not words or len(words) > MAX_WORDS or len(text) > MAX_LABEL or _NEVER.search(text):
        return None
    if not text[0].isalpha() or any("." in w and not _ABBREVIATION.match(w) for w in words):
        return None
    first = _first_word(text)
    if first in speaker_words.NOT_SPEAKERS:
        return None
    if first in speaker_words.INTERVIEWER or first in speaker_words.RESPONDENT:
        return Shape.WORD
    if _CODE.match(" ".join(words)):
        return Shape.CODE
    if not text[0].isupper():
        return None
    return Shape.NAME if all(map(_is_name_word, words)) else Shape.LOOSE


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.casefold() in speaker_words.PARTICLES


def _first_word(label: str) -> str:
    """Without case and number: “Interviewer1” and “interviewer 1” are “interviewer”."""
    return _NUMBER.sub("", re.split(r"[\s/(,_]", label, maxsplit=1)[0]).casefold()
