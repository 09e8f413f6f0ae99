"""Words of a text around a place, by which one finds it."""

from __future__ import annotations

import re
from typing import Final

from qualcode.core.model.words import in_a_word

#: characters beside a place
_BESIDE: Final = 60


def last_words(text: str, end: int) -> str:
    """What stands before a place, in one line, without a word that is cut."""
    before = text[max(0, end - _BESIDE) : end]
    if len(before) == _BESIDE:
        before = before[before.find(" ") + 1 :]
    return _in_one_line(before)


def first_words(text: str, start: int) -> str:
    """What stands behind it, likewise."""
    after = text[start : start + _BESIDE]
    if len(after) == _BESIDE and " " in after:
        after = after[: after.rfind(" ")]
    return _in_one_line(after)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without a word that is cut."""
    while in_a_word(text, start):
        start -= 1
    while in_a_word(text, end):
        end += 1
    return start, end


def _in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
