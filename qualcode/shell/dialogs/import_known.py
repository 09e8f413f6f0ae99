"""What an import has to know of the project it brings files into."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from qualcode.core.ids import DocumentId
from qualcode.core.model import Person
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.operations.same_words import documents_with_words
from qualcode.core.operations.speakers import given_before
from qualcode.core.store import coders as coders_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import language
from qualcode.shell.models.speakers import Proposed, SpeakerSheet, pseudonyms_of
from qualcode.shell.session import Session

_COLUMNS: Final = {"role": "role", "group": "reporting_group"}


class Known:
    """Reads the session's project; without one there is nothing in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pseudonyms = [person.pseudonym for person in self._persons()]
        self._before = given_before(session.project.db) if session.project else []

    def _persons(self) -> list[Person]:
        project = self._session.project
        return persons_store.all_persons(project.db) if project else []

    @cached_property
    def codes(self) -> CodeNames | None:
        """The project's codes."""
        project = self._session.project
        return CodeNames(project.db) if project else None

    @property
    def language(self) -> str:
        """In which the project speaks."""
        project = self._session.project
        return project.info.language if project else language()

    @property
    def evaluator(self) -> str:
        """The name of whoever is at the keyboard."""
        project, coder_id = self._session.project, self._session.coder_id
        found = coders_store.found(project.db, coder_id) if project and coder_id else None
        return found.name if found else ""

    def documents_with(self, sha256: str) -> list[str]:
        """The titles of documents that came from a file with these bytes."""
        project = self._session.project
        found = documents_store.with_file_hash(project.db, sha256) if project else []
        return [document.title for document in found]

    def documents_with_text(self, text: str, key: str) -> list[str]:
        """The titles of documents with these very words, from whatever kind of file; `key` is that
        of the words."""
        project = self._session.project
        found = documents_with_words(project.db, text, key) if project else []
        return [document.title for document in found]

    def earlier_of(self, file_name: str) -> tuple[DocumentId, str] | None:
        """The one document that came from a file of this name."""
        project = self._session.project
        found = documents_store.with_file_name(project.db, file_name) if project else []
        return (found[0].id, found[0].title) if len(found) == 1 else None

    def printed(self, sheets: Iterable[SpeakerSheet]) -> dict[Proposed, str]:
        """What the speakers will be printed as, beside those who are there already."""
        return pseudonyms_of(sheets, self._pseudonyms, self.language, self._before)

    def suggestions(self, field: str, sheets: Iterable[SpeakerSheet]) -> list[str]:
        """Roles or groups that are in use, in the project or among these files."""
        found = {getattr(person, _COLUMNS[field]) for person in self._persons()}
        found |= {getattr(row, field) for sheet in sheets for row in sheet.accepted}
        return sorted(text for text in found if text)
