"""The grid's given columns: what may stand in them, and how it is written into the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import CaseId, DocumentId, FolderId, PersonId
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.operations.cases import (
    Belonging,
    CaseDetails,
    add_case,
    belonging_of,
    belonging_rows,
    put_belongings,
)
from qualcode.core.operations.cell_values import SEPARATOR, from_names
from qualcode.core.operations.folders import add_folder
from qualcode.core.operations.grid_fields import (
    DOCUMENT_KIND_NAMES,
    LANGUAGE_NAMES,
    PATH,
    PERSON_KIND_NAMES,
)
from qualcode.core.operations.names import optional, required
from qualcode.core.operations.persons import note_documents_of
from qualcode.core.operations.survey_backgrounds import correct_fields
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: by row, then by column, what is to stand there
Fields = Mapping[str, Mapping[str, str]]
#: makes a problem of a row, a column and a reason
Problem = Callable[[str, str, str], Any]

_NAMES: Final = {
    ("documents", "kind"): DOCUMENT_KIND_NAMES,
    ("documents", "language"): LANGUAGE_NAMES,
    ("persons", "kind"): PERSON_KIND_NAMES,
}
#: the column that names a row, which may be empty in none and alike in no two
_NAME: Final = {"documents": "title", "persons": "pseudonym", "cases": "name"}
#: a person's columns that speak of where they belong
_BELONGING: Final = ("organisation", "organisation_role", "place", "case")


def problems(db: Database, about: str, fields: Fields, problem: Problem) -> list[Any]:
    """What of this can't be written, each with its cell."""
    found = []
    for row_id, texts in fields.items():
        for column, text in texts.items():
            try:
                _check(about, column, text)
            except Refused as refusal:
                found.append(problem(row_id, column, str(refusal)))
    if about == "persons":
        found += _several_belongings(db, fields, problem)
    return found + _taken_names(db, about, fields, problem)


def _check(about: str, column: str, text: str) -> None:
    if column == _NAME[about]:
        required(text, _NEEDS[about]())
    elif names := _NAMES.get((about, column)):
        _one_of(text, names)
    elif column in ("folder", "case"):
        for part in filter(None, _parts(column, text)):
            required(part, "")


_NEEDS: Final[Mapping[str, Callable[[], str]]] = {
    "documents": lambda: _("A document needs a title."),
    "persons": lambda: _("A person needs a pseudonym to be printed under."),
    "cases": lambda: _("A case needs a name."),
}


def _one_of(text: str, names: Mapping[str, str]) -> str:
    value = from_names(text, names)
    if value is None:
        raise Refused(
            _("“{text}” is not among the choices: {choices}.").format(
                text=text[:40], choices=", ".join(_(name) for name in names.values())
            )
        )
    return value


def _parts(column: str, text: str) -> list[str]:
    separator = PATH.strip() if column == "folder" else SEPARATOR.strip()
    return [part.strip() for part in text.split(separator) if part.strip()]


def _taken_names(db: Database, about: str, fields: Fields, problem: Problem) -> list[Any]:
    """Names that two rows would have when all is written; interviewers may share theirs."""
    column = _NAME[about]
    if not any(column in texts or "kind" in texts for texts in fields.values()):
        return []
    names = _names(db, about, fields)
    first: dict[str | None, str] = {}
    found = []
    for row_id, name in sorted(names.items(), key=lambda item: item[0] in fields):
        other = first.setdefault(casefold(name), row_id)
        if other != row_id and column in fields.get(row_id, {}):
            found.append(problem(row_id, column, _taken(about, name)))
        elif other != row_id and "kind" in fields.get(row_id, {}):
            found.append(problem(row_id, "kind", _taken(about, name)))
    return found


def _names(db: Database, about: str, fields: Fields) -> dict[str, str]:
    names: dict[str, str] = {}
    if about == "documents":
        names = {str(row_id): title for row_id, title in documents_store.titles(db).items()}
    elif about == "cases":
        names.update({case.id: case.name for case in persons_store.all_cases(db)})
    else:
        for person in persons_store.all_persons(db):
            kind = from_names(fields.get(person.id, {}).get("kind", person.kind), PERSON_KIND_NAMES)
            if kind != INTERVIEWER:
                names[person.id] = person.pseudonym
    for row_id in names:
        names[row_id] = fields.get(row_id, {}).get(_NAME[about], names[row_id])
    return {row_id: " ".join(name.split()) for row_id, name in names.items()}


def _taken(about: str, name: str) -> str:
    said = {
        "documents": _("There is already a document “{name}”. Choose another title."),
        "persons": _("“{name}” is another person’s pseudonym. Choose another one."),
        "cases": _("There is already a case “{name}”. Choose another name."),
    }
    return said[about].format(name=name)


