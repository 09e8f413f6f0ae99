"""Between positions in a stored text and positions in Qt's document: converted here, only here.

The core counts Unicode code points of the stored text. Qt counts UTF-16 units of the text that it
was given. They differ after every character beyond U+FFFF (most emoji), which takes two units, and
after every break that is put into a paragraph too long to be laid out in one piece.

What is shown is `Display.text`: the stored text, but for characters to which Qt gives a meaning of
its own, each of which is replaced by one that takes the same room. The text is never read back
from Qt, which turns no-break spaces into spaces.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Laying out one block costs time in proportion to its length, and all of it is laid out when a
# line of it is seen: 10 000 characters take about 3 ms.
LONGEST_BLOCK = 10_000

# How far back from the limit a space is looked for, so that no word is torn.
SEARCH_BACK = 400

# A line of the stored text ends here. Qt begins a new block at each of these, and only at these
# once `HARMLESS` has been applied.
_BLOCK_END = re.compile("[\n\u2029]")

# Qt begins a block at U+FDD0, U+FDD1 (frames) and a carriage return, swallows the second half of
# "\r\n", and takes U+FFFC for an inline object. A half surrogate can't be told from a pair's half.
_SIGNS = "\0\r\ufdd0\ufdd1\ufffc"
_SPECIAL = re.compile(f"[{_SIGNS}\ud800-\udfff]")
HARMLESS = "\ufffd"

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Combining marks, joiners, variation selectors and skin tones: not to be parted from what precedes.
_EXTENDS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]"
)


class Offsets:
    """The way from code points to Qt's positions and back, for one text.

    `breaks` are the code points before which one more block separator stands in Qt's document.
    Both ways take the same time for any position; a text with neither astral characters nor breaks
    costs no memory.
    """

    __slots__ = ("_astral", "_astral_qt", "_breaks", "_breaks_qt", "_plain", "length")

    def __init__(self, text: str, breaks: Sequence[int] = ()) -> None:
        self.length = len(text)
        self._breaks = array("L", breaks)
        self._astral = array("L")
        if _utf16_units(text) != len(text):
            self._astral = array("L", (match.start() for match in _ASTRAL.finditer(text)))
        self._plain = not self._astral and not self._breaks
        self._astral_qt = array("L", map(self.to_qt, self._astral))
        self._breaks_qt = array("L", map(self.to_qt, self._breaks))

    def to_qt(self, position: int) -> int:
        """Qt's position before the character at a code point; at a break, after the break."""
        position = min(max(position, 0), self.length)
        if self._plain:
            return position
        astral = bisect_left(self._astral, position)
        return position + astral + bisect_right(self._breaks, position)

    def from_qt(self, position: int) -> int:
        """The code point at Qt's position.

        Inside a surrogate pair it is the character that the pair makes up, so a position rounds
        down. Both sides of an inserted break are the same code point.
        """
        position = max(position, 0)
        if not self._plain:
            astral = bisect_left(self._astral_qt, position)
            position -= astral + bisect_right(self._breaks_qt, position)
        return min(position, self.length)


def _utf16_units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def harmless(text: str) -> str:
    """The text as Qt is given it, breaks aside."""
    return text if _is_harmless(text) else _SPECIAL.sub(HARMLESS, text)


def _is_harmless(text: str) -> bool:
    """Whether it has none of the special characters, found out faster than each is looked at."""
    if any(sign in text for sign in _SIGNS):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return True


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Display:
    """What Qt is given for a stored text, and how positions in the two correspond."""

    text: str
    breaks: tuple[int, ...]
    offsets: Offsets

    @classmethod
    def of(cls, stored: str) -> Display:
        shown = harmless(stored)
        breaks = _breaks_in(shown)
        offsets = Offsets(shown, breaks)
        return cls(_with_breaks(shown, breaks), breaks, offsets)


def _breaks_in(text: str) -> tuple[int, ...]:
    """Where paragraphs longer than `LONGEST_BLOCK` are to be broken for display."""
    if "\u2029" not in text and max(map(len, text.split("\n"))) <= LONGEST_BLOCK:
        return ()
    breaks: list[int] = []
    start = 0
    for end in (*(match.start() for match in _BLOCK_END.finditer(text)), len(text)):
        while end - start > LONGEST_BLOCK:
            start = _break_before(text, start + LONGEST_BLOCK)
            breaks.append(start)
        start = end + 1
    return tuple(breaks)


def _break_before(text: str, limit: int) -> int:
    """A place to break at or a little before the limit: after a space, or else between letters."""
    earliest = limit - SEARCH_BACK
    space = text.rfind(" ", earliest, limit)
    if space >= 0:
        return space + 1
    place = limit
    while place > earliest and (_EXTENDS.match(text, place) or text[place - 1] == "\u200d"):
        place -= 1
    return place if place > earliest else limit


def _with_breaks(text: str, breaks: tuple[int, ...]) -> str:
    if not breaks:
        return text
    edges = (0, *breaks, len(text))
    return "\n".join(text[start:end] for start, end in pairwise(edges))
