"""Cases, the units of comparison; and where persons belong: organisation, role, place and case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CaseId, CoderId, DocumentId, PersonId, new_id
from qualcode.core.model import Affiliation, Case
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.names import optional, required
from qualcode.core.project import Project
from qualcode.core.store import cases as store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class CaseDetails:
    """What can be said of a case."""

    name: str
    kind: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class Belonging:
    """Where a person belongs; at least one of the four is said."""

    organisation: str | None = None
    role: str | None = None
    place: str | None = None
    case_id: CaseId | None = None

    def __bool__(self) -> bool:
        return any((self.organisation, self.role, self.place, self.case_id))


@dataclass(frozen=True)
class Place:
    """Where a person belongs as a user writes it, with the case by its name."""

    organisation: str = ""
    role: str = ""
    place: str = ""
    case: str = ""

    def __bool__(self) -> bool:
        return any(map(str.strip, (self.organisation, self.role, self.place, self.case)))


def create_case(
    project: Project,
    coder_id: CoderId,
    details: CaseDetails,
    *,
    documents: Sequence[DocumentId] = (),
    persons: Sequence[PersonId] = (),
) -> Changes:
    """A new case, with these documents and persons in it.

    Raises:
        Refused: if the name is empty or another case has it.
    """
    with project.operation(coder_id, "create_case", details.name.strip()) as running:
        case_id = add_case(running, details)
        for document_id in dict.fromkeys(documents):
            running.update("documents", document_id, case_id=case_id)
        for person_id in dict.fromkeys(persons):
            put_in_case(running, person_id, case_id)
        return running.changes("create_case")


def add_case(running: Transaction, details: CaseDetails) -> CaseId:
    """`create_case` as a part of another operation."""
    case = Case(
        id=CaseId(new_id()),
        name=free_case_name(running.db, details.name),
        kind=optional(details.kind),
        description=optional(details.description),
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("cases", case)
    return case.id


def edit_case(
    project: Project, coder_id: CoderId, case_id: CaseId, details: CaseDetails
) -> Changes:
    """Say something else of a case.

    Raises:
        Refused: if the name is empty or another case has it.
    """
    with project.operation(coder_id, "edit_case", details.name.strip()) as running:
        running.update(
            "cases",
            case_id,
            name=free_case_name(running.db, details.name, case_id),
            kind=optional(details.kind),
            description=optional(details.description),
        )
        return running.changes("edit_case")


def delete_cases(project: Project, coder_id: CoderId, case_ids: Sequence[CaseId]) -> Changes:
    """Remove cases. Documents and persons stay, and belong to no case then."""
    with project.operation(coder_id, "delete_cases") as running:
        doomed = [store.get(running.db, case_id) for case_id in dict.fromkeys(case_ids)]
        running.subject = ", ".join(case.name for case in doomed)
        ids = [case.id for case in doomed]
        for document in store.documents_in(running.db, ids):
            running.update("documents", document.id, case_id=None)
        for affiliation in store.affiliations_in(running.db, ids):
            _put(running, replace(affiliation, case_id=None))
        delete_attached(running, ids)
        running.delete_many("cases", ids)
        return running.changes("delete_cases")


def assign_documents(
    project: Project,
    coder_id: CoderId,
    document_ids: Sequence[DocumentId],
    case_id: CaseId | None,
) -> Changes:
    """Say which case documents belong to; None for none."""
    with project.operation(coder_id, "assign_documents") as running:
        titles = documents_store.titles(running.db)
        wanted = list(dict.fromkeys(document_ids))
        running.subject = ", ".join(titles[document_id] for document_id in wanted)
        for document_id in wanted:
            running.update("documents", document_id, case_id=case_id)
        return running.changes("assign_documents")


def set_belongings(
    project: Project, coder_id: CoderId, person_id: PersonId, belongings: Sequence[Belonging]
) -> Changes:
    """Say all the places where a person belongs, in this order; empty ones are passed over."""
    with project.operation(coder_id, "set_belongings") as running:
        running.subject = persons_store.get(running.db, person_id).pseudonym
        put_belongings(running, person_id, belongings)
        return running.changes("set_belongings")


def set_places(
    project: Project, coder_id: CoderId, person_id: PersonId, places: Sequence[Place]
) -> Changes:
    """`set_belongings` with the cases by name; those that are not there are made."""
    with project.operation(coder_id, "set_belongings") as running:
        running.subject = persons_store.get(running.db, person_id).pseudonym
        known = {casefold(case.name): case.id for case in persons_store.all_cases(running.db)}
        where = []
        for one in filter(None, places):
            name = " ".join(one.case.split())
            if name and casefold(name) not in known:
                known[casefold(name)] = add_case(running, CaseDetails(name))
            case_id = known[casefold(name)] if name else None
            where.append(Belonging(one.organisation, one.role, one.place, case_id))
        put_belongings(running, person_id, where)
        return running.changes("set_belongings")


def put_belongings(
    running: Transaction, person_id: PersonId, belongings: Iterable[Belonging]
) -> None:
    """`set_belongings` as a part of another operation: known rows are kept and changed."""
    known = belonging_rows(running.db, person_id)
    wanted = [cleaned for one in belongings if (cleaned := _cleaned(one))]
    for row, one in zip(known, wanted, strict=False):
        running.update(
            "affiliations",
            row.id,
            organisation=one.organisation,
            role=one.role,
            place=one.place,
            case_id=one.case_id,
        )
    gone = [row.id for row in known[len(wanted) :]]
    delete_attached(running, gone)
    running.delete_many("affiliations", gone)
    for one in wanted[len(known) :]:
        _add_affiliation(running, person_id, one)


def put_in_case(running: Transaction, person_id: PersonId, case_id: CaseId) -> None:
    """Let a person belong to one more case, beside what is known."""
    known = belonging_rows(running.db, person_id)
    if any(row.case_id == case_id for row in known):
        return
    without = next((row for row in known if row.case_id is None), None)
    if without is not None:
        running.update("affiliations", without.id, case_id=case_id)
    else:
        _add_affiliation(running, person_id, Belonging(case_id=case_id))


def belonging_rows(db: Database, person_id: PersonId) -> list[Affiliation]:
    """Where a person belongs, in the order in which it was said."""
    return sorted(persons_store.affiliations_of(db, [person_id]), key=lambda row: row.id)


def belonging_of(row: Affiliation) -> Belonging:
    """What an affiliation says."""
    return Belonging(row.organisation, row.role, row.place, row.case_id)


def _cleaned(one: Belonging) -> Belonging:
    return Belonging(
        optional(one.organisation), optional(one.role), optional(one.place), one.case_id
    )


def _put(running: Transaction, affiliation: Affiliation) -> None:
    """Write an affiliation, or remove it if it says nothing any more."""
    if belonging_of(affiliation):
        running.update("affiliations", affiliation.id, case_id=affiliation.case_id)
    else:
        delete_attached(running, [affiliation.id])
        running.delete("affiliations", affiliation.id)


def _add_affiliation(running: Transaction, person_id: PersonId, one: Belonging) -> None:
    row = Affiliation(
        id=new_id(),
        person_id=person_id,
        case_id=one.case_id,
        organisation=one.organisation,
        role=one.role,
        place=one.place,
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("affiliations", row)


def free_case_name(db: Database, name: str, own: CaseId | None = None) -> str:
    """The name on one line.

    Raises:
        Refused: if it is empty or another case has it.
    """
    name = required(name, _("A case needs a name."))
    for other in persons_store.all_cases(db):
        if other.id != own and casefold(other.name) == casefold(name):
            raise Refused(
                _("There is already a case “{name}”. Choose another name.").format(name=other.name)
            )
    return name
