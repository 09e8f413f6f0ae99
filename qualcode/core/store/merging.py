"""Reads of two files that are to become one.

Rows are plain tuples in the order of `rows.columns`: there are many.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlite_utils import Database

from qualcode.core.model import Original
from qualcode.core.store import rows
from qualcode.core.store.journal import IN_PART

Row = tuple[Any, ...]

#: Tables of which a merge reads no more than it must; the others are read whole.
LARGE: Final = frozenset(
    {
        "turns",
        "segments",
        "codings",
        "quotes",
        "landmarks",
        "memos",
        "memo_links",
        "attribute_values",
        "backgrounds",
    }
)


class JournalLine(NamedTuple):
    """An entry of the journal with all that is known of it. One that is told `in_part` was done
    before the copy was made that this file began as: what it did to rows that are not in the copy
    is not there. Of what came in with a merge `follows` are the entries it was done after; of what
    a merge did again in part, the entry of which the same and later merges tell what."""

    seq: int
    id: str
    operation: str
    subject: str
    coder_id: str
    time: str
    device: str
    undoes: str | None
    brought_by: str | None
    follows: str | None
    in_part: bool = False


class RowLine(NamedTuple):
    """What an entry did to a row; `before` is JSON, and of deletions read only on request."""

    seq: int
    table: str
    row_id: str
    action: str
    before: str | None
    merged_into: str | None


_ROW_LINE: Final = (
    "SELECT entry, table_name, row_id, action, CASE action WHEN 'update' THEN before END,"
    " merged_into FROM journal_rows"
)


def journal_lines(db: Database) -> list[JournalLine]:
    """Every entry in order."""
    query = (
        "SELECT seq, id, operation, subject, coder_id, time, device, undoes, brought_by, follows,"
        f" sealed IS {IN_PART} FROM journal ORDER BY seq"
    )
    return [JournalLine(*row) for row in db.execute(query)]


def row_lines(db: Database, seqs: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """What these entries did, in order: the values of a `RowLine`."""
    if not seqs:
        return iter(())
    wanted = set(seqs)
    query = f"{_ROW_LINE} WHERE entry BETWEEN ? AND ? ORDER BY entry, position"
    found = db.execute(query, (min(wanted), max(wanted)))
    if len(wanted) == max(wanted) - min(wanted) + 1:
        return iter(found)
    return (row for row in found if row[0] in wanted)


def row_lines_of(db: Database, row_ids: Iterable[str]) -> list[RowLine]:
    """What any entry did to these rows, in order."""
    found = []
    for chunk in rows.chunks(row_ids):
        query = f"{_ROW_LINE} WHERE row_id IN ({_marks(chunk)})"
        found += [RowLine(*row) for row in db.execute(query, chunk)]
    return sorted(found, key=lambda line: line.seq)


def deleted_by(db: Database, seqs: Iterable[int]) -> list[tuple[str, str, str | None]]:
    """The rows that entries removed: table, id and image as JSON; None where it is sealed."""
    query = (
        "SELECT table_name, row_id, before FROM journal_rows"
        " WHERE entry = ? AND action = 'delete' ORDER BY position"
    )
    found = [row for seq in seqs for row in db.execute(query, (seq,))]
    in_words = {row_id for _table, row_id, image in found if image is not None}
    return [row for row in found if row[2] is not None or row[1] not in in_words]


def deleted_in_words(db: Database, seqs: Collection[int]) -> set[tuple[int, str]]:
    """The rows that these entries removed and that the journal has: by the entry's number."""
    found: set[tuple[int, str]] = set()
    for first, last in _runs(seqs):
        query = (
            "SELECT entry, row_id FROM journal_rows WHERE entry BETWEEN ? AND ?"
            " AND action = 'delete' AND before IS NOT NULL"
        )
        found.update(db.execute(query, (first, last)))
    return found


