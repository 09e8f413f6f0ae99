"""The grid: a row for each document, person or case, a column for each thing that is known of them.

What is read is kept as plain values by row and column; after an operation only what it touched is
read again, for a survey may have thousands of rows and hundreds of thousands of values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.progress import DocumentProgress
from qualcode.core.changes import Changes
from qualcode.core.ids import AttributeId, CaseId, CoderId, DocumentId, PersonId
from qualcode.core.model import Attribute, Coder, Person
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.operations import cell_values, grid_rows
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.cases import belonging_of
from qualcode.core.operations.cell_values import SEPARATOR
from qualcode.core.operations.grid import ATTRIBUTE, COVERAGE, LAST, STATE
from qualcode.core.operations.grid_fields import FIELDS, PATH, STATE_NAMES
from qualcode.core.shares import percent
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import cases as cases_store
from qualcode.core.store import coders as coders_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import journal
from qualcode.core.store import persons as persons_store
from qualcode.core.store import readings as readings_store
from qualcode.core.translate import _

Value = str | int | float | None

#: what tables each sort of row is read from, beside the attributes
_SOURCES: Final = {
    "documents": ("documents", "folders", "cases", "turns", "persons"),
    "persons": ("persons", "affiliations", "cases", "turns", "documents"),
    "cases": ("cases", "documents", "affiliations"),
}
#: what is known from counting alone
COUNTED: Final = ("passages", "codes", "coverage")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid.

    Attributes:
        key: as `operations.grid.Cell.column`.
        kind: an attribute's kind, or ``count``, ``share`` or ``time``.
        choices: the values to choose between with what they are called; of kind ``choice``.
        several: whether a cell may hold several of the choices.
        attribute: what it shows, if that is an attribute.
        coder_id: whose it is, if it is of one evaluator.
    """

    key: str
    heading: str
    kind: str
    editable: bool
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    attribute: Attribute | None = None
    coder_id: CoderId | None = None

    def shown(self, value: Value, decimal: str = ".") -> str:
        """A value as people read it, in the user's language."""
        if value is None or value == "":
            return ""
        if self.kind == "share":
            return _("{share} %").format(share=percent(float(value)))
        if isinstance(value, int | float):
            return str(value)
        if self.attribute is not None:
            return cell_values.shown(self.kind, value, decimal=decimal)
        return dict(self.choices).get(value, value) if self.choices else value


