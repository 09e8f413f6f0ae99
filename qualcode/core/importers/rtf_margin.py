"""Comments and coloured words of Rich Text: what they say, and where they stand.

`\\atrfstart` and `\\atrfend` hold the number of a comment, where its words begin and end; who wrote
it stands before the comment, its number, time and whom it answers within it. Times are those of
the writer's place, packed into a number (DTTM).
"""

from __future__ import annotations

from typing import Final

from qualcode.core.importers.margin import Comment
from qualcode.core.importers.margin_places import Anchors, Spot, colour_named
from qualcode.core.importers.margin_threads import stored_time, with_replies

COMMENT: Final = b"annotation"
#: what is known of a comment, in groups of their own
PARTS: Final = frozenset(b"atrfstart atrfend atnid atnauthor atnref atndate atnparent".split())
_EDGES: Final = (b"atrfstart", b"atrfend")
#: Files without a table of colours mean Word's own, in its order.
_STANDARD: Final = (
    "000000", "0000FF", "00FFFF", "00FF00", "FF00FF", "FF0000", "FFFF00", "FFFFFF", "000080",
    "008080", "008000", "800080", "800000", "808000", "808080", "C0C0C0",
)  # fmt: skip
_DIGITS: Final = 10


class Comments:
    """Collects them as their groups end.

    Attributes:
        anchors: where they begin and end, and the colours too.
    """

    def __init__(self) -> None:
        self.anchors = Anchors()
        self._parts: dict[bytes, str] = {}
        self._found: dict[str, tuple[str, Comment]] = {}
        self._parents: dict[str, str] = {}

    def part(self, kind: bytes, said: str, spot: Spot) -> None:
        """One of `PARTS` ends."""
        if kind in _EDGES:
            take = self.anchors.begin if kind == _EDGES[0] else self.anchors.end
            take(said.strip(), spot)
        else:
            self._parts[kind] = said

    def comment(self, text: str, spot: Spot) -> None:
        """A comment ends; its parts are those that have come since the last one."""
        parts, self._parts = self._parts, {}
        number = len(self._found)
        name = parts.get(b"atnref", "").strip() or f" {number}"
        self.anchors.name(name, spot)
        comment = Comment(
            0,
            0,
            author=" ".join(parts.get(b"atnauthor", "").split()),
            initials=" ".join(parts.get(b"atnid", "").split()),
            time=_time(parts.get(b"atndate", "")),
            text=text.strip(),
        )
        self._found[str(number)] = (name, comment)
        back = _number(parts.get(b"atnparent", ""))
        if back is not None and back < 0:
            self._parents[str(number)] = str(number + back)

    @property
    def found(self) -> list[tuple[str, Comment]]:
        """All, with their answers; their names are those of the anchors."""
        return with_replies(self._found, self._parents)


def _number(written: str) -> int | None:
    digits = written.strip().removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS:
        return None
    return -int(digits) if written.strip().startswith("-") else int(digits)


def _time(written: str) -> str | None:
    """Out of six bits of minutes, five of hours, five of days, four of months, nine of years."""
    packed = _number(written)
    if not packed:
        return None
    minute, hour, day = packed & 0x3F, packed >> 6 & 0x1F, packed >> 11 & 0x1F
    month, year = packed >> 16 & 0xF, 1900 + (packed >> 20 & 0x1FF)
    written = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
    return stored_time(written, local_time=True)


class Colours:
    """The table of colours of a file."""

    def __init__(self) -> None:
        self._table: list[str] = []
        self._parts: dict[bytes, int] = {}
        self._names: dict[int, str] = {}

    def take(self, word: bytes, number: int | None) -> None:
        """A word within the table."""
        self._parts[word] = min(max(number or 0, 0), 255)

    def end(self, text: bytes) -> None:
        """Text within the table: each semicolon ends a colour."""
        for _colour in range(text.count(b";")):
            red, green, blue = (self._parts.get(one, 0) for one in (b"red", b"green", b"blue"))
            self._table.append(f"{red:02X}{green:02X}{blue:02X}" if self._parts else "")
            self._parts = {}
        self._names = {}

    def name(self, number: int | None) -> str:
        """What a colour is called; "" for none."""
        at = number or 0
        if at not in self._names:
            table = self._table or ["", *_STANDARD]
            self._names[at] = colour_named(table[at]) if 0 < at < len(table) else ""
        return self._names[at]
