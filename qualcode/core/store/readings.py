"""Reads: how far each evaluator has come with each document, as they say it themselves."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model import Reading
from qualcode.core.store import rows


def all_readings(db: Database) -> list[Reading]:
    """Every evaluator's state of every document that they said something of."""
    return rows.select(db, Reading, "readings", "ORDER BY document_id, coder_id")


def of_coder(db: Database, coder_id: CoderId, document_ids: Iterable[DocumentId]) -> list[Reading]:
    """What an evaluator said of these documents."""
    found = rows.select_ids(db, Reading, "readings", "document_id", document_ids)
    return [reading for reading in found if reading.coder_id == coder_id]


def states(db: Database) -> dict[DocumentId, dict[CoderId, str]]:
    """The evaluators' states by document."""
    found: dict[DocumentId, dict[CoderId, str]] = {}
    for reading in all_readings(db):
        found.setdefault(reading.document_id, {})[reading.coder_id] = reading.state
    return found
