"""Reads for the list of a code's passages: plain tuples, because there may be fifty thousand."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, CodeId, CodingId, DocumentId, PersonId, QuestionId
from qualcode.core.model import Attribute, Folder, GuideQuestion
from qualcode.core.store import rows

#: document_id, start, end, coding_id, code_id, coder_id, segment_id, weight, stance
CodedRow = tuple[Any, ...]

_COLUMNS = (
    'SELECT s.document_id, s.start, s."end", c.id, c.code_id, c.coder_id, c.segment_id,'
    " c.weight, c.stance"
)
#: codings first: a code's own, wherever they are
_OF_CODES = f"{_COLUMNS} FROM codings c CROSS JOIN segments s ON s.id = c.segment_id"
#: segments first: what lies in a few documents, of however many codings
_IN_DOCUMENTS = f"{_COLUMNS} FROM segments s CROSS JOIN codings c ON c.segment_id = s.id"


def coded(
    db: Database, code_ids: Iterable[CodeId], document_ids: Iterable[DocumentId] | None = None
) -> Iterator[CodedRow]:
    """The codings with these codes, in all documents or in some, with the place of their passage;
    in no order. `start` and `end` are None for a lost place."""
    code_ids = list(code_ids)
    if document_ids is None:
        for chunk in rows.chunks(code_ids):
            yield from db.execute(f"{_OF_CODES} WHERE c.code_id IN ({_slots(chunk)})", chunk)
        return
    wanted = set(code_ids)
    for chunk in rows.chunks(document_ids):
        query = f"{_IN_DOCUMENTS} WHERE s.document_id IN ({_slots(chunk)})"
        yield from (row for row in db.execute(query, chunk) if row[4] in wanted)


def count_coded(db: Database, code_ids: Iterable[CodeId]) -> int:
    """How many codings have one of the codes."""
    return sum(
        rows.count(db, "codings", f"WHERE code_id IN ({_slots(chunk)})", chunk)
        for chunk in rows.chunks(code_ids)
    )


def comments(db: Database, coding_ids: Iterable[CodingId]) -> dict[CodingId, str]:
    """The comments on these codings, as far as there are any."""
    found: dict[CodingId, str] = {}
    for chunk in rows.chunks(coding_ids):
        query = f"SELECT id, comment FROM codings WHERE comment <> '' AND id IN ({_slots(chunk)})"
        found.update(db.execute(query, chunk).fetchall())
    return found


def present(db: Database) -> list[tuple[DocumentId, PersonId]]:
    """Who speaks in which document, each once."""
    query = "SELECT DISTINCT document_id, person_id FROM turns WHERE person_id IS NOT NULL"
    return db.execute(query).fetchall()


def asked_questions(db: Database) -> list[tuple[DocumentId, int, str, QuestionId | None]]:
    """Where a question is asked: document, start, its words, and which of the guide's it is."""
    query = (
        "SELECT document_id, start, label, question_id FROM landmarks"
        " WHERE kind = 'question' ORDER BY document_id, start"
    )
    return db.execute(query).fetchall()


def answered_questions(db: Database) -> list[tuple[DocumentId, int, str]]:
    """The turns that are known to answer a question: document, start, the question."""
    query = (
        "SELECT document_id, start, question FROM turns"
        " WHERE question <> '' ORDER BY document_id, start"
    )
    return db.execute(query).fetchall()


def guide_questions(db: Database) -> list[GuideQuestion]:
    """The questions of all guides, in the guides' order."""
    return rows.select(db, GuideQuestion, "guide_questions", "ORDER BY guide, position, id")


def folders(db: Database) -> list[Folder]:
    """The folders of documents in their order."""
    return rows.select(db, Folder, "folders", "ORDER BY position, id")


def attributes(db: Database) -> list[Attribute]:
    """What is known of documents, persons and cases beyond the given columns."""
    return rows.select(db, Attribute, "attributes", "ORDER BY about, position, id")


def attribute_values(db: Database, attribute_id: AttributeId) -> list[tuple[str, str]]:
    """Whom or what it is known of, and the value."""
    query = "SELECT about_id, value FROM attribute_values WHERE attribute_id = ?"
    return db.execute(query, (attribute_id,)).fetchall()


def _slots(values: list[Any]) -> str:
    return ", ".join("?" * len(values))
