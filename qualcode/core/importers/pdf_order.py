"""The lines of a page in reading order.

The order in which a page is drawn is nearly always the order in which it was written, also in
columns and tables. Two kinds of pages are drawn otherwise, and are read by places instead: those
whose columns are drawn together, line by line, and those drawn in no order at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from qualcode.core.importers.pdf_page import Piece

# In parts of the height of the letters: further apart are the cells of a table.
_CELL_GAP: Final = 2.0
_NEAR: Final = 0.6
_WORD_GAP: Final = 0.12
_OVERLAP: Final = 0.5
# Bold or coloured words may be drawn after the lines around them.
_LOOK_BACK: Final = 40
# A column has so many lines, most of which fill it, as no table's cells do.
_COLUMN_LINES: Final = 5
_FILLED: Final = 0.75
_COLUMN_LETTERS: Final = 12
_COLUMN_WIDTH: Final = 0.2
_GUTTERS_TRIED: Final = 60
# More ways upwards than a page's header, footer and boxes make.
_UPWARDS: Final = 0.1
_UPWARDS_LEAST: Final = 3
_PIECES: Final = 20_000
"""A page of so many pieces is a map or an attack; its order is left as it is."""


@dataclass(slots=True)
class Line:
    """Pieces that stand on one line, from left to right."""

    pieces: list[Piece] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    @staticmethod
    def of(piece: Piece) -> Line:
        return Line([piece], piece.left, piece.right, piece.bottom, piece.top)

    @property
    def height(self) -> float:
        return max(0.1, self.top - self.bottom)

    @property
    def is_blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)

    def put(self, piece: Piece) -> None:
        at = next(
            (i for i, one in enumerate(self.pieces) if one.left > piece.left), len(self.pieces)
        )
        self.pieces.insert(at, piece)
        self.left, self.right = min(self.left, piece.left), max(self.right, piece.right)
        self.bottom, self.top = min(self.bottom, piece.bottom), max(self.top, piece.top)

    def text(self) -> str:
        """Without white space at its ends, which nobody can see."""
        text, right = "", self.left
        for piece in self.pieces:
            gap = piece.left - right
            if text and gap > _WORD_GAP * piece.height and not text[-1].isspace():
                text += " " if not piece.text[0].isspace() else ""
            text, right = text + piece.text, piece.right
        return text.strip()


def lines(pieces: Sequence[Piece], filled: Sequence[Piece] = ()) -> list[Line]:
    """The lines of a page, in reading order; what is filled in on it stands where it is seen."""
    found = _written(pieces)
    for piece in filled:
        _fill_in(piece, found)
    return found


def _fill_in(piece: Piece, found: list[Line]) -> None:
    """Behind the words before it, or else before the first line that is lower."""
    beside = (line for line in found if _has_room(line, piece, _CELL_GAP))
    line = next(beside, None)
    if line is not None:
        line.put(piece)
        return
    middle = (piece.top + piece.bottom) / 2
    lower = (n for n, line in enumerate(found) if line.top < middle)
    found.insert(next(lower, len(found)), Line.of(piece))


def _written(pieces: Sequence[Piece]) -> list[Line]:
    if len(pieces) > _PIECES:
        return [Line.of(piece) for piece in pieces if piece.text.strip()]
    found = _drawn(_columns_in_turn(list(pieces)))
    return _drawn(_by_place(list(pieces))) if _is_chaos(found) else found


def _drawn(pieces: Iterable[Piece]) -> list[Line]:
    found: list[Line] = []
    for piece in pieces:
        line = _line_for(piece, found)
        if line is None:
            found.append(Line.of(piece))
        else:
            line.put(piece)
    return _closed([line for line in found if not line.is_blank])


def _line_for(piece: Piece, found: Sequence[Line]) -> Line | None:
    """The line at hand, if the piece goes on with it; or a late one that has room for it."""
    if not found:
        return None
    last = found[-1]
    if piece.is_beside(last.pieces[-1]):
        gap = piece.left - last.right
        if -_OVERLAP * piece.height <= gap <= _CELL_GAP * piece.height:
            return last
    return next((line for line in reversed(found[-_LOOK_BACK:]) if _has_room(line, piece)), None)


def _has_room(line: Line, piece: Piece, reach: float = _NEAR) -> bool:
    """Whether the piece fills a hole of the line, or stands close to its ends."""
    near = reach * piece.height
    if piece.right < line.left - near or piece.left > line.right + near:
        return False
    slack = _OVERLAP * piece.height
    return piece.is_beside(line.pieces[0]) and all(
        other.right <= piece.left + slack or piece.right <= other.left + slack
        for other in line.pieces
    )


def _closed(found: Sequence[Line]) -> list[Line]:
    """Without breaks in the middle of what stands on one line."""
    closed = list(found[:1])
    for line in found[1:]:
        last = closed[-1]
        gap, slack = line.left - last.right, _OVERLAP * line.height
        if -slack <= gap <= _NEAR * line.height and line.pieces[0].is_beside(last.pieces[-1]):
            for piece in line.pieces:
                last.put(piece)
        else:
            closed.append(line)
    return closed


def _is_chaos(found: Sequence[Line]) -> bool:
    upwards = sum(
        1
        for before, line in pairwise(found)
        if line.bottom > before.top - _OVERLAP * line.height and line.left < before.right
    )
    return upwards > max(_UPWARDS_LEAST, _UPWARDS * len(found))


def _by_place(pieces: list[Piece]) -> list[Piece]:
    """From top to bottom, each line from left to right, but columns one after the other."""
    rows = _rows(pieces)
    column = _column(rows)
    if column is None:
        return [piece for row in rows for piece in row]
    above = [piece for row in rows[: column.first] for piece in row]
    below = [piece for row in rows[column.last + 1 :] for piece in row]
    return [*above, *_by_place(column.left), *_by_place(column.right), *_by_place(below)]


def _columns_in_turn(pieces: list[Piece]) -> list[Piece]:
    """The pieces as drawn, but columns that are drawn together one after the other."""
    column = _column(_rows(pieces))
    if column is None:
        return pieces
    left, right = set(map(id, column.left)), set(map(id, column.right))
    sides = [id(piece) in left for piece in pieces if id(piece) in left or id(piece) in right]
    turns = sum(1 for one, other in pairwise(sides) if one is not other)
    if turns < column.shared:
        return pieces
    within = [*_columns_in_turn(column.left), *_columns_in_turn(column.right)]
    first = next(i for i, p in enumerate(pieces) if id(p) in left or id(p) in right)
    others = [p for p in pieces[first:] if id(p) not in left and id(p) not in right]
    return [*pieces[:first], *within, *others]


@dataclass(frozen=True, slots=True)
class _Column:
    """Two columns of running text: the rows from `first` to `last`."""

    first: int
    last: int
    shared: int
    """In how many rows both have text."""
    left: list[Piece]
    right: list[Piece]


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    told = (piece for piece in pieces if piece.text.strip())
    for piece in sorted(told, key=lambda piece: -(piece.top + piece.bottom)):
        if rows and piece.is_beside(rows[-1][0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _column(rows: Sequence[Sequence[Piece]]) -> _Column | None:
    """The widest-reaching gutter between two columns of running text."""
    if len(rows) < _COLUMN_LINES:
        return None
    gaps = [
        (before.right, piece.left)
        for row in rows
        for before, piece in pairwise(row)
        if piece.left - before.right > piece.height
    ]
    if len(gaps) < _COLUMN_LINES:
        return None
    middles = {round((left + right) / 2) for left, right in gaps}
    best = sorted(middles, key=lambda x: -sum(1 for left, right in gaps if left < x < right))
    found = (_at_gutter(rows, x) for x in best[:_GUTTERS_TRIED])
    fitting = [column for column in found if column is not None]
    return max(fitting, key=lambda column: column.shared, default=None)


def _at_gutter(rows: Sequence[Sequence[Piece]], x: float) -> _Column | None:
    """The longest stretch of rows that leave this place free, if it is columns of text."""
    best: tuple[int, int] = (0, -1)
    first = 0
    for number, row in enumerate(rows):
        if any(piece.left < x < piece.right for piece in row):
            first = number + 1
        elif number - first > best[1] - best[0]:
            best = (first, number)
    stretch = rows[best[0] : best[1] + 1]
    left = [[piece for piece in row if piece.right <= x] for row in stretch]
    right = [[piece for piece in row if piece.left >= x] for row in stretch]
    shared = sum(1 for one, other in zip(left, right, strict=True) if one and other)
    if shared < _COLUMN_LINES:
        return None
    width = max(p.right for row in rows for p in row) - min(p.left for row in rows for p in row)
    if not (_is_running_text(left, width) and _is_running_text(right, width)):
        return None
    return _Column(*best, shared, [p for r in left for p in r], [p for r in right for p in r])


def _is_running_text(side: Sequence[Sequence[Piece]], page_width: float) -> bool:
    rows = [row for row in side if row]
    if len(rows) < _COLUMN_LINES:
        return False
    edges = [(min(p.left for p in row), max(p.right for p in row)) for row in rows]
    width = max(right for _, right in edges) - min(left for left, _ in edges)
    filled = median(right - left for left, right in edges)
    letters = median(sum(len(p.text) for p in row) for row in rows)
    return (
        width >= _COLUMN_WIDTH * page_width
        and filled >= _FILLED * width
        and letters >= _COLUMN_LETTERS
    )
