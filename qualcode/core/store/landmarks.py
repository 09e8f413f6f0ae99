"""Reads: headings, questions, pages and times of a document, and guides."""

from collections.abc import Collection

from sqlite_utils import Database

from qualcode.core.ids import DocumentId, QuestionId
from qualcode.core.model import GuideQuestion, Landmark
from qualcode.core.store import rows


def in_document(
    db: Database, document_id: DocumentId, kinds: Collection[str] = ()
) -> list[Landmark]:
    """The document's landmarks in the order of the text; of these kinds, or of all."""
    found = rows.select(
        db, Landmark, "landmarks", "WHERE document_id = ? ORDER BY start, id", (document_id,)
    )
    return [one for one in found if not kinds or one.kind in kinds]


def question_at(db: Database, document_id: DocumentId, position: int) -> Landmark | None:
    """The question that was asked last before a position, or at it."""
    found = rows.select(
        db,
        Landmark,
        "landmarks",
        "WHERE document_id = ? AND kind = 'question' AND start <= ?"
        " ORDER BY start DESC, id DESC LIMIT 1",
        (document_id, position),
    )
    return found[0] if found else None


def questions(db: Database, guide: str) -> list[GuideQuestion]:
    """The questions of one guide, in its order."""
    return rows.select(
        db, GuideQuestion, "guide_questions", "WHERE guide = ? ORDER BY position, id", (guide,)
    )


def questions_of(db: Database, guide: str) -> set[QuestionId]:
    """The ids of one guide's questions."""
    return {question.id for question in questions(db, guide)}


def guides(db: Database) -> list[str]:
    """The titles of the guides there are."""
    query = "SELECT DISTINCT guide FROM guide_questions ORDER BY guide"
    return [row[0] for row in db.execute(query).fetchall()]
