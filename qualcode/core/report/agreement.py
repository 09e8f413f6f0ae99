"""How far evaluators agree, as tables: for the window, Word, Excel and CSV. With the numbers always
goes how much each one marked, and what the numbers say and don't say."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.bootstrap import Estimate
from qualcode.core.analysis.agreement.coefficients import AGAINST_KEY
from qualcode.core.analysis.agreement.result import UNITISING, Agreement, Result
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.project import Project
from qualcode.core.report.characters import Characters
from qualcode.core.report.export import save, warnings_of
from qualcode.core.report.options import Written
from qualcode.core.report.tables import Table, Value, add_sheet, write_csv
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import N_, _, language, ngettext, speaking

SUFFIXES: Final = (".docx", ".xlsx", ".csv")
UNIT_NAMES: Final = {
    "character": N_("characters"),
    "word": N_("words"),
    "sentence": N_("sentences"),
    "turn": N_("turns"),
    "paragraph": N_("paragraphs"),
    "segment": N_("marked passages"),
    "unit": N_("units"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A table of what was found.

    Attributes:
        headings: of the columns.
        rows: a number is a share or a coefficient, from −1 to 1; None is undefined; "" is nothing.
        shares: the columns that are shares of the text, shown as per cent.
        keys: what each row is about: a coefficient, or a name.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[float | str | None, ...], ...]
    shares: frozenset[int]
    keys: tuple[str, ...]


def shown(found: Agreement) -> list[str]:
    """The coefficients that there are: those against a key and on text are not always."""
    left_out: set[str] = set() if found.key else set(AGAINST_KEY)
    if found.length is None:
        left_out |= set(UNITISING)
    return [name for name in found.overall.coefficients if name not in left_out]


def heading(found: Agreement) -> str:
    """Who was compared on what."""
    return _("{names}: compared on {n} {units}, {codes}.").format(
        names=", ".join(found.coders),
        n=found.n,
        units=_(UNIT_NAMES[found.unit]),
        codes=ngettext("{count} code", "{count} codes", len(found.codes)).format(
            count=len(found.codes)
        ),
    )


def overall(found: Agreement) -> Part:
    """All codes together: each coefficient, with and without text that no one coded."""
    names = shown(found)
    without = found.overall.without_uncoded
    headings = ["", _("All codes")]
    if found.intervals:
        headings += [_("From"), _("To")]
    if without is not None:
        headings.append(_("Without text no one coded"))
    rows = []
    for name in names:
        estimate = found.overall.coefficients[name]
        row: list[float | str | None] = [meaning.name(name), estimate.value]
        if found.intervals:
            row += _bounds(estimate)
        if without is not None:
            row.append(without[name].value if name in without else "")
        rows.append(tuple(row))
    return Part(_("All codes"), tuple(headings), tuple(rows), frozenset(), tuple(names))


def coverage(found: Agreement) -> Part:
    """How much of what was compared each evaluator coded, all of them, and at least one."""
    result = found.overall
    rows: list[tuple[str, float | None]] = list(result.coverage.items())
    rows += [
        (_("All of them"), result.marked_by_all),
        (_("At least one"), result.marked_by_any),
    ]
    return Part(
        _("How much was coded"),
        (_("Evaluator"), _("Coded")),
        tuple(rows),
        frozenset({1}),
        tuple(name for name, _share in rows),
    )


def by_code(found: Agreement) -> Part:
    """Each code by itself."""
    return _each(_("By code"), _("Code"), found, found.codes, of_codes=True)


def by_document(found: Agreement) -> Part:
    """Each document by itself, all codes together."""
    return _each(_("By document"), _("Document"), found, found.documents, of_codes=False)


def _each(
    name: str, what: str, found: Agreement, results: Mapping[str, Result], *, of_codes: bool
) -> Part:
    names = shown(found)
    distinct = of_codes and bool(found.overall.k_u_alpha)
    without = found.overall.without_uncoded is not None
    # what a single code has no number for is left out
    if of_codes:
        names = [one for one in names if one not in ("binary_u_alpha", "cu_alpha")]
    headings = [what, *map(meaning.name, names)]
    if distinct:
        headings.append(meaning.name("k_u_alpha"))
    if without:
        headings.append(_("Percent, without text no one coded"))
        headings.append(_("Krippendorff’s α, without text no one coded"))
    first_share = len(headings)
    headings += [_("Coded by {name}").format(name=coder) for coder in found.coders]
    headings += [_("Coded by all"), _("Coded by at least one")]
    rows = []
    for title, result in results.items():
        row: list[float | str | None] = [title]
        row += [result.coefficients[one].value for one in names]
        if distinct:
            row.append(result.k_u_alpha[title].value)
        if without:
            some = result.without_uncoded or {}
            row += [_value(some, "percent"), _value(some, "krippendorff_alpha")]
        row += [result.coverage[coder] for coder in found.coders]
        row += [result.marked_by_all, result.marked_by_any]
        rows.append(tuple(row))
    shares = frozenset(range(first_share, len(headings)))
    return Part(name, tuple(headings), tuple(rows), shares, tuple(results))


def parts(found: Agreement) -> list[Part]:
    """All tables there are."""
    several = [by_document(found)] if len(found.documents) > 1 else []
    return [overall(found), coverage(found), by_code(found), *several]


def sentences(found: Agreement) -> list[str]:
    """What the numbers mean and what not, how they were counted, and what no number can say."""
    names = shown(found)
    if found.overall.k_u_alpha:
        names.insert(names.index("cu_alpha") + 1, "k_u_alpha")
    told = [meaning.offer()]
    if found.overlap is not None:
        told.append(
            _("Passages that overlap by {share} or more are one.").format(
                share=share(found.overlap)
            )
            + " "
            + meaning.overlap_defined()
        )
    told += [f"{meaning.name(name)}: {meaning.meaning(name)}" for name in names]
    if any(value is None for part in parts(found) for row in part.rows for value in row):
        told.append(meaning.undefined())
    if found.intervals:
        told.append(meaning.interval_defined())
    return [*told, *found.remarks]


def cell(part: Part, row: int, column: int) -> str:
    """A cell as it is read: what is undefined says so."""
    value = part.rows[row][column]
    if isinstance(value, str):
        return value
    if column in part.shares:
        return share(value)
    return _("undefined") if value is None else _decimals(f"{value:.3f}")


def share(value: float | None) -> str:
    """A share as per cent."""
    return _("undefined") if value is None else _decimals(f"{100 * value:.1f} %")


def as_text(found: Agreement) -> str:
    """Everything, its columns divided by tabs: for the clipboard."""
    lines = [heading(found), ""]
    for part in parts(found):
        lines += [part.name, "\t".join(part.headings)]
        for row in range(len(part.rows)):
            lines.append("\t".join(cell(part, row, at) for at in range(len(part.headings))))
        lines.append("")
    return "\n".join([*lines, *sentences(found)])


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
    return warnings_of(written)


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
    told = [heading(found), *sentences(found)]
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
        columns = _columns_in_word(part)
        head = [Cell(part.headings[at], right=at > 0) for at in columns]
        rows = [
            [Cell(cell(part, row, at), right=at > 0) for at in columns]
            for row in range(len(part.rows))
        ]
        file.table([3, *[1] * (len(columns) - 1)], [head, *rows])
    file.heading(1, _("What it means"))
    for sentence in sentences(found)[1:]:
        file.text("ListBullet", sentence)
    return Written(file.finish(), 0, replaced_characters=file.characters.replaced)


#: a page on its side holds no more columns that can be read
_MOST_COLUMNS: Final = 14


def _columns_in_word(part: Part) -> list[int]:
    """All columns, or of very many the most told ones: the rest is in Excel."""
    everything = list(range(len(part.headings)))
    if len(everything) <= _MOST_COLUMNS:
        return everything
    shares = sorted(part.shares)
    return [0, *everything[1 : _MOST_COLUMNS - len(shares[-4:])], *shares[-4:]]


def _bounds(estimate: Estimate) -> tuple[float | str, float | str]:
    if estimate.low is None or estimate.high is None:
        return "", ""
    return estimate.low, estimate.high


def _value(some: Mapping[str, Estimate], name: str) -> float | None:
    return some[name].value if name in some else None


def _decimals(number: str) -> str:
    """As the user's language writes decimals and what is below zero."""
    number = number.replace("-", "−")
    return number.replace(".", ",") if language() == "sv" else number
