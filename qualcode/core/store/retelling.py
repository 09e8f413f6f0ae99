"""What one entry of the journal did, told as another entry's doing too."""

from sqlite_utils import Database

from qualcode.core.store.bringing import bring_entries
from qualcode.core.store.merging import JournalLine


def rows_told(db: Database, entry_id: str) -> int:
    """The position of the last row that an entry tells of; -1 if there is none."""
    query = (
        "SELECT coalesce(max(position), -1) FROM journal_rows"
        " WHERE entry = (SELECT seq FROM journal WHERE id = ?)"
    )
    return int(db.execute(query, (entry_id,)).fetchone()[0])


def tell_as(db: Database, line: JournalLine, entry_id: str, after: int) -> None:
    """Tell what an entry did after a position as another entry's doing too."""
    (seq,) = bring_entries(db, [line]).values()
    names = "table_name, row_id, action, before, merged_into"
    query = (
        f"INSERT INTO journal_rows (entry, position, {names})"
        f" SELECT ?, position - ?, {names} FROM journal_rows"
        " WHERE entry = (SELECT seq FROM journal WHERE id = ?) AND position > ?"
        " AND table_name <> 'originals'"
    )
    db.execute(query, (seq, after + 1, entry_id, after))
