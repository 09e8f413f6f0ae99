"""What is in a project, as rows of plain values: what other programs read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.analysis.codings import coding_lines
from qualcode.core.analysis.counts import code_counts
from qualcode.core.analysis.passages import hides
from qualcode.core.interchange.nameless import without_names
from qualcode.core.model import Person
from qualcode.core.operations.attributes import choices_of
from qualcode.core.operations.grid_fields import PATH
from qualcode.core.project import Project
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import cases as cases_store
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import memos as memos_store
from qualcode.core.store import persons as persons_store

ListedRow = dict[str, Any]


def listed(
    project: Project, what: str, *, real_names: bool = False, nameless: bool = False
) -> list[ListedRow]:
    """The rows of one of `LISTS`, read in one moment of the project.

    Args:
        real_names: give persons' real names; otherwise they are None.
        nameless: give titles, speakers' labels and quotes as the exports print them, and not as
            they are stored.
    """
    with project.db.atomic():
        if what == "persons":
            rows = list(_persons(project.db, real_names=real_names))
        elif what == "codings" and nameless:
            return [asdict(line) for line in coding_lines(project)]
        else:
            rows = list(LISTS[what](project))
        return without_names(project.db, what, rows) if nameless else rows


def _documents(project: Project) -> Iterable[ListedRow]:
    paths = folders_store.paths(folders_store.all_folders(project.db))
    cases = {case.id: case.name for case in persons_store.all_cases(project.db)}
    values = _values(project.db, "documents")
    for document in documents_store.all_documents(project.db):
        yield {
            "id": document.id,
            "title": document.title,
            "kind": document.kind,
            "language": document.language,
            "characters": document.characters,
            "sha256": document.text_sha256,
            "date": document.date,
            "wave": document.wave,
            "folder": PATH.join(paths[document.folder_id]) if document.folder_id else None,
            "case": cases[document.case_id] if document.case_id else None,
            "attributes": values.get(document.id, {}),
        }


def _values(db: Database, about: str) -> dict[str, dict[str, str]]:
    """What each row has in which attribute."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for attribute in attributes_store.all_attributes(db, about):
        for row_id, value in attributes_store.cells(db, attribute.id):
            found[row_id][attribute.name] = value
    return found


def _attributes(project: Project) -> Iterable[ListedRow]:
    counts = attributes_store.counts(project.db)
    for attribute in attributes_store.all_attributes(project.db):
        yield {
            "id": attribute.id,
            "name": attribute.name,
            "about": attribute.about,
            "kind": attribute.kind,
            "choices": list(choices_of(attribute.choices)),
            "values": counts.get(attribute.id, 0),
        }


def _cases(project: Project) -> Iterable[ListedRow]:
    titles = documents_store.titles(project.db)
    persons = {person.id: person.pseudonym for person in persons_store.all_persons(project.db)}
    values = _values(project.db, "cases")
    for case in persons_store.all_cases(project.db):
        belonging = cases_store.affiliations_in(project.db, [case.id])
        documents = cases_store.documents_in(project.db, [case.id])
        yield {
            "id": case.id,
            "name": case.name,
            "kind": case.kind,
            "description": case.description,
            "documents": sorted(titles[document.id] for document in documents),
            "persons": sorted({persons[row.person_id] for row in belonging}),
            "attributes": values.get(case.id, {}),
        }


def _folders(project: Project) -> Iterable[ListedRow]:
    folders = folders_store.all_folders(project.db)
    paths = folders_store.paths(folders)
    documents = documents_store.all_documents(project.db)
    for folder in folders:
        yield {
            "id": folder.id,
            "path": PATH.join(paths[folder.id]),
            "parent_id": folder.parent_id,
            "documents": [one.title for one in documents if one.folder_id == folder.id],
        }


def _turns(project: Project) -> Iterable[ListedRow]:
    """The labels are words of the text, and stand as they do there."""
    persons = {person.id: person for person in persons_store.all_persons(project.db)}
    turns = defaultdict(list)
    for turn in documents_store.all_turns(project.db):
        turns[turn.document_id].append(turn)
    for document in documents_store.all_documents(project.db):
        for turn in turns[document.id]:
            person = persons.get(turn.person_id) if turn.person_id else None
            yield {
                "id": turn.id,
                "document": document.title,
                "document_id": document.id,
                "start": turn.start,
                "end": turn.end,
                "speech_start": turn.speech_start,
                "label": turn.label,
                "person": person.pseudonym if person else None,
                "person_id": turn.person_id,
                "kind": person.kind if person else None,
                "time_code": turn.time_code,
            }


