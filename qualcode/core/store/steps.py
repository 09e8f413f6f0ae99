"""Reads of the journal for whoever looks back: page by page, from the latest, as far as wanted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId, EntryId
from qualcode.core.store import journal, rows
from qualcode.core.store.connection import casefold


@dataclass(frozen=True, slots=True)
class StepRow:
    """An entry of the journal.

    Attributes:
        sealed: whether the wording of what was before is gone for good.
        brought_by: the merge that brought the entry, if one did.
    """

    seq: int
    id: EntryId
    operation: str
    subject: str
    coder_id: CoderId
    time: str
    device: str
    undoes: EntryId | None
    sealed: int | None
    brought_by: EntryId | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked at; nothing said lets all through.

    Attributes:
        operations: of these names.
        words: in the subject, or in what the operation is called: then it is one of `called`.
        touching: the numbers of the entries that touch what is looked for; None for any.
        brought_by: those that this merge brought; otherwise those of one's own file.
        with_brought: also those that merges brought.
    """

    coder_id: CoderId | None = None
    operations: frozenset[str] | None = None
    words: str = ""
    called: frozenset[str] = field(default_factory=frozenset)
    touching: frozenset[int] | None = None
    brought_by: EntryId | None = None
    with_brought: bool = False


_COLUMNS = "seq, id, operation, subject, coder_id, time, device, undoes, sealed, brought_by"


def page(db: Database, wanted: Wanted, before: int | None, limit: int) -> list[StepRow]:
    """At most so many entries from the latest back, older than the number `before`."""
    conditions, parameters = _conditions(wanted)
    if before is not None:
        conditions.append("seq < ?")
        parameters.append(before)
    if wanted.touching is not None:
        numbers = sorted(
            (seq for seq in wanted.touching if before is None or seq < before), reverse=True
        )
        return _of_numbers(db, numbers, conditions, parameters, limit)
    where = " AND ".join(conditions)
    query = f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY seq DESC LIMIT ?"
    return [StepRow(*row) for row in db.execute(query, (*parameters, limit))]


