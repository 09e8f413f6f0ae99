"""Reads: memos."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId, MemoId
from qualcode.core.model import Memo, MemoLink, Segment
from qualcode.core.model.memo import JOURNAL, MEMO
from qualcode.core.store import rows

#: where it stands of which rows a memo speaks: the table, its column, the column with their table
_SPEAKING: Final = (("memos", "about_id", "about_table"), ("memo_links", "to_id", "to_table"))


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


def of_kind(db: Database, kind: str = MEMO) -> list[Memo]:
    """The memos, or the pages of the research journal by date; the earliest first."""
    if kind == JOURNAL:
        rest = "WHERE date IS NOT NULL AND kind = ? ORDER BY date, id"
    else:
        rest = "WHERE kind = ? ORDER BY id"
    return rows.select(db, Memo, "memos", rest, (kind,))


def number(db: Database, coder_ids: Iterable[CoderId] = ()) -> int:
    """How many memos and pages of the journal there are, of these evaluators or of all."""
    wanted = list(coder_ids)
    if not wanted:
        return rows.count(db, "memos")
    slots = ", ".join("?" * len(wanted))
    return rows.count(db, "memos", f"WHERE coder_id IN ({slots})", wanted)


def journal_page(db: Database, date: str, coder_id: CoderId) -> Memo | None:
    """The evaluator's page of that day, if there is one."""
    found = rows.select(
        db,
        Memo,
        "memos",
        "WHERE kind = ? AND date = ? AND coder_id = ? ORDER BY id LIMIT 1",
        (JOURNAL, date, coder_id),
    )
    return found[0] if found else None


def links_of(db: Database, memo_ids: Iterable[str]) -> list[MemoLink]:
    """What these memos speak of beside what they are about."""
    return rows.select_ids(db, MemoLink, "memo_links", "memo_id", memo_ids)


def speaking_of(db: Database, row_ids: Iterable[str]) -> list[Memo]:
    """The memos about any of these rows, or linked to one; each once, the earliest first."""
    row_ids = list(row_ids)
    links = rows.select_ids(db, MemoLink, "memo_links", "to_id", row_ids)
    found = {memo.id: memo for memo in about(db, row_ids)}
    found.update((memo.id, memo) for memo in memos(db, (link.memo_id for link in links)))
    return sorted(found.values(), key=lambda memo: memo.id)


def spoken_of(db: Database, table: str) -> dict[str, int]:
    """How many memos speak of each row of a table, of those that any speaks of."""
    found: Counter[str] = Counter()
    for of, column, about in _SPEAKING:
        query = f"SELECT {column} FROM {of} WHERE {about} = ?"
        found.update(row[0] for row in db.execute(query, (table,)))
    return dict(found)


def link_has_ends(db: Database, link_id: str) -> bool:
    """Whether the row that a link leads to is there; a foreign key sees to the memo."""
    link = rows.get(db, MemoLink, "memo_links", link_id)
    return rows.count(db, link.to_table, "WHERE id = ?", (link.to_id,)) == 1


def passages_in(db: Database, document_id: DocumentId) -> list[Segment]:
    """The passages of a document of which a memo speaks, in the order of the text."""
    found: dict[str, Segment] = {}
    for table, column, of in _SPEAKING:
        # from the memos, which are few, to the passages, which are many
        query = (
            f"SELECT {rows.column_list('segments', 's.')} FROM {table} m CROSS JOIN segments s"
            f" ON s.id = m.{column} WHERE m.{of} = 'segments' AND s.document_id = ?"
            " AND s.start IS NOT NULL"
        )
        found.update((row[0], Segment(*row)) for row in db.execute(query, (document_id,)))
    return sorted(found.values(), key=lambda s: (s.start or 0, s.end or 0, s.id))


def codings_in(db: Database, document_id: DocumentId) -> list[str]:
    """The codings in a document of which a memo speaks."""
    found: set[str] = set()
    for table, column, of in _SPEAKING:
        query = (
            f"SELECT c.id FROM {table} m CROSS JOIN codings c ON c.id = m.{column}"
            " CROSS JOIN segments s ON s.id = c.segment_id"
            f" WHERE m.{of} = 'codings' AND s.document_id = ?"
        )
        found.update(row[0] for row in db.execute(query, (document_id,)))
    return sorted(found)