def _persons(db: Database, *, real_names: bool) -> Iterable[ListedRow]:
    titles = documents_store.titles(db)
    labels = defaultdict(list)
    for document_id, label, person_id in persons_store.speakers(db):
        labels[person_id].append((document_id, label))
    turns = Counter(turn.person_id for turn in documents_store.all_turns(db))
    values, belongs = _values(db, "persons"), _belongings(db)
    for person in persons_store.all_persons(db):
        documents = dict.fromkeys(titles[document] for document, _label in labels[person.id])
        yield {
            "id": person.id,
            "name": person.name if real_names else None,
            "pseudonym": person.pseudonym,
            "kind": person.kind,
            "role": person.role,
            "group": person.reporting_group,
            "documents": list(documents),
            "labels": [
                {
                    "document": titles[document],
                    "document_id": document,
                    "label": _label(label, person, real_names=real_names),
                }
                for document, label in labels[person.id]
            ],
            "turns": turns[person.id],
            "belongs": belongs.get(person.id, []),
            "attributes": values.get(person.id, {}),
        }


def _belongings(db: Database) -> dict[str, list[dict[str, str | None]]]:
    """The organisations, roles, places and cases of each person."""
    cases = {case.id: case.name for case in persons_store.all_cases(db)}
    found: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for row in cases_store.all_affiliations(db):
        found[row.person_id].append(
            {
                "organisation": row.organisation,
                "role": row.role,
                "place": row.place,
                "case": cases[row.case_id] if row.case_id else None,
            }
        )
    return found


def _label(label: str, person: Person, *, real_names: bool) -> str:
    return f"[{person.pseudonym}]" if not real_names and hides(label, person) else label


def _codes(project: Project) -> Iterable[ListedRow]:
    codes = codes_store.all_codes(project.db)
    paths = codes_store.paths(codes)
    counts = code_counts(project.db)
    for code in codes:
        yield {
            "id": code.id,
            "name": code.name,
            "path": codes_store.path_text(paths[code.id]),
            "parent_id": code.parent_id,
            "level": code.level,
            "colour": code.colour,
            "definition": code.definition,
            "passages": counts[code.id].passages,
            "persons": counts[code.id].persons,
        }


def _segments(project: Project) -> Iterable[ListedRow]:
    db = project.db
    titles = documents_store.titles(db)
    coders = {coder.id: coder.name for coder in coders_store.all_coders(db)}
    paths = codes_store.paths(codes_store.all_codes(db))
    codes: dict[str, list[str]] = defaultdict(list)
    for mark in codings_store.all_marks(db):
        codes[mark.segment.id].append(codes_store.path_text(paths[mark.coding.code_id]))
    for segment in codings_store.all_segments(db):
        yield {
            "id": segment.id,
            "document": titles[segment.document_id],
            "document_id": segment.document_id,
            "start": segment.start,
            "end": segment.end,
            "quote": segment.quote,
            "condensed": segment.condensed,
            "interpretation": segment.interpretation,
            "codes": list(dict.fromkeys(codes[segment.id])),
            "coder": coders[segment.coder_id],
            "coder_id": segment.coder_id,
            "created": segment.created,
        }


def _codings(project: Project) -> Iterable[ListedRow]:
    """With the quotes exactly as the text has them, as `qualcode text` prints it."""
    return map(asdict, coding_lines(project, real_names=True))


def _coders(project: Project) -> Iterable[ListedRow]:
    codings = Counter(mark.coding.coder_id for mark in codings_store.all_marks(project.db))
    for coder in coders_store.all_coders(project.db):
        yield {
            "id": coder.id,
            "name": coder.name,
            "initials": coder.initials,
            "colour": coder.colour,
            "codings": codings[coder.id],
            "created": coder.created,
        }


def _memos(project: Project) -> Iterable[ListedRow]:
    coders = {coder.id: coder.name for coder in coders_store.all_coders(project.db)}
    for memo in memos_store.all_memos(project.db):
        yield {
            "id": memo.id,
            "about_table": memo.about_table,
            "about_id": memo.about_id,
            "title": memo.title,
            "text": memo.text,
            "coder": coders[memo.coder_id],
            "coder_id": memo.coder_id,
            "created": memo.created,
        }


LISTS: Final[dict[str, Callable[[Project], Iterable[ListedRow]]]] = {
    "documents": _documents,
    "folders": _folders,
    "attributes": _attributes,
    "cases": _cases,
    "turns": _turns,
    "codes": _codes,
    "segments": _segments,
    "codings": _codings,
    "coders": _coders,
    "memos": _memos,
}
