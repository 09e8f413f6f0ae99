"""The lines of a Rich Text file: of the text itself, of a note, of a text box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from qualcode.core.importers.margin_places import Line, Spot
from qualcode.core.importers.word_numbers import formatted

_FORMATS: Final = {
    b"ar": "decimal",
    b"alc": "lowerLetter",
    b"auc": "upperLetter",
    b"rlc": "lowerRoman",
    b"ruc": "upperRoman",
    b"chi": "chicago",
}
_KINDS: Final = ((b"aftnn", True), (b"ftnn", False))
_STARTS: Final = ((b"aftnstart", True), (b"ftnstart", False))


@dataclass(slots=True)
class NoteStyles:
    """How footnotes (False) and endnotes (True) are numbered; the numbers follow the marks."""

    _formats: dict[bool, str] = field(default_factory=lambda: {False: "decimal", True: "decimal"})
    _next: dict[bool, int] = field(default_factory=lambda: {False: 1, True: 1})

    def take(self, word: bytes, number: int | None) -> None:
        """By words such as `\\ftnnrlc` and `\\ftnstart3`; others say nothing."""
        for beginning, kind in _KINDS:
            if word.startswith(beginning) and (name := _FORMATS.get(word[len(beginning) :])):
                self._formats[kind] = name
                return
        for start, kind in _STARTS:
            if word == start and number is not None:
                self._next[kind] = number

    def mark(self, *, is_endnote: bool) -> str:
        """The next number."""
        self._next[is_endnote] += 1
        return formatted(self._next[is_endnote] - 1, self._formats[is_endnote])


#: A line that is done, and where in the text it comes to stand.
Written = tuple[str, Line]


@dataclass(slots=True)
class Story:
    """Lines that are done, and one on its way."""

    is_note: bool = False
    is_endnote: bool = False
    levels: dict[int, int] = field(default_factory=dict)
    """Which lines are headings, by their numbers, and of which level."""
    tables: list[list[list[tuple[int, int]]]] = field(default_factory=list)
    """The lines of each cell, row by row."""
    _cells: list[tuple[int, int]] = field(default_factory=list)
    """Of the row on its way."""
    _cell_start: int = 0
    _lines: list[Written] = field(default_factory=list)
    _line: Line = field(default_factory=Line)
    _after: list[Written] = field(default_factory=list)
    """Notes and boxes that wait for the end of the line."""
    _spots: list[Spot] = field(default_factory=list)
    """Of the line on its way, which count its pieces so long, as marks are yet to come."""
    _mark: int | None = None
    """Which piece is a note's number that is not known yet."""

    def spot(self) -> Spot:
        """The place behind what has come so far."""
        spot = Spot(self._line, len(self._line.pieces))
        self._spots.append(spot)
        return spot

    def add(self, text: str) -> None:
        self._line.pieces.append(text)

    def add_mark(self) -> None:
        """The number of the note that comes next, or, within a note, of this one."""
        if self._mark is None:
            self._mark = len(self._line.pieces)
        self._line.pieces.append("")

    def end_note(self, note: Story, styles: NoteStyles) -> None:
        mark = ""
        if self._mark is not None:
            mark = styles.mark(is_endnote=note.is_endnote)
            self._line.pieces[self._mark] = mark
            self._mark = None
        self._after += note.finished(mark)

    def add_box(self, box: Story) -> None:
        self._after += box.finished()

    def end_line(self, level: int = 0) -> None:
        """`level` is that of a heading; 0 for what is none."""
        if level:
            self.levels[len(self._lines)] = level
        self._settle(self._line.pieces)
        self._lines.append(("".join(self._line.pieces), self._line))
        self._lines += self._after
        self._line, self._after = Line(), []
        if not self.is_note:
            self._mark = None

    def _settle(self, pieces: Sequence[str]) -> None:
        """Let the spots count characters."""
        if self._spots:
            lengths = [0, *accumulate(map(len, pieces))]
            for spot in self._spots:
                spot.offset = lengths[spot.offset]
            self._spots = []

    def begin_row(self) -> None:
        """A row of a table; some writers say so again behind its cells."""
        if not self._cells:
            self._cell_start = len(self._lines)

    def end_cell(self) -> None:
        """A cell of it, whose last line has ended."""
        self._cells.append((self._cell_start, len(self._lines)))
        self._cell_start = len(self._lines)

    def end_row(self) -> None:
        """Rows without anything between them are one table."""
        if not self._cells:
            return
        before = self.tables[-1][-1][-1][1] if self.tables else -1
        if before == self._cells[0][0]:
            self.tables[-1].append(self._cells)
        else:
            self.tables.append([self._cells])
        self._cells = []

    def end_open_line(self) -> None:
        """Ends the line if there is something on it."""
        if self._line.pieces or self._after:
            self.end_line()

    def finished(self, mark: str = "") -> list[Written]:
        """All lines, with a note's number where it stands in the note."""
        if self.is_note and self._mark is not None and mark:
            self._put_mark(mark)
        self.end_open_line()
        if self._lines:
            text, last = self._lines[-1]
            for spot in self._spots:  # behind the last line
                spot.line, spot.offset = last, len(text) - last.lead
        return self._lines

    def _put_mark(self, mark: str) -> None:
        if not self._lines and self._mark is not None and self._mark < len(self._line.pieces):
            self._line.pieces[self._mark] = mark
        elif self._lines:
            text, line = self._lines[0]
            line.lead += len(mark)
            self._lines[0] = (mark + text, line)


def numbered(lines: Sequence[Written]) -> list[str]:
    """The texts of lines that make a whole text, each of which is told its number."""
    for number, (_text, line) in enumerate(lines):
        line.number = number
    return [text for text, _line in lines]
