"""What happens to many rows at a time, done by SQLite in one statement with its account in the
journal: an import writes hundreds of thousands, and each that passes through Python costs ten
times as much and keeps the window from drawing.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from sqlite_utils import Database

from qualcode.core.store import rows
from qualcode.core.store.journal import DELETE, INSERT

#: so many ids are one parameter of a statement, as JSON
_AT_ONCE: Final = 20_000

#: Tables whose rows are deleted one by one: they refer to each other, so that their order tells in
#: which they can come back, or have fractions, which SQLite would round in an image.
ONE_BY_ONE: Final = frozenset({"codes", "folders", "segments", "board_items"})


def note_inserted(
    db: Database, seq: int, position: int, table: str, row_ids: Sequence[str]
) -> None:
    """Tell in the journal that rows came; none has an image."""
    for first, listed in _listed(row_ids):
        db.execute(
            "INSERT INTO journal_rows (entry, position, table_name, row_id, action)"
            " SELECT ?, ? + key, ?, value, ? FROM json_each(?)",
            (seq, position + first, table, INSERT, listed),
        )


def delete(
    db: Database,
    seq: int,
    position: int,
    table: str,
    row_ids: Sequence[str],
    merged_into: str | None,
) -> None:
    """Remove rows, each given once, and keep their images in the journal.

    Raises:
        KeyError: if one of them is not there; the journal says nothing of them then.
    """
    kept, parts = 0, list(_listed(row_ids))
    for first, listed in parts:
        kept += db.execute(
            "INSERT INTO journal_rows"
            " (entry, position, table_name, row_id, action, before, merged_into)"
            f" SELECT ?, ? + wanted.key, ?, gone.id, ?, {_image(table)}, ?"
            f" FROM json_each(?) wanted CROSS JOIN {table} gone ON gone.id = wanted.value",
            (seq, position + first, table, DELETE, merged_into, listed),
        ).rowcount
    if kept != len(row_ids):
        query = "DELETE FROM journal_rows WHERE entry = ? AND position >= ?"
        db.execute(query, (seq, position))
        raise KeyError(next(iter(set(row_ids) - rows.existing(db, table, row_ids)), table))
    for _first, listed in parts:
        query = f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        db.execute(query, (listed,))


def _listed(row_ids: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The ids as JSON, in parts, each with the place of its first."""
    for first in range(0, len(row_ids), _AT_ONCE):
        yield first, json.dumps(row_ids[first : first + _AT_ONCE])


@cache
def _image(table: str) -> str:
    pairs = (f"'{name}', gone.\"{name}\"" for name in rows.columns(table))
    return f"json_object({', '.join(pairs)})"
