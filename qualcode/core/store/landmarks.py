"""Reads: headings, questions, pages and times of a document."""

from collections.abc import Collection

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.model import Landmark
from qualcode.core.store import rows


def in_document(
    db: Database, document_id: DocumentId, kinds: Collection[str] = ()
) -> list[Landmark]:
    """The document's landmarks in the order of the text; of these kinds, or of all."""
    found = rows.select(
        db, Landmark, "landmarks", "WHERE document_id = ? ORDER BY start, id", (document_id,)
    )
    return [one for one in found if not kinds or one.kind in kinds]
