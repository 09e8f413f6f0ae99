"""What the journal remembers: the operations, and what each did to every row it touched.

`transaction.py` writes it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlite_utils import Database

from qualcode.core.ids import CoderId, EntryId
from qualcode.core.store import rows

INSERT: Final = "insert"
UPDATE: Final = "update"
DELETE: Final = "delete"

#: What `sealed` says of an entry of which a copy knows in part, and without words: it was done
#: before the copy was made, and merges have to know of it. People are not told of it.
IN_PART: Final = 2
TOLD: Final = f"sealed IS NOT {IN_PART}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation in the journal. `undoes` names the entry whose rows it set back, and
    `brought_by` the merge that took it in from another file. If it is `sealed`, what was worded
    otherwise before is gone for good."""

    seq: int
    id: EntryId
    operation: str
    subject: str
    coder_id: CoderId
    time: str
    device: str
    undoes: EntryId | None
    brought_by: EntryId | None = None
    sealed: int | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an operation did to one row.

    Attributes:
        before: the columns that were changed, or all columns of a row that was deleted.
        merged_into: the row that a deleted one was joined with.
    """

    table: str
    row_id: str
    action: str
    before: dict[str, Any] | None
    merged_into: str | None


def _from_json(stored: str | None) -> dict[str, Any] | None:
    if stored is None:
        return None
    try:
        return cast(dict[str, Any], json.loads(stored))
    except ValueError:
        error = sqlite3.DatabaseError("a row of the journal can't be read")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error from None  # the original quotes what stands there


def entries(db: Database, *, newest_first: bool = False, limit: int = -1) -> list[Entry]:
    """The journal's entries in order, but for those that are told in part."""
    order = "DESC" if newest_first else "ASC"
    query = (
        "SELECT seq, id, operation, subject, coder_id, time, device, undoes, brought_by, sealed"
        f" FROM journal WHERE {TOLD} ORDER BY seq {order} LIMIT ?"
    )
    return [Entry(*row) for row in db.execute(query, (limit,))]


