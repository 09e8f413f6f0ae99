"""What is to become of a survey's columns: proposed, shown, changed, and then imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from qualcode.core.surveys.table import Table
from qualcode.core.translate import N_

#: the column that tells who answers, by which a later wave finds the same persons
IDENTITY: Final = "identity"
#: what the person is, whatever is asked: sex, municipality, role
BACKGROUND: Final = "background"
CLOSED: Final = "closed"
#: a question with several choices: a cell with all of them, or one of the columns that tick one
SEVERAL: Final = "several"
#: an answer in the respondent's own words, to be coded
OPEN: Final = "open"
#: when the answers came
TIME: Final = "time"
IGNORED: Final = "ignored"
ROLES: Final = (IDENTITY, BACKGROUND, CLOSED, SEVERAL, OPEN, TIME, IGNORED)
ROLE_NAMES: Final = {
    IDENTITY: N_("Identity"),
    BACKGROUND: N_("Background"),
    CLOSED: N_("Closed question"),
    SEVERAL: N_("Several choices"),
    OPEN: N_("Open question"),
    TIME: N_("Time"),
    IGNORED: N_("Left out"),
}

#: a document for each open question, or for each respondent
BY_QUESTION: Final = "question"
BY_RESPONDENT: Final = "respondent"
FORMS: Final = (BY_QUESTION, BY_RESPONDENT)

#: what a person has already, beside attributes
ROLE_FIELD: Final = "role"
GROUP_FIELD: Final = "reporting_group"
FIELDS: Final = (ROLE_FIELD, GROUP_FIELD)

#: between a question and a row of its grid
PART_MARK: Final = " – "


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """What is to become of a column.

    Attributes:
        number: the place of its field in the table.
        role: one of `ROLES`.
        reason: why it is proposed so, in a sentence; empty after it was changed.
        question: what was asked; the ticked columns of one question have it in common.
        part: the choice that the column ticks, or the row of a grid.
        kind: of a closed or background column, the kind of its attribute.
        choices: of kind ``choice`` and of several choices: the answers in their order.
        labels: what stands in the file, and the answer that it means, where they differ.
        no_answer: the choices that say that there is no answer, such as “Don’t know”.
        separator: between several choices in one cell; empty where a column ticks one.
        ticks: of a column that ticks a choice, the texts that mean that it is ticked.
        field: of a background column, one of `FIELDS` if that is what it fills in.
    """

    number: int
    role: str
    reason: str
    question: str
    part: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    no_answer: tuple[str, ...] = ()
    separator: str = ""
    ticks: tuple[str, ...] = ()
    field: str = ""

    @property
    def name(self) -> str:
        """The question, with the row of its grid."""
        if self.part and self.role != SEVERAL:
            return f"{self.question}{PART_MARK}{self.part}"
        return self.question


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """A survey that is to be imported.

    Attributes:
        title: of the survey; its waves have it in common.
        wave: such as “2” or “2026”; None if there is only one.
        columns: one for each of the table's fields, in their order.
        form: one of `FORMS`.
        show_identity: whether persons are called what the identity column says. Otherwise they are
            “Respondent 1”, “Respondent 2” ….
        language: of the answers; None finds it in them, or else takes the project's.
        date: of the documents, if one is known.
    """

    table: Table
    title: str
    columns: tuple[PlannedColumn, ...]
    wave: str | None = None
    form: str = BY_QUESTION
    show_identity: bool = False
    language: str | None = None
    date: str | None = None

    def of_role(self, *roles: str) -> Iterator[PlannedColumn]:
        """The columns of these roles, in the order of the questionnaire."""
        return (column for column in self.columns if column.role in roles)

    @property
    def identity(self) -> PlannedColumn | None:
        """The column that tells who answers, if one does."""
        return next(self.of_role(IDENTITY), None)

    def with_column(self, column: PlannedColumn) -> SurveyPlan:
        """The plan with another column in the place of the one of the same number. A second
        identity is not possible: the one before is left out."""
        columns = [column if one.number == column.number else one for one in self.columns]
        if column.role == IDENTITY:
            columns = [
                replace(one, role=IGNORED, reason="")
                if one.role == IDENTITY and one.number != column.number
                else one
                for one in columns
            ]
        return replace(self, columns=tuple(columns))


def questions_of(columns: Iterable[PlannedColumn]) -> Iterator[Sequence[PlannedColumn]]:
    """The columns in runs that are one question: those that tick its choices stand together."""
    for key, run in groupby(columns, key=_question_key):
        if key[0]:
            yield tuple(run)
        else:
            for column in run:
                yield (column,)


def _question_key(column: PlannedColumn) -> tuple[bool, str]:
    ticks = column.role == SEVERAL and not column.separator
    return ticks, column.question if ticks else ""
