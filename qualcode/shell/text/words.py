"""Words of a stored text, for gestures that go word by word. Positions are code points."""

from __future__ import annotations

import re

# Letters with the marks and joiners that belong to them; a hyphen or an apostrophe within a word.
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f\u200c\u200d])+"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’\u2010\u2011]{_LETTERS})*|[^\w\s]+|_+")

# No word that somebody means is longer.
_LONGEST = 500


def word_before(text: str, position: int) -> int:
    """Where the word begins that ends at or before a position, or in which it stands."""
    while position > 0:
        from_ = max(0, position - _LONGEST)
        starts = [match.start() for match in _WORD.finditer(text, from_, position)]
        if starts:
            return starts[-1]
        position = from_
    return 0


def word_after(text: str, position: int) -> int:
    """Where the word ends that begins at or after a position, or in which it stands."""
    match = _WORD.search(text, position)
    return match.end() if match else len(text)


def rounded(text: str, start: int, end: int) -> tuple[int, int]:
    """A span drawn out to whole words at both ends."""
    first, last = word_at(text, start), word_at(text, end)
    if first is not None:
        start = first[0]
    if last is not None and last[0] < end:
        end = last[1]
    return start, end


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """The word at a position, or None between words."""
    for match in _WORD.finditer(text, max(0, position - _LONGEST), position + _LONGEST):
        if match.start() <= position < match.end():
            return match.start(), match.end()
    return None
