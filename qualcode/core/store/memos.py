"""Reads: memos."""

from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId, MemoId
from qualcode.core.model import Memo, MemoLink, Segment
from qualcode.core.model.memo import JOURNAL, MEMO
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


def of_kind(db: Database, kind: str = MEMO) -> list[Memo]:
    """The memos, or the pages of the research journal by date; the earliest first."""
    order = "ORDER BY date, id" if kind == JOURNAL else "ORDER BY id"
    return rows.select(db, Memo, "memos", f"WHERE kind = ? {order}", (kind,))


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
    query = (
        "SELECT id, count(*) FROM (SELECT about_id AS id FROM memos WHERE about_table = ?"
        " UNION ALL SELECT to_id FROM memo_links WHERE to_table = ?) GROUP BY id"
    )
    return dict(db.execute(query, (table, table)).fetchall())


def link_has_ends(db: Database, link_id: str) -> bool:
    """Whether the row that a link leads to is there; a foreign key sees to the memo."""
    link = rows.get(db, MemoLink, "memo_links", link_id)
    return rows.count(db, link.to_table, "WHERE id = ?", (link.to_id,)) == 1


def passages_in(db: Database, document_id: DocumentId) -> list[Segment]:
    """The passages of a document of which a memo speaks, in the order of the text."""
    columns = rows.column_list("segments", "s.")
    query = (
        f"SELECT {columns} FROM segments s WHERE s.document_id = ? AND s.start IS NOT NULL"
        " AND (EXISTS (SELECT 1 FROM memos WHERE about_id = s.id)"
        " OR EXISTS (SELECT 1 FROM memo_links WHERE to_id = s.id))"
        ' ORDER BY s.start, s."end", s.id'
    )
    return [Segment(*row) for row in db.execute(query, (document_id,))]


def codings_in(db: Database, document_id: DocumentId) -> list[str]:
    """The codings in a document of which a memo speaks."""
    query = (
        "SELECT c.id FROM segments s JOIN codings c ON c.segment_id = s.id"
        " WHERE s.document_id = ? AND (EXISTS (SELECT 1 FROM memos WHERE about_id = c.id)"
        " OR EXISTS (SELECT 1 FROM memo_links WHERE to_id = c.id)) ORDER BY c.id"
    )
    return [row[0] for row in db.execute(query, (document_id,))]
