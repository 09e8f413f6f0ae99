"""One way out: what is asked for, in the format that the file's ending names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.core.analysis.names import NamePlace
from qualcode.core.errors import ProjectError
from qualcode.core.ids import DocumentId
from qualcode.core.model.span import Lines
from qualcode.core.project import Project
from qualcode.core.report.cautions import cautions, contacts_in_memos, names_in_memos
from qualcode.core.report.options import (
    ANSWERS,
    BOARD,
    CODEBOOK,
    CODINGS,
    DOCUMENT,
    FORMATS,
    GRID,
    MARGIN,
    MEANING_UNITS,
    MEMOS,
    RATES,
    SUMMARY,
    ExportOptions,
    Written,
)
from qualcode.core.report.places import require_place
from qualcode.core.report.pointing import Pointing
from qualcode.core.store import documents as document_store
from qualcode.core.store import summary as reads
from qualcode.core.store.connection import errors_named
from qualcode.core.store.unfinished_copies import unfinished_copy_of
from qualcode.core.translate import _, speaking

if TYPE_CHECKING:
    from qualcode.core.analysis.codings import CodingLine

__all__ = [
    "BOARD",
    "CODEBOOK",
    "CODINGS",
    "DOCUMENT",
    "MEANING_UNITS",
    "SUMMARY",
    "ExportOptions",
    "ExportReport",
    "export",
]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what could not be written as it stands.

    Attributes:
        quotes: how many passages are in the file.
        replaced_characters: those that the format can't hold, which became U+FFFD.
        split_cells: cells that were too long and go on in a next column.
        names: where real names seem to stand among the words.
        contacts: where e-mail addresses or numbers of people do.
        unplaced: marks that are left out, for their text is gone.
        warnings: the same and more in whole sentences, for the user.
    """

    path: Path
    quotes: int
    replaced_characters: int
    split_cells: int
    names: tuple[NamePlace, ...]
    contacts: tuple[NamePlace, ...]
    unplaced: int
    warnings: tuple[str, ...]


def export(
    project: Project,
    out: Path,
    *,
    what: str,
    options: ExportOptions | None = None,
    overwrite: bool = False,
) -> ExportReport:
    """Write a file, whole or not at all, in the project's language.

    Raises:
        ProjectError: if the file exists, its ending names no format for this, or it can't be
            written.
    """
    chosen = options or ExportOptions()
    suffix = require_place(out, FORMATS[what], overwrite=overwrite)
    if what in (DOCUMENT, MARGIN):  # refused in the user's language, written in the project's
        chosen = replace(chosen, document=_document_of(project, chosen))
    with speaking(project.info.language):
        written = _write(project, what, suffix, chosen)
    save(out, written.data)
    return ExportReport(
        path=out,
        quotes=written.quotes,
        replaced_characters=written.replaced_characters,
        split_cells=written.split_cells,
        names=written.names,
        contacts=written.contacts,
        unplaced=written.unplaced,
        warnings=tuple(cautions(written)),
    )


def _write(project: Project, what: str, suffix: str, options: ExportOptions) -> Written:
    """Heavy modules are imported when they are used: the command line starts fast."""
    if what == SUMMARY:
        return _write_summary(project, suffix, options)
    if what == DOCUMENT:
        return _write_document(project, suffix, options)
    if what == MARGIN:
        return _write_margin(project, options)
    if what == CODINGS:
        return _write_codings(project, suffix, options)
    if what == MEANING_UNITS:
        return _write_meaning_units(project, suffix, options)
    if what == BOARD:
        return _write_board(project, suffix, options)
    if what == MEMOS:
        return _write_memos(project, suffix, options)
    if what in (RATES, ANSWERS):
        return _write_survey(project, what, suffix)
    from qualcode.core.report import codebook, grid, tables

    if what == GRID:
        table, warnings = grid.table(project, options.about, real_names=options.real_names)
        return replace(tables.write(table, suffix), warnings=warnings)
    if suffix == ".docx":
        return codebook.write_docx(project, options.filters.codes)
    return tables.write(codebook.table(project, options.filters.codes), suffix)


