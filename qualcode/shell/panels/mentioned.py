"""Where that stands, in the texts and in the codebook, in which something was found."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.search.elsewhere import Mention
from qualcode.core.ids import CodeId, CodingId, DocumentId, MemoId, SegmentId
from qualcode.core.model import PrintedQuote
from qualcode.core.store import codings, memos, rows


@dataclass(frozen=True)
class MentionPlace:
    """A document, and from where to where in it; a code. None for what there isn't."""

    document_id: DocumentId | None = None
    start: int = 0
    end: int = 0
    code_id: CodeId | None = None


def place_of(db: Database, mention: Mention) -> MentionPlace:
    """Where something stands that was found, or what it is about."""
    table, row_id = mention.table, mention.row_id
    if table == "memos":
        memo = memos.get(db, MemoId(row_id))
        table, row_id = memo.about_table or "", memo.about_id or ""
    if table == "quotes":
        table, row_id = "segments", rows.get(db, PrintedQuote, "quotes", row_id).segment_id
    if table == "documents":
        return MentionPlace(DocumentId(row_id))
    if table == "codes":
        return MentionPlace(code_id=CodeId(row_id))
    if table == "codings":
        coding = codings.get(db, CodingId(row_id))
        return _passage(db, coding.segment_id, coding.code_id)
    if table == "segments":
        return _passage(db, SegmentId(row_id), None)
    return MentionPlace()


def _passage(db: Database, segment_id: SegmentId, code_id: CodeId | None) -> MentionPlace:
    segment = codings.get_segment(db, segment_id)
    return MentionPlace(segment.document_id, segment.start or 0, segment.end or 0, code_id)
