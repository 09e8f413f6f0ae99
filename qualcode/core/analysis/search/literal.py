"""Finding letters as they are typed, in the text that is read."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from qualcode.core.analysis.search.seen import as_seen, stored_span
from qualcode.core.model.paragraphs import INVISIBLE
from qualcode.core.model.span import Span

_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_BROKEN: Final = re.compile(r"[-\u2010\u2011]\n")
#: what may stand within a word that goes on in the next line
_BREAK: Final = r"(?:[-\u2010\u2011]\n\s*)?"


def literal_places(text: str, written: str) -> list[Span]:
    """Where the letters stand, in order, whatever their case and normal form; white space of any
    kind is the same. A word that is broken at the end of a line is found whole."""
    pattern = _pattern(written, broken=_BROKEN.search(text) is not None)
    if pattern is None:
        return []
    folded = _folded(text)
    if folded is not None:
        return [Span(*one.span()) for one in pattern.finditer(folded)]
    return [span for start, end in _stretches(text) for span in _in(pattern, text, start, end)]


def _pattern(written: str, *, broken: bool) -> "re.Pattern[str] | None":
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", written))
    words = unicodedata.normalize("NFC", seen.casefold()).split()
    between = _BREAK if broken else ""
    told = r"\s+".join(between.join(map(re.escape, word)) for word in words)
    return re.compile(told) if told else None


def _folded(text: str) -> str | None:
    """The text without case, each character at its place; None if it can't be so."""
    if not text.isascii() and (
        _INVISIBLE.search(text) or not unicodedata.is_normalized("NFC", text)
    ):
        return None
    folded = text.casefold()
    return folded if len(folded) == len(text) else None


def _stretches(text: str) -> Iterator[Span]:
    """The text in stretches between which nothing that is looked for goes on: at empty lines, or
    where a line ends without a hyphen and white space is all that is lost."""
    start = 0
    for end in (*(one.start() for one in re.finditer("\n\n", text)), len(text)):
        yield Span(start, end)
        start = end


def _in(pattern: "re.Pattern[str]", text: str, start: int, end: int) -> Iterator[Span]:
    stretch = text[start:end]
    if (folded := _folded(stretch)) is not None:
        for one in pattern.finditer(folded):
            yield Span(start + one.start(), start + one.end())
        return
    seen, places = as_seen(stretch, fold=True)
    for one in pattern.finditer(seen):
        yield stored_span(start, places, *one.span())
