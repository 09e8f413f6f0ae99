"""Reads: what hangs on a row and goes with it."""

from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import SegmentId
from qualcode.core.store import rows

#: Tables whose rows hang on another, by the column that says on which; those that hang on a row of
#: the list themselves come first.
ATTACHED: Final = (
    ("memo_links", "memo_id"),
    ("memo_links", "to_id"),
    ("memos", "about_id"),
    ("attribute_values", "about_id"),
    ("quotes", "segment_id"),
    ("landmarks", "document_id"),
    ("readings", "document_id"),
    ("disagreements", "document_id"),
    ("board_items", "code_id"),
    ("survey_columns", "attribute_id"),
    ("survey_columns", "document_id"),
    ("backgrounds", "response_id"),
    ("backgrounds", "column_id"),
    ("responses", "person_id"),
    ("responses", "document_id"),
    ("invitations", "attribute_id"),
)


def hanging_on(db: Database, table: str, column: str, row_ids: Iterable[str]) -> list[str]:
    """The ids of the table's rows that hang on any of these by that column, in order."""
    found: set[str] = set()
    for chunk in rows.chunks(row_ids):
        marks = ", ".join("?" * len(chunk))
        query = f'SELECT id FROM {table} WHERE "{column}" IN ({marks})'
        found.update(row[0] for row in db.execute(query, chunk))
    return sorted(found)


def held(db: Database, segment_ids: Iterable[SegmentId]) -> set[SegmentId]:
    """Those of the passages that a memo or a printed quote holds."""
    found: set[SegmentId] = set()
    for table, column in (("memos", "about_id"), ("quotes", "segment_id")):
        for chunk in rows.chunks(segment_ids):
            marks = ", ".join("?" * len(chunk))
            query = f'SELECT "{column}" FROM {table} WHERE "{column}" IN ({marks})'
            found.update(SegmentId(row[0]) for row in db.execute(query, chunk))
    return found


def without_subject(db: Database, row_ids: Iterable[str]) -> bool:
    """Whether something still hangs on rows that are gone, which no foreign key forbids."""
    row_ids = list(row_ids)
    return any(
        hanging_on(db, table, column, row_ids)
        for table, column in (
            ("memos", "about_id"),
            ("memo_links", "to_id"),
            ("attribute_values", "about_id"),
        )
    )


def has_twin(db: Database, table: str, column: str, row_id: str, new: str) -> bool:
    """Whether a row of the table could not hang on `new`, for one there says the same already."""
    if table == "board_items":
        return _has_same_board(db, row_id, new)
    beside = {"memo_links": "memo_id", "attribute_values": "attribute_id", "quotes": "segment_id"}
    if table not in beside:
        return False
    same = "" if table == "quotes" else f'AND other."{beside[table]}" = own."{beside[table]}"'
    query = (
        f"SELECT 1 FROM {table} own JOIN {table} other"
        f' ON other."{column}" = ? {same} WHERE own.id = ?'
    )
    return db.execute(query, (new, row_id)).fetchone() is not None


def _has_same_board(db: Database, row_id: str, code_id: str) -> bool:
    """Whether a card's board has one of that code already; a group goes on beside it."""
    query = (
        "SELECT 1 FROM board_items own JOIN board_items other ON other.code_id = ?"
        " AND other.board_id = own.board_id AND other.kind = 'code'"
        " WHERE own.id = ? AND own.kind = 'code'"
    )
    return db.execute(query, (code_id, row_id)).fetchone() is not None


def groups_among(db: Database, item_ids: Iterable[str]) -> set[str]:
    """Those of a board's items that are groups."""
    found: set[str] = set()
    for chunk in rows.chunks(item_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT id FROM board_items WHERE kind = 'group' AND id IN ({marks})"
        found.update(row[0] for row in db.execute(query, chunk))
    return found
