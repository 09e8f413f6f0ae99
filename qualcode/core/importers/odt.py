"""Texts of LibreOffice and other writers (`.odt`): as shown with all changes accepted.

Each paragraph is a line, also in tables (cell by cell, row by row). Besides the characters of the
text these are written, and nothing else:

- list and heading numbers and bullets, with the tab or space that follows them;
- `\\n` for line breaks, `\\t` for tabs, and the spaces that the format counts instead of writing;
- the number of a note where its mark stands, and the note on lines of its own, its number before
  it, after the paragraph; then the text boxes that are anchored in the paragraph.

Left out: deleted text, headers and footers, and comments, which `Reading.margin` has, with the words
in colour. Hidden text stays, because no answer may be lost unseen. `Reading.notes` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.archive import WRITER, Archive, locked, opened
from qualcode.core.importers.encodings import too_long, with_line_feeds
from qualcode.core.importers.headings import DEEPEST, on_lines, tables_on_lines
from qualcode.core.importers.margin_places import Line
from qualcode.core.importers.odt_margin import Colours, Marker, OdtAnchors
from qualcode.core.importers.odt_numbering import ListPlace, Numbering
from qualcode.core.importers.transcript import MAX_CHARACTERS, MAX_LINES, Reading
from qualcode.core.importers.word_xml import attribute, child, local, number
from qualcode.core.translate import _

_WHITE: Final = re.compile(r"[ \t\r\n]+")
_NO_TEXT: Final = frozenset((
    "tracked-changes", "forms", "script", "event-listeners",
    "title", "desc", "sequence-decls", "variable-decls", "user-field-decls",
    "dde-connection-decls", "table-of-content-source", "illustration-index-source",
    "table-index-source", "object-index-source", "user-index-source", "alphabetical-index-source",
    "bibliography-source", "object", "object-ole", "image", "plugin", "applet",
    "covered-table-cell", "soft-page-break", "shapes", "note-citation",
))  # fmt: skip
_SHAPES: Final = frozenset((
    "frame", "text-box", "custom-shape", "rect", "line", "polyline", "polygon", "path", "circle",
    "ellipse", "g", "connector", "caption", "measure",
))  # fmt: skip


def read(file: BinaryIO, file_name: str) -> Reading:
    """Raises ImportRefused for what is no sound, open text document of a size to work with."""
    with opened(file, file_name, WRITER) as archive:
        _refuse_locked(archive)
        if not archive.has("content.xml"):
            raise ImportRefused(_no_text_document(file_name))
        content = archive.xml("content.xml")
        styles = archive.xml("styles.xml") if archive.has("styles.xml") else None
    body = child(child(content, "body"), "text")
    if body is None:
        raise ImportRefused(_no_text_document(file_name))
    aside = _Reader(Numbering(content, None), file_name)
    reader = _Reader(Numbering(content, styles), file_name, Colours(content, styles), aside)
    lines = reader.read(body)
    text = with_line_feeds("\n".join(lines))
    return Reading(
        text,
        notes=_remarks(content),
        headings=on_lines(lines, reader.levels),
        margin=reader.anchors.of(content, lines, text),
        tables=tables_on_lines(lines, reader.tables),
    )


@dataclass(slots=True)
class _Line(Line):
    """A paragraph on its way: its text, and what is to follow it."""

    after_space: bool = True
    """Whether more white space would add nothing: at the beginning, and after some."""

    def add(self, text: str) -> None:
        if text:
            Line.add(self, text)
            self.after_space = False

    def add_text(self, text: str | None) -> None:
        """Characters as the file has them, in which much white space is one space."""
        plain = _WHITE.sub(" ", text or "")
        if self.after_space:
            plain = plain.removeprefix(" ")
        if plain:
            Line.add(self, plain)
            self.after_space = plain.endswith(" ")


class _Reader:
    """Reads a text; `aside` reads those of its comments."""

    def __init__(
        self,
        numbering: Numbering,
        file_name: str,
        colours: Colours | None = None,
        aside: _Reader | None = None,
    ) -> None:
        self._numbering = numbering
        self._file_name = file_name
        self._colours = colours
        self.anchors = OdtAnchors(aside.read if aside else lambda _comment: [])
        self._marker = Marker(self.anchors)
        self._lines: list[str] = []
        self._characters = 0
        self._label = ""
        self.tables: list[list[list[tuple[int, int]]]] = []
        """The lines of each cell, row by row."""
        self.levels: dict[int, int] = {}
        """Which lines are headings, by their numbers, and of which level."""
        self._handlers: Final[dict[str, Callable[[etree._Element, _Line], None]]] = {
            "s": self._spaces,
            "tab": lambda _element, line: line.add("\t"),
            "line-break": lambda _element, line: line.add("\n"),
            "note": self._note,
            "span": self._span,
            "annotation": self.anchors.comment,
            "annotation-end": self.anchors.comment_end,
            **dict.fromkeys(_SHAPES, self._shape),
        }

    def read(self, body: etree._Element) -> list[str]:
        """The lines of a text of its own."""
        self._lines = []
        self._blocks(body, None)
        return self._lines

    # Blocks

    def _blocks(self, container: etree._Element, place: ListPlace | None) -> None:
        for block in container:
            name = local(block.tag)
            if name in ("p", "h"):
                self._paragraph(block, place)
            elif name == "list":
                self._list(block, place)
            elif name == "table":
                self._table(block)
            elif name == "numbered-paragraph":
                self._blocks(block, self._numbering.numbered(block))
            elif name.startswith("annotation"):
                self._handlers[name](block, _Line(number=len(self._lines)))
            elif name not in _NO_TEXT:
                self._blocks(block, place)

    def _list(self, element: etree._Element, place: ListPlace | None) -> None:
        inner = self._numbering.enter(element, place)
        for item in element:
            is_item = local(item.tag) == "list-item"
            if is_item:
                self._numbering.begin_item(item, inner)
            self._blocks(item, inner if is_item else None)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[tuple[int, int]]] = []
        for row in _children(
            table, "table-row", around=("table-rows", "table-header-rows", "table-row-group")
        ):
            for _again in range(_repeats(row, "number-rows-repeated")):
                rows.append([])
                for cell in row:
                    if local(cell.tag) == "table-cell":
                        rows[-1].extend(self._cell(cell))
        if rows := [row for row in rows if row]:
            self.tables.append(rows)

    def _cell(self, cell: etree._Element) -> Iterator[tuple[int, int]]:
        """The lines of the cell, as often as it comes."""
        for _again in range(_repeats(cell, "number-columns-repeated")):
            before = len(self._lines)
            self._blocks(cell, None)
            if len(self._lines) == before:  # an empty cell counts, so that a row has its length
                self._write("")
            yield before, len(self._lines)

    def _paragraph(self, paragraph: etree._Element, place: ListPlace | None) -> None:
        line = _Line()
        before, self._label = self._label, ""
        label = before + self._numbering.label(paragraph, place)
        style = attribute(paragraph, "style-name")
        self._marker.turn(self._colours.of_paragraph(style) if self._colours else "", line)
        self._inline(paragraph, line)
        self._marker.turn("", line)
        line.number, line.lead = len(self._lines), len(label)
        if local(paragraph.tag) == "h":
            level = number(attribute(paragraph, "outline-level"), 1)
            self.levels[len(self._lines)] = min(max(level, 1), DEEPEST)
        self._write(label + "".join(line.pieces))
        for element, mark in line.after:
            self._aside(element, mark)

    def _aside(self, element: etree._Element, mark: str) -> None:
        """A note or a box: a small text of its own."""
        self._label = mark
        self._blocks(element, None)
        self._label = ""

    def _write(self, text: str) -> None:
        self._lines.append(text)
        self._count(len(text) + 1)

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_CHARACTERS or len(self._lines) > MAX_LINES:
            raise ImportRefused(too_long(self._file_name))

    # Within a paragraph

    def _inline(self, element: etree._Element, line: _Line) -> None:
        line.add_text(element.text)
        for part in element:
            name = local(part.tag)
            if name in self._handlers:
                self._handlers[name](part, line)
            elif name not in _NO_TEXT:
                self._inline(part, line)
            line.add_text(part.tail)

    def _span(self, element: etree._Element, line: _Line) -> None:
        around = self._marker.colour
        own = self._colours.of_words(attribute(element, "style-name")) if self._colours else None
        self._marker.turn(around if own is None else own, line)
        self._inline(element, line)
        self._marker.turn(around, line)

    def _spaces(self, element: etree._Element, line: _Line) -> None:
        count = max(0, number(attribute(element, "c"), 1))
        self._count(count)  # before there are so many
        line.add(" " * count)

    def _note(self, element: etree._Element, line: _Line) -> None:
        citation = child(element, "note-citation")
        mark = "" if citation is None else "".join(map(str, citation.itertext())).strip()
        line.add(mark)
        body = child(element, "note-body")
        if body is not None:
            line.after.append((body, f"{mark} " if mark else ""))

    def _shape(self, element: etree._Element, line: _Line) -> None:
        line.after.append((element, ""))


def _children(
    element: etree._Element, name: str, *, around: tuple[str, ...]
) -> Iterator[etree._Element]:
    for part in element:
        if local(part.tag) == name:
            yield part
        elif local(part.tag) in around:
            yield from _children(part, name, around=around)


def _repeats(element: etree._Element, name: str) -> int:
    """How often a row or a cell stands there; an empty one once, because it fills up a page."""
    if not any(text.strip() for text in map(str, element.itertext())):
        return 1
    return max(1, number(attribute(element, name), 1))


def _remarks(content: etree._Element) -> tuple[str, ...]:
    found = []
    if next(content.iter("{*}changed-region"), None) is not None:
        found.append(_("The document holds tracked changes. They were read as accepted."))
    hidden = any(attribute(one, "display") == "none" for one in content.iter("{*}text-properties"))
    if hidden or next(content.iter("{*}hidden-text", "{*}hidden-paragraph"), None) is not None:
        found.append(_("The document holds hidden text. It was imported too."))
    return tuple(found)


def _refuse_locked(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if archive.has(manifest) and b"encryption-data" in archive.bytes(manifest):
        raise ImportRefused(locked(archive.file_name, WRITER))


def _no_text_document(file_name: str) -> str:
    return _(
        "“{file}” is not a text document, whatever its name says. Open it in the program it comes "
        "from, and save it as .odt, .docx or plain text."
    ).format(file=file_name)