class Grid:
    """The rows and columns of documents, persons or cases.

    Attributes:
        about: one of `DESCRIBED`.
        columns: in their order.
        row_ids: in the order in which they are listed everywhere.
    """

    def __init__(self, about: str) -> None:
        self.about = about
        self.columns: list[Column] = []
        self.row_ids: list[str] = []
        self.progress: dict[DocumentId, DocumentProgress] = {}
        self._fields: dict[str, dict[str, str | int]] = {}
        self._values: dict[AttributeId, dict[str, str]] = {}
        self._states: dict[DocumentId, dict[CoderId, str]] = {}

    @classmethod
    def read(cls, db: Database, about: str) -> Grid:
        """All there is, but for what is counted."""
        grid = cls(about)
        grid._read_columns(db)
        grid._read_fields(db)
        grid._states = readings_store.states(db)
        for column in grid.columns:
            if column.attribute is not None:
                grid._read_values(db, column.attribute.id)
        return grid

    def value(self, row_id: str, key: str) -> Value:
        """What stands in a cell as it is stored; None or an empty text where there is nothing."""
        return self.getter(key)(row_id)

    def getter(self, key: str) -> Callable[[str], Value]:
        """Tells what stands in a column, row by row; good until the grid is read again."""
        if key.startswith(ATTRIBUTE):
            return self._values.get(AttributeId(key.removeprefix(ATTRIBUTE)), {}).get
        if key in COUNTED or key.startswith((COVERAGE, LAST)):
            return lambda row_id: self._counted(DocumentId(row_id), key)
        if key.startswith(STATE):
            coder_id, states = CoderId(key.removeprefix(STATE)), self._states
            return lambda row_id: states.get(DocumentId(row_id), {}).get(coder_id)
        fields = self._fields
        return lambda row_id: fields.get(row_id, {}).get(key)

    def _counted(self, document_id: DocumentId, key: str) -> Value:
        progress = self.progress.get(document_id)
        if progress is None:
            return None
        if key.startswith(LAST):
            return progress.share(CoderId(key.removeprefix(LAST))).last
        if key.startswith(COVERAGE):
            return progress.coverage(CoderId(key.removeprefix(COVERAGE)))
        if key == "coverage":
            return progress.coverage(None)
        return progress.codes if key == "codes" else progress.together.passages

    def column(self, key: str) -> Column | None:
        """The column with that key, if it is there."""
        return next((column for column in self.columns if column.key == key), None)

    def in_use(self, key: str) -> list[str]:
        """The texts that stand in a column already, each once, for suggestions."""
        found = {str(value) for value in map(self.getter(key), self.row_ids) if value}
        return sorted(found, key=str.casefold)

    # Keeping in step

    def follow(self, db: Database, changes: Changes) -> set[str] | None:
        """Read again what an operation touched.

        Returns:
            The rows that look different; None if other rows or columns are there now.
        """
        columns, row_ids = list(self.columns), list(self.row_ids)
        touched: set[str] = set()
        if changes.touches("attributes", "coders"):
            self._read_columns(db)
            self._read_missing(db)
        others = (table for table in _SOURCES[self.about] if table != "persons")
        same_rows = not (changes.added.get("persons") or changes.removed.get("persons"))
        if self.about == "persons" and same_rows and not changes.touches(*others):
            touched |= self._follow_persons(db, changes.changed.get("persons", ()))
        elif changes.touches(*_SOURCES[self.about]):
            before = self._fields
            self._read_fields(db)
            touched |= {one for one in self.row_ids if before.get(one) != self._fields[one]}
        if changes.touches("readings"):
            self._states = readings_store.states(db)
            touched |= changes.documents
        touched |= self._follow_values(db, changes)
        same = columns == self.columns and row_ids == self.row_ids
        return touched if same else None

    def _follow_persons(self, db: Database, person_ids: Iterable[str]) -> set[str]:
        """Read again what these persons are; where they are heard and belong is as it was."""
        touched = set()
        for person in persons_store.persons(db, map(PersonId, person_ids)):
            before = self._fields[person.id]
            self._fields[person.id] = {**before, **_of_person(person)}
            if before != self._fields[person.id]:
                touched.add(str(person.id))
        return touched

    def _follow_values(self, db: Database, changes: Changes) -> set[str]:
        if not changes.touches("attribute_values"):
            return set()
        table, touched = "attribute_values", set()
        there = [*changes.added.get(table, ()), *changes.changed.get(table, ())]
        for value in attributes_store.values(db, there):
            if value.attribute_id in self._values:
                self._values[value.attribute_id][value.about_id] = intern(value.value)
                touched.add(value.about_id)
        if changes.removed.get(table):
            for image in _removed(db, changes):
                self._values.get(AttributeId(image["attribute_id"]), {}).pop(image["about_id"], "")
                touched.add(image["about_id"])
        return touched

    def _read_missing(self, db: Database) -> None:
        """The values of attributes that are new here."""
        attributes = [column.attribute for column in self.columns if column.attribute]
        wanted = {attribute.id for attribute in attributes}
        for gone in self._values.keys() - wanted:
            del self._values[gone]
        for attribute in attributes:
            if attribute.id not in self._values:
                self._read_values(db, attribute.id)

    def _read_values(self, db: Database, attribute_id: AttributeId) -> None:
        known = {row_id: row_id for row_id in self.row_ids}
        self._values[attribute_id] = {
            known.get(about_id, about_id): intern(value)
            for about_id, value in attributes_store.cells(db, attribute_id)
        }

    # Reading

    def _read_columns(self, db: Database) -> None:
        self.columns = [
            Column(
                field.key,
                _(field.name),
                field.kind,
                field.editable,
                tuple((value, _(name)) for value, name in (field.names or {}).items()),
            )
            for field in FIELDS[self.about]
        ]
        self.columns += map(_of_attribute, attributes_store.all_attributes(db, self.about))
        if self.about == "documents":
            for coder, name in _named(coders_store.all_coders(db)):
                self.columns += _of_coder(coder, name)

    def _read_fields(self, db: Database) -> None:
        reading = {"documents": _documents, "persons": _persons, "cases": _cases}[self.about]
        self._fields = reading(db)
        self.row_ids = list(self._fields)


def _of_attribute(attribute: Attribute) -> Column:
    choices: Iterable[tuple[str, str]] = ()
    if attribute.kind == "choice":
        choices = ((choice, choice) for choice in choices_of(attribute.choices))
    elif attribute.kind == "yes-no":
        choices = ((cell_values.YES, _("Yes")), (cell_values.NO, _("No")))
    return Column(
        ATTRIBUTE + attribute.id,
        attribute.name,
        attribute.kind,
        editable=True,
        choices=tuple(choices),
        several=attribute.kind == "choice",
        attribute=attribute,
    )


