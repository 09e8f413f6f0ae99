"""Memos and the research journal as a Word file and as Markdown."""

from collections.abc import Sequence

from qualcode.core.analysis.memo_pages import MemoBook, MemoPage
from qualcode.core.report.markdown import block, line
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.typography import quoted
from qualcode.core.report.wordfile import WordFile
from qualcode.core.translate import _


def write_docx(book: MemoBook, options: ExportOptions, changed: str | None) -> Written:
    """The journal day by day, then the memos under what they are about."""
    file = WordFile(book.title, book.language, changed)
    file.text("Title", book.title)
    file.text("Subtitle", _("Memos and research journal"))
    file.contents()
    for heading, pages in _parts(book):
        file.heading(1, heading)
        for page in pages:
            _page(file, page, options.typography or book.language)
    if not _parts(book):
        file.text("Normal", _nothing())
    return Written(file.finish(), _quotes(book), replaced_characters=file.characters.replaced)


def _page(file: WordFile, page: MemoPage, typography: str) -> None:
    file.heading(2, page.heading or page.about or page.byline)
    file.text("QuoteLabel", " · ".join(filter(None, (page.about, page.byline))))
    if page.quote:
        file.text("Quote", quoted(page.quote, typography))
    for paragraph in page.text.split("\n"):
        if paragraph.strip():
            file.text("Normal", paragraph)
    if page.links:
        file.text("Note", _links(page))


def write_md(book: MemoBook, options: ExportOptions) -> Written:
    """The same as CommonMark."""
    blocks = [f"# {line(book.title)}", line(_("Memos and research journal"))]
    for heading, pages in _parts(book):
        blocks.append(f"## {line(heading)}")
        for page in pages:
            blocks += _md_page(page, options.typography or book.language)
    if not _parts(book):
        blocks.append(line(_nothing()))
    return Written(("\n\n".join(blocks) + "\n").encode(), _quotes(book))


def _md_page(page: MemoPage, typography: str) -> list[str]:
    blocks = [f"### {line(page.heading or page.about or page.byline)}"]
    blocks.append(f"*{line(' · '.join(filter(None, (page.about, page.byline))))}*")
    if page.quote:
        blocks.append(block(quoted(page.quote, typography)))
    blocks += [line(paragraph) for paragraph in page.text.split("\n") if paragraph.strip()]
    if page.links:
        blocks.append(line(_links(page)))
    return blocks


def _parts(book: MemoBook) -> list[tuple[str, Sequence[MemoPage]]]:
    journal = [(_("Research journal"), book.journal)] if book.journal else []
    return [*journal, *book.sections]


def _links(page: MemoPage) -> str:
    return _("See also: {things}.").format(things="; ".join(page.links))


def _nothing() -> str:
    return _("There are no memos and no pages of the journal.")


def _quotes(book: MemoBook) -> int:
    return sum(bool(page.quote) for page in book.pages)
