"""Reads: documents, their texts and turns."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.model import Document, Turn
from qualcode.core.store import folders, rows


class Spoken(NamedTuple):
    """What of a turn is shown beside its text; a large survey has thousands."""

    start: int
    end: int
    speech_start: int
    label: str
    time_code: str | None
    person_id: PersonId | None


def all_documents(db: Database) -> list[Document]:
    """Every document, in the order in which they are shown."""
    found = rows.select(db, Document, "documents", "ORDER BY position, id")
    return folders.in_folder_order(found, folders.all_folders(db))


def get(db: Database, document_id: DocumentId) -> Document:
    """The document with that id; KeyError if there is none."""
    return rows.get(db, Document, "documents", document_id)


def documents(db: Database, document_ids: Iterable[DocumentId]) -> list[Document]:
    """The given documents, as far as they exist, in no particular order."""
    return rows.select_ids(db, Document, "documents", "id", document_ids)


def text(db: Database, document_id: DocumentId) -> str:
    """The stored text; KeyError if there is no such document."""
    found = db.execute(
        "SELECT text FROM documents JOIN texts ON sha256 = text_sha256 WHERE id = ?", (document_id,)
    ).fetchone()
    if found is None:
        raise rows.missing(db, "documents", document_id)
    return str(found[0])


def turns(db: Database, document_id: DocumentId) -> list[Turn]:
    """The document's turns, in the order of the text."""
    return rows.select(db, Turn, "turns", "WHERE document_id = ? ORDER BY start", (document_id,))


def spoken(db: Database, document_id: DocumentId) -> list[Spoken]:
    """Who speaks where in the document, in the order of the text; sooner read than `turns`."""
    query = (
        'SELECT start, "end", speech_start, label, time_code, person_id FROM turns'
        " WHERE document_id = ? ORDER BY start"
    )
    return [*map(Spoken._make, db.execute(query, (document_id,)))]


def times(db: Database, document_id: DocumentId) -> list[tuple[int, str | None]]:
    """Where the document's turns begin, and at what time, in the order of the text."""
    query = "SELECT start, time_code FROM turns WHERE document_id = ? ORDER BY start"
    return db.execute(query, (document_id,)).fetchall()


def all_turns(db: Database) -> list[Turn]:
    """Every turn, by document and place."""
    return rows.select(db, Turn, "turns", "ORDER BY document_id, start")


def turns_of(db: Database, person_id: PersonId) -> list[Turn]:
    """What one person says, anywhere."""
    return rows.select(
        db, Turn, "turns", "WHERE person_id = ? ORDER BY document_id, start", (person_id,)
    )


def titles(db: Database) -> dict[DocumentId, str]:
    """Every document's title."""
    return dict(db.execute("SELECT id, title FROM documents").fetchall())


def with_file_name(db: Database, file_name: str) -> list[Document]:
    """The documents that came from a file of this name, whatever was in it."""
    return rows.select(
        db, Document, "documents", "WHERE file_name = ? ORDER BY position, id", (file_name,)
    )


def of_length(db: Database, least: int, most: int) -> list[Document]:
    """The documents whose texts have so many characters."""
    where = "WHERE characters BETWEEN ? AND ? ORDER BY position, id"
    return rows.select(db, Document, "documents", where, (least, most))


def with_file_hash(db: Database, file_sha256: str) -> list[Document]:
    """The documents that came from a file with these very bytes."""
    return rows.select(db, Document, "documents", "WHERE file_sha256 = ?", (file_sha256,))