def image_of_deleted(db: Database, seq: int, table: str, row_id: str) -> str | None:
    """How a row was that an entry removed, as JSON; None where it did not, or that is sealed."""
    query = (
        "SELECT before FROM journal_rows INDEXED BY journal_rows_row"
        " WHERE row_id = ? AND entry = ? AND table_name = ? AND action = 'delete'"
        " AND before IS NOT NULL ORDER BY position LIMIT 1"
    )
    found = db.execute(query, (row_id, seq, table)).fetchone()
    return None if found is None else found[0]


def touched_counts(db: Database, seqs: Collection[int]) -> dict[tuple[str, str], int]:
    """How many rows of each table these entries inserted, updated and deleted."""
    found: dict[tuple[str, str], int] = {}
    for first, last in _runs(seqs):
        for counted, rows_like in (("*", "<>"), ("DISTINCT row_id", "=")):
            query = (
                f"SELECT table_name, action, count({counted}) FROM journal_rows"
                f" WHERE entry BETWEEN ? AND ? AND action {rows_like} 'update'"
                " GROUP BY table_name, action"
            )
            for table, action, number in db.execute(query, (first, last)):
                found[table, action] = found.get((table, action), 0) + number
    return found


def _runs(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last of the numbers that follow each other."""
    first = last = None
    for number in sorted(numbers):
        if last is None or first is None:
            first = number
        elif number != last + 1:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def all_rows(db: Database, table: str) -> dict[str, Row]:
    """Every row of a table by its id."""
    return {row[0]: row for row in db.execute(f"SELECT {rows.column_list(table)} FROM {table}")}


def all_ids(db: Database, table: str) -> set[str]:
    """The ids of all rows of a table."""
    return {row[0] for row in db.execute(f"SELECT id FROM {table}")}


def rows_of(db: Database, table: str, ids: Iterable[str]) -> dict[str, Row]:
    """The rows with these ids, as far as they exist."""
    return rows_where(db, table, "id", ids)


def rows_where(db: Database, table: str, column: str, values: Iterable[str]) -> dict[str, Row]:
    """The rows whose column has one of these values, by id."""
    found: dict[str, Row] = {}
    for chunk in rows.chunks(values):
        query = (
            f'SELECT {rows.column_list(table)} FROM {table} WHERE "{column}" IN ({_marks(chunk)})'
        )
        found.update((row[0], row) for row in db.execute(query, chunk))
    return found


def ids_of(db: Database, table: str, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are of rows in the table."""
    found: set[str] = set()
    for chunk in rows.chunks(ids):
        query = f"SELECT id FROM {table} WHERE id IN ({_marks(chunk)})"
        found.update(row[0] for row in db.execute(query, chunk))
    return found


def spans_of_coders(
    db: Database, coder_ids: Iterable[str], document_ids: Collection[str]
) -> Iterator[tuple[str, str, int, int, str]]:
    """Id, document, start, end and coder of the placed passages of these coders in these texts."""
    for chunk in rows.chunks(coder_ids):
        query = (
            'SELECT id, document_id, start, "end", coder_id FROM segments WHERE rowid IN'
            " (SELECT rowid FROM segments INDEXED BY segments_document"
            f" WHERE start IS NOT NULL AND coder_id IN ({_marks(chunk)}))"
        )
        for row in db.execute(query, chunk):
            if row[1] in document_ids:
                yield row


def originals(db: Database) -> dict[str, Original]:
    """How rows stand in their own files where they are shown otherwise here."""
    return {one.id: one for one in rows.select(db, Original, "originals")}


def hidden_coders(db: Database) -> dict[str, str]:
    """The evaluators who are shown as another one: both ids."""
    query = (
        "SELECT id, same_as FROM originals WHERE about_table = 'coders' AND shown IS NULL"
        " AND same_as IS NOT NULL"
    )
    return dict(db.execute(query).fetchall())


def text(db: Database, sha256: str) -> str | None:
    """A stored text."""
    found = db.execute("SELECT text FROM texts WHERE sha256 = ?", (sha256,)).fetchone()
    return None if found is None else str(found[0])


def stored_texts(db: Database) -> set[str]:
    """The hashes of the texts that are there."""
    return {row[0] for row in db.execute("SELECT sha256 FROM texts")}


def count_rows(db: Database, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each table has."""
    return {table: rows.count(db, table) for table in tables}


def is_sealed(db: Database) -> bool:
    """Whether old wordings were removed from the file for good."""
    query = "SELECT 1 FROM journal WHERE sealed = 1 AND brought_by IS NULL LIMIT 1"
    return db.execute(query).fetchone() is not None


def _marks(chunk: Sequence[str]) -> str:
    return ", ".join("?" * len(chunk))


def codings_by_coder(db: Database) -> dict[str, int]:
    """How many codings each evaluator has made."""
    return dict(db.execute("SELECT coder_id, count(*) FROM codings GROUP BY coder_id").fetchall())


def wordings(db: Database, document_ids: Iterable[str]) -> set[str]:
    """The hashes of all texts that these documents have or had, as far as they are stored."""
    found: set[str] = set()
    for chunk in rows.chunks(document_ids):
        query = f"SELECT text_sha256 FROM documents WHERE id IN ({_marks(chunk)})"
        found.update(row[0] for row in db.execute(query, chunk))
        query = (
            "SELECT before FROM journal_rows WHERE table_name = 'documents' AND before IS NOT NULL"
            f" AND row_id IN ({_marks(chunk)})"
        )
        for (before,) in db.execute(query, chunk):
            sha256 = json.loads(before).get("text_sha256")
            if sha256:
                found.add(sha256)
    return found & stored_texts(db)


def ever_deleted(db: Database, table: str) -> set[str]:
    """The ids of all rows of a table that an entry removed, be they there again or not."""
    query = "SELECT DISTINCT row_id FROM journal_rows WHERE table_name = ? AND action = 'delete'"
    return {row[0] for row in db.execute(query, (table,))}


def ever_in(db: Database, table: str) -> list[str]:
    """The ids of all rows that a table has or had."""
    query = "SELECT DISTINCT row_id FROM journal_rows WHERE table_name = ? AND action = 'insert'"
    return [row[0] for row in db.execute(query, (table,))]


def texts_before(db: Database, document_id: str) -> list[tuple[int, str]]:
    """The entries that gave a document another text, or removed it, with the hash of the text that
    it had before each."""
    query = (
        "SELECT entry, before FROM journal_rows WHERE row_id = ? AND table_name = 'documents'"
        " AND before IS NOT NULL ORDER BY entry, position"
    )
    told = [(entry, json.loads(before)) for entry, before in db.execute(query, (document_id,))]
    return [(entry, str(row["text_sha256"])) for entry, row in told if row.get("text_sha256")]


def images_before(db: Database, row_id: str) -> list[str]:
    """What was remembered of a row, as JSON, each time before that was changed or forgotten."""
    query = (
        "SELECT before FROM journal_rows WHERE row_id = ? AND table_name = 'originals'"
        " AND before IS NOT NULL ORDER BY entry, position"
    )
    told = [json.loads(before) for (before,) in db.execute(query, (row_id,))]
    return [str(row["image"]) for row in told if row.get("image")]


def last_changes(db: Database, table: str, row_ids: Iterable[str]) -> dict[str, int]:
    """The number of the latest entry that touched each of these rows of a table."""
    found: dict[str, int] = {}
    for chunk in rows.chunks(row_ids):
        query = (
            "SELECT row_id, max(entry) FROM journal_rows WHERE table_name = ?"
            f" AND row_id IN ({_marks(chunk)}) GROUP BY row_id"
        )
        found.update(db.execute(query, (table, *chunk)).fetchall())
    return found
