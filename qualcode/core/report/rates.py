"""Response rates of surveys: Word, HTML, Excel and the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.core.analysis.surveys import Rate, Rates, all_rates, counts
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_answers import ASKED
from qualcode.core.project import Project
from qualcode.core.report import tables
from qualcode.core.report.characters import Characters
from qualcode.core.report.html import page
from qualcode.core.report.options import Written
from qualcode.core.report.sentences import percent, response_rate
from qualcode.core.report.tables import Table, Value
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.store import summary as reads
from qualcode.core.store import surveys as store
from qualcode.core.translate import _

COLUMNS = ("survey", "group_by", "group", "invited", "declined", "answered", "rate")


def write(project: Project, suffix: str) -> Written:
    """The rates of every survey in the project, as one of the formats."""
    rates = all_rates(project.db)
    if suffix == ".docx":
        return _docx(project, rates)
    if suffix == ".html":
        return _html(project, rates)
    return tables.write(_table(rates), suffix)


def answers_table(project: Project) -> Table:
    """How the answers to each closed question divide, a row for each answer. Shares are of those
    who answered, without those who said that they had no answer; `base` is how many these are."""
    rows: list[tuple[Value, ...]] = []
    for survey in store.all_surveys(project.db):
        label = survey_label(survey.title, survey.wave)
        for column in store.columns(project.db, survey.id):
            if column.role not in ASKED or not (column.attribute_id or column.field):
                continue
            found = counts(project.db, column.id)
            for one in found.rows:
                share = None if one.share is None else round(one.share, 4)
                rows.append((label, column.question, one.answer, one.number, share, found.base))
    return Table("answers", ("survey", "question", "answer", "number", "share", "base"), rows)


def _rows(rates: Rates) -> Iterator[tuple[str, Rate]]:
    for rate in rates.rows:
        yield rate.group or _("In none of the groups"), rate
    yield _("All"), rates.total


def _table(found: Sequence[Rates]) -> Table:
    """A row for each group and for all; shares have their base beside them."""
    rows: list[tuple[Value, ...]] = [
        (
            rates.label,
            rates.group_name if rate is not rates.total else None,
            group,
            rate.invited,
            rate.declined,
            rate.answered,
            None if rate.rate is None else round(rate.rate, 4),
        )
        for rates in found
        for group, rate in _rows(rates)
    ]
    return Table("response-rates", COLUMNS, rows)


def _headings(rates: Rates) -> tuple[str, ...]:
    return (
        rates.group_name or _("Group"),
        _("Invited"),
        _("Declined"),
        _("Answered"),
        _("Response rate"),
    )


def _cells(group: str, rate: Rate) -> tuple[str, ...]:
    known = ("" if one is None else str(one) for one in (rate.invited, rate.declined))
    return (group, *known, str(rate.answered), percent(rate))


def _title() -> str:
    return _("Response rates")


def _nothing() -> str:
    return _("There are no surveys in the project.")


def _base() -> str:
    return _(
        "The base of each rate is the number of invited in its row; who is of a group of which "
        "that number is not known is in no rate."
    )


def _docx(project: Project, found: Sequence[Rates]) -> Written:
    file = WordFile(_title(), project.info.language, reads.last_change(project.db))
    file.text("Title", project.info.name)
    file.text("Subtitle", _title())
    file.text("Normal", _base() if found else _nothing())
    for rates in found:
        file.heading(1, rates.label)
        file.text("Normal", response_rate(rates.label, rates.total))
        rows = [_headings(rates), *(_cells(group, rate) for group, rate in _rows(rates))]
        cells = [[Cell(text, right=at > 0) for at, text in enumerate(row)] for row in rows]
        file.table([3, 1, 1, 1, 1], cells)
    return Written(file.finish(), 0, replaced_characters=file.characters.replaced)


def _html(project: Project, found: Sequence[Rates]) -> Written:
    characters = Characters()
    title = characters.escaped(project.info.name)
    body = [f"<h1>{title}</h1>", f"<p>{_base() if found else _nothing()}</p>"]
    for rates in found:
        body.append(f"<h2>{characters.escaped(rates.label)}</h2>")
        body.append(f"<p>{characters.escaped(response_rate(rates.label, rates.total))}</p>")
        head = "".join(
            f'<th scope="col">{characters.escaped(text)}</th>' for text in _headings(rates)
        )
        rows = "".join(
            _html_row([characters.escaped(text) for text in _cells(group, rate)])
            for group, rate in _rows(rates)
        )
        body.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return Written(
        page(f"{title} – {_title()}", project.info.language, body),
        replaced_characters=characters.replaced,
    )


def _html_row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
