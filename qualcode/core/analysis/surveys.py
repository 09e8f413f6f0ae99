"""What surveys say beside the texts: who answered what, how many did, and how the answers divide."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.backgrounds import values_then
from qualcode.core.ids import PersonId, SurveyColumnId, SurveyId
from qualcode.core.model import Attribute, Invitation, Person, Response, Survey, SurveyColumn
from qualcode.core.model.survey import (
    BY_ATTRIBUTE,
    BY_ROLE,
    WHOLE,
    survey_label,
)
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.cell_values import shown
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import BACKGROUND, ROLE_FIELD
from qualcode.core.translate import _


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, and what a person answered, in words."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonAnswers:
    """What a person answered in one survey, in the order of the questionnaire.

    Attributes:
        label: what the survey is called, with its wave.
        answered: when, as the file says it.
        background: who the person was then.
        answers: to closed questions; those that were left empty are not here.
    """

    survey: Survey
    label: str
    answered: str | None
    background: tuple[Answer, ...]
    answers: tuple[Answer, ...]


def answers_of(db: Database, person_id: PersonId) -> list[PersonAnswers]:
    """What stands beside a person's words: one for each survey and wave that they answered."""
    responses = {one.survey_id: one for one in reversed(store.responses_of(db, person_id))}
    if not responses:
        return []
    person = persons_store.get(db, person_id)
    values = {one.attribute_id: one.value for one in attributes_store.values_about(db, [person_id])}
    attributes = {one.id: one for one in attributes_store.all_attributes(db, "persons")}
    then = {one.column_id: one.value for one in reversed(store.told_by(db, [person_id]))}
    found = []
    for survey in store.all_surveys(db):
        if survey.id not in responses:
            continue
        background, answers = list[Answer](), list[Answer]()
        for column in store.columns(db, survey.id):
            text = then.get(column.id)
            if column.attribute_id is not None:
                text = values.get(column.attribute_id, "") if text is None else text
                text = shown(attributes[column.attribute_id].kind, text) if text else ""
            elif text is None:
                text = _field(person, column.field) if column.field else ""
            if text:
                side = background if column.role == BACKGROUND else answers
                side.append(Answer(column.question, text))
        found.append(
            PersonAnswers(
                survey,
                survey_label(survey.title, survey.wave),
                responses[survey.id].answered,
                tuple(background),
                tuple(answers),
            )
        )
    return found


def _field(person: Person, field: str) -> str:
    return (person.role if field == ROLE_FIELD else person.reporting_group) or ""


