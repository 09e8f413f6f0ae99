"""Reads: memos."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import MemoId
from qualcode.core.model import Memo
from qualcode.core.store import rows


def all_memos(db: Database) -> list[Memo]:
    """Every memo, in the order in which they were written."""
    return rows.select(db, Memo, "memos", "ORDER BY id")


def get(db: Database, memo_id: MemoId) -> Memo:
    """The memo with that id; KeyError if there is none."""
    return rows.get(db, Memo, "memos", memo_id)


def memos(db: Database, memo_ids: Iterable[str]) -> list[Memo]:
    """The given memos, as far as they exist."""
    return rows.select_ids(db, Memo, "memos", "id", memo_ids)


def has_subject(db: Database, memo_id: str) -> bool:
    """Whether the memo is free, or what it is about is there."""
    memo = get(db, MemoId(memo_id))
    if memo.about_table is None:
        return True
    return rows.count(db, memo.about_table, "WHERE id = ?", (memo.about_id,)) == 1


def about(db: Database, row_ids: Iterable[str]) -> list[Memo]:
    """The memos about any of these rows."""
    return rows.select_ids(db, Memo, "memos", "about_id", row_ids)
