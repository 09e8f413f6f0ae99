"""Persons from a sheet: their names, pseudonyms, roles and groups, and which labels are one person.

Rows that give the same pseudonym are one person, unless they give different names. In one document
they must give the same name too: two who are called “Participant” there are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, PersonId
from qualcode.core.interchange.persons import PersonRow
from qualcode.core.interchange.problems import RowProblem, SheetRefused
from qualcode.core.model import Person
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.operations.lookup import Documents
from qualcode.core.operations.names import required
from qualcode.core.operations.persons import join, note_documents_of
from qualcode.core.operations.survey_backgrounds import correct_fields
from qualcode.core.project import Project
from qualcode.core.store import persons as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

OPERATION: Final = "persons_from_sheet"
_YES: Final = frozenset(("yes", "y", "ja", "j", "x", "1", "true", "sant", "interviewer"))
_NO: Final = frozenset(("no", "n", "nej", "0", "false", "falskt", "respondent", "-"))


@dataclass(frozen=True)
class PersonsResult:
    """How many persons were described otherwise than before, and how many became one with others."""

    changes: Changes
    described: int
    joined: int


def persons_from_sheet(
    project: Project, coder_id: CoderId, rows: Sequence[PersonRow], *, source: str
) -> PersonsResult:
    """Describe persons as a sheet does. What a row leaves empty stays as it is.

    A row without a document speaks of the label wherever it stands.

    Raises:
        SheetRefused: if a row can't be used or says something else than another; then nothing is
            written.
    """
    with project.operation(coder_id, OPERATION, source) as running:
        plan = _plan(running.db, rows)
        if plan.problems:
            raise SheetRefused(source, plan.problems)
        described = joined = 0
        for one in plan.persons:
            into, *others = one.ids
            join(running, into, others)
            joined += len(others)
            before = store.get(running.db, into)
            correct_fields(running, into, one.values)
            running.update("persons", into, **one.values)
            if store.get(running.db, into) != before:
                described += 1
                note_documents_of(running, into)
        return PersonsResult(running.changes(OPERATION), described, joined)


def check_persons(project: Project, rows: Sequence[PersonRow], *, source: str) -> None:
    """Raise what `persons_from_sheet` would, without writing."""
    plan = _plan(project.db, rows)
    if plan.problems:
        raise SheetRefused(source, plan.problems)


@dataclass
class _One:
    """Everything that the sheet says of one person, and under which ids they stand so far."""

    ids: list[PersonId]
    values: dict[str, str] = field(default_factory=dict)
    #: the row that said each value first
    rows: dict[str, int] = field(default_factory=dict)

    def say(self, name: str, text: str, row: int) -> None:
        """Raises Refused if another row says something else."""
        said = self.values.get(name)
        if said is not None and said != text:
            raise Refused(
                _("“{text}” here and “{other}” in row {row} are said of the same person.").format(
                    text=text, other=said, row=self.rows[name]
                )
            )
        self.values.setdefault(name, text)
        self.rows.setdefault(name, row)

    @property
    def first_row(self) -> int:
        return min(self.rows.values(), default=0)

    def take(self, other: _One) -> None:
        """Be the other one too."""
        for name, text in other.values.items():
            self.say(name, text, other.rows[name])
        self.ids += [person_id for person_id in other.ids if person_id not in self.ids]


@dataclass
class _Plan:
    persons: list[_One]
    problems: list[RowProblem]


def _plan(db: Database, rows: Sequence[PersonRow]) -> _Plan:
    speakers = _Speakers(db)
    by_person: dict[PersonId, _One] = {}
    problems: list[RowProblem] = []
    for row in rows:
        try:
            said = _said(row)
            for person_id in speakers.of(row):
                one = by_person.setdefault(person_id, _One([person_id]))
                for name, text in said.items():
                    one.say(name, text, row.number)
        except Refused as refusal:
            problems.append(RowProblem(row.number, str(refusal)))
    if problems:
        return _Plan([], problems)
    persons = _joined(by_person.values(), speakers, problems)
    persons = _with_known(persons, speakers, problems)
    return _Plan(persons, sorted(problems, key=lambda problem: problem.row))


def _said(row: PersonRow) -> dict[str, str]:
    """The columns of the person that the row fills."""
    found = {"name": row.name, "role": row.role, "reporting_group": row.group}
    if row.pseudonym:
        found["pseudonym"] = required(row.pseudonym, "")
    if row.interviewer:
        found["kind"] = INTERVIEWER if _yes(row.interviewer) else RESPONDENT
    return {name: text for name, text in found.items() if text}


def _yes(text: str) -> bool:
    word = casefold(text)
    if word not in _YES | _NO:
        raise Refused(
            _("“{text}” in the column “interviewer” is neither yes nor no.").format(text=text)
        )
    return word in _YES


class _Speakers:
    """Finds who stands behind the labels of the documents."""

    def __init__(self, db: Database) -> None:
        self._documents = Documents(db)
        self.persons = {person.id: person for person in store.all_persons(db)}
        self.documents_of: dict[PersonId, set[DocumentId]] = defaultdict(set)
        self._by_label: dict[tuple[DocumentId, str | None], list[PersonId]] = defaultdict(list)
        self._anywhere: dict[str | None, list[PersonId]] = defaultdict(list)
        for document_id, label, person_id in store.speakers(db):
            self.documents_of[person_id].add(document_id)
            for found in (
                self._by_label[document_id, casefold(label)],
                self._anywhere[casefold(label)],
            ):
                if person_id not in found:
                    found.append(person_id)

    def of(self, row: PersonRow) -> list[PersonId]:
        """The persons whom the row speaks of.

        Raises:
            Refused: if there is no such document or nobody has that label.
        """
        label = casefold(row.label)
        if row.document:
            document_id = self._documents.find(row.document)
            found = self._by_label.get((document_id, label), [])
        elif row.label:
            found = self._anywhere.get(label, [])
        else:
            raise Refused(_("The row names neither a document nor a label."))
        if not found:
            raise Refused(self._nobody(row))
        return found

    def _nobody(self, row: PersonRow) -> str:
        if not row.document:
            return _("Nobody is labelled “{label}” in any document.").format(label=row.label)
        title = self._documents.title(self._documents.find(row.document))
        if not row.label:
            return _("The row names no label, and in “{document}” the speakers have some.").format(
                document=title
            )
        return _("Nobody is labelled “{label}” in “{document}”.").format(
            label=row.label, document=title
        )


def _joined(persons: Iterable[_One], speakers: _Speakers, problems: list[RowProblem]) -> list[_One]:
    """The persons, those of one pseudonym as one."""
    found: dict[str | None, _One] = {}
    result = []
    for one in persons:
        pseudonym = one.values.get("pseudonym")
        first = found.get(casefold(pseudonym)) if pseudonym else None
        if first is None:
            result.append(one)
            if pseudonym:
                found[casefold(pseudonym)] = one
            continue
        try:
            if _are_two(first, one, speakers):
                result.append(one)
            else:
                first.take(one)
        except Refused as refusal:
            problems.append(RowProblem(one.first_row, str(refusal)))
    return result


def _are_two(first: _One, one: _One, speakers: _Speakers) -> bool:
    """Whether two of one pseudonym are two interviewers, who may share theirs.

    Raises:
        Refused: if they are two and not both interviewers.
    """
    names = {casefold(each.values["name"]) for each in (first, one) if "name" in each.values}
    both_named = all("name" in each.values for each in (first, one))
    if len(names) == 1 and both_named:
        return False
    together = _documents(first, speakers) & _documents(one, speakers)
    if len(names) < 2 and not together:
        return False
    if all(_kind(each, speakers) == INTERVIEWER for each in (first, one)):
        return True
    raise Refused(
        _(
            "“{pseudonym}” is given to somebody else in row {row}. Two persons need two "
            "pseudonyms; one person in both rows needs the same name in both."
        ).format(pseudonym=one.values["pseudonym"], row=first.rows["pseudonym"])
    )


def _documents(one: _One, speakers: _Speakers) -> set[DocumentId]:
    return {document for person_id in one.ids for document in speakers.documents_of[person_id]}


def _kind(one: _One, speakers: _Speakers) -> str:
    return one.values.get("kind") or speakers.persons[one.ids[0]].kind


def _with_known(persons: list[_One], speakers: _Speakers, problems: list[RowProblem]) -> list[_One]:
    """The persons, with those whom earlier sheets gave the same name and pseudonym."""
    in_sheet = {person_id for one in persons for person_id in one.ids}
    renamed = {person_id for one in persons if "pseudonym" in one.values for person_id in one.ids}
    known: dict[str | None, list[Person]] = defaultdict(list)
    for person in speakers.persons.values():
        if person.id not in renamed:
            known[casefold(person.pseudonym)].append(person)
    for one in persons:
        pseudonym = one.values.get("pseudonym")
        for person in known.get(casefold(pseudonym), []) if pseudonym else []:
            name = casefold(one.values.get("name"))
            if name and name == casefold(person.name) and person.id not in in_sheet:
                one.ids = [person.id, *one.ids]
            elif INTERVIEWER not in (person.kind, _kind(one, speakers)):
                row = one.rows["pseudonym"]
                problems.append(RowProblem(row, _taken(person)))
    return persons


def _taken(person: Person) -> str:
    return _(
        "“{pseudonym}” is another person’s pseudonym. Choose another one, or give both the same "
        "name if they are one person."
    ).format(pseudonym=person.pseudonym)
