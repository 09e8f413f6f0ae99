"""Reads: where passages lie and what they are coded with, as plain tuples, because there are many."""

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId

#: a passage's document, start, end and owner
Place = tuple[DocumentId, int, int, CoderId]


def segments_by_place(db: Database) -> dict[Place, SegmentId]:
    """The passages that have a place; of two with the same place and owner the older."""
    query = (
        'SELECT document_id, start, "end", coder_id, id FROM segments'
        " WHERE start IS NOT NULL ORDER BY id DESC"
    )
    return {row[:4]: row[4] for row in db.execute(query)}


def coded(db: Database) -> set[tuple[SegmentId, CodeId, CoderId]]:
    """What each coding says, without its comment."""
    return set(db.execute("SELECT segment_id, code_id, coder_id FROM codings").fetchall())
