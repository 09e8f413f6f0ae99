"""Headings that a file marks as such, at their places in the text that was read.

Only what is sure: a style or a level that says so, never large or bold letters. Longer lines than
a heading can be were given the style for their looks, and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from qualcode.core.importers.encodings import with_line_feeds
from qualcode.core.importers.transcript import Heading
from qualcode.core.model.span import trim

#: Word has so many levels, and no other format more that anybody uses.
DEEPEST: Final = 9
# Three lines of a page. Whole questions stand as headings; whole answers do not.
LONGEST: Final = 300

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKED: Final = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE: Final = re.compile(r" {0,3}(?:(?P<first>={3,})|-{3,})[ \t]*$")
_NOT_UNDERLINED: Final = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]|={3}|-{3})")


def on_lines(lines: Sequence[str], levels: Mapping[int, int]) -> tuple[Heading, ...]:
    """The headings among lines that are joined by line feeds, by the numbers of the lines.

    A carriage return within a line is, with the line feed behind it, one character of the text.
    """
    found, at, lost = [], 0, 0
    for number, line in enumerate(lines):
        if number in levels:
            start = at - lost
            lost += line.count("\r\n")
            found.append(Heading(start, at + len(line) - lost, levels[number]))
        else:
            lost += line.count("\r\n")
        at += len(line) + 1
        lost += line.endswith("\r") and number + 1 < len(lines)
    return tuple(trimmed(with_line_feeds("\n".join(lines)), found)) if found else ()


def tables_on_lines(
    lines: Sequence[str], tables: Sequence[Sequence[Sequence[tuple[int, int]]]]
) -> tuple[tuple[tuple[tuple[int, int], ...], ...], ...]:
    """The first table and the largest one, as `cells_on_lines`."""
    return tuple(cells_on_lines(lines, one) for one in first_and_largest(tables))


_Table = TypeVar("_Table", bound=Sequence[object])


def first_and_largest(tables: Sequence[_Table]) -> tuple[_Table, ...]:
    """Of the tables of a text the one that may hold facts, and the one that may hold the talk."""
    return (tables[0], max(tables, key=len)) if tables else ()


def cells_on_lines(
    lines: Sequence[str], rows: Sequence[Sequence[tuple[int, int]]]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Where the cells of a table stand in a text, by the numbers of their lines."""
    if not rows or any(not row for row in rows):
        return ()
    last = rows[-1][-1][1]
    starts, at = [], 0
    for line in lines[:last]:
        starts.append(at)
        at += len(line) + 1
    if any("\r" in line for line in lines[:last]):
        return ()  # which is one character with the line feed behind it: rare, and no table of facts
    starts.append(at)
    return tuple(
        tuple((starts[first], max(starts[first], starts[end] - 1)) for first, end in row)
        for row in rows
    )


def trimmed(text: str, headings: Iterable[Heading]) -> list[Heading]:
    """Without outer white space; those that are empty or too long are left out."""
    found = []
    for heading in headings:
        span = trim(text, heading.start, heading.end)
        if span is not None and span.end - span.start <= LONGEST:
            found.append(replace(heading, start=span.start, end=span.end))
    return found


def in_markdown(text: str) -> tuple[Heading, ...]:
    """Lines that begin with “#”, or that a line of “=” or “-” stands below."""
    found: list[Heading] = []
    fence, at, in_paragraph = "", 0, False
    above: tuple[int, int] | None = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        heading = None if fence or mark else _heading(line, at, above)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if heading is not None:
            found.append(heading)
        ends = bool(fence or mark or heading or not line.strip())
        is_first = not in_paragraph and not ends and not _NOT_UNDERLINED.match(line)
        above = (at, at + len(line)) if is_first else None
        in_paragraph = not ends
        at += len(line) + 1
    return tuple(trimmed(text, found))


def _heading(line: str, at: int, above: tuple[int, int] | None) -> Heading | None:
    """`above` is where the line before stands, if it is a paragraph by itself."""
    if marked := _MARKED.match(line):
        return Heading(at + marked.start("words"), at + marked.end("words"), len(marked["marks"]))
    underline = _UNDERLINE.match(line)
    if underline and above:
        return Heading(*above, 1 if underline["first"] else 2)
    return None