# Response rates


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a group answered.

    Attributes:
        invited, declined: None where it was not said.
        answered: all who answered.
        beside: how many of them are of no group of which it is known how many were invited, so
            that they are not in the rate.
    """

    group: str
    invited: int | None
    declined: int | None
    answered: int
    beside: int = 0

    @property
    def of_invited(self) -> int:
        """How many answered of those of whom it is known how many were invited."""
        return self.answered - self.beside

    @property
    def rate(self) -> float | None:
        """The share of the invited who answered; None if it is not known how many were."""
        return self.of_invited / self.invited if self.invited else None

    @property
    def silent(self) -> int | None:
        """How many of the invited neither answered nor declined; None if it is not known."""
        if self.invited is None:
            return None
        return max(0, self.invited - (self.declined or 0) - self.of_invited)


@dataclass(frozen=True, slots=True)
class Rates:
    """How many answered a survey.

    Attributes:
        group_name: what the groups are of, such as “Role”; empty if all are one.
        rows: the groups, in the order in which they were told; those who answered and are of none
            of them come last, under an empty name.
    """

    survey: Survey
    label: str
    group_name: str
    rows: tuple[Rate, ...]
    total: Rate


def response_rates(db: Database, survey_id: SurveyId) -> Rates:
    """How many of the invited answered, by the groups that they were counted by."""
    survey = store.get(db, survey_id)
    invitations = in_one_way(store.invitations(db, survey_id))
    answered = {one.person_id for one in store.responses(db, [survey_id])}
    grouped = [one for one in invitations if one.group_by != WHOLE]
    label = survey_label(survey.title, survey.wave)
    if not grouped:
        return Rates(survey, label, "", (), total_rate(invitations, len(answered), 0))
    groups = _groups_of(db, grouped[0], survey_id)
    groups = {one: found for one, found in groups.items() if one in answered}
    rows = [_rate(one, groups) for one in grouped]
    told = {group_key(one.group_value) for one in grouped}
    others = sum(1 for person in answered if told.isdisjoint(groups.get(person, ())))
    if others:
        rows.append(Rate("", None, None, others))
    total = total_rate(invitations, len(answered), others)
    return Rates(survey, label, _group_name(db, grouped[0]), tuple(rows), total)


def total_rate(told: Sequence[Invitation], answered: int, beside: int) -> Rate:
    """The rate of all: its base are the invited of the groups of which that is known."""
    if not told:
        return Rate("", None, None, answered)
    invited, declined = sum(one.invited for one in told), sum(one.declined for one in told)
    return Rate("", invited, declined, answered, beside)


def in_one_way(invitations: Sequence[Invitation]) -> list[Invitation]:
    """What was told by the groups that were told of last: two who each told of all the invited in
    their copies may have counted them by other groups."""
    last = max(invitations, key=lambda one: (one.created, one.id), default=None)
    return [
        one
        for one in invitations
        if last and (one.group_by, one.attribute_id) == (last.group_by, last.attribute_id)
    ]


def all_rates(db: Database) -> list[Rates]:
    """The response rates of every survey and wave."""
    return [response_rates(db, survey.id) for survey in store.all_surveys(db)]


def known_rates(db: Database, document_ids: Collection[str]) -> tuple[Rates, ...]:
    """The rates of the surveys that these documents are answers to, of which it is known how many
    were invited."""
    found = []
    for survey in store.all_surveys(db):
        if not store.invitations(db, survey.id):
            continue
        answers = {one.document_id for one in store.columns(db, survey.id)}
        answers |= {one.document_id for one in store.responses(db, [survey.id])}
        if not answers.isdisjoint(document_ids):
            found.append(response_rates(db, survey.id))
    return tuple(found)


def group_key(name: str) -> str:
    """The same for one group however it is spelled: letter case and white space aside."""
    return casefold(" ".join(name.split())) or ""


def _rate(one: Invitation, groups: Mapping[PersonId, frozenset[str]]) -> Rate:
    group = group_key(one.group_value)
    answered = sum(1 for values in groups.values() if group in values)
    return Rate(one.group_value, one.invited, one.declined, answered)


def _groups_of(
    db: Database, one: Invitation, survey_id: SurveyId
) -> dict[PersonId, frozenset[str]]:
    """The groups that each person was of when they answered, as they are compared."""
    kind = attributes_store.get(db, one.attribute_id).kind if one.attribute_id else ""
    values = values_then(
        db,
        survey_id,
        field="" if one.attribute_id else one.group_by,
        attribute_id=one.attribute_id,
    )
    if kind not in ("choice", ""):
        values = {
            who: f"{text}\n{shown(kind, text)}" if text else "" for who, text in values.items()
        }
    return {
        person: frozenset(group_key(line) for line in text.split("\n"))
        for person, text in values.items()
    }


def _group_name(db: Database, one: Invitation) -> str:
    if one.group_by == BY_ATTRIBUTE and one.attribute_id is not None:
        return attributes_store.get(db, one.attribute_id).name
    return _("Role") if one.group_by == BY_ROLE else _("Group")


# Counts of answers


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave an answer.

    Attributes:
        share: of the base; None for one that is not in it.
    """

    answer: str
    number: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How the answers to a closed question divide.

    Attributes:
        several: whether each could give several, so that the shares sum to more than the whole.
        base: of how many the shares are: those who answered, with or without those who said that
            they had no answer.
        respondents: how many answered the survey.
    """

    question: str
    several: bool
    rows: tuple[Count, ...]
    base: int
    respondents: int


def counts(db: Database, column_id: SurveyColumnId, *, no_answer_in_base: bool = False) -> Counts:
    """How many gave each answer to a question, those that nobody gave as well.

    Args:
        no_answer_in_base: whether “Don’t know” is an answer like the others.

    Raises:
        KeyError: if there is no such question.
    """
    column = store.column(db, column_id)
    responses = store.responses(db, [column.survey_id])
    answers = _answers(db, column, responses)
    attribute = attributes_store.get(db, column.attribute_id) if column.attribute_id else None
    beside = {casefold(one) for one in (column.no_answer or "").split("\n") if one}
    if no_answer_in_base:
        beside = set()
    in_base = [lines for lines in answers if not beside.issuperset(map(casefold, lines))]
    number = Counter(line for lines in answers for line in set(lines))
    rows = tuple(
        Count(
            shown(attribute.kind, answer) if attribute else answer,
            number[answer],
            None
            if casefold(answer) in beside
            else number[answer] / len(in_base)
            if in_base
            else 0.0,
        )
        for answer in _in_order(attribute, number)
    )
    persons = len({one.person_id for one in responses})
    return Counts(column.question, column.role == "several", rows, len(in_base), persons)


def _answers(db: Database, column: SurveyColumn, responses: Sequence[Response]) -> list[list[str]]:
    """What each respondent answered who answered at all."""
    if not column.attribute_id and not column.field:
        return []
    values = values_then(db, column.survey_id, field=column.field, attribute_id=column.attribute_id)
    wanted = dict.fromkeys(one.person_id for one in responses)
    return [values[person].split("\n") for person in wanted if values.get(person)]


def _size(text: str) -> tuple[float, str]:
    """What is no number, for it was said when the attribute held words, comes last."""
    try:
        return float(text), text
    except ValueError:
        return math.inf, text


def _in_order(attribute: Attribute | None, number: Mapping[str, int]) -> list[str]:
    """Choices as they stand in the questionnaire; other answers by size or the alphabet."""
    if attribute is not None and attribute.kind == "choice":
        choices = choices_of(attribute.choices)
        return [*choices, *sorted(number.keys() - set(choices))]  # what was a choice then
    if attribute is not None and attribute.kind == "number":
        return sorted(number, key=_size)
    return sorted(number, key=lambda text: casefold(text) or "")
