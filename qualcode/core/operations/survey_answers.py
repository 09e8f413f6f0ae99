"""A survey's cells as they are stored: one text for each question and respondent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.core.errors import Refused
from qualcode.core.operations import cell_values
from qualcode.core.operations.grid_fields import is_field
from qualcode.core.operations.names import LONGEST_NAME
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.choices import in_order, split
from qualcode.core.surveys.plan import (
    BACKGROUND,
    CLOSED,
    OPEN,
    SEVERAL,
    PlannedColumn,
    SurveyPlan,
    questions_of,
)
from qualcode.core.surveys.separated import plain_number
from qualcode.core.translate import _

#: of these roles the answers are attributes of the person
ASKED: tuple[str, ...] = (BACKGROUND, CLOSED, SEVERAL)
#: with room for a wave and a number behind it
_LONGEST = LONGEST_NAME - 60


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what each row answers.

    Attributes:
        position: of its first column.
        header: as the file calls that column.
        answers: one for each row of the table, as an attribute of that kind holds it; of an open
            question the cell's own words. Empty where nothing was answered.
    """

    position: int
    role: str
    name: str
    header: str
    kind: str
    choices: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    no_answer: tuple[str, ...]
    field: str
    answers: tuple[str, ...]


def questions(plan: SurveyPlan) -> Iterator[Question]:
    """The questions that are to be imported, in the order of the questionnaire.

    Raises:
        Refused: if a cell can't be what the plan makes of its column, naming it.
    """
    asked = [column for column in plan.columns if column.role in (*ASKED, OPEN)]
    for columns in questions_of(asked):
        first = columns[0]
        if first.role == OPEN:
            yield _question(plan, first, plan.table.column(first.number))
        elif first.role == SEVERAL and not first.separator:
            parts = [_part(plan, one) for one in columns]
            choices = tuple(dict.fromkeys(parts))
            yield _question(
                plan, replace(first, choices=choices), tuple(_ticked(plan, columns, parts))
            )
        elif first.role == SEVERAL:
            yield _several(plan, first)
        else:
            yield _single(plan, first)


def _question(
    plan: SurveyPlan, column: PlannedColumn, answers: Sequence[str], kind: str = "choice"
) -> Question:
    header = plan.table.fields[column.number]
    return Question(
        position=column.number,
        role=column.role,
        name=column.name,
        header=header.name or header.header,
        kind="text" if column.role == OPEN else kind,
        choices=column.choices,
        labels=column.labels,
        no_answer=column.no_answer,
        field=column.field if column.role == BACKGROUND else "",
        answers=tuple(answers),
    )


def _ticked(
    plan: SurveyPlan, columns: Sequence[PlannedColumn], parts: Sequence[str]
) -> Iterator[str]:
    """Of each row the choices whose columns are ticked."""
    ticks = [{casefold(text) for text in one.ticks} for one in columns]
    choices = tuple(dict.fromkeys(parts))
    for row in plan.table.rows:
        chosen = {
            part
            for one, part, wanted in zip(columns, parts, ticks, strict=True)
            if casefold(row[one.number].strip()) in wanted
        }
        yield "\n".join(part for part in choices if part in chosen)


def _part(plan: SurveyPlan, column: PlannedColumn) -> str:
    """The choice that a column ticks, on one line as choices are."""
    return " ".join((column.part or plan.table.fields[column.number].header).split())


def _several(plan: SurveyPlan, column: PlannedColumn) -> Question:
    """Cells with several choices; one that the plan did not name comes behind the others."""
    known = {casefold(choice): choice for choice in column.choices}
    cells = [split(cell, column.separator) for cell in plan.table.column(column.number)]
    for part in in_order(part for parts in cells for part in parts):
        known.setdefault(casefold(part), part)
    order = {choice: at for at, choice in enumerate(known.values())}
    answers = (
        "\n".join(sorted({known[casefold(part)] for part in parts}, key=order.__getitem__))
        for parts in cells
    )
    return _question(plan, replace(column, choices=tuple(order)), tuple(answers))


def _single(plan: SurveyPlan, column: PlannedColumn) -> Question:
    """A cell with one answer: a label in the place of its value, and of the column's kind."""
    labels = dict(column.labels)
    cells = plan.table.column(column.number)
    if column.kind == "choice":
        column = replace(column, choices=_choices(column, cells))
    known = {casefold(choice): choice for choice in column.choices}
    stored: dict[str, str] = {}
    for number, cell in zip(plan.table.numbers, cells, strict=True):
        if cell in stored:
            continue
        text = labels.get(cell.strip(), cell.strip())
        if column.kind == "choice":
            stored[cell] = known[casefold(" ".join(text.split()))] if text else ""
        else:
            stored[cell] = _parsed(plan, column, text, number)
    return _question(plan, column, [stored[cell] for cell in cells], column.kind)


def _choices(column: PlannedColumn, cells: Sequence[str]) -> tuple[str, ...]:
    """The plan's choices, and behind them what else stands in cells."""
    labels = dict(column.labels)
    known = {casefold(choice): " ".join(choice.split()) for choice in column.choices}
    for text in in_order(
        " ".join(text.split())
        for cell in dict.fromkeys(cells)
        if (text := labels.get(cell.strip(), cell.strip()))
    ):
        known.setdefault(casefold(text), text)
    return tuple(known.values())


def _parsed(plan: SurveyPlan, column: PlannedColumn, text: str, number: int) -> str:
    if column.kind == "number":
        text = plain_number(text, plan.table.decimal)
    try:
        return cell_values.parsed(column.kind, text)
    except Refused as refusal:
        raise Refused(
            _("Row {row} of “{column}”: {reason} Choose another kind for that column.").format(
                row=number, column=plan.table.fields[column.number].header, reason=refusal
            )
        ) from refusal


def attribute_name(question: Question, wave: str | None) -> str:
    """What the attribute with a question's answers is called, if no other has that name: of what is
    asked in a wave, with the wave."""
    name = " ".join(question.name.split())
    if len(name) > _LONGEST:
        name = name[: _LONGEST - 1].rstrip() + "…"
    wave = " ".join((wave or "").split())
    if question.role != BACKGROUND and wave:
        name = f"{name} ({wave})"
    return _("{name} (survey)").format(name=name) if is_field("persons", name) else name


def fitted(question: Question, kind: str) -> Question:
    """The question with its answers as an attribute of another kind holds them.

    Raises:
        Refused: if one of them can't be.
    """
    if kind == question.kind:
        return question
    if kind == "text":
        shown = {text: cell_values.shown(question.kind, text) for text in set(question.answers)}
    else:
        texts = {text: cell_values.shown(question.kind, text) for text in set(question.answers)}
        shown = {text: cell_values.parsed(kind, words) for text, words in texts.items()}
    return replace(question, kind=kind, answers=tuple(shown[text] for text in question.answers))
