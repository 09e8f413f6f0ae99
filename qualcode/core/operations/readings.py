"""How far an evaluator has come with a document, as they say it themselves."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId, new_id
from qualcode.core.model import READING_STATES, Reading
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import readings as store
from qualcode.core.store.transaction import Transaction


def set_reading(
    project: Project, coder_id: CoderId, document_ids: Sequence[DocumentId], state: str | None
) -> Changes:
    """Say of documents that one is at work with them or done: one's own state, nobody else's.

    Args:
        state: one of `READING_STATES`; None takes back what was said.
    """
    with project.operation(coder_id, "set_reading") as running:
        titles = documents_store.titles(running.db)
        wanted = list(dict.fromkeys(document_ids))
        running.subject = ", ".join(titles[document_id] for document_id in wanted)
        put_readings(running, dict.fromkeys(wanted, state))
        return running.changes("set_reading")


def put_readings(running: Transaction, states: dict[DocumentId, str | None]) -> None:
    """`set_reading` as a part of another operation."""
    unknown = {state for state in states.values() if state} - set(READING_STATES)
    if unknown:
        raise ValueError(unknown)
    known = {
        reading.document_id: reading
        for reading in store.of_coder(running.db, running.coder_id, states)
    }
    new = []
    for document_id, state in states.items():
        reading = known.get(document_id)
        if reading is None and state:
            new.append(_reading(running, document_id, state))
        elif reading is not None and state:
            running.update("readings", reading.id, state=state)
    gone = [known[one].id for one, state in states.items() if state is None and one in known]
    running.delete_many("readings", gone)
    running.insert_many("readings", new)


def _reading(running: Transaction, document_id: DocumentId, state: str) -> Reading:
    return Reading(new_id(), document_id, state, running.time, running.coder_id)
