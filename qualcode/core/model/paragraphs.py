"""The paragraphs of a text and the words in them, as they are searched.

Words are compared folded: without regard to case, to soft hyphens and other invisible characters,
and to which of the two normal forms an ``å`` is written in. An ``a`` is no ``å``. Positions are
always those of the stored text.

The index of a project holds just what stands here, so that a paragraph which has a word is found by
the index if and only if the word is found in the paragraph.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from qualcode.core.model.span import Span

#: Stands in the index with each paragraph in which a word is written with a hyphen in it.
HAS_JOINED: Final = "\ue000joined"

#: Lines that go on in lower case are one paragraph with the line before, as where a text was
#: broken to a width, but no more of them than this: some transcripts never have a capital.
_LONGEST_OF_LINES: Final = 2000
#: ``a-b-c`` is also looked for as ab, bc and abc; longer chains are numbers and drawn lines.
_LONGEST_CHAIN: Final = 4

#: Characters that nobody sees in a word: soft hyphen, joiners, marks of direction, no-width
#: spaces, and the selectors of how an emoji is drawn.
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
)
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_PLAIN_WORD: Final = re.compile(r"[^\W_]+")
_LABEL: Final = re.compile(r"\w{1,20}(?: \w{1,20})?:")
_HYPHENS: Final = "-\u2010\u2011"
_HYPHEN: Final = re.compile(rf"[{_HYPHENS}][{INVISIBLE}]*\s*", re.UNICODE)


def paragraphs(text: str) -> Iterator[Span]:
    """Where each paragraph that has anything but white space in it begins and ends."""
    at = 0
    while at < len(text):
        end = paragraph_end(text, at)
        if text[at:end].strip():
            yield Span(at, end)
        at = end + 1


def paragraph_end(text: str, start: int) -> int:
    """Where the paragraph ends that begins at this place."""
    end = _line_end(text, start)
    while end < len(text) and end > start and _goes_on(text, end + 1):
        following = _line_end(text, end + 1)
        if following - start > _LONGEST_OF_LINES:
            break
        end = following
    return end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _goes_on(text: str, start: int) -> bool:
    """Whether the line goes on with what the line before it says."""
    while start < len(text) and text[start] in " \t\u00a0":
        start += 1
    return start < len(text) and text[start].islower() and not _LABEL.match(text, start)


def fold(word: str) -> str:
    """A word as it is compared with others."""
    if word.isascii():
        return word.lower()
    seen = unicodedata.normalize("NFC", _INVISIBLE.sub("", word))
    return unicodedata.normalize("NFC", seen.casefold())


def word_pattern(text: str) -> "re.Pattern[str]":
    """What a word is in this text: letters and digits, and what is combined with them."""
    if text.isascii():
        return _PLAIN_WORD
    special = [one for one in set(text) if not one.isascii() and _is_within_words(one)]
    return _pattern_with("".join(sorted(special))) if special else _PLAIN_WORD


def _is_within_words(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc") or is_invisible(character)


def is_invisible(character: str) -> bool:
    """Whether nobody sees the character where it stands between others."""
    return _INVISIBLE.match(character) is not None


@cache
def _pattern_with(special: str) -> "re.Pattern[str]":
    return re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(special)}])*")


class Joined(NamedTuple):
    """What the words from `first` to `last` make up without the hyphens between them."""

    folded: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Words:
    """The words of a paragraph in order.

    Attributes:
        folded: each word as it is compared.
        spans: where each stands in the text.
        joined: what words with hyphens between them make up.
    """

    folded: tuple[str, ...]
    spans: tuple[Span, ...]
    joined: tuple[Joined, ...]


def words_in(text: str, span: Span, pattern: "re.Pattern[str] | None" = None) -> Words:
    """The words of a stretch of the text.

    Args:
        pattern: the `word_pattern` of the text, where it is known already.
    """
    found = [Span(*one.span()) for one in (pattern or word_pattern(text)).finditer(text, *span)]
    folded = tuple(fold(text[start:end]) for start, end in found)
    return Words(folded, tuple(found), tuple(_joined(text, span, folded, found)))


def _joined(text: str, span: Span, folded: tuple[str, ...], spans: list[Span]) -> Iterator[Joined]:
    if not any(text.find(hyphen, *span) >= 0 for hyphen in _HYPHENS):
        return
    for first in range(len(spans) - 1):
        for last in range(first + 1, min(first + _LONGEST_CHAIN, len(spans))):
            gap = _HYPHEN.match(text, spans[last - 1].end)
            if gap is None or gap.end() != spans[last].start:
                break
            yield Joined("".join(folded[first : last + 1]), first, last)


def as_compared(text: str, span: Span, pattern: "re.Pattern[str]") -> str | None:
    """A stretch of text with every word in it folded, each character at its place; None where it
    has words that take another number of characters so, or hyphens."""
    stretch = text[span.start : span.end]
    if pattern is not _PLAIN_WORD or any(hyphen in stretch for hyphen in _HYPHENS):
        return None
    folded = stretch.casefold()
    if stretch.isascii():
        return folded
    is_same = len(folded) == len(stretch) and unicodedata.is_normalized("NFC", stretch)
    return folded if is_same and unicodedata.is_normalized("NFC", folded) else None


def as_indexed(text: str, span: Span, pattern: "re.Pattern[str]") -> str:
    """A paragraph as the index takes it: folded words with spaces between them."""
    if any(text.find(hyphen, *span) >= 0 for hyphen in _HYPHENS):
        words = words_in(text, span, pattern)
        extra = [HAS_JOINED, *(one.folded for one in words.joined)] if words.joined else []
        return " ".join([*words.folded, *extra])
    return fold(" ".join(pattern.findall(text, *span)))
