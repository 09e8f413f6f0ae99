"""The persons who answered a survey: new ones, and what is known of those who are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.core.ids import PersonId, new_ids
from qualcode.core.model import Person
from qualcode.core.model.person import RESPONDENT
from qualcode.core.operations.names import LONGEST_NAME
from qualcode.core.operations.speakers import AcceptedSpeaker, Pseudonyms, given_before
from qualcode.core.operations.survey_answers import Question
from qualcode.core.operations.survey_outlook import NewRow, is_full_name
from qualcode.core.store import persons as store
from qualcode.core.store import project_info
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import GROUP_FIELD, ROLE_FIELD, SurveyPlan


def add_respondents(
    running: Transaction, plan: SurveyPlan, rows: Sequence[NewRow], asked: Sequence[Question]
) -> dict[int, PersonId]:
    """Whose each row is, by its place in the table.

    A new person is called “Respondent 12”: what the identity column says is kept with the answer,
    and as the real name where it is one, and is printed only if the plan says so.
    """
    there = store.all_persons(running.db)
    names = Pseudonyms(
        [one.pseudonym for one in there],
        project_info.read(running.db).language,
        given_before(running.db),
    )
    new = [row for row in rows if row.person_id is None]
    fields = {one.field: one.answers for one in asked if one.field}
    ids = [PersonId(one) for one in new_ids(len(new))] if new else []

    def field(name: str, row: NewRow) -> str | None:
        return fields[name][row.at] or None if name in fields else None

    running.insert_many(
        "persons",
        [
            Person(
                id=person_id,
                name=row.identity if is_full_name(row.identity) else None,
                pseudonym=names.give(AcceptedSpeaker("", pseudonym=_shown(plan, row))),
                kind=RESPONDENT,
                role=field(ROLE_FIELD, row),
                reporting_group=field(GROUP_FIELD, row),
                created=running.time,
                coder_id=running.coder_id,
            )
            for person_id, row in zip(ids, new, strict=True)
        ],
    )
    found = {row.at: person_id for person_id, row in zip(ids, new, strict=True)}
    known = {row.at: row.person_id for row in rows if row.person_id is not None}
    _fill_in(running, {one.id: one for one in there}, known, fields)
    return found | known


def _shown(plan: SurveyPlan, row: NewRow) -> str | None:
    column = plan.identity
    if not plan.show_identity or column is None:
        return None
    identity = " ".join(plan.table.rows[row.at][column.number].split())
    return identity[:LONGEST_NAME] or None


def _fill_in(
    running: Transaction,
    persons: Mapping[PersonId, Person],
    known: Mapping[int, PersonId],
    fields: Mapping[str, Sequence[str]],
) -> None:
    """The role and the group of persons who have none yet; others keep theirs."""
    for at, person_id in known.items():
        missing: dict[str, Any] = {
            name: answers[at]
            for name, answers in fields.items()
            if answers[at] and getattr(persons[person_id], name) is None
        }
        if missing:
            running.update("persons", person_id, **missing)
