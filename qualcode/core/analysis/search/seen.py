"""A text as one sees it, composed and without invisible characters, and the way back to its places."""

import unicodedata

from qualcode.core.model.paragraphs import is_invisible
from qualcode.core.model.span import Span


def as_seen(stored: str, *, fold: bool = False) -> tuple[str, list[int] | None]:
    """A stretch of text as it is seen; and where each character of it begins in the stored text,
    with the end of the text last, or None if they are the same.

    Args:
        fold: without regard to case.
    """
    if not fold and _is_plain(stored):
        return stored, None
    seen: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(stored):
        after = at + 1
        while after < len(stored) and _belongs_to_before(stored[after]):
            after += 1
        visible = "".join(one for one in stored[at:after] if not is_invisible(one))
        composed = unicodedata.normalize("NFC", visible)
        if fold:
            composed = unicodedata.normalize("NFC", composed.casefold())
        seen.append(composed)
        places += [at] * len(composed)
        at = after
    return "".join(seen), [*places, len(stored)]


def stored_span(begin: int, places: list[int] | None, start: int, end: int) -> Span:
    """A span of what is seen, which is not empty, in the text that it begins at."""
    if places is None:
        return Span(begin + start, begin + end)
    while places[end] == places[end - 1]:  # within what was one character
        end += 1
    return Span(begin + places[start], begin + places[end])


def _is_plain(stored: str) -> bool:
    return stored.isascii() or (
        unicodedata.is_normalized("NFC", stored) and not any(map(is_invisible, set(stored)))
    )


def _belongs_to_before(character: str) -> bool:
    return unicodedata.combining(character) != 0 or is_invisible(character)
