"""What surveys know their respondents by: an address, a code, a full name.

It is never shown, and a later wave finds the same persons by it. It points at them nevertheless:
before a project is sealed or given away, somebody should have said whether it may stay.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.project import Project
from qualcode.core.store import surveys as store
from qualcode.core.store import wordings
from qualcode.core.store.transaction import Transaction


def forget_identities(project: Project, coder_id: CoderId) -> Changes:
    """Remove what every survey knows its respondents by. A later wave brings new persons then;
    rows that are there already are known by what they answer if their file is imported again.

    What was there before is still in the journal, so that this can be undone: see `seal`.
    """
    with project.operation(coder_id, "forget_identities") as running:
        forget(running, store.with_identity(running.db))
        return running.changes("forget_identities")


def forget(running: Transaction, response_ids: Collection[str]) -> None:
    """`forget_identities` of some, as a part of another operation; and what a merge remembers of
    any."""
    gone: dict[str, tuple[None]] = dict.fromkeys(response_ids, (None,))
    running.update_many("responses", ("identity",), gone)
    for original in wordings.all_originals(running.db):
        image = json.loads(original.image) if original.about_table == "responses" else {}
        if image.get("identity"):
            image["identity"] = None
            running.update("originals", original.id, image=json.dumps(image, ensure_ascii=False))
