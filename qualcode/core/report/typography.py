"""Quotation marks as Swedish and English print them."""

import re
from typing import Final

SWEDISH: Final = "sv"
ENGLISH: Final = "en"

_DOUBLE = re.compile('["“”„‟«»＂]')
#: inside one of these an opening mark is at home
_BEFORE_OPENING: Final = "([{<–—-/:’‘\u00a0"


def quoted(text: str, typography: str) -> str:
    """The text in quotation marks; those it holds become the ones of a quote within a quote."""
    if typography == SWEDISH:
        return f"”{_DOUBLE.sub('’', text)}”"
    return f"“{_DOUBLE.sub(_english_inner, text)}”"


def _english_inner(match: re.Match[str]) -> str:
    """‘ before a word, ’ after it. Transcripts mix the marks, so what stands around decides."""
    text, at = match.string, match.start()
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    opens = before.isspace() or before in _BEFORE_OPENING or bool(_DOUBLE.match(before))
    return "‘" if opens and not after.isspace() else "’"