def _several_belongings(db: Database, fields: Fields, problem: Problem) -> list[Any]:
    """Of somebody who belongs to several places a cell can't say which one is meant."""
    names = {case.id: case.name for case in persons_store.all_cases(db)}
    found = []
    for person_id, texts in fields.items():
        wanted = [column for column in _BELONGING if column in texts]
        known = [belonging_of(row) for row in belonging_rows(db, PersonId(person_id))]
        if not wanted or len(known) < 2:
            continue
        why = _say_where(persons_store.get(db, PersonId(person_id)).pseudonym)
        found += [
            problem(person_id, column, why)
            for column in wanted
            if texts[column] != belonging_text(column, known, names)
        ]
    return found


def _say_where(pseudonym: str) -> str:
    return _(
        "“{pseudonym}” belongs to several places. Choose “Where they belong…” to change them."
    ).format(pseudonym=pseudonym)


def belonging_text(column: str, known: Sequence[Belonging], names: Mapping[CaseId, str]) -> str:
    """What a person's cell says of all the places where they belong."""
    texts = []
    for one in known:
        if column == "case":
            text = names.get(one.case_id, "") if one.case_id else ""
        else:
            text = getattr(one, "role" if column == "organisation_role" else column) or ""
        if text and text not in texts:
            texts.append(text)
    return SEPARATOR.join(texts)


# Writing


def write(running: Transaction, about: str, fields: Fields) -> None:
    """Write what `problems` has let through."""
    if not fields:
        return
    if about == "documents":
        _write_documents(running, fields)
    elif about == "persons":
        cases = _Cases(running)
        for person_id, texts in fields.items():
            _write_person(running, PersonId(person_id), texts, cases)
    else:
        for case_id, texts in fields.items():
            _write_case(running, case_id, texts)


def _write_documents(running: Transaction, fields: Fields) -> None:
    folders, cases = _Folders(running), _Cases(running)
    for document_id, texts in fields.items():
        values: dict[str, Any] = {}
        for column, text in texts.items():
            if column == "title":
                values["title"] = required(text, "")
            elif column == "folder":
                values["folder_id"] = folders.named(text)
            elif column == "case":
                values["case_id"] = cases.named(text)
            elif column in ("kind", "language"):
                values[column] = _one_of(text, _NAMES["documents", column])
            else:
                values[column] = optional(text)
        running.update("documents", DocumentId(document_id), **values)


def _write_person(
    running: Transaction, person_id: PersonId, texts: Mapping[str, str], cases: _Cases
) -> None:
    values: dict[str, Any] = {}
    for column, text in texts.items():
        if column == "pseudonym":
            values[column] = required(text, "")
        elif column == "kind":
            values[column] = _one_of(text, PERSON_KIND_NAMES)
        elif column == "group":
            values["reporting_group"] = optional(text)
        elif column not in _BELONGING:
            values[column] = optional(text)
    if values:
        correct_fields(running, person_id, values)
        running.update("persons", person_id, **values)
        note_documents_of(running, person_id)
    where = {column: text for column, text in texts.items() if column in _BELONGING}
    if where:
        _write_belonging(running, person_id, where, cases)


def _write_belonging(
    running: Transaction, person_id: PersonId, texts: Mapping[str, str], cases: _Cases
) -> None:
    known = [belonging_of(row) for row in belonging_rows(running.db, person_id)]
    if len(known) > 1:
        return  # what stands there is what is written: see `_several_belongings`
    one = known[0] if known else Belonging()
    chosen: list[CaseId] = []
    for column, text in texts.items():
        if column == "case":
            chosen = [case_id for part in _parts(column, text) if (case_id := cases.named(part))]
            one = replace(one, case_id=chosen[0] if chosen else None)
        elif column == "organisation_role":
            one = replace(one, role=text or None)
        elif column == "place":
            one = replace(one, place=text or None)
        else:
            one = replace(one, organisation=text or None)
    others = [Belonging(case_id=case_id) for case_id in dict.fromkeys(chosen[1:])]
    put_belongings(running, person_id, [one, *others])


def _write_case(running: Transaction, case_id: str, texts: Mapping[str, str]) -> None:
    values: dict[str, Any] = {
        column: required(text, "") if column == "name" else optional(text)
        for column, text in texts.items()
    }
    running.update("cases", case_id, **values)


class _Folders:
    """Folders by path; those that are not there are made."""

    def __init__(self, running: Transaction) -> None:
        self._running = running
        folders = folders_store.all_folders(running.db)
        self._known = {(folder.parent_id, casefold(folder.name)): folder.id for folder in folders}

    def named(self, path: str) -> FolderId | None:
        found: FolderId | None = None
        for part in _parts("folder", path):
            name = required(part, "")
            key = (found, casefold(name))
            if key not in self._known:
                self._known[key] = add_folder(self._running, name, found)
            found = self._known[key]
        return found


class _Cases:
    """Cases by name; those that are not there are made."""

    def __init__(self, running: Transaction) -> None:
        self._running = running
        self._known = {casefold(case.name): case.id for case in persons_store.all_cases(running.db)}

    def named(self, name: str) -> CaseId | None:
        if not name.strip():
            return None
        name = required(name, "")
        if casefold(name) not in self._known:
            self._known[casefold(name)] = add_case(self._running, CaseDetails(name))
        return self._known[casefold(name)]
