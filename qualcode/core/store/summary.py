"""Reads for counting and summarising: plain tuples, because there are many."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.store import rows

#: code_id, document_id, start, end, coder_id, comment; start and end are None for a lost place
MarkRow = tuple[Any, ...]
#: document_id, start, end, speech_start, label, person_id
TurnRow = tuple[Any, ...]

_MARKS = (
    'SELECT c.code_id, s.document_id, s.start, s."end", c.coder_id, c.comment'
    " FROM codings c JOIN segments s ON s.id = c.segment_id"
)
_TURNS = 'SELECT document_id, start, "end", speech_start, label, person_id FROM turns'


def marks(db: Database, code_ids: Iterable[CodeId] | None = None) -> Iterator[MarkRow]:
    """The codings with these codes, or all, with the place of their passage; in no order."""
    if code_ids is None:
        yield from db.execute(_MARKS)
        return
    for chunk in rows.chunks(code_ids):
        yield from db.execute(f"{_MARKS} WHERE c.code_id IN ({_slots(chunk)})", chunk)


def turns(db: Database, document_ids: Iterable[DocumentId] | None = None) -> Iterator[TurnRow]:
    """The turns of these documents, or of all, in no order."""
    if document_ids is None:
        yield from db.execute(_TURNS)
        return
    for chunk in rows.chunks(document_ids):
        yield from db.execute(f"{_TURNS} WHERE document_id IN ({_slots(chunk)})", chunk)


def passages_by_document(db: Database) -> dict[DocumentId, int]:
    """How many coded passages each document holds, those without a place included."""
    query = (
        "SELECT document_id, count(*) FROM segments s"
        " WHERE EXISTS (SELECT 1 FROM codings WHERE segment_id = s.id) GROUP BY document_id"
    )
    return dict(db.execute(query).fetchall())


def last_change(db: Database) -> str | None:
    """When the project was last changed, or None if it never was."""
    found = db.execute("SELECT max(time) FROM journal").fetchone()[0]
    return None if found is None else str(found)


def _slots(values: list[str]) -> str:
    return ", ".join("?" * len(values))
