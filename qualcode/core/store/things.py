"""Reads: any rows, as they are or as they were when they went."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF

Row = Mapping[str, Any]


def live(db: Database, table: str, row_ids: Iterable[str]) -> dict[str, Row]:
    """The rows that are there, by id, each as its columns."""
    names = rows.columns(table)
    found: dict[str, Row] = {}
    for chunk in rows.chunks(row_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT {rows.column_list(table)} FROM {table} WHERE id IN ({marks})"
        found.update(
            (row[0], dict(zip(names, row, strict=True))) for row in db.execute(query, chunk)
        )
    return found


def gone(db: Database, row_ids: Iterable[str]) -> dict[str, tuple[str, Row]]:
    """Rows that were deleted, as they were last: table and columns, by id. Those whose wording was
    sealed are left out."""
    found: dict[str, tuple[str, Row]] = {}
    for chunk in rows.chunks(row_ids):
        marks = ", ".join("?" * len(chunk))
        query = (
            "SELECT row_id, table_name, before FROM journal_rows"
            f" WHERE row_id IN ({marks}) AND action = 'delete' AND before IS NOT NULL ORDER BY entry"
        )
        for row_id, table, before in db.execute(query, chunk):
            if table in MODEL_OF:
                found[row_id] = (table, _image(before))
    return found


def _image(stored: str) -> Row:
    try:
        image: Row = json.loads(stored)
    except ValueError:
        error = sqlite3.DatabaseError("a row of the journal can't be read")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error from None  # the original quotes what stands there
    return image
