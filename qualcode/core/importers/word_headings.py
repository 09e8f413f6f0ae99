"""Which paragraphs of a Word document are headings: by their outline level, or that of their style.

Word calls its own styles “heading 1” in the file whatever the language of the program, and writes
their outline levels out; other writers write only the one or the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from qualcode.core.importers.headings import DEEPEST
from qualcode.core.importers.word_xml import attribute, child, number, value

_NAME: Final = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.IGNORECASE)
_STYLES_DEEP: Final = 50  # a style that is based on itself must end somewhere


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    level: int | None
    """None says nothing; 0 that it is no heading."""


class Levels:
    """Knows the styles of a document."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        for style in () if styles is None else styles.iterfind("{*}style"):
            style_id = attribute(style, "styleId")
            if style_id and attribute(style, "type") in ("paragraph", None):
                level = _own(child(style, "pPr"))
                if level is None and (named := _NAME.match(value(style, "name") or "")):
                    level = int(named[1])
                self._styles[style_id] = _Style(value(style, "basedOn"), level)

    def level(self, properties: etree._Element | None) -> int:
        """A paragraph's level as a heading, 1 for the highest; 0 for what is none."""
        own = _own(properties)
        return self._of_style(value(properties, "pStyle")) if own is None else own

    def _of_style(self, style_id: str | None) -> int:
        for _ in range(_STYLES_DEEP):
            style = self._styles.get(style_id) if style_id else None
            if style is None:
                break
            if style.level is not None:
                return style.level
            style_id = style.based_on
        return 0


def _own(properties: etree._Element | None) -> int | None:
    """The level that properties name themselves; Word's tenth is that of plain text."""
    written = value(properties, "outlineLvl")
    if written is None:
        return None
    level = number(written, DEEPEST)
    return level + 1 if 0 <= level < DEEPEST else 0
