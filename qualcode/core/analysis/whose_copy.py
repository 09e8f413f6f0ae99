"""Whose copy a file is, if it was handed out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.ids import EntryId
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.model import Coder
from qualcode.core.operations.history import undone
from qualcode.core.store import coders, journal, steps


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


def merged_back(db: Database, copies: Collection[EntryId]) -> dict[EntryId, str]:
    """When work that was done in copies of this project was last merged back into it; copies of
    which none was are left out."""
    taken_back = undone(db)
    found: dict[EntryId, str] = {}
    for follows, merge_id, time in steps.followers(db):
        if merge_id not in taken_back:
            found.update((EntryId(one), time) for one in follows.split() if one in copies)
    return found