def _write_summary(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.summary import build
    from qualcode.core.report import data, html, markdown, sentences, word

    summary = build(project, options.filters, only_chosen=options.only_chosen)
    writers = {".docx": word.write, ".html": html.write, ".md": markdown.write}
    written = data.write(summary) if suffix == ".json" else writers[suffix](summary, options)
    pointing = Pointing(project)
    quotes = [quote for category in summary.categories for quote in category.quotes]
    for quote in quotes:
        for shown in {quote.words, quote.text if suffix == ".json" else quote.words}:
            pointing.look(shown, quote.printed_title, quote.document_id, quote.line)
    return replace(pointing.told(written), warnings=sentences.not_the_respondents(quotes))


def _write_memos(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.memo_pages import memo_book
    from qualcode.core.report import memos

    book = memo_book(project, options.filters.coders)
    if suffix == ".docx":
        written = memos.write_docx(book, options, reads.last_change(project.db))
    else:
        written = memos.write_md(book, options)
    pages = (f"{page.heading}\n{page.quote}\n{page.text}" for page in book.pages)
    warnings = Pointing(project).count(pages, names_in_memos, contacts_in_memos)
    return replace(written, warnings=warnings)


def _write_document(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.marked_text import marked_text
    from qualcode.core.report import document

    document_id = _document_of(project, options)
    text = marked_text(project, document_id, options.filters, real_names=options.real_names)
    if suffix == ".html":
        written = document.write_html(text, options)
    else:
        written = document.write_docx(text, options, reads.last_change(project.db))
    if options.real_names:
        return written
    pointing = Pointing(project)
    for number, line in enumerate(text.lines, 1):
        pointing.look("".join(piece.text for piece in line), text.title, document_id, number)
    return pointing.told(written)


def _write_margin(project: Project, options: ExportOptions) -> Written:
    from qualcode.core.analysis.margin import margin_page
    from qualcode.core.report import margin

    document_id = _document_of(project, options)
    with project.db.atomic():
        page = margin_page(project.db, document_id, options.filters, real_names=options.real_names)
    written = margin.write_docx(page, reads.last_change(project.db))
    if options.real_names:
        return written
    pointing = Pointing(project)
    lines = Lines(page.text)
    for number, line in enumerate(page.text.split("\n"), 1):
        pointing.look(line, page.title, document_id, number)
    for comment in page.comments:
        number = lines.number(comment.span.start)
        for said in f"{comment.code}\n{comment.said}".split("\n"):
            pointing.look(said, page.title, document_id, number)
    return pointing.told(written)


def _write_codings(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.codings import coding_lines
    from qualcode.core.report import tables

    lines = coding_lines(project, options.filters, real_names=options.real_names)
    written = tables.write(tables.codings(lines), suffix)
    if options.real_names:
        return written
    return _pointing_of_codings(project, lines).told(written)


def _write_meaning_units(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.report import meaning_units
    from qualcode.core.report.unit_rows import unit_table

    table = unit_table(project, options)
    written = meaning_units.write(table, suffix, options, reads.last_change(project.db))
    return replace(written, quotes=table.count.units, names=table.names, contacts=table.contacts)


def _write_survey(project: Project, what: str, suffix: str) -> Written:
    from qualcode.core.report import rates, tables

    with project.db.atomic():
        if what == RATES:
            return rates.write(project, suffix)
        return tables.write(rates.answers_table(project), suffix)


def _write_board(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.report import board

    return board.write(project, board.board_of(project, options.board), suffix)


def _pointing_of_codings(project: Project, lines: Iterable[CodingLine]) -> Pointing:
    texts: dict[DocumentId, Lines] = {}

    def number(line: CodingLine) -> int | None:
        if line.start is None:
            return None
        if line.document_id not in texts:
            texts[line.document_id] = Lines(document_store.text(project.db, line.document_id))
        return texts[line.document_id].number(line.start)

    pointing = Pointing(project)
    for line in lines:
        pointing.look(line.quote, line.document, line.document_id, partial(number, line))
    return pointing


def _document_of(project: Project, options: ExportOptions) -> DocumentId:
    if options.document is not None:
        return options.document
    if len(options.filters.documents) == 1:
        return options.filters.documents[0]
    documents = document_store.all_documents(project.db)
    if len(documents) != 1:
        raise ProjectError(
            _("“{project}” has {number} documents. Say which one to export.").format(
                project=project.info.name, number=len(documents)
            )
        )
    return documents[0].id


def save(out: Path, data: bytes) -> None:
    """The file gets its name when it is complete, and nothing is left if that fails."""
    with errors_named(out), unfinished_copy_of(out) as unfinished:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
