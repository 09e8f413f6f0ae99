"""Corrections that are not kept yet: beside the journal, for nothing has been done with them."""

import json
from dataclasses import asdict, dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.edit import Edit

_KEY: Final = "draft:{document_id}:{coder_id}"


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class Draft:
    """What somebody has done to a text without keeping it.

    Attributes:
        based_on: the hash of the text that it was done to.
        time: when it was put aside, as everywhere in the file.
    """

    based_on: str
    edits: tuple[Edit, ...]
    time: str


def read(db: Database, document_id: DocumentId, coder_id: CoderId) -> Draft | None:
    """The evaluator's draft for a document, if there is one that can be read."""
    key = _KEY.format(document_id=document_id, coder_id=coder_id)
    found = db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    if found is None:
        return None
    try:
        stored = json.loads(found[0])
        edits = tuple(
            Edit(int(start), int(end), str(words)) for start, end, words in stored["edits"]
        )
        return Draft(str(stored["based_on"]), edits, str(stored["time"]))
    except (ValueError, KeyError, TypeError):
        return None


def write(db: Database, document_id: DocumentId, coder_id: CoderId, draft: Draft) -> None:
    """Keep a draft, in the place of an earlier one."""
    key = _KEY.format(document_id=document_id, coder_id=coder_id)
    value = json.dumps(asdict(draft), ensure_ascii=True)
    db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, value))


def remove(db: Database, document_id: DocumentId, coder_id: CoderId) -> None:
    """Remove the evaluator's draft for a document, if there is one."""
    key = _KEY.format(document_id=document_id, coder_id=coder_id)
    db.execute("DELETE FROM settings WHERE key = ?", (key,))


def remove_all(db: Database) -> None:
    """Remove every draft."""
    db.execute("DELETE FROM settings WHERE key LIKE 'draft:%'")
