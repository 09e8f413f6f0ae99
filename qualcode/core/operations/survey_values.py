"""Closed answers and background, as attributes of the persons who answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, PersonId, new_ids
from qualcode.core.model import Attribute, Survey, SurveyColumn
from qualcode.core.operations.attributes import (
    NewAttribute,
    add_attribute,
    choices_of,
    put_values,
)
from qualcode.core.operations.cell_values import shown
from qualcode.core.operations.names import free_title
from qualcode.core.operations.survey_answers import ASKED, Question, attribute_name, fitted
from qualcode.core.operations.survey_backgrounds import convert
from qualcode.core.operations.survey_outlook import NewRow
from qualcode.core.store import attributes as store
from qualcode.core.store import surveys as surveys_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import BACKGROUND

_PERSONS = "persons"


def write_values(
    running: Transaction,
    asked: Sequence[Question],
    rows: Sequence[NewRow],
    persons: Mapping[int, PersonId],
    wave: str | None,
    known: Mapping[int, SurveyColumn],
    before: Survey | None,
) -> tuple[dict[int, AttributeId], list[Question]]:
    """Write what was answered; returns the attribute of each question, by its position, and the
    questions with their answers as these hold them.

    Args:
        before: the survey, if it is there already: what somebody has said of themselves in a later
            wave stays known of them.

    A question that is known keeps its attribute. What the person is has one attribute, whatever the
    wave; what was asked in a wave has one of that wave.
    """
    found: dict[int, AttributeId] = {}
    fitted_to: list[Question] = []
    kept: list[tuple[AttributeId, Sequence[str]]] = []
    for question in asked:
        if question.role not in ASKED or question.field:
            fitted_to.append(question)
            continue
        column = known.get(question.position)
        there = None
        if column is not None and column.attribute_id is not None:
            there = store.get(running.db, column.attribute_id)
        attribute, question = _attribute(running, question, wave, there, set(found.values()))
        fitted_to.append(question)
        found[question.position] = attribute.id
        kept.append((attribute.id, question.answers))
    _write(running, kept, rows, persons, _said_later(running, before, rows))
    return found, fitted_to


def _write(
    running: Transaction,
    kept: Sequence[tuple[AttributeId, Sequence[str]]],
    rows: Sequence[NewRow],
    persons: Mapping[int, PersonId],
    said_later: Collection[tuple[AttributeId, PersonId]],
) -> None:
    """Person by person, for so the file's indexes grow at their ends: it takes half the time. Of a
    new person nothing can be there that would have to be looked for."""
    new = [
        (attribute_id, persons[row.at], answer)
        for row in rows
        if row.person_id is None
        for attribute_id, answers in kept
        if (answer := answers[row.at])
    ]
    ids = new_ids(len(new)) if new else []
    time, coder_id = running.time, running.coder_id
    running.insert_rows(
        "attribute_values",
        [(own, *cell, time, coder_id) for own, cell in zip(ids, new, strict=True)],
    )
    put_values(
        running,
        {
            (attribute_id, persons[row.at]): answer
            for row in rows
            if row.person_id is not None
            for attribute_id, answers in kept
            if (answer := answers[row.at]) and (attribute_id, persons[row.at]) not in said_later
        },
    )


def _said_later(
    running: Transaction, before: Survey | None, rows: Sequence[NewRow]
) -> set[tuple[AttributeId, PersonId]]:
    """What persons have said of themselves in waves that came after the survey."""
    if before is None:
        return set()
    known = [row.person_id for row in rows if row.person_id is not None]
    told = [one for one in surveys_store.told_by(running.db, known) if one.survey_id > before.id]
    attribute_of = {
        column.id: column.attribute_id
        for survey_id in {one.survey_id for one in told}
        for column in surveys_store.columns(running.db, survey_id)
    }
    return {
        (attribute_id, one.person_id)
        for one in told
        if one.value and (attribute_id := attribute_of[one.column_id]) is not None
    }


def _attribute(
    running: Transaction,
    question: Question,
    wave: str | None,
    there: Attribute | None,
    used: Collection[AttributeId],
) -> tuple[Attribute, Question]:
    """The question's attribute, and its answers as that attribute holds them.

    Args:
        used: the attributes of other questions of the same file.
    """
    name = attribute_name(question, wave)
    others = store.all_attributes(running.db, _PERSONS)
    if there is None and question.role == BACKGROUND:
        same = (one for one in others if casefold(one.name) == casefold(name))
        there = next((one for one in same if one.id not in used), None)
    if there is not None:
        return _fitting(running, there, question)
    taken = [one.name for one in others]
    choices = question.choices if question.kind == "choice" else ()
    kind = question.kind if choices or question.kind != "choice" else "text"
    new = NewAttribute(free_title(name, taken), _PERSONS, kind, tuple(choices))
    return add_attribute(running, new), question


def _fitting(
    running: Transaction, attribute: Attribute, question: Question
) -> tuple[Attribute, Question]:
    """An attribute that is there, with the choices that are new; one that can't hold an answer
    becomes text."""
    if attribute.kind == "choice" and question.kind == "choice":
        choices = choices_of(attribute.choices)
        known = {casefold(choice) for choice in choices}
        used = {line for answer in question.answers for line in answer.split("\n") if line}
        new = [one for one in question.choices if one in used and casefold(one) not in known]
        if new:
            stored = "\n".join((*choices, *new))
            running.update("attributes", attribute.id, choices=stored)
            attribute = replace(attribute, choices=stored)
        return attribute, _spelled(question, choices_of(attribute.choices))
    try:
        if attribute.kind == "choice":
            raise Refused(attribute.name)
        return attribute, fitted(question, attribute.kind)
    except Refused:
        running.update("attributes", attribute.id, kind="text", choices=None)
        _as_words(running, attribute)
        return replace(attribute, kind="text", choices=None), fitted(question, "text")


def _as_words(running: Transaction, attribute: Attribute) -> None:
    """What stands in an attribute that becomes text is written as it was read."""
    values: dict[str, tuple[str]] = {
        one.id: (shown(attribute.kind, one.value),)
        for one in store.values_of(running.db, attribute.id)
    }
    running.update_many("attribute_values", ("value",), values)
    convert(running, attribute.id, attribute.kind, "text", ())


def _spelled(question: Question, choices: Sequence[str]) -> Question:
    """The answers as an attribute's own choices spell them, in their order."""
    known = {casefold(choice): choice for choice in choices}
    place = {choice: at for at, choice in enumerate(choices)}
    stored = {
        answer: "\n".join(
            sorted((known[casefold(line)] for line in answer.split("\n")), key=place.__getitem__)
        )
        if answer
        else ""
        for answer in set(question.answers)
    }
    return replace(question, answers=tuple(stored[answer] for answer in question.answers))
