"""Texts, titles and labels without real names, as the exports print them, for lists and searches."""

from __future__ import annotations

from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.analysis.meaning_units import turns_of
from qualcode.core.analysis.passages import NamelessText, Turns, hides
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.search.context import Context, context_of
from qualcode.core.ids import DocumentId
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store

#: so many characters beside a hit hold all that is shown of them, whatever labels become
_BESIDE: Final = 400


class Nameless:
    """One moment of a project, in which each text is read when it is first asked for.

    Real names stay in what the speakers say: only their labels, and titles, are known to hold them.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turns = turns_of(db)
        self._persons = {person.id: person for person in persons_store.all_persons(db)}
        self.titles = {
            document_id: nameless_title(title, self._turns_in(document_id).names)
            for document_id, title in documents_store.titles(db).items()
        }
        self._text: tuple[DocumentId, str, NamelessText] | None = None

    def _turns_in(self, document_id: DocumentId) -> Turns:
        return self._turns.get(document_id) or Turns((), {})

    def _open(self, document_id: DocumentId) -> tuple[DocumentId, str, NamelessText]:
        if self._text is None or self._text[0] != document_id:
            text = documents_store.text(self._db, document_id)
            self._text = (document_id, text, self._turns_in(document_id).nameless(text))
        return self._text

    def text(self, document_id: DocumentId) -> str:
        """A document's text; its positions are no longer those of the stored one."""
        _id, text, nameless = self._open(document_id)
        return nameless.read(0, len(text))

    def words(self, document_id: DocumentId, start: int, end: int) -> str:
        """What stands between two positions of the stored text."""
        return self._open(document_id)[2].read(start, end)

    def context(self, document_id: DocumentId, start: int, end: int) -> Context:
        """A hit, at its place in the stored text, among the words around it."""
        _id, text, nameless = self._open(document_id)
        before = nameless.read(max(0, start - _BESIDE), start)
        words = nameless.read(start, end)
        after = nameless.read(end, min(len(text), end + _BESIDE))
        return context_of(before + words + after, len(before), len(before) + len(words))

    def unplaced(self, document_id: DocumentId, words: str) -> str:
        """Words that have no place in the text any more, so that no label is known in them."""
        return nameless_title(words, self._turns_in(document_id).names)

    def label(self, label: str, person_id: Any) -> str:
        """A speaker's label, or the pseudonym in brackets if it may be a name."""
        person = self._persons.get(person_id) if person_id else None
        return f"[{person.pseudonym}]" if person and hides(label, person) else label


def without_names(db: Database, what: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a list, as `listed` makes them, with no real name in titles, labels and quotes."""
    nameless = Nameless(db)
    stored = documents_store.titles(db)
    shown = {title: nameless.titles[document_id] for document_id, title in stored.items()}
    return [_without_names(nameless, shown, what, row) for row in rows]


def _without_names(
    nameless: Nameless, shown: dict[str, str], what: str, row: dict[str, Any]
) -> dict[str, Any]:
    made = dict(row)
    if what == "documents":
        made["title"] = nameless.titles[row["id"]]
    if isinstance(row.get("documents"), list):
        made["documents"] = [shown.get(title, title) for title in row["documents"]]
    if "document" in row:
        made["document"] = nameless.titles[row["document_id"]]
    if what == "turns":
        made["label"] = nameless.label(row["label"], row["person_id"])
    if what == "segments":
        made["quote"] = _quote(nameless, row)
    if what == "persons":
        made["labels"] = [
            {**one, "document": nameless.titles[one["document_id"]]} for one in row["labels"]
        ]
    return made


def _quote(nameless: Nameless, row: dict[str, Any]) -> str:
    document_id: DocumentId = row["document_id"]
    if row["start"] is None:
        return nameless.unplaced(document_id, row["quote"])
    return nameless.words(document_id, row["start"], row["end"])
