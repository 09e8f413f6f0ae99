"""Characters that XML can't hold, and what is put in their place."""

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"

#: XML 1.0, section 2.2
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Characters:
    """Makes texts fit for XML, and counts what it had to replace."""

    def __init__(self) -> None:
        self.replaced = 0

    def clean(self, text: str) -> str:
        """The text with U+FFFD for each character that XML can't hold."""
        if text.isprintable() or not _IMPOSSIBLE.search(text):
            return text
        text, number = _IMPOSSIBLE.subn(REPLACEMENT, text)
        self.replaced += number
        return text

    def escaped(self, text: str) -> str:
        """The same, ready to stand between tags or in a double-quoted attribute."""
        return (
            self.clean(text)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace('"', "&quot;")
        )
