"""A file that has the questions of a survey that is there: another of its waves, or more answers to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlite_utils import Database

from qualcode.core.model import Response, Survey, SurveyColumn
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_answers import Question, questions
from qualcode.core.operations.survey_outlook import identities, match
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.guessing import changed_role
from qualcode.core.surveys.plan import (
    CLOSED,
    FIELDS,
    ROLES,
    SEVERAL,
    TIME,
    PlannedColumn,
    SurveyPlan,
)
from qualcode.core.translate import _

#: the share of an earlier survey's columns that a later wave has, at least: some questions are
#: dropped, and others come
_ALIKE: Final = 0.6
#: the share of a file's rows that are there already if it is the same wave once more
_SAME: Final = 0.5
#: the share of answers to closed questions that are the same in the same wave: somebody asked again
#: half a year later answers many of them as before
_ALIKE_ANSWERS: Final = 0.95
#: so many questions tell whether the answers are the same
_ENOUGH: Final = 8


def as_before(db: Database, plan: SurveyPlan) -> tuple[SurveyPlan, Survey | None]:
    """The plan as the latest survey with the same questions was imported, and that survey.

    Its title is taken over. Its wave is, too, where its rows are in the file again; otherwise the
    next one is proposed. What was proposed stays where no survey is like it.
    """
    found = _like(db, plan)
    if found is None:
        return plan, None
    survey, columns = found
    same = replace(_with_roles(plan, survey, columns), title=survey.title, wave=survey.wave)
    same = replace(same, form=survey.form)
    if _is_same_wave(db, same, survey):
        return same, survey
    return replace(same, wave=_its_wave(db, plan, survey.title)), survey


def _its_wave(db: Database, plan: SurveyPlan, title: str) -> str:
    """As the file says, if no other is called so; else the next one."""
    surveys = store.all_surveys(db)
    taken = {casefold(one.wave) for one in surveys if casefold(one.title) == casefold(title)}
    free = plan.wave and casefold(plan.wave) not in taken
    return plan.wave if free and plan.wave else next_wave(surveys, title)


def next_wave(surveys: Sequence[Survey], title: str) -> str:
    """What the wave after those of this title may be called."""
    waves = [one.wave for one in surveys if casefold(one.title) == casefold(title)]
    numbers = [int(wave) for wave in waves if wave and re.fullmatch(r"\d{1,4}", wave)]
    return str(max([*numbers, len(waves)], default=0) + 1)


def _like(db: Database, plan: SurveyPlan) -> tuple[Survey, Mapping[str, SurveyColumn]] | None:
    headers = set(_headers(plan).values())
    for survey in reversed(store.all_surveys(db)):
        columns = {casefold(one.header) or "": one for one in store.columns(db, survey.id)}
        if columns and len(headers & set(columns)) >= _ALIKE * len(columns):
            return survey, columns
    return None


def _headers(plan: SurveyPlan) -> dict[int, str]:
    """What each column is known by, as it is stored."""
    fields = ((one.number, plan.table.fields[one.number]) for one in plan.columns)
    return {number: casefold(field.name or field.header) or "" for number, field in fields}


def _with_roles(
    plan: SurveyPlan, survey: Survey, columns: Mapping[str, SurveyColumn]
) -> SurveyPlan:
    """The columns that are known by a header of their own, as they were then."""
    headers = _headers(plan)
    often = Counter(headers.values())
    reason = _("So it was in “{survey}”.").format(survey=survey_label(survey.title, survey.wave))
    for column in plan.columns:
        header = headers[column.number]
        ticks = column.role == SEVERAL and not column.separator
        if header in columns and often[header] == 1 and not ticks and not column.part:
            plan = plan.with_column(_as_known(plan, column, columns[header], reason))
    return plan


def _as_known(
    plan: SurveyPlan, column: PlannedColumn, known: SurveyColumn, reason: str
) -> PlannedColumn:
    found = column
    if known.role in ROLES and known.role != column.role:
        found = replace(changed_role(plan.table, column, known.role), reason=reason)
    none = tuple((known.no_answer or "").split("\n")) if known.no_answer else found.no_answer
    field = known.field if known.field in FIELDS else ""
    return replace(found, question=known.question, field=field, no_answer=none)


def _is_same_wave(db: Database, plan: SurveyPlan, survey: Survey) -> bool:
    """Whether the file holds that wave once more: most of its rows stand there, and those whose
    persons are known by an identity say the same."""
    asked = list(questions(plan))
    if match(db, plan, asked).already < _SAME * max(len(plan.table.rows), 1):
        return False
    there = {casefold(one.identity): one for one in store.responses(db, [survey.id])}
    known = [
        (at, there[key])
        for at, identity in enumerate(identities(plan))
        if (key := casefold(identity)) in there
    ]
    times = [column.number for column in plan.of_role(TIME)]
    same, compared = 0, 0
    for at, response in known:
        cells = {plan.table.rows[at][number].strip() for number in times} - {""}
        if cells and response.answered:
            compared += 1
            same += response.answered in cells
    if compared:
        return same >= _SAME * compared
    return _say_the_same(db, asked, known, store.columns(db, survey.id))


def _say_the_same(
    db: Database,
    asked: Sequence[Question],
    known: Sequence[tuple[int, Response]],
    columns: Sequence[SurveyColumn],
) -> bool:
    """Whether the answers to closed questions are those that are there."""
    stored = {casefold(one.question): one.attribute_id for one in columns if one.role == CLOSED}
    same, compared = 0, 0
    telling = [one for one in asked if one.role == CLOSED and stored.get(casefold(one.name))]
    for question in telling[:_ENOUGH]:
        attribute_id = stored[casefold(question.name)]
        if attribute_id is None:
            continue
        values = dict(attributes_store.cells(db, attribute_id))
        for at, response in known:
            if question.answers[at]:
                compared += 1
                same += values.get(response.person_id) == question.answers[at]
    return same >= _ALIKE_ANSWERS * compared