def _of_coder(coder: Coder, name: str) -> list[Column]:
    said = {"name": name}
    states = tuple((value, _(word)) for value, word in STATE_NAMES.items())
    return [
        Column(
            STATE + coder.id,
            _("{name} · state").format(**said),
            "choice",
            editable=True,
            choices=states,
            coder_id=coder.id,
        ),
        Column(
            COVERAGE + coder.id,
            _("{name} · coverage").format(**said),
            "share",
            editable=False,
            coder_id=coder.id,
        ),
        Column(
            LAST + coder.id,
            _("{name} · last work").format(**said),
            "time",
            editable=False,
            coder_id=coder.id,
        ),
    ]


def _named(coders: Iterable[Coder]) -> list[tuple[Coder, str]]:
    """Those who code, by their initials; by their names where two share initials."""
    working = [coder for coder in coders if coder.role != CONSENSUS]
    counts = Counter(coder.initials for coder in working)
    return [(c, c.initials if counts[c.initials] == 1 else c.name) for c in working]


def _documents(db: Database) -> dict[str, dict[str, str | int]]:
    paths = folders_store.paths(folders_store.all_folders(db))
    cases = {case.id: case.name for case in persons_store.all_cases(db)}
    who = _speakers(db)
    return {
        document.id: {
            "title": document.title,
            "folder": PATH.join(paths.get(document.folder_id, ())) if document.folder_id else "",
            "kind": document.kind,
            "date": document.date or "",
            "wave": document.wave or "",
            "language": document.language,
            "persons": SEPARATOR.join(who.get(document.id, ())),
            "case": cases.get(document.case_id, "") if document.case_id else "",
            "file": document.file_name or "",
            "characters": document.characters,
        }
        for document in documents_store.all_documents(db)
    }


def _speakers(db: Database) -> dict[DocumentId, list[str]]:
    """The respondents heard in each document, as they are printed."""
    names = {p.id: p.pseudonym for p in persons_store.all_persons(db) if p.kind == "respondent"}
    found: dict[DocumentId, list[str]] = defaultdict(list)
    for document_id, person_id in persons_store.heard(db):
        if person_id in names:
            found[document_id].append(names[person_id])
    return found


def _persons(db: Database) -> dict[str, dict[str, str | int]]:
    cases = {case.id: case.name for case in persons_store.all_cases(db)}
    titles = documents_store.titles(db)
    heard: dict[PersonId, list[str]] = defaultdict(list)
    for document_id, person_id in persons_store.heard(db):
        heard[person_id].append(titles[document_id])
    belongs = defaultdict(list)
    for row in cases_store.all_affiliations(db):
        belongs[row.person_id].append(belonging_of(row))
    return {
        person.id: {
            **_of_person(person),
            "documents": SEPARATOR.join(heard[person.id]),
            **{
                column: grid_rows.belonging_text(column, belongs[person.id], cases)
                for column in ("organisation", "organisation_role", "place", "case")
            },
        }
        for person in persons_store.all_persons(db)
    }


def _of_person(person: Person) -> dict[str, str | int]:
    return {
        "pseudonym": person.pseudonym,
        "name": person.name or "",
        "kind": person.kind,
        "role": person.role or "",
        "group": person.reporting_group or "",
    }


def _cases(db: Database) -> dict[str, dict[str, str | int]]:
    documents = Counter(document.case_id for document in documents_store.all_documents(db))
    persons: Mapping[CaseId, set[PersonId]] = defaultdict(set)
    for row in cases_store.all_affiliations(db):
        if row.case_id is not None:
            persons[row.case_id].add(row.person_id)
    return {
        case.id: {
            "name": case.name,
            "kind": case.kind or "",
            "description": case.description or "",
            "documents": documents[case.id],
            "persons": len(persons[case.id]),
        }
        for case in persons_store.all_cases(db)
    }


def _removed(db: Database, changes: Changes) -> Iterable[Mapping[str, str]]:
    """What the values were that an operation has removed, from the journal."""
    entry = journal.entry(db, changes.entry_id)
    for change in journal.row_changes(db, entry.seq):
        if change.table == "attribute_values" and change.action == journal.DELETE:
            yield change.before or {}
