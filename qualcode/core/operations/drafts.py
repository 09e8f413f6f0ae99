"""Corrections put aside: in the project, so that neither a crash nor a break loses them.

They are no operation: nothing of the evaluation changes, and the journal doesn't tell of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.clock import now
from qualcode.core.ids import CoderId, DocumentId, EntryId
from qualcode.core.model.edit import Edit
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import drafts as store
from qualcode.core.store.drafts import Draft

_NOTHING = Changes(operation="", subject="", entry_id=EntryId(""))


def put_aside(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    edits: Sequence[Edit],
    based_on: str,
) -> Changes:
    """Keep corrections of one's own that are not done yet; without any, the earlier ones go."""
    with project.together():
        if edits:
            store.write(project.db, document_id, coder_id, Draft(based_on, tuple(edits), now()))
        else:
            store.remove(project.db, document_id, coder_id)
    return _NOTHING


def drop(project: Project, coder_id: CoderId, document_id: DocumentId) -> Changes:
    """Forget corrections that were put aside."""
    return put_aside(project, coder_id, document_id, (), "")


def put_aside_before(db: Database, coder_id: CoderId, document_id: DocumentId) -> Draft | None:
    """One's own corrections that were put aside and still fit the text; None if there are none."""
    draft = store.read(db, document_id, coder_id)
    return draft if draft is not None and _fits(db, document_id, draft) else None


def put_aside_in_vain(db: Database, coder_id: CoderId, document_id: DocumentId) -> Draft | None:
    """One's own corrections that were put aside of a text that has become another since; None if
    there are none."""
    draft = store.read(db, document_id, coder_id)
    return None if draft is None or _fits(db, document_id, draft) else draft


def _fits(db: Database, document_id: DocumentId, draft: Draft) -> bool:
    return draft.based_on == documents_store.get(db, document_id).text_sha256
