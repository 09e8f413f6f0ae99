"""What an import of a survey would bring: how many persons and answers, and the first of them as they
would be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import PersonId
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.speakers import AcceptedSpeaker, Pseudonyms, given_before
from qualcode.core.operations.survey_answers import Question, questions
from qualcode.core.operations.survey_outlook import NewRow, Outlook, match, outlook
from qualcode.core.store import persons as persons_store
from qualcode.core.store import project_info
from qualcode.core.surveys.plan import (
    BACKGROUND,
    BY_RESPONDENT,
    CLOSED,
    OPEN,
    SEVERAL,
    SurveyPlan,
)

#: so many answers, or respondents, are shown as they would be stored
SHOWN: Final = 12
_BETWEEN: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Said:
    """A place in a text, and whose it is; None for what was asked."""

    span: Span
    who: str | None


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The beginning of a document.

    Attributes:
        column: of the question that it is about; None if it is about a respondent.
        name: the question, or the respondent.
        answers: how many there are in all of it.
    """

    column: int | None
    name: str
    answers: int
    text: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come.

    Attributes:
        respondents: rows that come, whoever's they are.
        with_open: how many of them answer an open question.
        open, closed, background: how many questions of each sort are answered or asked.
        documents: how many there will be.
        first: the beginnings of the first of them.
    """

    outlook: Outlook
    respondents: int
    with_open: int
    open: int
    closed: int
    background: int
    documents: int
    first: tuple[FirstAnswers, ...]


def preview(
    db: Database, plan: SurveyPlan, went_on: Callable[[], object] = lambda: None
) -> Preview:
    """What `import_survey` would bring. `went_on` is called now and then; what it raises ends it.

    Raises:
        Refused: as `import_survey` does, where a cell can't be what the plan makes of it.
    """
    asked = []
    for question in questions(plan):
        asked.append(question)
        went_on()
    found = outlook(db, plan)
    went_on()
    rows = match(db, plan, asked).rows
    answered = [
        question
        for question in asked
        if question.role == OPEN and any(question.answers[row.at].strip() for row in rows)
    ]
    with_open = sum(any(one.answers[row.at].strip() for one in answered) for row in rows)
    by_respondent = plan.form == BY_RESPONDENT
    names = _Names(db, plan, rows)
    first = _of_respondents if by_respondent else _of_questions
    return Preview(
        outlook=found,
        respondents=len(rows),
        with_open=with_open,
        open=len(answered),
        closed=sum(one.role in (CLOSED, SEVERAL) for one in asked),
        background=sum(one.role == BACKGROUND for one in asked),
        documents=with_open if by_respondent else len(answered),
        first=tuple(first(answered, rows, names)),
    )


class _Names:
    """What respondents will be called, in the order in which they come."""

    def __init__(self, db: Database, plan: SurveyPlan, rows: Sequence[NewRow]) -> None:
        there = persons_store.all_persons(db)
        self._plan = plan
        self._known = {one.id: one.pseudonym for one in there}
        self._given: dict[int, str] = {}
        self._waiting = iter(rows)
        self._free = Pseudonyms(
            [one.pseudonym for one in there], project_info.read(db).language, given_before(db)
        )

    def of(self, row: NewRow) -> str:
        if row.person_id is not None:
            return self._known[PersonId(row.person_id)]
        while row.at not in self._given:
            self._give(next(self._waiting))
        return self._given[row.at]

    def _give(self, row: NewRow) -> None:
        """Those who come before are called first."""
        if row.person_id is None:
            shown = None
            if self._plan.show_identity and self._plan.identity is not None:
                cell = self._plan.table.rows[row.at][self._plan.identity.number]
                shown = " ".join(cell.split()) or None
            self._given[row.at] = self._free.give(AcceptedSpeaker("", pseudonym=shown))


def _of_questions(
    asked: Sequence[Question], rows: Sequence[NewRow], names: _Names
) -> Iterator[FirstAnswers]:
    for question in asked:
        text, said, number = "", list[Said](), 0
        for row in rows:
            answer = question.answers[row.at]
            if not answer.strip():
                continue
            number += 1
            if number <= SHOWN:
                text += _BETWEEN if text else ""
                said.append(Said(_span(text, answer), names.of(row)))
                text += answer
        yield FirstAnswers(question.position, question.name, number, text, tuple(said))


def _of_respondents(
    asked: Sequence[Question], rows: Sequence[NewRow], names: _Names
) -> Iterator[FirstAnswers]:
    shown = 0
    for row in rows:
        answers = [one for one in asked if one.answers[row.at].strip()]
        if not answers:
            continue
        text, said = "", list[Said]()
        for question in answers:
            text += _BETWEEN if text else ""
            heading = question.name.strip()
            said.append(Said(Span(len(text), len(text) + len(heading)), None))
            text += f"{heading}\n"
            said.append(Said(_span(text, question.answers[row.at]), names.of(row)))
            text += question.answers[row.at]
        yield FirstAnswers(None, names.of(row), len(answers), text, tuple(said))
        shown += 1
        if shown == SHOWN:
            return


def _span(before: str, answer: str) -> Span:
    """Where an answer that comes next will stand, without white space round it."""
    span = trim(answer, 0, len(answer))
    assert span is not None, "an answer of white space is none"
    return Span(len(before) + span.start, len(before) + span.end)
