"""How far evaluators agree, as a file: Word, Excel or CSV."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.result import Agreement, Result
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.project import Project
from qualcode.core.report.agreement_parts import (
    Part,
    cells,
    first_of,
    heading,
    parts,
    sentences,
    shown,
)
from qualcode.core.report.cautions import cautions
from qualcode.core.report.characters import Characters
from qualcode.core.report.export import save
from qualcode.core.report.options import Written
from qualcode.core.report.tables import Table, Value, add_sheet, write_csv
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import _, speaking

SUFFIXES: Final = (".docx", ".xlsx", ".csv")


def write_to(project: Project, found: Agreement, out: Path) -> list[str]:
    """Write a file, whole or not at all, in the project's language and with pseudonyms in the
    titles of documents. An older file is replaced. Returns what is to be said of it.

    Raises:
        ProjectError: if it can't be written.
    """
    info = project.info
    with speaking(info.language):
        written = write(
            nameless(project, found), out.suffix, title=info.name, language_=info.language
        )
    save(out, written.data)
    return list(cautions(written))


def nameless(project: Project, found: Agreement) -> Agreement:
    """The same, with pseudonyms where real names stand in documents' titles."""
    db = project.db
    persons = {person.id: person for person in persons_store.all_persons(db)}
    turns = gather_turns(reads.turns(db), persons)
    titles = {
        title: nameless_title(title, turns[document_id].names)
        for document_id, title in documents_store.titles(db).items()
        if document_id in turns
    }
    documents: dict[str, Result] = {}
    for title, result in found.documents.items():
        name = titles.get(title, title)
        while name in documents:
            name += " "
        documents[name] = result
    return replace(found, documents=documents)


def write(found: Agreement, suffix: str, *, title: str, language_: str) -> Written:
    """The file's bytes, in one of `SUFFIXES`.

    Args:
        title: of the project; `language_` is its language, for Word's spelling.
    """
    if suffix == ".csv":
        return _write_csv(found)
    if suffix == ".xlsx":
        return _write_xlsx(found)
    return _write_word(found, title, language_)


def _write_csv(found: Agreement) -> Written:
    """One table: a line for each number, with what it is of. What is undefined is empty."""
    rows: list[tuple[Value, ...]] = []
    for what, name, result in _results(found):
        n = (what, name, result.n)
        for coefficient in shown(found):
            estimate = result.coefficients[coefficient]
            rows.append((*n, coefficient, estimate.value, estimate.low, estimate.high))
        for code, estimate in result.k_u_alpha.items():
            code = f"k_u_alpha {code}"
            rows.append((*n, code, estimate.value, estimate.low, estimate.high))
        for coefficient, estimate in (result.without_uncoded or {}).items():
            label = f"{coefficient} without_uncoded"
            rows.append((*n, label, estimate.value, estimate.low, estimate.high))
        for coder, amount in result.coverage.items():
            rows.append((*n, f"coverage {coder}", amount, None, None))
        rows.append((*n, "marked_by_all", result.marked_by_all, None, None))
        rows.append((*n, "marked_by_any", result.marked_by_any, None, None))
    columns = ("about", "name", "n", "measure", "value", "low", "high")
    return write_csv(Table("agreement", columns, rows))


def _results(found: Agreement) -> Iterable[tuple[str, str, Result]]:
    yield "all", "", found.overall
    for name, result in found.codes.items():
        yield "code", name, result
    for name, result in found.documents.items():
        yield "document", name, result


def _write_xlsx(found: Agreement) -> Written:
    """A sheet for each table, and one for what the numbers mean. Shares are from 0 to 1."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"author": "Qualcode", "created": datetime(1980, 1, 1, tzinfo=UTC)})
    characters = Characters()
    for part in parts(found):
        rows = [[_plain(value) for value in row] for row in part.rows]
        add_sheet(book, Table(part.name, part.headings, rows), characters)
    told = [heading(found), *sentences(found), *found.remarks]
    add_sheet(
        book,
        Table(_("What it means"), (_("What it means"),), [[one] for one in told]),
        characters,
    )
    book.close()
    return Written(file.getvalue(), 0, replaced_characters=characters.replaced)


def _plain(value: float | str | None) -> float | str:
    return _("undefined") if value is None else value


def _write_word(found: Agreement, title: str, language_: str) -> Written:
    file = WordFile(title, language_, None, landscape=True)
    file.text("Title", title)
    file.text("Subtitle", _("Agreement between evaluators"))
    file.text("Normal", heading(found))
    file.text("Normal", meaning.offer())
    for part in parts(found):
        file.caption(part.name)
        part = _for_a_page(part)
        rows = [
            [Cell(text, right=at > 0) for at, text in enumerate(row)]
            for row in (part.headings, *cells(part))
        ]
        file.table([2, *[1] * (len(part.headings) - 1)], rows)
    file.heading(1, _("What it means"))
    for sentence in (*sentences(found)[1:], *found.remarks):
        file.text("ListBullet", sentence)
    return Written(file.finish(), 0, replaced_characters=file.characters.replaced)


#: a page on its side holds no more columns that can be read
_MOST_COLUMNS: Final = 14


def _for_a_page(part: Part) -> Part:
    """All columns, or of very many those told first and the last shares: the rest is in Excel."""
    if len(part.headings) <= _MOST_COLUMNS:
        return part
    part = first_of(part)
    many = len(part.headings)
    if many <= _MOST_COLUMNS:
        return part
    shares = sorted(part.shares)
    numbers = [at for at in range(many) if at not in part.shares]
    return part.columns([*numbers, *shares[len(numbers) - _MOST_COLUMNS :]])
