"""Whose copy a file is, if it was handed out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.ids import EntryId
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.model import Coder
from qualcode.core.store import coders, journal


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that was handed out.

    Attributes:
        entry_id: the entry that its journal begins with, which tells copies of a project apart.
        owner: the evaluator for whom it was made; None if they are no longer in it.
    """

    entry_id: EntryId
    owner: Coder | None


def handed_out(db: Database) -> Copy | None:
    """What is known of the file as a copy; None if it is nobody's copy."""
    first = next(iter(journal.entries(db, limit=1)), None)
    if first is None or first.operation != HANDOUT:
        return None
    return Copy(first.id, coders.found(db, first.coder_id))
