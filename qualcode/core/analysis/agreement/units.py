"""Words, sentences, paragraphs of a text, and the units that a mark touches.

Without a language model: words are runs of letters and digits; a sentence ends at . ! ? … before a
space and anything but a small letter, unless an abbreviation or an initial stands before it, and at
the end of a line or a turn.
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
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_BEFORE: Final = re.compile(r"(\S+?)[\"'”’»)\]]*\Z")
_ABBREVIATIONS: Final = frozenset(
    [
        "bl.a.",
        "t.ex.",
        "dvs.",
        "d.v.s.",
        "osv.",
        "o.s.v.",
        "m.m.",
        "m.fl.",
        "f.d.",
        "s.k.",
        "p.g.a.",
        "pga.",
        "ca.",
        "ca",
        "kl.",
        "nr.",
        "st.",
        "resp.",
        "ev.",
        "exkl.",
        "inkl.",
        "jfr.",
        "tel.",
        "forts.",
        "fr.o.m.",
        "t.o.m.",
        "i.e.",
        "e.g.",
        "etc.",
        "vs.",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "no.",
        "approx.",
        "cf.",
    ]
)
_INITIAL: Final = re.compile(r"[^\W\d_]\.")


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


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The sentences within the spans; none goes on over the end of a line."""
    for line in paragraphs(text, spans):
        start = line.start
        for found in _END.finditer(text, *line):
            if _ends(text, start, found, line.end):
                yield Span(start, found.end())
                start = found.end()
                while text[start].isspace():
                    start += 1
        yield Span(start, line.end)


def _ends(text: str, start: int, found: re.Match[str], limit: int) -> bool:
    after = text[found.end() : limit].lstrip()[:1]
    if after.islower():
        return False
    if found[0] != ".":
        return True
    last = _BEFORE.search(text[max(start, found.end() - 20) : found.end()])
    word = last[1].casefold() if last else ""
    return word.lstrip("(\"'”’") not in _ABBREVIATIONS and not _INITIAL.fullmatch(word)


def touched(marks: Marks, starts: Numbers, ends: Numbers) -> Marks:
    """The marks as spans of units: a unit is marked if one of its characters is.

    `starts` and `ends` are those of the units, in order.
    """
    first = np.searchsorted(ends, marks.start, "right")
    last = np.searchsorted(starts, marks.end, "left")
    return marks.placed(len(starts), first, last)
