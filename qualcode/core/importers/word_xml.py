"""Small questions to WordprocessingML.

Names are compared without their namespace: the strict and the usual form of the format differ in
nothing else that matters here, and equations use the same names for the same things.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

_DIGITS = 9  # more are an attack or damage


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find("{*}" + name)


def attribute(element: etree._Element, name: str) -> str | None:
    for key, text in element.attrib.items():
        if local(str(key)) == name:
            return str(text)
    return None


def value(element: etree._Element | None, name: str) -> str | None:
    """The `val` of a child; None without that child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def is_on(element: etree._Element | None) -> bool:
    """Whether a yes-or-no property is there, and not there to say no."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def number(text: str | None, default: int) -> int:
    """A whole number, or the default for what is none."""
    digits = (text or "").strip()
    plain = digits.removeprefix("-")
    return int(digits) if plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS else default
