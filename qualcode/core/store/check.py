"""Reads for the check of a project: what breaks a rule that can be asked of the tables."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.store.schema import AUTHORED, MODEL_OF

#: what SQLite finds is counted no further than this
_MOST = 100
#: so many bytes of a word are in its index
LONGEST_TERM = 32768


def integrity(db: Database) -> list[str]:
    """What SQLite finds wrong with the file itself."""
    found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({_MOST})")]
    return [] if found == ["ok"] else found


def broken_keys(db: Database) -> Iterator[tuple[str, str, str]]:
    """Rows that point to a row which is not there: table, id, the other table."""
    for table, rowid, parent, _key in db.execute("PRAGMA foreign_key_check").fetchall():
        column = "id" if table in MODEL_OF or table == "journal" else "rowid"
        found = (
            db.execute(f'SELECT "{column}" FROM {table} WHERE rowid = ?', (rowid,)).fetchone()
            if rowid is not None
            else None
        )
        yield table, str(found[0]) if found else "", parent


def ids_and_times(db: Database) -> Iterator[tuple[str, str, str]]:
    """Table, id and time of every row that has them."""
    for table in MODEL_OF:
        for row_id, created in db.execute(f"SELECT id, created FROM {table}"):
            yield table, row_id, created
    for row_id, time in db.execute("SELECT id, time FROM journal"):
        yield "journal", row_id, time


def values(db: Database, table: str, column: str) -> list[tuple[str, Any]]:
    """Id and value of one column of every row."""
    return db.execute(f'SELECT id, "{column}" FROM {table}').fetchall()


def texts(db: Database) -> Iterator[tuple[DocumentId, str, str, int, str | None]]:
    """Each document's id, title, hash and number of characters, with its text."""
    query = (
        "SELECT d.id, d.title, d.text_sha256, d.characters, t.text FROM documents d"
        " LEFT JOIN texts t ON t.sha256 = d.text_sha256 ORDER BY d.position, d.id"
    )
    yield from db.execute(query)


def doubled_codings(db: Database) -> list[str]:
    """Codings that say what an earlier one says."""
    query = "SELECT max(id) FROM codings GROUP BY segment_id, code_id, coder_id HAVING count(*) > 1"
    return [row[0] for row in db.execute(query)]


def unknown_to_the_journal(db: Database) -> Iterator[tuple[str, str]]:
    """Rows of which no entry says that they were made: table and id."""
    for table in AUTHORED:
        query = (
            f"SELECT id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM journal_rows"
            " WHERE row_id = id AND table_name = ? AND action = 'insert')"
        )
        for row in db.execute(query, (table,)):
            yield table, row[0]


def lost_rows(db: Database) -> Iterator[tuple[str, str]]:
    """Rows that were made, by the journal, and not deleted since, and are not there.

    What was done in other files is told there; here it is the merge's entry that counts.
    """
    for table in AUTHORED:
        query = (
            "SELECT row_id FROM journal_rows made JOIN journal ON seq = made.entry"
            " WHERE table_name = ? AND action = 'insert' AND brought_by IS NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = row_id)"
            " AND NOT EXISTS (SELECT 1 FROM journal_rows later WHERE later.row_id = made.row_id"
            " AND later.action = 'delete'"
            " AND (later.entry, later.position) > (made.entry, made.position))"
        )
        for row in db.execute(query, (table,)):
            yield table, row[0]


def early_reversals(db: Database) -> list[str]:
    """Entries that undo one which is not there before them."""
    query = (
        "SELECT own.id FROM journal own LEFT JOIN journal other ON other.id = own.undoes"
        " WHERE own.undoes IS NOT NULL AND (other.seq IS NULL OR other.seq >= own.seq)"
    )
    return [row[0] for row in db.execute(query)]


def lost_subjects(db: Database) -> list[str]:
    """Memos about rows that are not there."""
    query = (
        "SELECT id, about_table, about_id FROM memos"
        " WHERE about_table IS NOT NULL OR about_id IS NOT NULL"
    )
    return _pointing_nowhere(db, query)


def lost_links(db: Database) -> list[str]:
    """Links from memos to rows that are not there."""
    return _pointing_nowhere(db, "SELECT id, to_table, to_id FROM memo_links")


def _pointing_nowhere(db: Database, query: str) -> list[str]:
    return [
        own
        for own, table, row_id in db.execute(query).fetchall()
        if table not in MODEL_OF
        or not db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone()
    ]


def without_answering(db: Database) -> Iterator[tuple[str, str]]:
    """Turns in documents of surveys' questions whose persons did not answer that survey: id, and
    the document's title."""
    query = (
        "SELECT DISTINCT t.id, d.title FROM survey_columns c JOIN documents d ON d.id ="
        " c.document_id JOIN turns t ON t.document_id = d.id WHERE t.person_id IS NOT NULL AND NOT"
        " EXISTS (SELECT 1 FROM responses r WHERE r.person_id = t.person_id AND r.survey_id IN"
        " (SELECT survey_id FROM survey_columns o WHERE o.document_id = d.id)) ORDER BY t.id"
    )
    yield from db.execute(query).fetchall()


def text_hashes(db: Database) -> list[str]:
    """The hashes under which texts are stored."""
    return [row[0] for row in db.execute("SELECT sha256 FROM texts").fetchall()]


def indexed_words(db: Database) -> Iterator[tuple[bytes, int]]:
    """Every word of the index in UTF-8, and in how many paragraphs it is.

    SQLite cuts a word that is longer than `LONGEST_TERM` bytes, even within a character.
    """
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)"
    )
    yield from db.execute("SELECT CAST(term AS BLOB), doc FROM temp.search_words")
