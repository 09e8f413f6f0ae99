"""Numbers as Word writes them in lists and notes."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LAST = 3999
_LETTERS_LAST = 780  # Word repeats the letter, thirty times at most
_CHICAGO = "*†‡§"
_CIRCLED_ONE, _CIRCLED_LAST = 0x2460, 20


def formatted(number: int, style: str, custom: str = "") -> str:
    """A number in one of Word's styles; those that depend on the language as digits."""
    match style:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter":
            return _cased(_letters(number), style)
        case "lowerRoman" | "upperRoman":
            return _cased(_roman(number), style)
        case "decimalZero":
            return f"{number:02}"
        case "numberInDash":
            return f"- {number} -"
        case "chicago":
            return _chicago(number)
        case "decimalEnclosedCircle" if 1 <= number <= _CIRCLED_LAST:
            return chr(_CIRCLED_ONE + number - 1)
        case "custom":  # such as “001, 002, 003, ...”
            return str(number).zfill(min(9, len(custom.partition(",")[0])))
    return str(number)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _letters(number: int) -> str:
    if not 1 <= number <= _LETTERS_LAST:
        return str(number)
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= _ROMAN_LAST:
        return str(number)
    text = ""
    for size, sign in _ROMAN:
        count, number = divmod(number, size)
        text += sign * count
    return text


def _chicago(number: int) -> str:
    rounds, sign = divmod(number - 1, len(_CHICAGO))
    return _CHICAGO[sign] * (rounds + 1) if 1 <= number <= _LETTERS_LAST else str(number)
