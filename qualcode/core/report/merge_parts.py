"""The parts of a report of a merge, as a Word file or a page for a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.core.model import ProjectInfo
from qualcode.core.report.characters import Characters
from qualcode.core.report.html import page
from qualcode.core.report.wordfile import Cell, WordFile

_STYLE: Final = "td { vertical-align: top }\n"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report; the first row is its head, and columns of numbers stand to the right."""

    caption: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences, which stand as a list if there are several, and a table under it.

    Attributes:
        intro: what is said ahead of the list.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    intro: str = ""


def as_word(info: ProjectInfo, titled: tuple[str, list[str]], parts: Sequence[Part]) -> bytes:
    """A Word file. `titled` is the subtitle, with sentences under it."""
    subtitle, intro = titled
    file = WordFile(info.name, info.language, None, landscape=True)
    file.text("Title", info.name)
    file.text("Subtitle", subtitle)
    for sentence in intro:
        file.text("Normal", sentence)
    for part in parts:
        file.heading(1, part.heading)
        if part.intro:
            file.text("Normal", part.intro, keep_next=bool(part.sentences))
        for number, sentence in enumerate(part.sentences, 1):
            style = "ListBullet" if len(part.sentences) > 1 else "Normal"
            is_last = number == len(part.sentences)
            file.text(style, sentence, keep_next=is_last and part.table is not None)
        if part.table is not None:
            file.caption(part.table.caption)
            head, *rows = part.table.rows
            file.table(part.table.widths, [_cells(part.table, row) for row in (head, *rows)])
    return file.finish()


def _cells(table: Table, row: Sequence[str]) -> list[Cell]:
    return [Cell(text, right=table.numbers and at > 0) for at, text in enumerate(row)]


def as_html(info: ProjectInfo, titled: tuple[str, list[str]], parts: Sequence[Part]) -> bytes:
    """A page for a browser."""
    subtitle, intro = titled
    escaped = Characters().escaped
    body = [
        f"<h1>{escaped(info.name)}</h1>",
        f'<p class="subtitle">{escaped(subtitle)}</p>',
    ]
    body += [f"<p>{escaped(sentence)}</p>" for sentence in intro]
    for part in parts:
        body.append(f"<h2>{escaped(part.heading)}</h2>")
        if part.intro:
            body.append(f"<p>{escaped(part.intro)}</p>")
        if len(part.sentences) > 1:
            items = "".join(f"<li>{escaped(one)}</li>" for one in part.sentences)
            body.append(f"<ul>{items}</ul>")
        else:
            body += [f"<p>{escaped(one)}</p>" for one in part.sentences]
        if part.table is not None:
            body.append(_html_table(part.table, escaped))
    return page(escaped(info.name), info.language, body, _STYLE)


def _html_table(table: Table, escaped: Callable[[str], str]) -> str:
    head, *rows = table.rows
    body = "\n".join(f"<tr>{_html_cells(table, 'td', row, escaped)}</tr>" for row in rows)
    return (
        f"<table><caption>{escaped(table.caption)}</caption><thead><tr>"
        f"{_html_cells(table, 'th', head, escaped)}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _html_cells(table: Table, tag: str, row: Sequence[str], escaped: Callable[[str], str]) -> str:
    number = ' class="number"' if table.numbers else ""
    return "".join(
        f"<{tag}{number if at else ''}>{escaped(text)}</{tag}>" for at, text in enumerate(row)
    )