def state(db: Database) -> str:
    """How far the journal goes: another value as soon as anything was done."""
    last = db.execute("SELECT seq, id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return ":".join(map(str, last or (0,)))


def entry(db: Database, entry_id: EntryId) -> Entry:
    """The entry with that id.

    Raises:
        KeyError: if there is none.
    """
    found = db.execute(
        "SELECT seq, id, operation, subject, coder_id, time, device, undoes, brought_by, sealed"
        " FROM journal WHERE id = ?",
        (entry_id,),
    ).fetchone()
    if found is None:
        raise KeyError(entry_id)
    return Entry(*found)


def reversals(db: Database) -> list[tuple[int, EntryId, EntryId]]:
    """Every entry that undoes another: its number, its id, the other's id; in order."""
    query = "SELECT seq, id, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY seq"
    return [(seq, EntryId(own), EntryId(other)) for seq, own, other in db.execute(query)]


def undone_out_of_order(db: Database, seq: int) -> bool:
    """Whether an entry before that one was undone after it, so that its rows met another project
    than they would meet now."""
    query = (
        "SELECT 1 FROM journal reversal JOIN journal earlier ON earlier.id = reversal.undoes"
        " WHERE reversal.seq > ? AND earlier.seq < ? AND earlier.undoes IS NULL LIMIT 1"
    )
    return db.execute(query, (seq, seq)).fetchone() is not None


def newest_first(db: Database) -> Iterator[Entry]:
    """The entries from the latest back, read one by one: most questions are about the last few.
    What a merge brought stands and falls with the merge, and is left out."""
    query = (
        "SELECT seq, id, operation, subject, coder_id, time, device, undoes, brought_by, sealed"
        " FROM journal WHERE brought_by IS NULL ORDER BY seq DESC"
    )
    cursor = db.execute(query)
    while row := cursor.fetchone():
        yield Entry(*row)


def is_undone(db: Database, entry_id: EntryId, *, without: EntryId) -> bool:
    """Whether the entry was undone and not done again since; `without` is being written."""
    query = (
        "SELECT 1 FROM journal reversal WHERE reversal.undoes = ? AND reversal.id <> ?"
        " AND NOT EXISTS (SELECT 1 FROM journal again WHERE again.undoes = reversal.id)"
    )
    return db.execute(query, (entry_id, without)).fetchone() is not None


def row_changes(db: Database, seq: int) -> list[RowChange]:
    """What the entry with that number did, in order."""
    query = (
        "SELECT table_name, row_id, action, before, merged_into FROM journal_rows WHERE entry = ?"
        " ORDER BY position"
    )
    return [
        RowChange(table, row_id, action, _from_json(before), merged_into)
        for table, row_id, action, before, merged_into in db.execute(query, (seq,))
    ]


def rows_backwards(db: Database, seq: int) -> list[tuple[str, str, str, str | None]]:
    """What the entry with that number did, the last first: table, action, row, and what was before
    as JSON. There may be a hundred thousand rows of which only the ids are asked."""
    query = (
        "SELECT table_name, action, row_id, before FROM journal_rows WHERE entry = ?"
        " ORDER BY position DESC"
    )
    # Not `fetchall`: that would let no other thread run until it has them all.
    return list(db.execute(query, (seq,)))


def image(before: str | None) -> dict[str, Any]:
    """What was before, from JSON; nothing, if a seal took it away."""
    return _from_json(before) or {}


def images_of_deleted(
    db: Database, seq: int, row_ids: Collection[str]
) -> dict[str, Mapping[str, Any]]:
    """How those of the rows were that the entry with that number deleted, by their ids."""
    found: dict[str, Mapping[str, Any]] = {}
    for chunk in rows.chunks(row_ids):
        query = (
            "SELECT row_id, before FROM journal_rows WHERE entry = ? AND action = ?"
            f" AND row_id IN ({', '.join('?' * len(chunk))})"
        )
        for row_id, before in db.execute(query, (seq, DELETE, *chunk)):
            found[row_id] = _from_json(before) or {}
    return found


def is_longer(db: Database, seq: int, number: int) -> bool:
    """Whether the entry with that number touched more rows than so many; they are not all counted."""
    query = "SELECT 1 FROM journal_rows WHERE entry = ? LIMIT 1 OFFSET ?"
    return db.execute(query, (seq, number)).fetchone() is not None


def row_count(db: Database, seq: int) -> int:
    """How many rows the entry with that number touched."""
    return rows.count(db, "journal_rows", "WHERE entry = ?", (seq,))


def table_counts(db: Database, seq: int) -> dict[str, int]:
    """How many rows of each table the entry with that number touched."""
    query = (
        "SELECT table_name, count(DISTINCT row_id) FROM journal_rows WHERE entry = ?"
        " GROUP BY table_name"
    )
    return dict(db.execute(query, (seq,)).fetchall())


def row_counts(db: Database) -> dict[int, int]:
    """How many rows each entry touched, by its number."""
    return dict(db.execute("SELECT entry, count(*) FROM journal_rows GROUP BY entry").fetchall())


def later_touches(db: Database, seq: int) -> list[EntryId]:
    """The later entries that undo nothing themselves and touched one of the entry's rows; for what
    a merge brought, the merge, with which it goes."""
    query = (
        "SELECT DISTINCT coalesce(j.brought_by, j.id) FROM journal_rows mine"
        " JOIN journal_rows other ON other.row_id = mine.row_id AND other.entry > mine.entry"
        " JOIN journal j ON j.seq = other.entry"
        " WHERE mine.entry = ? AND j.undoes IS NULL"
        " AND coalesce(j.brought_by, j.id) NOT IN (SELECT id FROM journal WHERE seq = ?)"
    )
    return [EntryId(row[0]) for row in db.execute(query, (seq, seq))]
