"""Reads: passages as they are printed."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId
from qualcode.core.model import PrintedQuote
from qualcode.core.store import rows


class PrintedRow(NamedTuple):
    """The printed form of a passage, once for each code on it."""

    code_id: CodeId
    coder_id: CoderId
    document_id: DocumentId
    start: int
    end: int
    own_words: str
    text: str | None
    chosen: int
    attribution: str | None


def of_segment(db: Database, segment_id: SegmentId) -> PrintedQuote | None:
    """The passage's printed form, if it has one."""
    found = rows.select(db, PrintedQuote, "quotes", "WHERE segment_id = ?", (segment_id,))
    return found[0] if found else None


def of_segments(db: Database, segment_ids: Iterable[SegmentId]) -> dict[SegmentId, PrintedQuote]:
    """The printed forms of these passages, of those that have one."""
    found = rows.select_ids(db, PrintedQuote, "quotes", "segment_id", segment_ids)
    return {quote.segment_id: quote for quote in found}


def chosen(db: Database) -> list[PrintedQuote]:
    """The quotes that are to stand in the report, in their order."""
    return rows.select(db, PrintedQuote, "quotes", "WHERE chosen = 1 ORDER BY position, id")


def next_position(db: Database) -> int:
    """The place after the last chosen quote."""
    last = db.execute("SELECT max(position) FROM quotes WHERE chosen = 1").fetchone()[0]
    return 0 if last is None else last + 1


def printed(db: Database) -> list[PrintedRow]:
    """Every printed form whose passage has a place, for each code on it, the earliest first."""
    query = (
        'SELECT c.code_id, c.coder_id, s.document_id, s.start, s."end", s.quote,'
        " q.text, q.chosen, q.attribution"
        " FROM quotes q JOIN segments s ON s.id = q.segment_id"
        " JOIN codings c ON c.segment_id = s.id WHERE s.start IS NOT NULL"
        ' ORDER BY s.start, s."end", q.id'
    )
    return [PrintedRow(*row) for row in db.execute(query)]
