"""What a step deleted comes back, where the step itself can't be undone: it came with a merge, say.

The rows come back as new ones, with their authors: to whom the deletion came from another file they
are not what was deleted there, and no merge takes them away again for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, EntryId, new_id
from qualcode.core.operations.soundness import is_sound
from qualcode.core.project import Project
from qualcode.core.store import deletions, journal, rows
from qualcode.core.store.deletions import Deleted
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: what a passage is held by, and the column that says which passage
_HOLDING: Final = {"codings": "segment_id", "quotes": "segment_id", "memos": "about_id"}


def restore_deleted(project: Project, coder_id: CoderId, entry_id: EntryId) -> Changes:
    """Bring back what a step deleted, as far as it is not there. What was coded, written or
    described keeps its author.

    Raises:
        Refused: if it deleted nothing that could come back, or what it belonged to is gone too.
    """
    with project.operation(coder_id, "restore_deleted") as running:
        target = journal.entry(running.db, entry_id)
        running.subject = target.subject
        if target.sealed:
            raise Refused(
                _("This step is sealed: the wording from before is gone, so it can’t be undone.")
            )
        gone = missing(running.db, entry_id)
        if not gone:
            raise Refused(_("There is nothing to bring back: all that this step deleted is there."))
        try:
            _rejoin_responses(running, target.seq, _bring_back(running, gone))
        except (sqlite3.IntegrityError, KeyError) as error:
            raise _homeless() from error
        changes = running.changes("restore_deleted")
        if not is_sound(running.db, changes):
            raise _homeless()
        return changes


def missing(db: Database, entry_id: EntryId) -> Sequence[Deleted]:
    """What a step deleted and is not there, what others hang on first. A passage that nothing of it
    would hold stays away: what held it is there, on another passage."""
    gone = [one for one in deletions.of_step(db, entry_id) if not one.is_back]
    held = {one.image.get(_HOLDING[one.table]) for one in gone if one.table in _HOLDING}
    empty = {
        one.row_id
        for one in gone
        if one.table == "segments" and one.row_id not in held and not _has_words(one.image)
    }
    return [one for one in gone if one.row_id not in empty and one.image.get("to_id") not in empty]


def _has_words(segment: Mapping[str, Any]) -> bool:
    """Whether the evaluator wrote something beside the passage, which holds it."""
    return bool(segment.get("condensed") or segment.get("interpretation"))


def _bring_back(running: Transaction, gone: Sequence[Deleted]) -> dict[str, str]:
    """Returns what each of the rows is now."""
    ids: dict[str, str] = {}
    for one in gone:
        image = {name: deletions.now(value, ids) for name, value in one.image.items()}
        there = deletions.twin(running.db, one.table, image)
        ids[one.row_id] = there or new_id()
        if there is None:
            running.insert_dicts(one.table, [{**image, "id": ids[one.row_id]}])
    return ids


def _rejoin_responses(running: Transaction, seq: int, ids: Mapping[str, str]) -> None:
    """A respondent's document that is there again belongs to what they answered, which stayed."""
    of_documents = {
        change.row_id: ids.get(str((change.before or {}).get("document_id")))
        for change in journal.row_changes(running.db, seq)
        if (change.table, change.action) == ("responses", journal.UPDATE)
    }
    for response in sorted(rows.existing(running.db, "responses", of_documents)):
        if document := of_documents[response]:
            running.update("responses", response, document_id=document)


def _homeless() -> Refused:
    return Refused(
        _(
            "It can’t be brought back: what it belonged to is gone or has another wording now. Bring "
            "that back first."
        )
    )
