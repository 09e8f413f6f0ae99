"""Reads: places where evaluators coded otherwise."""

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.model import Disagreement
from qualcode.core.store import rows


def in_document(db: Database, document_id: DocumentId) -> list[Disagreement]:
    """The document's, in the order of the text."""
    return rows.select(
        db,
        Disagreement,
        "disagreements",
        "WHERE document_id = ? ORDER BY start, id",
        (document_id,),
    )
