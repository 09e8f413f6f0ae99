"""The numbers and bullets of lists in a web page, as a browser shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from qualcode.core.importers.word_numbers import formatted

_STYLES: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NAMES: Final = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "decimal": "decimal",
}
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_LISTS: Final = frozenset(("ol", "ul", "menu", "dir"))
_NUMBER: Final = re.compile(r"\s*(-?\d{1,9})\s*$")


@dataclass(slots=True)
class _List:
    style: str
    """One of `formatted`, or "bullet" or "none"."""
    next: int
    step: int


class Lists:
    """The lists that are open at a place in the page."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def start(self, element: etree._Element, tag: str) -> str:
        """The label of a list item, with the space after it; "" for all else."""
        if tag in _LISTS:
            self._open.append(_list(element, tag))
        if tag != "li":
            return ""
        return self._label(element)

    def end(self, tag: str) -> None:
        if tag in _LISTS and self._open:
            self._open.pop()

    def _label(self, element: etree._Element) -> str:
        around = self._open[-1] if self._open else _List("bullet", 1, 1)
        around.next = _number(element.get("value"), around.next)
        number, around.next = around.next, around.next + around.step
        style = _style(element) or around.style
        if style == "none":
            return ""
        return "• " if style == "bullet" else f"{formatted(number, style)}. "


def _list(element: etree._Element, tag: str) -> _List:
    if tag != "ol":
        return _List(_style(element) or "bullet", 1, 1)
    is_reversed = element.get("reversed") is not None
    last = sum(1 for _item in element.iterchildren("li")) if is_reversed else 1
    style = _style(element) or _STYLES.get(element.get("type") or "", "decimal")
    return _List(style, _number(element.get("start"), last), -1 if is_reversed else 1)


def _style(element: etree._Element) -> str | None:
    match = _STYLE.search(element.get("style") or "")
    if match is None:
        return None
    name = match[1].lower()
    return "none" if name == "none" else _NAMES.get(name, "bullet")


def _number(text: str | None, default: int) -> int:
    match = _NUMBER.match(text or "")
    return int(match[1]) if match else default
