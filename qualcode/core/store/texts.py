"""The text that is worked on, kept at hand: reading two million characters anew for each mark would
take longer than marking."""

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.store import documents, rows


class LatestText:
    """Reads texts, and keeps the one that was asked for last.

    A text stands under its hash and never changes there, so one query for the hash tells whether
    the text at hand is still the document's.
    """

    def __init__(self) -> None:
        self._sha256: str | None = None
        self._text = ""

    def of(self, db: Database, document_id: DocumentId) -> str:
        """The document's stored text; KeyError if there is no such document."""
        sha256 = _hash(db, document_id)
        if sha256 != self._sha256:
            self._text = documents.text(db, document_id)
            self._sha256 = sha256
        return self._text


def _hash(db: Database, document_id: DocumentId) -> str:
    query = "SELECT text_sha256 FROM documents WHERE id = ?"
    found = db.execute(query, (document_id,)).fetchone()
    if found is None:
        raise rows.missing(db, "documents", document_id)
    return str(found[0])
