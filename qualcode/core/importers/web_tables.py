"""Where the cells of a web page's tables stand in its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.core.importers.web_lines import Lines

#: The cells of its rows, each from where to where in the text.
Table = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(slots=True)
class _Open:
    """A table on its way."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Of the cell at hand."""


@dataclass(slots=True)
class Tables:
    """Is told where elements begin and end, when the block before has ended."""

    lines: Lines
    found: list[Table] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag == "table":
            self._open.append(_Open())
        elif self._open and tag == "tr":
            self._open[-1].rows.append([])
        elif self._open and tag in ("td", "th"):
            self._open[-1].starts.append(self.lines.position)

    def end(self, tag: str) -> None:
        """An element ends."""
        if not self._open:
            return
        at_hand = self._open[-1]
        if tag in ("td", "th") and at_hand.rows and at_hand.starts:
            start = at_hand.starts.pop()
            at_hand.rows[-1].append((start, max(start, self.lines.position - 1)))
        elif tag == "table":
            self._open.pop()
            if rows := tuple(tuple(row) for row in at_hand.rows if row):
                self.found.append(rows)
