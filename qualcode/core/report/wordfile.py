"""A Word file, built as text: python-docx takes minutes for what this writes in a second."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.report.characters import Characters
from qualcode.core.report.wordparts import (
    APP,
    DECLARATION,
    FOOTER,
    HEADING_LEVELS,
    LANGUAGE_TAGS,
    NAMESPACES,
    NUMBERING,
    PACKAGE_RELATIONSHIPS,
    Part,
    content_types,
    core,
    document_relationships,
    field,
    section,
    settings,
    text_width,
)
from qualcode.core.report.wordstyles import styles
from qualcode.core.translate import _

#: the earliest time that a zip archive can hold: the same content gives the same bytes
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_TABLE_END = "</w:tbl>"

#: headings deeper than this are not in the table of contents
_CONTENTS_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell's text; `indent` in twentieths of a point, `fill` as ``rrggbb``.

    Attributes:
        below: small print under the text.
        merge: ``restart`` where a cell begins that goes on below, ``continue`` where it does.
        language: of the text, where it may be another than the file's.
    """

    text: str
    right: bool = False
    indent: int = 0
    fill: str | None = None
    below: str = ""
    merge: str = ""
    language: str | None = None


class WordFile:
    """The paragraphs and tables of a document, from top to bottom."""

    def __init__(
        self, title: str, language: str, changed: str | None, *, landscape: bool = False
    ) -> None:
        self.characters = Characters()
        self._landscape = landscape
        self._title = title
        self._language = language
        self._changed = changed
        self._parts: list[str] = []
        self._headings: list[tuple[int, str]] = []
        self._contents_at: int | None = None
        self._captions = 0

    def runs(self, text: str, properties: str = "", *, language: str | None = None) -> str:
        """The text's runs: line breaks and tabs stay what they are."""
        if language and language != self._language and language in LANGUAGE_TAGS:
            properties += f'<w:lang w:val="{LANGUAGE_TAGS[language]}"/>'
        before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        inner = self.characters.escaped(text)
        if "\n" in inner or "\t" in inner or "\r" in inner:
            close, again = "</w:t>", '<w:t xml:space="preserve">'
            inner = inner.replace("\r\n", "\n").replace("\r", "\n")
            inner = inner.replace("\n", f"{close}<w:br/>{again}")
            inner = inner.replace("\t", f"{close}<w:tab/>{again}")
        return f'<w:r>{before}<w:t xml:space="preserve">{inner}</w:t></w:r>'

    def paragraph(self, style: str, runs: str, properties: str = "") -> None:
        """A paragraph of a style; `properties` is XML that follows the style's name."""
        self._parts.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
        )

    def text(self, style: str, text: str, *, keep_next: bool = False) -> None:
        """A paragraph of plain text."""
        self.paragraph(style, self.runs(text), "<w:keepNext/>" if keep_next else "")

    def heading(self, level: int, text: str) -> None:
        """A heading, which the table of contents can jump to; level 1 is the highest."""
        level = min(level, HEADING_LEVELS)
        self._headings.append((level, text))
        number = len(self._headings)
        self.paragraph(
            f"Heading{level}",
            f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>'
            f'{self.runs(text)}<w:bookmarkEnd w:id="{number}"/>',
        )

    def contents(self) -> None:
        """The table of contents goes here, with the headings that are still to come."""
        self._contents_at = len(self._parts)

    def caption(self, text: str) -> None:
        """A numbered caption for the table that follows."""
        self._captions += 1
        number = field("SEQ Table \\* ARABIC", str(self._captions))
        before = self.runs(_("Table") + " ")
        self.paragraph("Caption", before + number + self.runs(f". {text}"))

    def table(
        self, widths: Sequence[int], rows: Sequence[Sequence[Cell]], *, together: bool = False
    ) -> None:
        """A table over the text's width; the first row is repeated on each page, and never alone.

        Args:
            together: keep it on one page.
        """
        whole = sum(widths)
        room = text_width(landscape=self._landscape)
        columns = [round(width * room / whole) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        self._parts.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="SummaryTable"/><w:tblW w:w="5000" w:type="pct"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        for number, row in enumerate(rows):
            is_kept = (together or number == 0) and number + 1 < len(rows)
            keep = "<w:keepNext/>" if is_kept else ""
            self._row(columns, row, keep, first=number == 0)
        self._parts.append(_TABLE_END)

    def _row(self, columns: Sequence[int], row: Sequence[Cell], keep: str, *, first: bool) -> None:
        header = "<w:tblHeader/>" if first else ""
        cells = "".join(
            self._cell(width, cell, keep) for width, cell in zip(columns, row, strict=True)
        )
        self._parts.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")

    def _cell(self, width: int, cell: Cell, keep: str) -> str:
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        layout = f'<w:ind w:left="{cell.indent}"/>' if cell.indent else ""
        layout += '<w:jc w:val="right"/>' if cell.right else ""
        merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        below = (
            f'<w:p><w:pPr><w:pStyle w:val="TableSource"/>{keep}</w:pPr>'
            f"{self.runs(cell.below)}</w:p>"
            if cell.below
            else ""
        )
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{fill}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{keep}{layout}</w:pPr>'
            f"{self.runs(cell.text, language=cell.language)}</w:p>{below}</w:tc>"
        )

    def finish(self, more: Sequence[Part] = ()) -> bytes:
        """The file's bytes, with more parts in it; the same content always gives the same."""
        if self._contents_at is not None:
            self._parts.insert(self._contents_at, self._contents())
        if self._parts and self._parts[-1] == _TABLE_END:
            self._parts.append("<w:p/>")  # Word wants a paragraph after the last table
        body = "".join(self._parts)
        title = self.characters.clean(self._title)
        return _zipped(
            {
                "[Content_Types].xml": content_types(more),
                "_rels/.rels": PACKAGE_RELATIONSHIPS,
                "docProps/core.xml": core(title, self._language, self._changed),
                "docProps/app.xml": APP,
                "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
                f"{body}{section(landscape=self._landscape)}</w:body></w:document>",
                "word/_rels/document.xml.rels": document_relationships(more),
                "word/styles.xml": styles(self._language),
                "word/settings.xml": settings(self._language),
                "word/numbering.xml": NUMBERING,
                "word/footer1.xml": FOOTER,
                **{f"word/{part.name}": part.content for part in more},
            }
        )

    def _contents(self) -> str:
        """A TOC field that holds the headings. The pages are Word's to know, at the first F9.

        A field marked for update would make Word ask a question whenever the file is opened.
        """
        listed = [
            (number, level, text)
            for number, (level, text) in enumerate(self._headings, 1)
            if level <= _CONTENTS_LEVELS
        ]
        if not listed:
            return ""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        entries = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{begin if place == 0 else ""}'
            f'<w:hyperlink w:anchor="{_bookmark(number)}" w:history="1">'
            f"{self.runs(text)}</w:hyperlink></w:p>"
            for place, (number, level, text) in enumerate(listed)
        )
        heading = self.runs(_("Contents"))
        hint = self.runs(_("Click here and press F9 for page numbers."))
        return (
            f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{heading}</w:p>{entries}'
            f'<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>{hint}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, content.encode())
    return file.getvalue()
