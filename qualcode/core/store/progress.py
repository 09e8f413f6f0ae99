"""Reads for how far the coding has come, as plain tuples, because there are many."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.store import rows

_MARKS = (
    'SELECT s.document_id, c.coder_id, c.segment_id, c.code_id, s.start, s."end", c.created'
    " FROM segments s JOIN codings c ON c.segment_id = s.id"
)


def marks(db: Database, document_ids: Iterable[DocumentId]) -> Iterator[tuple[Any, ...]]:
    """Who coded what with which code, where and when, in these documents; in no order."""
    for chunk in rows.chunks(document_ids):
        marks = ", ".join("?" * len(chunk))
        yield from db.execute(f"{_MARKS} WHERE s.document_id IN ({marks})", chunk)


def respondents_turns(db: Database, document_id: DocumentId) -> list[tuple[int, int]]:
    """Where respondents speak in a document: from the first word, past the last."""
    query = (
        'SELECT t.speech_start, t."end" FROM turns t JOIN persons p ON p.id = t.person_id'
        " WHERE t.document_id = ? AND p.kind = 'respondent' ORDER BY t.start"
    )
    return db.execute(query, (document_id,)).fetchall()
