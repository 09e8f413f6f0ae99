"""Surveys in a list, and what the invited of a survey can be counted by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from qualcode.core.analysis.backgrounds import values_then
from qualcode.core.analysis.surveys import Rate, group_key, in_one_way, response_rates, total_rate
from qualcode.core.ids import AttributeId, PersonId, SurveyId
from qualcode.core.model import Invitation, Survey
from qualcode.core.model.survey import BY_ATTRIBUTE, BY_GROUP, BY_ROLE, WHOLE
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.cell_values import shown
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import survey_counts
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import BACKGROUND, OPEN
from qualcode.core.translate import _

#: of 100; “Uppsla” and “Uppsala” are 92, “Rektor” and “Rektorer” 86, “Kvinna” and “Man” 22
_NEARLY: Final = 75


@dataclass(frozen=True, slots=True)
class Listed:
    """A survey with what it has brought.

    Attributes:
        questions: that were asked and stand in the project, open ones included.
        open: how many of them are open.
        answers: how many open answers there are.
        total: how many were asked to answer, as far as that was told, and how many did.
    """

    survey: Survey
    respondents: int
    questions: int
    open: int
    answers: int
    total: Rate


@dataclass(frozen=True, slots=True)
class GroupBy:
    """What the invited are counted by: `how` as in an invitation, and what that is called."""

    how: str
    attribute_id: AttributeId | None
    name: str


@dataclass(frozen=True, slots=True)
class GroupRates:
    """How many of each group answered.

    Attributes:
        rows: the groups that were told of, or that somebody who answered is of.
        nowhere: how many answered who are of no group.
        total: of all.
    """

    survey: Survey
    by: GroupBy
    rows: tuple[Rate, ...]
    nowhere: int
    total: Rate


def listed(db: Database) -> list[Listed]:
    """Every survey, with its numbers, in the order in which they came."""
    respondents = survey_counts.respondents(db)
    answers = survey_counts.open_answers(db)
    found = []
    for survey in store.all_surveys(db):
        asked = [
            one
            for one in store.columns(db, survey.id)
            if one.attribute_id or one.field or one.role == OPEN
        ]
        found.append(
            Listed(
                survey,
                respondents.get(survey.id, 0),
                len(asked),
                sum(one.role == OPEN for one in asked),
                answers[survey.id],
                response_rates(db, survey.id).total,
            )
        )
    return found


def ways(db: Database, survey_id: SurveyId) -> list[GroupBy]:
    """What the invited of a survey can be counted by: nothing, its background, and what else is
    known of persons that no survey asked as a closed question."""
    attributes = {one.id: one for one in attributes_store.all_attributes(db, "persons")}
    found = [
        GroupBy(WHOLE, None, _("All together")),
        GroupBy(BY_ROLE, None, _("Role")),
        GroupBy(BY_GROUP, None, _("Group")),
    ]
    wanted = [
        one.attribute_id for one in store.columns(db, survey_id) if one.role == BACKGROUND
    ] + [one.attribute_id for one in store.invitations(db, survey_id)]
    asked = survey_counts.asked_in(db)
    wanted += [attribute_id for attribute_id in attributes if attribute_id not in asked]
    for attribute_id in dict.fromkeys(wanted):
        if attribute_id is not None and attributes[attribute_id].kind in (
            "choice",
            "yes-no",
            "text",
        ):
            name = attributes[attribute_id].name
            found.append(GroupBy(BY_ATTRIBUTE, attribute_id, name))
    return found


def way_told(db: Database, survey_id: SurveyId) -> tuple[str, AttributeId | None]:
    """What the invited were counted by, as `GroupBy` has it; together if nothing was told."""
    told = in_one_way(store.invitations(db, survey_id))
    return (told[0].group_by, told[0].attribute_id) if told else (WHOLE, None)


def rates_by(db: Database, survey_id: SurveyId, by: GroupBy) -> GroupRates:
    """How many answered, by these groups; what was told by others is not looked at."""
    survey = store.get(db, survey_id)
    persons = {one.person_id for one in store.responses(db, [survey_id])}
    told = [
        one
        for one in store.invitations(db, survey_id)
        if (one.group_by, one.attribute_id) == (by.how, by.attribute_id)
    ]
    if by.how == WHOLE:
        whole = told[0] if told else None
        total = _rate("", whole, len(persons))
        return GroupRates(survey, by, (total,), 0, total)
    groups = _groups(db, by, survey_id, persons)
    known = {group_key(one.group_value): one for one in told}
    names = {key: one.group_value for key, one in known.items()}
    for name in _in_order(db, by, groups):
        names.setdefault(group_key(name), name)
    number = Counter(group_key(name) for found in groups.values() for name in found)
    rows = tuple(_rate(name, known.get(key), number[key]) for key, name in names.items())
    beside = sum(
        1 for person in persons if known.keys().isdisjoint(map(group_key, groups.get(person, ())))
    )
    total = total_rate(told, len(persons), beside)
    return GroupRates(survey, by, rows, len(persons) - len(groups), total)


def perhaps_the_same(db: Database, survey_id: SurveyId) -> list[tuple[str, str]]:
    """Groups that were told of and that nobody who answered is of, each with one that is nearly
    called so and was not told of: perhaps it is spelled in two ways."""
    how, attribute_id = way_told(db, survey_id)
    found = []
    rates = rates_by(db, survey_id, GroupBy(how, attribute_id, "")).rows
    others = {group_key(one.group): one.group for one in rates if one.invited is None}
    for one in rates:
        if one.invited is not None and not one.answered and one.group:
            hit = process.extractOne(
                group_key(one.group), list(others), scorer=fuzz.ratio, score_cutoff=_NEARLY
            )
            if hit is not None:
                found.append((one.group, others[hit[0]]))
    return found


def ask_if_the_same(told: str, there: str) -> str:
    """The question about two such groups."""
    return _("Nobody who answered is of “{told}”. Is it “{there}”, spelled otherwise?").format(
        told=told, there=there
    )


def _rate(name: str, told: Invitation | None, answered: int) -> Rate:
    if told is None:
        return Rate(name, None, None, answered)
    return Rate(name, told.invited, told.declined, answered)


def _groups(
    db: Database, by: GroupBy, survey_id: SurveyId, persons: set[PersonId]
) -> dict[PersonId, Sequence[str]]:
    """The groups that each of them was of then; those who were of none are not there."""
    field = "" if by.attribute_id else by.how
    values = values_then(db, survey_id, field=field, attribute_id=by.attribute_id)
    if by.attribute_id is not None:
        kind = attributes_store.get(db, by.attribute_id).kind
        if kind == "yes-no":
            values = {who: shown(kind, text) if text else "" for who, text in values.items()}
    return {person: text.split("\n") for person in persons if (text := values.get(person))}


def _in_order(db: Database, by: GroupBy, groups: Mapping[PersonId, Sequence[str]]) -> Iterator[str]:
    """The groups that somebody is of: choices as they are asked, others by the alphabet."""
    there = {name for found in groups.values() for name in found}
    if by.attribute_id is not None:
        choices = choices_of(attributes_store.get(db, by.attribute_id).choices)
        yield from (choice for choice in choices if choice in there)
        there -= set(choices)
    yield from sorted(there, key=lambda name: casefold(name) or "")
