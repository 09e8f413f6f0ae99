"""What commands print: aligned columns for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

#: so much of a quote is enough to know it again in a list
_WIDEST: Final = 60
#: as wide as it takes
WHOLE: Final = sys.maxsize
_GAP: Final = "  "


def write_json(value: Any) -> None:
    """Print one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, each column as wide as its widest cell."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def write_table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = _WIDEST
) -> None:
    """Print a table; what is absent is an empty cell, and what is wider than `widest` is cut."""
    shown = [list(headings), *([_cell(value, widest) for value in row] for row in rows)]
    for line in columns(shown):
        print(line)


def say(sentence: str) -> None:
    """Print a sentence to the user."""
    print(sentence)


def warn(sentence: str) -> None:
    """Print a remark that is no part of the result."""
    print(sentence, file=sys.stderr)


def local_time(stored: str) -> str:
    """A stored time as the clock on the wall showed it."""
    from datetime import datetime

    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M:%S}"


def _cell(value: object, widest: int) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    text = "".join("�" if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return text if len(text) <= widest else text[: widest - 1].rstrip() + "…"


def _width(text: str) -> int:
    """How many places a text takes in a terminal: a combining mark takes none."""
    if text.isascii():
        return len(text)
    return sum(_places(sign) for sign in text)


def _places(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
