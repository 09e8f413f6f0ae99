"""What respondents say of themselves, kept with every wave in which they say it.

The person has it too, as an attribute, a role or a group, and there a later wave's answer takes the
earlier one's place. What is counted of a wave is what was said in it.

Corrected by hand, a person's value is corrected in the last wave that says the same, for it is that
answer which was wrong; what was said in the waves before stays as it was said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, PersonId, SurveyColumnId, new_ids
from qualcode.core.operations import cell_values
from qualcode.core.operations.survey_answers import Question
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import BACKGROUND, FIELDS

_Value = tuple[str, SurveyColumnId, str]  # of a response, to a question, what was said


def keep(
    running: Transaction,
    asked: Sequence[Question],
    responses: Mapping[int, str],
    columns: Mapping[int, SurveyColumnId],
) -> None:
    """Keep what the rows of a file say of their persons, and where they say nothing that, too.

    Args:
        asked: as `survey_values.write_values` has fitted them to their attributes.
        responses: by the row's place in the table.
        columns: by the question's position.
    """
    told = [one for one in asked if one.role == BACKGROUND]
    _insert(
        running,
        [
            (response, columns[one.position], one.answers[at])
            for at, response in responses.items()
            for one in told
        ],
    )


def keep_of_before(running: Transaction, person_ids: Collection[PersonId]) -> None:
    """Before a later wave says something else: what is known of these persons is what they said in
    the waves that were imported by earlier versions, which kept nothing else of it."""
    wanted = store.not_told(running.db, person_ids)
    persons = {one.id: one for one in persons_store.all_persons(running.db)} if wanted else {}
    values: dict[AttributeId, dict[str, str]] = {}
    found: list[_Value] = []
    for response, column, person_id, field, attribute_id in wanted:
        value: str | None = None
        if attribute_id is not None:
            if attribute_id not in values:
                values[attribute_id] = dict(attributes_store.cells(running.db, attribute_id))
            value = values[attribute_id].get(person_id)
        elif field:
            value = getattr(persons[person_id], field)
        found.append((response, column, value or ""))
    _insert(running, found)


def _insert(running: Transaction, values: Sequence[_Value]) -> None:
    ids = new_ids(len(values)) if values else []
    time, coder_id = running.time, running.coder_id
    running.insert_rows(
        "backgrounds", [(own, *one, time, coder_id) for own, one in zip(ids, values, strict=True)]
    )


def correct_values(running: Transaction, values: Mapping[tuple[AttributeId, str], str]) -> None:
    """Let the last wave say what persons' attributes are now made to say, where it said the same as
    they did. To be called before they are written."""
    by_attribute: dict[AttributeId, dict[PersonId, str]] = defaultdict(dict)
    for (attribute_id, about), text in values.items():
        by_attribute[attribute_id][PersonId(about)] = text
    for attribute_id, new in by_attribute.items():
        told = store.told_by(running.db, new, attribute_id=attribute_id)
        if told:
            there = attributes_store.values_in(running.db, attribute_id, new)
            _correct(running, told, {one.about_id: one.value for one in there}, new)


def correct_fields(
    running: Transaction, person_id: PersonId, values: Mapping[str, str | None]
) -> None:
    """`correct_values` of a person's role and group, as far as they are among the columns."""
    for field in FIELDS:
        if field not in values:
            continue
        told = store.told_by(running.db, [person_id], field=field)
        if told:
            old = getattr(persons_store.get(running.db, person_id), field) or ""
            _correct(running, told, {person_id: old}, {person_id: values[field] or ""})


def _correct(
    running: Transaction,
    told: Iterable[store.Told],
    old: Mapping[str, str],
    new: Mapping[PersonId, str],
) -> None:
    last = {one.person_id: one for one in told}
    for person_id, one in last.items():
        if one.value == old.get(person_id, ""):
            running.update("backgrounds", one.id, value=new[person_id])


def reword(running: Transaction, attribute_id: AttributeId, words: Mapping[str, str]) -> None:
    """An attribute's choices are called otherwise, in every wave."""
    new: dict[str, tuple[str]] = {}
    for row_id, value in store.told_in(running.db, attribute_id):
        lines = dict.fromkeys(words.get(line, line) for line in value.split("\n"))
        new[row_id] = ("\n".join(lines),)
    running.update_many("backgrounds", ("value",), new)


def convert(
    running: Transaction, attribute_id: AttributeId, before: str, kind: str, choices: Sequence[str]
) -> None:
    """An attribute is of another kind: what was said is written as it holds it. What it can't hold
    stays as it is read."""
    new: dict[str, tuple[str]] = {}
    for row_id, value in store.told_in(running.db, attribute_id):
        text = value if kind == "choice" else cell_values.shown(before, value) if value else ""
        with suppress(Refused):  # an earlier wave may say what is no choice any more
            text = cell_values.parsed(kind, text, choices)
        new[row_id] = (text,)
    running.update_many("backgrounds", ("value",), new)
