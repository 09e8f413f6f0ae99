"""Persons: who they are, how they are printed, and which of them are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, PersonId
from qualcode.core.model import PERSON_KINDS, Person
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.operations.attached import delete_attached, move_attached
from qualcode.core.operations.names import optional, required
from qualcode.core.operations.survey_backgrounds import correct_fields
from qualcode.core.operations.survey_titles import follow_pseudonym
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class PersonDetails:
    """What can be said of a person."""

    name: str | None
    pseudonym: str
    kind: str
    role: str | None
    group: str | None


def edit_person(
    project: Project, coder_id: CoderId, person_id: PersonId, details: PersonDetails
) -> Changes:
    """Change what is known of a person.

    Raises:
        Refused: if the pseudonym is empty or another respondent's.
    """
    with project.operation(coder_id, "edit_person", details.pseudonym.strip()) as running:
        set_details(running, person_id, details)
        return running.changes("edit_person")


def set_details(running: Transaction, person_id: PersonId, details: PersonDetails) -> None:
    """`edit_person` as a part of another operation."""
    if details.kind not in PERSON_KINDS:
        raise ValueError(details.kind)
    pseudonym = required(details.pseudonym, _("A person needs a pseudonym to be printed under."))
    if details.kind != INTERVIEWER:
        _refuse_taken(running, person_id, pseudonym)
    values = {"role": optional(details.role), "reporting_group": optional(details.group)}
    correct_fields(running, person_id, values)
    before = store.get(running.db, person_id).pseudonym
    running.update(
        "persons",
        person_id,
        name=optional(details.name),
        pseudonym=pseudonym,
        kind=details.kind,
        **values,
    )
    follow_pseudonym(running, person_id, before, pseudonym)
    note_documents_of(running, person_id)


def _refuse_taken(running: Transaction, person_id: PersonId, pseudonym: str) -> None:
    for other, (kind, name) in store.kinds(running.db).items():
        if other == person_id or kind == INTERVIEWER:
            continue
        if casefold(name) == casefold(pseudonym):
            raise Refused(
                _(
                    "“{pseudonym}” is another person’s pseudonym. Choose another one, "
                    "or join the two if they are the same person."
                ).format(pseudonym=name)
            )


def join_persons(
    project: Project, coder_id: CoderId, into: PersonId, others: Sequence[PersonId]
) -> Changes:
    """Say that several are one and the same: all their turns become those of `into`."""
    with project.operation(coder_id, "join_persons") as running:
        running.subject = store.get(running.db, into).pseudonym
        join(running, into, [other for other in dict.fromkeys(others) if other != into])
        return running.changes("join_persons")


def join(running: Transaction, into: PersonId, others: Sequence[PersonId]) -> None:
    """`join_persons` as a part of another operation. What `into` lacks is taken from the others."""
    for other in others:
        for turn in documents_store.turns_of(running.db, other):
            running.update("turns", turn.id, person_id=into)
        for affiliation in store.affiliations_of(running.db, [other]):
            running.update("affiliations", affiliation.id, person_id=into)
        move_attached(running, other, into)
        missing = _missing(store.get(running.db, into), store.get(running.db, other))
        if missing:
            running.update("persons", into, **missing)
        running.delete("persons", other, merged_into=into)


def _missing(kept: Person, other: Person) -> dict[str, Any]:
    fields = ("name", "role", "reporting_group")
    return {
        field: getattr(other, field)
        for field in fields
        if getattr(kept, field) is None and getattr(other, field) is not None
    }


def note_documents_of(running: Transaction, person_id: PersonId) -> None:
    """The documents where the person speaks look different now."""
    turns = documents_store.turns_of(running.db, person_id)
    running.note_documents({turn.document_id for turn in turns})


def delete_unheard(running: Transaction, person_ids: Sequence[PersonId]) -> None:
    """Remove those of the persons who speak nowhere any more, and answered no survey."""
    left = store.in_something(running.db, person_ids)
    unheard = [person for person in person_ids if person not in left]
    delete_attached(running, unheard)
    affiliations = store.affiliations_of(running.db, unheard)
    running.delete_many("affiliations", [affiliation.id for affiliation in affiliations])
    running.delete_many("persons", unheard)
