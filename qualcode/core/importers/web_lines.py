"""The lines of a web page: how a browser makes lines of text, line breaks and blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.encodings import too_long, too_many_lines
from qualcode.core.importers.transcript import MAX_CHARACTERS, MAX_LINES

# A no-break space is no white space to a browser.
_WHITE: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Lines:
    """Takes text, line breaks and the bounds of blocks, in order."""

    file_name: str
    _lines: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _label: str = ""
    _before: int = 0
    """Characters in the lines that are done."""
    _within: int = 0
    """Characters in the line at hand, with its label."""
    _space: bool = False
    """White space was seen that counts if more text follows on the line."""

    @property
    def next_position(self) -> int:
        """Where the next text that is no white space will stand, if it is on this line."""
        return self._before + self._within + (self._space and bool(self._pieces))

    @property
    def position(self) -> int:
        return self._before + self._within

    def text(self) -> str:
        self.end_block()
        return "\n".join(self._lines)

    def add(self, text: str, *, verbatim: bool = False) -> None:
        """`verbatim` keeps white space as it is, line feeds too."""
        if verbatim:
            self._add_verbatim(text)
            return
        words = _WHITE.sub(" ", text)
        if words.startswith(" "):
            self._space = True
        if stripped := words.strip(" "):
            self._write_space()
            self._write(stripped)
            self._space = words.endswith(" ")

    def label(self, text: str) -> None:
        """What stands before the text of this line, as the number of a list does."""
        self.end_block()
        self._label, self._within = text, len(text)

    def end_line(self) -> None:
        """A line break: also an empty line counts."""
        line = self._label + "".join(self._pieces)
        self._lines.append(line)
        if len(self._lines) > MAX_LINES:
            raise ImportRefused(too_many_lines(self.file_name))
        self._before += len(line) + 1
        self._pieces, self._label, self._within, self._space = [], "", 0, False

    def end_block(self) -> None:
        """The beginning or the end of a block: nothing where there is no text before it."""
        if self._pieces:
            self.end_line()
        self._space = False

    def end_item(self) -> None:
        """The end of a list item, which has its label even without text."""
        if self._label:
            self.end_line()
        self.end_block()

    def _add_verbatim(self, text: str) -> None:
        self._write_space()
        first, *others = text.split("\n")
        self._write(first)
        for line in others:
            self.end_line()
            self._write(line)

    def _write_space(self) -> None:
        if self._space and self._pieces:
            self._write(" ")
        self._space = False

    def _write(self, text: str) -> None:
        if not text:
            return
        self._pieces.append(text)
        self._within += len(text)
        if self._before + self._within > MAX_CHARACTERS:
            raise ImportRefused(too_long(self.file_name))
