"""What a user means by a name: the document, code, person or evaluator of that name, path or id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlite_utils import Database

from qualcode.core.errors import Refused
from qualcode.core.ids import BoardId, CodeId, CoderId, DocumentId, PersonId
from qualcode.core.operations.planned_codes import PlannedCodes
from qualcode.core.store import boards as boards_store
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

Id = TypeVar("Id", bound=str)


class Documents:
    """Finds documents by title or id."""

    def __init__(self, db: Database) -> None:
        self._titles = documents_store.titles(db)
        self._by_title = _by_name(self._titles)

    def find(self, text: str) -> DocumentId:
        """The document with that title, case aside, or with that id.

        Raises:
            Refused: if there is none, or several.
        """
        found = _found(text, self._titles, self._by_title)
        if not found:
            raise Refused(_("There is no document “{title}”.").format(title=text))
        if len(found) > 1:
            raise Refused(
                _("{count} documents are called “{title}”. Give the id instead.").format(
                    count=len(found), title=text
                )
            )
        return found[0]

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._titles

    def title(self, document_id: DocumentId) -> str:
        """The title of a document that exists."""
        return self._titles[document_id]


def document(db: Database, text: str) -> DocumentId:
    """The document with that title or id.

    Raises:
        Refused: if there is none, or several.
    """
    return Documents(db).find(text)


def board(db: Database, text: str) -> BoardId:
    """The board with that name or id.

    Raises:
        Refused: if there is none.
    """
    names = {one.id: one.name for one in boards_store.all_boards(db)}
    found = _found(text, names, _by_name(names))
    if not found:
        raise Refused(_("There is no board “{name}”.").format(name=text))
    return found[0]


def codes(db: Database, texts: Iterable[str]) -> tuple[CodeId, ...]:
    """The codes with these names, paths or ids.

    Raises:
        Refused: if there is none of that name, or several.
    """
    everything = codes_store.all_codes(db)
    ids = {code.id for code in everything}
    book = PlannedCodes(everything)
    found = []
    for text in texts:
        code_id = CodeId(text) if text in ids else book.find(text)
        if code_id is None:
            raise Refused(_("There is no code “{name}”.").format(name=text))
        found.append(code_id)
    return tuple(found)


def coders(db: Database, texts: Iterable[str]) -> tuple[CoderId, ...]:
    """The evaluators with these names or ids; all of a name that several have.

    Raises:
        Refused: if there is none of that name.
    """
    names = {coder.id: coder.name for coder in coders_store.all_coders(db)}
    by_name = _by_name(names)
    chosen: list[CoderId] = []
    for text in texts:
        found = _found(text, names, by_name)
        if not found:
            raise Refused(_("There is no evaluator “{name}”.").format(name=text))
        chosen += found
    return tuple(chosen)


def persons(db: Database, texts: Iterable[str]) -> tuple[PersonId, ...]:
    """The persons with these pseudonyms, names, labels in the text, or ids; all whom a word means.

    Raises:
        Refused: if it means no one.
    """
    meant: dict[str | None, dict[PersonId, None]] = defaultdict(dict)
    labels = persons_store.labels(db)
    for person in persons_store.all_persons(db):
        words = (person.pseudonym, person.name, *labels.get(person.id, {}).values())
        for word in filter(None, (*words, person.id)):
            meant[casefold(word.strip())][person.id] = None
    chosen: list[PersonId] = []
    for text in texts:
        found = meant.get(casefold(text.strip()))
        if not found:
            raise Refused(_("There is no person “{name}”.").format(name=text))
        chosen += found
    return tuple(chosen)


def groups(db: Database, texts: Iterable[str]) -> tuple[str, ...]:
    """The reporting groups with these names, as the project writes them.

    Raises:
        Refused: if nobody is in such a group.
    """
    known = {
        casefold(person.reporting_group): person.reporting_group
        for person in persons_store.all_persons(db)
        if person.reporting_group
    }
    found = []
    for text in texts:
        group = known.get(casefold(text.strip()))
        if group is None:
            raise Refused(_("There is no reporting group “{name}”.").format(name=text))
        found.append(group)
    return tuple(found)


def _by_name(names: Mapping[Id, str]) -> dict[str | None, list[Id]]:
    found: dict[str | None, list[Id]] = defaultdict(list)
    for row_id, name in names.items():
        found[casefold(name.strip())].append(row_id)
    return found


def _found(text: str, names: Mapping[Id, str], by_name: Mapping[str | None, list[Id]]) -> list[Id]:
    """By id, else by the very name, else by name whatever its case."""
    by_id = [row_id for row_id in names if row_id == text] if text in names else []
    alike = by_name.get(casefold(text.strip()), [])
    exactly = [row_id for row_id in alike if names[row_id] == text] if len(alike) > 1 else []
    return by_id or exactly or alike
