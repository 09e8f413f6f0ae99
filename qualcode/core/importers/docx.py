"""Word documents: the text as Word shows it with all changes accepted.

Each paragraph is a line, also in tables (cell by cell, row by row; a merged cell once). Besides
the characters of the text these are written, and nothing else:

- list numbers and bullets, with the tab or space that follows them;
- `\\n` for line, page and column breaks, `\\t` for tabs, U+2011 and U+00AD for Word's own hyphens,
  Unicode for symbols of the fonts Symbol and Wingdings, ☐ and ☒ for tick boxes;
- the number of a footnote or endnote where its mark stands, and the note on lines of its own
  after the paragraph; then the text boxes that are anchored in the paragraph.

Left out: deleted text, the instructions of fields (their results stay), headers and footers, and
comments, which `Reading.margin` has, with the words in colour; where the user wants them in the
text, `margin_rules.into_text` puts each on a line below its paragraph. Hidden text stays, because no
answer may be lost unseen. `Reading.notes` says so.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from lxml import etree

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import word_symbols
from qualcode.core.importers.archive import Archive, opened
from qualcode.core.importers.encodings import too_long, with_line_feeds
from qualcode.core.importers.headings import on_lines, tables_on_lines
from qualcode.core.importers.margin_places import Line
from qualcode.core.importers.transcript import MAX_CHARACTERS, Reading
from qualcode.core.importers.word_fields import Fields, form_field
from qualcode.core.importers.word_headings import Levels
from qualcode.core.importers.word_margin import (
    ANCHORS,
    EDGES,
    PARTS,
    WordAnchors,
    comments_in,
    numbers_of,
)
from qualcode.core.importers.word_notes import Notes
from qualcode.core.importers.word_numbering import Numbering
from qualcode.core.importers.word_remarks import remarks
from qualcode.core.importers.word_xml import attribute, child, local
from qualcode.core.translate import _

_CHARACTERS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_REMOVED: Final = frozenset(("del", "moveFrom"))
_WRAPPERS: Final = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_PARTS: Final = frozenset(("numbering", "styles", "settings", "footnotes", "endnotes", *PARTS))
_BOXES: Final = frozenset(("txbxContent", "txBody"))


def read(file: BinaryIO, file_name: str) -> Reading:
    """Raises ImportRefused for what is no sound, open Word document of a size to work with."""
    with opened(file, file_name) as archive:
        main = _main_part(archive)
        document = archive.xml(main)
        body = child(document, "body")
        if local(document.tag) != "document" or body is None:
            raise ImportRefused(_not_word(file_name))
        parts = _related(archive, main)
        reader = _Reader(body, parts, file_name)
    lines = reader.read()
    text = with_line_feeds("\n".join(lines))
    comments = comments_in(parts, _Reader(body, {}, file_name).lines_in)
    return Reading(
        text,
        notes=remarks(document, read=numbers_of(parts)),
        headings=on_lines(lines, reader.levels),
        margin=reader.anchors.margin(lines, text, comments),
        tables=tables_on_lines(lines, reader.tables),
    )


class _Reader:
    def __init__(
        self, body: etree._Element, parts: dict[str, etree._Element], file_name: str
    ) -> None:
        self._body = body
        self._file_name = file_name
        self._numbering = Numbering(parts.get("numbering"), parts.get("styles"))
        section, settings = child(body, "sectPr"), parts.get("settings")
        self._notes = {
            kind: Notes(kind, parts.get(kind + "s"), section, settings)
            for kind in ("footnote", "endnote")
        }
        self._fields = Fields(body)
        self._headings = Levels(parts.get("styles"))
        self.levels: dict[int, int] = {}
        """Which lines are headings, by their numbers, and of which level."""
        self.tables: list[list[list[tuple[int, int]]]] = []
        """The lines of each cell, row by row."""
        self.anchors = WordAnchors()
        self._note_number = ""
        self._lines: list[str] = []
        self._characters = 0
        self._handlers: Final[dict[str, Callable[[etree._Element, Line], None]]] = {
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "symEx": self._symbol,
            "fldChar": self._field,
            "AlternateContent": self._alternative,
            "footnoteReference": self._reference,
            "endnoteReference": self._reference,
            "footnoteRef": self._own_number,
            "endnoteRef": self._own_number,
            "txbxContent": self._box,
            "txBody": self._box,
            **dict.fromkeys(ANCHORS, self.anchors.meet),
        }

    def read(self) -> list[str]:
        self._blocks(self._body)
        return self._lines

    def lines_in(self, element: etree._Element) -> list[str]:
        """The lines of a text of its own, such as a comment."""
        self._lines, self._fields = [], Fields(element)
        self._blocks(element)
        return self._lines

    # Blocks

    def _blocks(self, container: etree._Element) -> None:
        line = Line()
        for block in _children(container, "p", "tbl", *EDGES):
            name = local(block.tag)
            if name == "p":
                line = self._paragraph(block, line)
                continue
            if name in EDGES:
                self.anchors.meet(block, line)
                continue
            self._end_line("", line)
            line = Line()
            self._table(block)
        self._end_line("", line)

    def _paragraph(self, paragraph: etree._Element, line: Line) -> Line:
        """Adds to a line and ends it, unless the change that deletes its end was accepted."""
        properties = child(paragraph, "pPr")
        self._inline(paragraph, line)
        if _is_removed(child(properties, "rPr")):
            return line
        label = self._numbering.label(properties)
        if level := self._headings.level(properties):
            self.levels[len(self._lines)] = level
        self._end_line(label, line, is_empty=True)
        if child(properties, "sectPr") is not None:
            for notes in self._notes.values():
                notes.end_section()
        return Line()

    def _end_line(self, label: str, line: Line, *, is_empty: bool = False) -> None:
        """`is_empty` writes an empty line too."""
        line.number, line.lead = len(self._lines), len(label)
        if len(line) or is_empty:
            self._write(label + "".join(line.pieces))
        for element, note_number in line.after:
            self._aside(element, note_number)

    def _write(self, text: str) -> None:
        self._lines.append(text)
        self._characters += len(text) + 1
        if self._characters > MAX_CHARACTERS:
            raise ImportRefused(too_long(self._file_name))

    def _aside(self, element: etree._Element, note_number: str) -> None:
        """A note or a text box: a small text of its own, fields and all."""
        outside = self._fields, self._note_number
        self._fields, self._note_number = Fields(element), note_number
        self._blocks(element)
        self._fields, self._note_number = outside

    def _table(self, table: etree._Element) -> None:
        rows: list[list[tuple[int, int]]] = []
        for row in _children(table, "tr", *EDGES):
            if local(row.tag) in EDGES or _is_removed(child(row, "trPr")):
                self._pass_over(row)
                continue
            rows.append([])
            for cell in _children(row, "tc", *EDGES):
                properties = child(cell, "tcPr")
                gone = local(cell.tag) in EDGES or child(properties, "cellDel") is not None
                if gone or _continues(cell, properties):
                    self._pass_over(cell)
                else:
                    before = len(self._lines)
                    self._blocks(cell)
                    rows[-1].append((before, len(self._lines)))
        if rows := [row for row in rows if row]:
            self.tables.append(rows)

    def _pass_over(self, element: etree._Element) -> None:
        """What is between lines, or left out with all that is in it."""
        self.anchors.meet_in(element, Line(number=len(self._lines)))

    # Within a paragraph

    def _inline(self, element: etree._Element, line: Line) -> None:
        for part in element:
            name = local(part.tag)
            if name in self._handlers:
                self._handlers[name](part, line)
            elif name in _CHARACTERS:
                self._add(_CHARACTERS[name], line)
            elif name in _REMOVED:
                self.anchors.meet_in(part, line)
            elif not name.endswith("Pr"):  # properties hold no text
                self._inline(part, line)

    def _add(self, text: str, line: Line) -> None:
        if not self._fields.in_instruction:
            line.add(text)

    def _run(self, element: etree._Element, line: Line) -> None:
        start = line.spot()
        self._inline(element, line)
        self.anchors.run(element, start)

    def _text(self, element: etree._Element, line: Line) -> None:
        self._add(
            "".join(map(str, element.itertext())) if len(element) else element.text or "", line
        )

    def _symbol(self, element: etree._Element, line: Line) -> None:
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            code = 0
        self._add(word_symbols.character(attribute(element, "font") or "", code), line)

    def _field(self, element: etree._Element, line: Line) -> None:
        self._add(form_field(element), line)
        self._fields.step(attribute(element, "fldCharType"))

    def _alternative(self, element: etree._Element, line: Line) -> None:
        """The newest form; an older one where the newest holds no text that is known here."""
        for branch in element:
            before = len(line)
            self._inline(branch, line)
            if len(line) > before:
                return

    def _reference(self, element: etree._Element, line: Line) -> None:
        notes = self._notes[local(element.tag).removesuffix("Reference")]
        mark = notes.mark(element)
        self._add(mark, line)
        note = notes.take(element)
        if note is not None:
            line.after.append((note, mark))

    def _own_number(self, element: etree._Element, line: Line) -> None:  # noqa: ARG002
        self._add(self._note_number, line)

    def _box(self, element: etree._Element, line: Line) -> None:
        line.after.append((element, ""))


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these names, also in content controls and the like; no removed ones."""
    for part in element:
        name = local(part.tag)
        if name in names:
            yield part
        elif name in _WRAPPERS:
            yield from _children(part, *names)
        elif name == "AlternateContent" and len(part):
            yield from _children(part[0], *names)


