"""Reads: passages and the codes on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId
from qualcode.core.model import Coding, Segment
from qualcode.core.store import rows


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding with the place of its passage, as the reader shows it."""

    coding: Coding
    segment: Segment


def get(db: Database, coding_id: CodingId) -> Coding:
    """The coding with that id; KeyError if there is none."""
    return rows.get(db, Coding, "codings", coding_id)


def get_segment(db: Database, segment_id: SegmentId) -> Segment:
    """The passage with that id; KeyError if there is none."""
    return rows.get(db, Segment, "segments", segment_id)


def all_segments(db: Database) -> list[Segment]:
    """Every passage by document and place."""
    return rows.select(db, Segment, "segments", "ORDER BY document_id, start, id")


def segments_in(db: Database, document_id: DocumentId) -> list[Segment]:
    """The passages of one document in the order of the text; unplaced ones first."""
    return rows.select(
        db, Segment, "segments", 'WHERE document_id = ? ORDER BY start, "end", id', (document_id,)
    )


def segments(db: Database, segment_ids: Iterable[SegmentId]) -> list[Segment]:
    """The given passages, as far as they exist."""
    return rows.select_ids(db, Segment, "segments", "id", segment_ids)


def codings(db: Database, coding_ids: Iterable[str]) -> list[Coding]:
    """The given codings, as far as they exist."""
    return rows.select_ids(db, Coding, "codings", "id", coding_ids)


def every(db: Database, coding_ids: Iterable[CodingId]) -> list[Coding]:
    """The given codings, each once, in their order; KeyError if one does not exist."""
    wanted = dict.fromkeys(coding_ids)
    found = {coding.id: coding for coding in codings(db, wanted)}
    return [found.get(one) or get(db, one) for one in wanted]


def on_segments(db: Database, segment_ids: Iterable[SegmentId]) -> list[Coding]:
    """The codings of these passages."""
    return rows.select_ids(db, Coding, "codings", "segment_id", segment_ids)


def of_codes(db: Database, code_ids: Iterable[CodeId]) -> list[Coding]:
    """The codings with these codes."""
    return rows.select_ids(db, Coding, "codings", "code_id", code_ids)


def marks_in(db: Database, document_id: DocumentId) -> list[Mark]:
    """The codings of one document that have a place, in the order of the text."""
    return _marks(
        db,
        'WHERE s.document_id = ? AND s.start IS NOT NULL ORDER BY s.start, s."end", c.id',
        (document_id,),
    )


def marks(db: Database, coding_ids: Iterable[str]) -> list[Mark]:
    """The given codings with their passages, as far as they exist."""
    found: list[Mark] = []
    for chunk in rows.chunks(coding_ids):
        found += _marks(db, f"WHERE c.id IN ({', '.join('?' * len(chunk))})", chunk)
    return found


def _marks(db: Database, rest: str, parameters: Iterable[str]) -> list[Mark]:
    query = (
        f"SELECT {rows.column_list('codings', 'c.')}, {rows.column_list('segments', 's.')}"
        f" FROM codings c JOIN segments s ON s.id = c.segment_id {rest}"
    )
    split = len(rows.columns("codings"))
    return [
        Mark(Coding(*row[:split]), Segment(*row[split:]))
        for row in db.execute(query, tuple(parameters))
    ]


def all_marks(db: Database) -> list[Mark]:
    """Every coding with its passage, by document and place; unplaced ones first in theirs."""
    return _marks(
        db,
        "JOIN documents d ON d.id = s.document_id"
        ' ORDER BY d.position, d.id, s.start, s."end", c.id',
        (),
    )


def segment_at(
    db: Database, document_id: DocumentId, start: int, end: int, coder_id: CoderId
) -> Segment | None:
    """The evaluator's own passage with exactly this span, if there is one."""
    found = rows.select(
        db,
        Segment,
        "segments",
        'WHERE document_id = ? AND start = ? AND "end" = ? AND coder_id = ? ORDER BY id LIMIT 1',
        (document_id, start, end, coder_id),
    )
    return found[0] if found else None


def have_twins(db: Database, segment_ids: Iterable[str]) -> bool:
    """Whether one of the passages has another of the same evaluator's on exactly its span."""
    for chunk in rows.chunks(segment_ids):
        query = (
            "SELECT 1 FROM segments mine JOIN segments other"
            " ON other.document_id = mine.document_id AND other.start = mine.start"
            ' AND other."end" = mine."end" AND other.coder_id = mine.coder_id'
            f" AND other.id <> mine.id WHERE mine.id IN ({', '.join('?' * len(chunk))}) LIMIT 1"
        )
        if db.execute(query, chunk).fetchone():
            return True
    return False
