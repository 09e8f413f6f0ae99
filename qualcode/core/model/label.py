"""The words of a label that says who speaks: what they look like, and whether they name somebody.

Where in a line a label stands is `importers/speaker_labels.py`'s to say.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from qualcode.core.model import speaker_words

# “Samverkanskoordinator Enköping-Håbo” is 35 characters; sentences before a colon are longer.
MAX_LABEL: Final = 40
# “Anna Maria von Sydow” is four words.
MAX_WORDS: Final = 4
#: What captions write where somebody else begins to speak, whoever it is.
CHANGE: Final = ">>"
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


def is_interviewer(label: str) -> bool:
    return _first_word(label) in speaker_words.INTERVIEWER


def may_be_interviewer(label: str) -> bool:
    """“I”, “I1”, “M”: letters that often stand for the interviewer."""
    return _first_word(label) in speaker_words.INTERVIEWER_LETTERS


def is_name(label: str) -> bool:
    """Whether the label may hold somebody's real name. In doubt it does: “Deltagare Eva”, “EVA”."""
    if _POINTS_NOBODY_OUT.match(label) or not any(map(str.isalpha, label)):
        return False
    words = re.split(r"[\s/(),_]+", label)
    return shape_of(label) is not Shape.WORD or any(map(_may_be_name, words[1:]))


def _may_be_name(word: str) -> bool:
    if not word[:1].isupper() or len(word) == 1 or _POINTS_NOBODY_OUT.match(word):
        return False
    return word.casefold() not in speaker_words.RESPONDENT


def shape_of(text: str) -> Shape | None:
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
