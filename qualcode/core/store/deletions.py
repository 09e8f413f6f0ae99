"""Reads: what a step deleted, and whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.ids import EntryId
from qualcode.core.store import journal, rows
from qualcode.core.store.journal import RowChange
from qualcode.core.store.schema import MODEL_OF

#: what says that two rows of a table are the same thing: such a thing is not made twice
_TWINS: Final[Mapping[str, tuple[str, ...]]] = {
    "segments": ("document_id", "start", "end", "coder_id"),
    "codings": ("segment_id", "code_id", "coder_id"),
    "readings": ("document_id", "coder_id"),
    "quotes": ("segment_id",),
    "attribute_values": ("attribute_id", "about_id"),
    "backgrounds": ("response_id", "column_id"),
}


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row that was deleted, as it was. `is_back` says whether it is there again."""

    table: str
    row_id: str
    image: Mapping[str, Any]
    is_back: bool


def of_step(db: Database, entry_id: EntryId) -> list[Deleted]:
    """What a step deleted for good, what others hang on first. Where a merge brought the step, the
    rows are as they were here, in this file's wording of the texts."""
    step = journal.entry(db, entry_id)
    changes = [
        change
        for change in journal.row_changes(db, step.seq)
        if change.action == journal.DELETE
        and change.merged_into is None
        and change.before
        and change.table in MODEL_OF
    ]
    here: dict[str, Mapping[str, Any]] = {}
    if step.brought_by is not None and changes:
        seq = journal.entry(db, step.brought_by).seq
        here = journal.images_of_deleted(db, seq, [change.row_id for change in changes])
    ids: dict[str, str] = {}
    found = []
    for change in reversed(changes):
        image = here.get(change.row_id) or change.before or {}
        image = {name: now(value, ids) for name, value in image.items()}
        there = change.row_id if _is_there(db, change) else twin(db, change.table, image)
        if there is not None:
            ids[change.row_id] = there
        found.append(Deleted(change.table, change.row_id, image, there is not None))
    return found


def now(value: Any, ids: Mapping[str, str]) -> Any:
    """A value of a row, where it is the id of a row that has another id now."""
    return ids.get(value, value) if isinstance(value, str) else value


def twin(db: Database, table: str, image: Mapping[str, Any]) -> str | None:
    """The row that is the same thing already, if there is one: by what makes it so, or because all
    of it is the same."""
    columns = _TWINS.get(table) or [name for name in image if name != "id"]
    where = " AND ".join(f'"{column}" IS ?' for column in columns)
    found = db.execute(
        f"SELECT id FROM {table} WHERE {where} LIMIT 1", [image.get(column) for column in columns]
    ).fetchone()
    return None if found is None else str(found[0])


def _is_there(db: Database, change: RowChange) -> bool:
    return rows.count(db, change.table, "WHERE id = ?", (change.row_id,)) > 0
