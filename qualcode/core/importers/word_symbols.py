"""Characters of the fonts Symbol and Wingdings, which Word stores as numbers, in Unicode."""

from __future__ import annotations

from typing import Final

_SYMBOL_21_3F = "!∀#∃%&∋()∗+,−./0123456789:;<=>?"
_SYMBOL_40_5F = "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
_SYMBOL_61_7E = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_A0_BF = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
_SYMBOL_C0_DF = "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
_SYMBOL_E0_EF = "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL_F1_FE = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"

_SYMBOL: Final = {
    first + i: character
    for first, characters in (
        (0x21, _SYMBOL_21_3F),
        (0x40, _SYMBOL_40_5F),
        (0x61, _SYMBOL_61_7E),
        (0xA0, _SYMBOL_A0_BF),
        (0xC0, _SYMBOL_C0_DF),
        (0xE0, _SYMBOL_E0_EF),
        (0xF1, _SYMBOL_F1_FE),
    )
    for i, character in enumerate(characters)
}
# Those that Word itself puts in texts: arrows and faces typed as --> and :), ticks and bullets.
_WINGDINGS: Final = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x43: "👍",
    0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹",
    0x4E: "☠", 0x52: "☼", 0x54: "❄", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x9E: "·",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xD5: "⌫", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧",
    0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
# Such fonts stand at 0x20 to 0xFF, which Word writes moved to this private area.
_PRIVATE: Final = range(0xF000, 0xF100)
BULLET: Final = "•"


def character(font: str, code: int) -> str:
    """A symbol in Unicode; where it has no place there, the character as stored."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    plain = code - _PRIVATE.start if code in _PRIVATE else code
    return _FONTS.get(font.casefold(), {}).get(plain) or chr(code)


def bullet(font: str, text: str) -> str:
    """A bullet as shown: those that only their font can draw become the nearest or “•”."""
    if not any(ord(c) in _PRIVATE for c in text) and font.casefold() not in _FONTS:
        return text
    shown = (character(font, ord(c)) for c in text)
    return "".join(BULLET if ord(c) in _PRIVATE else c for c in shown)
