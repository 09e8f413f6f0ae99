"""Words and paragraphs of a text, and the units that a mark touches.

Words are runs of letters and digits. Sentences are those of `analysis/language.py`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.marks import Marks, Numbers
from qualcode.core.model.span import Span, trim

#: letters and digits with their combining marks, which \\w leaves out
_SIGNS: Final = r"(?:[^\W_][\u0300-\u036f\ufe0e\ufe0f\u20e3]*)+"
#: inside a word a hyphen, an apostrophe, or the dot or comma of a number or an abbreviation
_WORD: Final = re.compile(rf"{_SIGNS}(?:[-‐‑'’.:,]{_SIGNS})*")
_PARAGRAPH: Final = re.compile(r"[^\n]+")


def words(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The words within the spans."""
    for start, end in spans:
        for found in _WORD.finditer(text, start, end):
            yield Span(*found.span())


def paragraphs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The lines that are not empty, within the spans."""
    for start, end in spans:
        for found in _PARAGRAPH.finditer(text, start, end):
            if line := trim(text, *found.span()):
                yield line


def touched(marks: Marks, starts: Numbers, ends: Numbers) -> Marks:
    """The marks as spans of units: a unit is marked if one of its characters is.

    `starts` and `ends` are those of the units, in order.
    """
    first = np.searchsorted(ends, marks.start, "right")
    last = np.searchsorted(starts, marks.end, "left")
    return marks.placed(len(starts), first, last)
