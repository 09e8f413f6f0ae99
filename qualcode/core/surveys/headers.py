"""From rows of cells to columns and answers: where the headers stand, and what they say.

Layouts of the usual tools: one row of headers (Forms, Google Forms, LimeSurvey, Netigate, REDCap),
two (SurveyMonkey: the question, and under it the choices), three (Qualtrics: names, questions, and
a row for machines), or a title above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from qualcode.core.store.connection import casefold
from qualcode.core.surveys.table import Field
from qualcode.core.translate import _

Line = tuple[int, Sequence[str]]

#: titles, dates and blank rows above the headers are fewer than this
_HEAD: Final = 20
#: what SurveyMonkey writes under a question that has one answer
_ONE_ANSWER: Final = frozenset(
    ("response", "open-ended response", "svar", "öppet svar", "öppet-svar", "svar i fritext")
)
_OPEN_ENDED: Final = frozenset(("open-ended response", "öppet svar", "svar i fritext"))
_CODED: Final = re.compile(r"([A-Za-z_]\w*(?:\[\w+\])*)\.\s+(\S.*)", re.DOTALL)
#: the share of headers that have such a code, if they are codes
_MOST: Final = 0.8
#: what Qualtrics adds to a question that has a field for other answers beside it
_CHOSEN: Final = re.compile(r"\s+[-–]\s+Selected Choice$")
_FOR_MACHINES: Final = '{"ImportId"'
#: a question and one of its choices, or a row of its grid, in one header
_PARTS: Final = (
    (re.compile(r"(.*\S)\s*\(choice=(.+)\)", re.DOTALL), True),
    (re.compile(r"(.+?)___(.+)", re.DOTALL), True),
    (re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL), False),
    (re.compile(r"(.*\S)\s+[-–]\s+(\S.*?)", re.DOTALL), False),
    (re.compile(r"(.*\S):\s+(\S.*?)", re.DOTALL), False),
    (re.compile(r"(.*\S)\s+\(([^()]+)\)", re.DOTALL), False),
)


def fields_of(lines: Sequence[Line]) -> tuple[tuple[Field, ...], list[Line]]:
    """The columns, and the rows under their headers.

    Args:
        lines: rows with their numbers, without those that are empty.
    """
    at = _header_line(lines)
    head, rest = lines[at][1], list(lines[at + 1 :])
    width = max((_filled(cells) for _number, cells in lines[at:]), default=0)
    first = _padded(head, width)
    if len(rest) > 1 and any(cell.startswith(_FOR_MACHINES) for cell in rest[1][1]):
        fields = _named(first, _padded(rest[0][1], width))
        return _split([replace(one, header=_CHOSEN.sub("", one.header)) for one in fields]), rest[
            2:
        ]
    if rest and any(cell.startswith(_FOR_MACHINES) for cell in rest[0][1]):
        return _split(_named([""] * width, first)), rest[1:]
    second = _padded(rest[0][1], width) if rest else []
    if rest and _is_second_row(first, second):
        return tuple(_two_rows(first, second)), rest[1:]
    return _split(_without_codes(_named([""] * width, first))), rest


def _without_codes(fields: Sequence[Field]) -> Sequence[Field]:
    """LimeSurvey may write a question's code before its words: “Q2[SQ001]. Which support?”."""
    found = [_CODED.fullmatch(one.header) for one in fields]
    if sum(map(bool, found)) < _MOST * len(fields):
        return fields
    return [
        replace(one, header=match[2], name=match[1]) if match else one
        for one, match in zip(fields, found, strict=True)
    ]


def _filled(cells: Sequence[str]) -> int:
    """How far a row is filled."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _header_line(lines: Sequence[Line]) -> int:
    """The first row that is filled as the others are: a title above has one cell."""
    counts = [sum(1 for cell in cells if cell.strip()) for _number, cells in lines[:_HEAD]]
    widest = max(counts, default=0)
    if widest < 3:
        return 0
    return next(at for at, count in enumerate(counts) if count > 2 or 2 * count > widest)


def _is_second_row(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a row goes on with the headers: it says something where they are silent, and is
    silent under the first ones, which hold numbers and times of the answers."""
    pairs = [(above.strip(), below.strip()) for above, below in zip(first, second, strict=True)]
    leading = next((below for above, below in pairs if above), "x")
    if leading:
        return False
    if any(casefold(below) in _ONE_ANSWER for _above, below in pairs):
        return True
    return any(not above and below for above, below in pairs)


def _two_rows(first: Sequence[str], second: Sequence[str]) -> Iterable[Field]:
    question = ""
    for number, (above, below) in enumerate(zip(first, second, strict=True)):
        question = above.strip() or question
        part = below.strip()
        if casefold(part) in _ONE_ANSWER:
            name = part if casefold(part) in _OPEN_ENDED else ""
            yield Field(number, question or _nameless(number), name)
        else:
            yield Field(number, question or part or _nameless(number), "", part)


def _named(names: Sequence[str], headers: Sequence[str]) -> list[Field]:
    found = []
    for number, (name, header) in enumerate(zip(names, headers, strict=True)):
        text = header.strip() or name.strip() or _nameless(number)
        found.append(Field(number, text, name.strip() if header.strip() else ""))
    return found


def _nameless(number: int) -> str:
    return _("Column {number}").format(number=number + 1)


def _split(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields, with those divided into question and part that stand beside others of the same
    question."""
    found = list(fields)
    for pattern, ticked in _PARTS:
        matches = [None if one.part else pattern.fullmatch(one.header) for one in found]
        stems = [match[1].strip() if match else "" for match in matches]
        for stem, run in groupby(range(len(found)), key=lambda at: stems[at]):
            places = list(run)
            if stem and (ticked or len(places) > 1):
                for at in places:
                    match = matches[at]
                    assert match is not None
                    found[at] = replace(
                        found[at],
                        header=stem,
                        name=found[at].name or found[at].header,
                        part=match[2].strip(),
                        ticked=ticked,
                    )
    return tuple(found)
