"""What a merge writes into a project's journal, and a hand-out into that of the copy: entries of
another file, and what they did.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlite_utils import Database

from qualcode.core.store import rows
from qualcode.core.store.journal import IN_PART
from qualcode.core.store.merging import JournalLine, RowLine
from qualcode.core.store.sealing import sealed_image


def bring_entries(db: Database, lines: Sequence[JournalLine]) -> dict[str, int]:
    """Take in entries of another file. What a merge brought that was undone since is told anew: of
    the same entries one file may know less than another. Returns the numbers of the new ones."""
    _forget_brought(db, [line.id for line in lines])
    there = _entries_there(db, [line.id for line in lines])
    new = [line for line in lines if line.id not in there]
    db.conn.executemany(
        "UPDATE journal SET brought_by = ? WHERE id = ?",
        [(line.brought_by, line.id) for line in lines if line.id in there],
    )
    last = db.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
    numbers = {line.id: number for number, line in enumerate(new, last + 1)}
    insert_entries(db, [line._replace(seq=numbers[line.id]) for line in new])
    return numbers


def _forget_brought(db: Database, ids: Sequence[str]) -> None:
    """But for what somebody has undone by itself."""
    for chunk in rows.chunks(ids):
        brought = (
            f"FROM journal WHERE brought_by IS NOT NULL AND id IN ({', '.join('?' * len(chunk))}) AND NOT EXISTS"
            " (SELECT 1 FROM journal reversal WHERE reversal.undoes = journal.id)"
        )
        db.execute(f"DELETE FROM journal_rows WHERE entry IN (SELECT seq {brought})", chunk)
        db.execute(f"DELETE {brought}", chunk)


def insert_entries(db: Database, lines: Iterable[JournalLine]) -> None:
    """Write entries with the numbers that they have."""
    db.conn.executemany(
        "INSERT INTO journal (seq, id, operation, subject, coder_id, time, device, undoes,"
        " brought_by, follows, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*line[:-1], IN_PART if line.in_part else None) for line in lines],
    )


def bring_rows(
    db: Database,
    source: Database,
    seqs: Mapping[int, int],
    *,
    wordless: bool = False,
    told: Callable[[RowLine], bool] | None = None,
) -> None:
    """Take in what the entries did: by their numbers in the source, those they have here.

    Args:
        wordless: without what the rows said before, as a seal leaves them.
        told: whether a line of what an entry did is taken in; None for all.
    """
    if not seqs:
        return
    lines = _told(source, seqs)
    if told is not None:
        lines = (row for row in lines if told(RowLine(row[0], *row[2:])))
    ours = ((seqs[row[0]], *row[1:]) for row in lines if row[0] in seqs)
    _write_rows(db, ours, wordless=wordless)
    if wordless:
        _mark_wordless(db, seqs.values())


def bring_rows_of(
    db: Database,
    source: Database,
    seqs: Collection[int],
    row_ids: Collection[str],
    seq: int,
    *,
    wordless: bool = False,
) -> None:
    """Take in what some entries did to these rows, as one entry's doing."""
    told = (row for row in _told(source, seqs) if row[0] in seqs and row[3] in row_ids)
    numbered = ((seq, position, *row[2:]) for position, row in enumerate(told))
    _write_rows(db, numbered, wordless=wordless)
    if wordless:
        _mark_wordless(db, [seq])


_ROW_NAMES: Final = (
    *("entry", "position", "table_name", "row_id", "action", "before", "merged_into"),
)


def _told(source: Database, seqs: Collection[int]) -> Iterator[tuple[Any, ...]]:
    query = (
        f"SELECT {', '.join(_ROW_NAMES)} FROM journal_rows WHERE entry BETWEEN ? AND ?"
        " ORDER BY entry, position"
    )
    return iter(source.execute(query, (min(seqs), max(seqs))))


def _write_rows(db: Database, told: Iterator[tuple[Any, ...]], *, wordless: bool) -> None:
    if wordless:
        told = ((*row[:5], sealed_image(row[4], row[5]), row[6]) for row in told)
    rows.insert(db, "journal_rows", _ROW_NAMES, told)


def _mark_wordless(db: Database, seqs: Iterable[int]) -> None:
    db.conn.executemany(
        "UPDATE journal SET subject = '', sealed = coalesce(sealed, 1) WHERE seq = ?",
        [(seq,) for seq in seqs],
    )


def mark_sealed(db: Database, seq: int) -> None:
    """Say of an entry that it tells nothing of what was before, and that nothing shall."""
    db.execute("UPDATE journal SET sealed = 1 WHERE seq = ?", (seq,))


def note_rows(db: Database, seq: int, found: Sequence[tuple[str, str, str, str | None]]) -> None:
    """Tell in the journal what an entry did: table, id, action, and what was before as JSON."""
    db.conn.executemany(
        "INSERT INTO journal_rows (entry, position, table_name, row_id, action, before)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(seq, position, *row) for position, row in enumerate(found)],
    )


def _entries_there(db: Database, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in rows.chunks(ids):
        query = f"SELECT id FROM journal WHERE id IN ({', '.join('?' * len(chunk))})"
        found.update(row[0] for row in db.execute(query, chunk))
    return found
