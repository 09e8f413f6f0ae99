"""Pieces of text on the page of a PDF, with their places, in the order in which they are drawn.

A PDF holds no lines and often no spaces, only letters and where they stand. PDFium tells both, and
adds spaces where letters stand apart. A piece ends where the next letter stands on another line,
further back, or further off than a word would.
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from qualcode.core.importers import word_symbols

# In parts of the height of the letters.
_SAME_LINE: Final = 0.4
_BACKWARDS: Final = 0.6
_APART: Final = 0.7
# In radians.
_LEVEL: Final = 0.01
_HYPHEN, _SPACE, _RETURN, _FEED = 0x02, 0x20, 0x0D, 0x0A
_NO_CHARACTER: Final = frozenset((0x0000, 0xFFFE, 0xFFFF))
_PRIVATE: Final = range(0xF000, 0xF100)
_FONT_NAME = 200
_SURROGATES: Final = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF
_UNKNOWN: Final = "\ufffd"


@dataclass(slots=True)
class Piece:
    """Text in a box. Coordinates are points, upwards and to the right."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return max(0.1, self.top - self.bottom)

    def is_beside(self, other: Piece) -> bool:
        """Whether both stand on one line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared >= _SAME_LINE * min(self.height, other.height)


@dataclass(frozen=True, slots=True)
class PageText:
    """What is on a page; `unknown` is how many letters the file has no meaning for."""

    pieces: list[Piece]
    height: float
    unknown: int


def read(raw: Any, page: Any, *, limit: int) -> PageText:
    """The pieces of a page; at most `limit` characters are looked at.

    `raw` is pypdfium2's module of that name, `page` one of its pages.
    """
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), limit)
        pieces, unknown = _Letters(raw, textpage.raw).pieces(count)
    finally:
        textpage.close()
    width, height = page.get_mediabox(fallback_ok=True)[2:]
    rotation = page.get_rotation()
    if rotation:
        pieces = [_turned(piece, rotation, width, height) for piece in pieces]
    return PageText(pieces, width if rotation in (90, 270) else height, unknown)


def _turned(piece: Piece, rotation: int, width: float, height: float) -> Piece:
    """As the page is shown, which is turned clockwise."""
    left, right, bottom, top = piece.left, piece.right, piece.bottom, piece.top
    if rotation == 90:
        return Piece(piece.text, bottom, top, width - right, width - left)
    if rotation == 180:
        return Piece(piece.text, width - right, width - left, height - top, height - bottom)
    return Piece(piece.text, height - top, height - bottom, left, right)


class _Letters:
    def __init__(self, raw: Any, textpage: Any) -> None:
        self._raw = raw
        self._page = textpage
        self._box = raw.FS_RECTF()
        self._pieces: list[Piece] = []
        self._piece: Piece | None = None
        self._letters: list[str] = []
        self._space = False
        self._last_left = 0.0
        """Of the letter before. The letters of a ligature share one box."""

    def pieces(self, count: int) -> tuple[list[Piece], int]:
        unicode, box_of = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetLooseCharBox
        box, page = self._box, self._page
        reference = ctypes.byref(box)
        unknown = 0
        for index in range(count):
            code = unicode(page, index)
            if code in (_RETURN, _FEED):
                self._end()
                continue
            if code == _SPACE and self._raw.FPDFText_IsGenerated(page, index) == 1:
                self._space = True
                continue
            if code in _NO_CHARACTER or code > _LAST_CHARACTER:
                letter, unknown = _UNKNOWN, unknown + 1
            else:
                letter = "-" if code == _HYPHEN else chr(code)
                if code in _PRIVATE:
                    letter = word_symbols.character(self._symbol_font(index), code)
            box_of(page, index, reference)
            self._add(letter, index, box.left, box.right, box.bottom, box.top)
        self._end()
        return self._pieces, unknown

    def _add(
        self, letter: str, index: int, left: float, right: float, bottom: float, top: float
    ) -> None:
        piece = self._piece
        if piece is not None and self._begins_anew(piece, letter, index, left, bottom, top):
            self._end()
            piece = None
        if piece is None:
            self._piece = Piece("", left, right, bottom, top)
            self._space = False
        else:
            if self._space:
                self._letters.append(" ")
                self._space = False
            piece.left, piece.right = min(piece.left, left), max(piece.right, right)
        self._letters.append(letter)
        self._last_left = left

    def _begins_anew(
        self, piece: Piece, letter: str, index: int, left: float, bottom: float, top: float
    ) -> bool:
        height = min(piece.top - piece.bottom, top - bottom)
        shared = min(piece.top, top) - max(piece.bottom, bottom)
        if shared < _SAME_LINE * height:
            return not self._is_turned(index)
        gap = left - piece.right
        if gap < -_BACKWARDS * height and left != self._last_left:
            is_leftward = unicodedata.bidirectional(letter) in ("R", "AL", "NSM", "AN")
            return not is_leftward and not self._is_turned(index)
        return gap > _APART * height

    def _is_turned(self, index: int) -> bool:
        """Whether the letter stands on its side: PDFium's own lines must do for such text."""
        return bool(abs(self._raw.FPDFText_GetCharAngle(self._page, index)) > _LEVEL)

    def _symbol_font(self, index: int) -> str:
        """The font of a character that only symbol fonts have: bullets, mostly."""
        buffer, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._page, index, buffer, _FONT_NAME, ctypes.byref(flags))
        return "wingdings" if b"wingdings" in buffer.value.lower() else "symbol"

    def _end(self) -> None:
        if self._piece is not None:
            self._piece.text = _joined(self._letters)
            if self._piece.text:  # a space alone may stand between pieces in other fonts
                self._pieces.append(self._piece)
        self._piece, self._letters, self._space = None, [], False


def _joined(letters: list[str]) -> str:
    """On some systems a character beyond the first plane comes in two halves."""
    text = "".join(letters).replace("\0", "")
    if any(ord(letter) in _SURROGATES for letter in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
