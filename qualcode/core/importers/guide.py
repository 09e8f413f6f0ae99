"""Interview guides: the questions that a guide document holds, as it numbers them.

A question is a line with a number (“3.”, “2.1”, “Fråga 4:”), a line with a letter under one (“b)”),
or a line that asks. Numbering may begin anew under each heading. What is only a bullet, such as
“– tid, pengar”, reminds the interviewer and is no question unless it asks something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers.transcript import Transcript
from qualcode.core.translate import _

# The longest guide at hand has 35 questions. A transcript, or a thesis, has more than this.
MOST_QUESTIONS: Final = 500
# A paragraph that asks something in passing is longer.
_MOST_WORDS: Final = 80
_LEAST_WORDS: Final = 2

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}[a-zåäö]?"
_NUMBERED: Final = re.compile(
    rf"\s*(?:(?:fråga|question|frågeområde)\s*(?P<named>{_NUMBER})\s*[.:)–-]?"
    rf"|[FQ]\s?(?P<short>{_NUMBER})\s*[.:)]?(?=\s)"
    rf"|\(?(?P<plain>{_NUMBER})(?:[.):]+(?=\s|[^\W\d])|(?=\t)|(?<=\.\d)(?=\s)))\s*",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(r"\s*\(?(?P<letter>[a-zåäö])[.)]\s+(?=\S)")
_BULLET: Final = re.compile(r"\s*(?:[-–—•*·▪◦‣●○\uf0b7]|o(?=\t|  ))\s*")
_ENDED: Final = re.compile(r"[.?!:…][\"”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the guide words it.

    Attributes:
        number: as the guide prints it, with a letter behind it for a part of a question: “3b”.
        block: the heading that it stands under.
    """

    number: str
    text: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions of a guide, in its order."""

    title: str
    questions: tuple[Question, ...]


def read(path: Path) -> Guide:
    """The guide in a file of any kind that can be imported.

    Raises:
        ImportRefused: if it can't be read, or holds no questions.
    """
    transcript = importers.read(path, speakers=False)
    found = questions_in(transcript)
    if not 0 < len(found) <= MOST_QUESTIONS:
        raise ImportRefused(
            _(
                "“{file}” is no interview guide: its questions must stand on lines of their own, "
                "with a number before or a question mark behind them."
            ).format(file=transcript.file_name)
        )
    return Guide(transcript.title, found)


def questions_in(transcript: Transcript) -> tuple[Question, ...]:
    """The questions of a guide's text, each once."""
    headings = {one.start for one in transcript.headings}
    return tuple(dict.fromkeys(_Parser(headings).parse(transcript.text)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a guide without what numbers it.

    Attributes:
        mark: “number”, “letter”, “bullet”, or empty.
    """

    text: str
    mark: str
    number: str
    is_heading: bool

    @property
    def asks(self) -> bool:
        return "?" in self.text


class _Parser:
    """Reads a guide line by line.

    Attributes:
        headings: where lines begin that the file marks as headings.
    """

    def __init__(self, headings: set[int]) -> None:
        self.headings = headings
        self._found: list[Question] = []
        self._block = ""
        self._main = ""
        self._open = False
        """Whether the last question may go on, on the next line."""

    def parse(self, text: str) -> list[Question]:
        lines = list(self._lines(text))
        for line, following in zip(lines, _following(lines), strict=True):
            self._take(line, following)
        return self._found

    def _lines(self, text: str) -> Iterator[_Line]:
        at = 0
        for raw in text.split("\n"):
            start = at + len(raw) - len(raw.lstrip())
            yield _line(raw, is_heading=start in self.headings)
            at += len(raw) + 1

    def _take(self, line: _Line, following: _Line | None) -> None:
        if not line.text:
            self._open = False
        elif line.mark == "number":
            self._take_numbered(line, following)
        elif line.mark == "letter" and self._main:
            self._add(self._main + line.number, line.text)
        elif self._open and not line.mark and not line.is_heading:
            last = self._found[-1]
            self._found[-1] = replace(last, text=f"{last.text} {line.text}")
            self._open = not _ENDED.search(line.text)
        elif line.asks and _LEAST_WORDS < len(line.text.split()) <= _MOST_WORDS:
            self._add("", line.text)
        elif not line.mark:
            self._begin_block(line)

    def _take_numbered(self, line: _Line, following: _Line | None) -> None:
        under = following is not None and following.number.startswith(f"{line.number}.")
        if not line.asks and (line.is_heading or under):
            self._begin_block(line)
        elif len(line.text.split()) >= _LEAST_WORDS:
            self._main = line.number
            self._add(line.number, line.text)

    def _begin_block(self, line: _Line) -> None:
        self._open = False
        if line.is_heading or not _ENDED.search(line.text):
            self._block, self._main = line.text, ""

    def _add(self, number: str, text: str) -> None:
        self._found.append(Question(number, text, self._block))
        self._open = not _ENDED.search(text)


def _following(lines: Sequence[_Line]) -> list[_Line | None]:
    """For each line the next one that is not blank."""
    found: list[_Line | None] = []
    following: _Line | None = None
    for line in reversed(lines):
        found.append(following)
        following = line if line.text else following
    return found[::-1]


def _line(raw: str, *, is_heading: bool) -> _Line:
    # Markdown's marks are none of the words.
    plain = raw.replace("**", "").strip().lstrip("#").strip().strip("*_").strip()
    if match := _NUMBERED.match(plain):
        number = match["named"] or match["short"] or match["plain"]
        return _Line(_words(plain[match.end() :]), "number", number, is_heading)
    if match := _LETTERED.match(plain):
        return _Line(_words(plain[match.end() :]), "letter", match["letter"], is_heading)
    if match := _BULLET.match(plain):
        return _Line(_words(plain[match.end() :]), "bullet", "", is_heading)
    return _Line(_words(plain), "", "", is_heading)


def _words(text: str) -> str:
    return " ".join(text.split())
