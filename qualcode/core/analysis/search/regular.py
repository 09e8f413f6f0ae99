"""Regular expressions, which may not take for ever and not hold up the window.

The ``regex`` library reads what Python's own reads, and can stop: a pattern such as ``(a+)+b``
would take years on one line of some texts.
"""

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from qualcode.core.analysis.search.matching import Place
from qualcode.core.analysis.search.seen import as_seen, stored_span
from qualcode.core.errors import Refused
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
        seen, places = as_seen(text[paragraph.start : paragraph.end])
        found = []
        patience = _PATIENCE + len(seen) * _PATIENCE_EACH
        try:
            for one in self._pattern.finditer(seen, timeout=patience, concurrent=True):
                start, end = one.span()
                if start < end:
                    span = stored_span(paragraph.start, places, start, end)
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
