"""Regular expressions, which may not take for ever and not hold up the window.

The ``regex`` library reads what Python's own reads, and can stop: a pattern such as ``(a+)+b``
would take years on one line of some texts.
"""

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from qualcode.core.analysis.search.matching import Place
from qualcode.core.errors import Refused
from qualcode.core.model.paragraphs import is_invisible
from qualcode.core.model.span import Span
from qualcode.core.translate import _

if TYPE_CHECKING:
    import re

#: for one paragraph, in seconds, and for each character of it; a sound pattern takes less than a
#: thousandth
_PATIENCE: Final = 0.5
_PATIENCE_EACH: Final = 2e-6
_LONGEST: Final = 1000


class RegularExpression:
    """Finds a pattern in paragraphs, without regard to case.

    Both normal forms of a letter are the same, and soft hyphens are not seen.

    Raises:
        Refused: if the pattern can't be read.
    """

    def __init__(self, pattern: str) -> None:
        import regex

        if not pattern.strip():
            raise Refused(_("There is nothing to find yet. Write a regular expression."))
        if len(pattern) > _LONGEST:
            raise Refused(
                _("The regular expression is too long. {number} characters can be read.").format(
                    number=_LONGEST
                )
            )
        flags = regex.IGNORECASE | regex.MULTILINE | regex.UNICODE
        try:
            self._pattern: Any = regex.compile(unicodedata.normalize("NFC", pattern), flags)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            at = getattr(error, "pos", None)
            raise Refused(_bad_pattern(None if at is None else at + 1)) from None

    def places(
        self, text: str, paragraph: Span, _words: "re.Pattern[str] | None" = None
    ) -> list[Place]:
        """Where in a paragraph the pattern stands.

        Raises:
            Refused: if it takes too long.
        """
        seen, places = _as_seen(text[paragraph.start : paragraph.end])
        found = []
        patience = _PATIENCE + len(seen) * _PATIENCE_EACH
        try:
            for one in self._pattern.finditer(seen, timeout=patience, concurrent=True):
                start, end = one.span()
                if start < end:
                    span = _stored(paragraph.start, places, start, end)
                    found.append(Place(*span, (span,)))
        except TimeoutError:
            raise Refused(
                _(
                    "The regular expression takes too long. Make it simpler: a repeat within a "
                    "repeat, such as (a+)+, is often the reason."
                )
            ) from None
        return found


def _bad_pattern(place: int | None) -> str:
    if place is None:
        return _("The regular expression can’t be read. Check its brackets and backslashes.")
    return _(
        "The regular expression can’t be read from its character {number} on. "
        "Check its brackets and backslashes."
    ).format(number=place)


def _stored(begin: int, places: list[int] | None, start: int, end: int) -> Span:
    """A span of what is seen, in the text."""
    if places is None:
        return Span(begin + start, begin + end)
    while places[end] == places[end - 1]:  # within what was one character
        end += 1
    return Span(begin + places[start], begin + places[end])


def _as_seen(stored: str) -> tuple[str, list[int] | None]:
    """A stretch of text in composed form without what nobody sees; and where each character of it
    begins in the stored text, or None if they are the same."""
    if stored.isascii():
        return stored, None
    if unicodedata.is_normalized("NFC", stored) and not any(map(is_invisible, set(stored))):
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
        seen.append(composed)
        places += [at] * len(composed)
        at = after
    return "".join(seen), [*places, len(stored)]


def _belongs_to_before(character: str) -> bool:
    return unicodedata.combining(character) != 0 or is_invisible(character)