def _of_numbers(
    db: Database, numbers: list[int], conditions: list[str], parameters: list[Any], limit: int
) -> list[StepRow]:
    found: list[StepRow] = []
    for at in range(0, len(numbers), rows.CHUNK // 2):
        chunk = numbers[at : at + rows.CHUNK // 2]
        slots = ", ".join("?" * len(chunk))
        where = " AND ".join([f"seq IN ({slots})", *conditions])
        query = f"SELECT {_COLUMNS} FROM journal WHERE {where} ORDER BY seq DESC"
        found += [StepRow(*row) for row in db.execute(query, (*chunk, *parameters))]
        if len(found) >= limit:
            break
    return found[:limit]


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = [journal.TOLD]
    parameters: list[Any] = []
    if wanted.brought_by is not None:
        conditions.append("brought_by = ?")
        parameters.append(wanted.brought_by)
    elif not wanted.with_brought:
        conditions.append("brought_by IS NULL")
    if wanted.coder_id is not None:
        conditions.append("coder_id = ?")
        parameters.append(wanted.coder_id)
    if wanted.operations is not None:
        conditions.append(_one_of("operation", wanted.operations))
        parameters += sorted(wanted.operations)
    if wanted.words:
        called = sorted(wanted.called)
        conditions.append(f"(instr(casefold(subject), ?) > 0 OR {_one_of('operation', called)})")
        parameters += [casefold(wanted.words), *called]
    return conditions, parameters


def _one_of(column: str, values: Collection[str]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"


def entries(db: Database, entry_ids: Iterable[str]) -> dict[EntryId, StepRow]:
    """The given entries, as far as they exist."""
    found: dict[EntryId, StepRow] = {}
    for chunk in rows.chunks(entry_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT {_COLUMNS} FROM journal WHERE id IN ({marks})"
        found.update((EntryId(row[1]), StepRow(*row)) for row in db.execute(query, chunk))
    return found


def operations(db: Database) -> list[str]:
    """The operations that the journal knows."""
    query = f"SELECT DISTINCT operation FROM journal WHERE {journal.TOLD} ORDER BY 1"
    return [row[0] for row in db.execute(query)]


def brought(db: Database, entry_id: EntryId) -> int:
    """How many entries a merge brought."""
    query = f"SELECT count(*) FROM journal WHERE brought_by = ? AND {journal.TOLD}"
    found: int = db.execute(query, (entry_id,)).fetchone()[0]
    return found


def followers(db: Database) -> list[tuple[str, str, str]]:
    """Of each entry that a merge brought: those that it follows in its own file, separated by
    spaces; the merge; and when that was done."""
    return db.execute(
        "SELECT b.follows, m.id, m.time FROM journal b JOIN journal m ON m.id = b.brought_by"
        " WHERE b.brought_by IS NOT NULL AND b.follows IS NOT NULL"
        f" AND b.{journal.TOLD} ORDER BY m.seq"
    ).fetchall()


def touching_document(db: Database, document_id: DocumentId) -> frozenset[int]:
    """The numbers of the entries that did something to a document or to what is in it, also to
    what has been deleted since."""
    segments = _rows_of(db, "segments", "document_id", [document_id])
    codings = _rows_of(db, "codings", "segment_id", segments)
    quotes = _rows_of(db, "quotes", "segment_id", segments)
    found = {document_id, *segments, *codings, *quotes}
    for table in ("turns", "landmarks", "readings", "disagreements", "survey_columns", "responses"):
        found |= _rows_of(db, table, "document_id", [document_id])
    found |= _rows_of(db, "memos", "about_id", found)
    return _touching(db, found)


def touching_code(db: Database, code_id: CodeId) -> frozenset[int]:
    """The numbers of the entries that did something to a code or to codings with it, also to what
    has been deleted since."""
    codings = _rows_of(db, "codings", "code_id", [code_id])
    found = {code_id, *codings}
    found |= _rows_of(db, "memos", "about_id", found)
    return _touching(db, found)


def _rows_of(db: Database, table: str, column: str, values: Iterable[str]) -> set[str]:
    """The rows of the table whose column has, or had when they were deleted or before they were
    changed, one of the values."""
    values = set(values)
    found: set[str] = set()
    for chunk in rows.chunks(values):
        marks = ", ".join("?" * len(chunk))
        query = f'SELECT id FROM {table} WHERE "{column}" IN ({marks})'
        found.update(row[0] for row in db.execute(query, chunk))
    query = (
        f"SELECT row_id, json_extract(before, '$.{column}') FROM journal_rows"
        " WHERE table_name = ? AND action <> 'insert' AND before IS NOT NULL"
    )
    before = db.execute(query, (table,))
    found.update(row_id for row_id, value in before if value in values)
    return found


def _touching(db: Database, row_ids: Iterable[str]) -> frozenset[int]:
    found: set[int] = set()
    for chunk in rows.chunks(row_ids):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT entry FROM journal_rows WHERE row_id IN ({marks})"
        found.update(row[0] for row in db.execute(query, chunk))
    return frozenset(found)


def later_touches(db: Database, seq: int) -> list[StepRow]:
    """The later entries, which undo nothing themselves, that touched one of the entry's rows."""
    columns = ", ".join(f"j.{name.strip()}" for name in _COLUMNS.split(","))
    query = (
        f"SELECT DISTINCT {columns} FROM journal_rows mine"
        " JOIN journal_rows other ON other.row_id = mine.row_id AND other.entry > mine.entry"
        " JOIN journal j ON j.seq = other.entry"
        " WHERE mine.entry = ? AND j.undoes IS NULL ORDER BY j.seq"
    )
    return [StepRow(*row) for row in db.execute(query, (seq,))]


def touched(db: Database, seq: int, limit: int) -> list[tuple[str, str, str, str | None]]:
    """The first rows that an entry touched: table, id, what was done, what was before."""
    query = (
        "SELECT table_name, row_id, action, before FROM journal_rows WHERE entry = ?"
        " ORDER BY position LIMIT ?"
    )
    return db.execute(query, (seq, limit)).fetchall()
