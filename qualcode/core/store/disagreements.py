"""Reads: places where evaluators coded otherwise."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DisagreementId, DocumentId
from qualcode.core.model import Disagreement
from qualcode.core.store import rows

#: document_id, code_id, start, end, coder_id, coding_id
MarkRow = tuple[Any, ...]

_COLUMNS = 'SELECT s.document_id, c.code_id, s.start, s."end", c.coder_id, c.id'
_EVERYWHERE = f"{_COLUMNS} FROM codings c JOIN segments s ON s.id = c.segment_id"
#: segments first: what lies in a few documents, of however many codings
_IN_DOCUMENTS = f"{_COLUMNS} FROM segments s CROSS JOIN codings c ON c.segment_id = s.id"


def get(db: Database, disagreement_id: DisagreementId) -> Disagreement:
    """The one with that id; KeyError if there is none."""
    return rows.get(db, Disagreement, "disagreements", disagreement_id)


def in_document(db: Database, document_id: DocumentId) -> list[Disagreement]:
    """The document's, in the order of the text."""
    return rows.select(
        db,
        Disagreement,
        "disagreements",
        "WHERE document_id = ? ORDER BY start, id",
        (document_id,),
    )


def rows_in(db: Database, document_ids: Iterable[DocumentId] | None) -> list[Disagreement]:
    """Those in these documents, or all."""
    if document_ids is None:
        return rows.select(db, Disagreement, "disagreements", "ORDER BY id")
    return rows.select_ids(db, Disagreement, "disagreements", "document_id", document_ids)


def marks(
    db: Database, coder_ids: Iterable[CoderId], document_ids: Iterable[DocumentId] | None = None
) -> Iterator[MarkRow]:
    """The codings of these evaluators that have a place, in all documents or in some."""
    coders = list(coder_ids)
    mine = f"c.coder_id IN ({', '.join('?' * len(coders))}) AND s.start IS NOT NULL"
    if document_ids is None:
        yield from db.execute(f"{_EVERYWHERE} WHERE {mine}", coders)
        return
    for chunk in rows.chunks(document_ids):
        slots = ", ".join("?" * len(chunk))
        query = f"{_IN_DOCUMENTS} WHERE {mine} AND s.document_id IN ({slots})"
        yield from db.execute(query, (*coders, *chunk))


def who_marked(db: Database) -> set[CoderId]:
    """The evaluators who have given a code to something."""
    query = (
        "SELECT id FROM coders"
        " WHERE EXISTS (SELECT 1 FROM codings WHERE codings.coder_id = coders.id)"
    )
    return {row[0] for row in db.execute(query)}