def _is_removed(properties: etree._Element | None) -> bool:
    return any(child(properties, name) is not None for name in _REMOVED)


def _continues(cell: etree._Element, properties: etree._Element | None) -> bool:
    """Whether a cell only goes on with the one above it; Word shows no text in such a cell."""
    for name in ("vMerge", "hMerge"):
        merged = child(properties, name)
        if merged is not None and attribute(merged, "val") != "restart":
            return not any((text.text or "").strip() for text in cell.iter("{*}t"))
    return False


def _main_part(archive: Archive) -> str:
    if archive.has("_rels/.rels"):
        for relation in archive.xml("_rels/.rels"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if archive.has(target):
                    return target
    if archive.has("word/document.xml"):
        return "word/document.xml"
    raise ImportRefused(_not_word(archive.file_name))


def _related(archive: Archive, main: str) -> dict[str, etree._Element]:
    """The parts that are read, by the last word of their relation: "styles", "footnotes".

    The text needs no comments: where their parts are damaged, it comes without them.
    """
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", name + ".rels")
    parts: dict[str, etree._Element] = {}
    for relation in archive.xml(relations) if archive.has(relations) else ():
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        if kind not in _PARTS:
            continue
        target = posixpath.join("/" + folder, attribute(relation, "Target") or "")
        part = posixpath.normpath(target).lstrip("/")
        if not archive.has(part):
            continue
        try:
            parts[kind] = archive.xml(part)
        except ImportRefused:
            if kind not in PARTS:
                raise
    return parts


def _not_word(file_name: str) -> str:
    return _(
        "“{file}” is not a Word document, whatever its name says. Open it in the program it comes "
        "from, and save it as .docx or as plain text."
    ).format(file=file_name)
