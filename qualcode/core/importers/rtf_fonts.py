"""Which code page the bytes of a Rich Text file are in: that of the font they are set in."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Final

from qualcode.core.importers import word_symbols

WINDOWS: Final = "cp1252"
_SYMBOLS = "symbols of the font"
#: by `\fcharset`; 1 stands for the file's own
_CHARSETS: Final = {
    0: WINDOWS, 2: _SYMBOLS, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
_NAMED: Final = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansi": WINDOWS}
_MAC_PAGE = 10_000


@dataclass(slots=True)
class Fonts:
    """The fonts that a file lists, by their numbers, and the code page it begins with."""

    page: str = WINDOWS
    default: int = 0
    _pages: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def set_page(self, word: bytes, number: int | None) -> None:
        """By `\\mac`, `\\ansicpg1250` and the like."""
        self.page = _NAMED.get(word) or _page(number) or self.page

    def add_charset(self, font: int, charset: int | None) -> None:
        page = _CHARSETS.get(charset if charset is not None else 1)
        if page:
            self._pages[font] = page

    def add_page(self, font: int, number: int | None) -> None:
        page = _page(number)
        if page:
            self._pages[font] = page

    def add_name(self, font: int, name: str) -> None:
        self._names[font] = (self._names.get(font, "") + name).partition(";")[0]

    def decoded(self, data: bytes, font: int) -> str:
        """Text set in this font; U+FFFD for bytes that mean nothing."""
        page = self._pages.get(font, self.page)
        if page == _SYMBOLS:
            return "".join(word_symbols.character(self._name(font), byte) for byte in data)
        return data.decode(page, errors="replace")

    def character(self, code: int, font: int) -> str:
        """A character given by its Unicode number, which may be one of a symbol font's own."""
        return word_symbols.character(self._name(font), code)

    def bullet(self, text: str, font: int) -> str:
        """A list's bullet: what only its font can draw becomes the nearest or “•”."""
        return word_symbols.bullet(self._name(font), text)

    def _name(self, font: int) -> str:
        is_symbols = self._pages.get(font) == _SYMBOLS
        return self._names.get(font, "").strip() if is_symbols else ""


def _page(number: int | None) -> str | None:
    """Python's name of a code page of Windows."""
    if number is None:
        return None
    if number == _MAC_PAGE:
        return "mac_roman"
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
