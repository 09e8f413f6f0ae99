"""What was in a document and was changed by hand: a file that comes back does not bring it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId
from qualcode.core.model import Coding, Segment
from qualcode.core.model.span import Span
from qualcode.core.store import margin as store

#: a place in the text as it is, whose it was, and the code
Former = tuple[Span, CoderId, CodeId]


def former_codings(
    db: Database,
    document_id: DocumentId,
    text: str,
    segments: Iterable[Segment],
    codings: Iterable[Coding],
) -> Iterator[Former]:
    """The codings that a document had: those that were taken off, that had another code, and whose
    passages had other borders. What was undone was never there."""
    there = {segment.id: segment for segment in segments}
    now = list(codings)
    codes = store.earlier_codes(db, [one.id for one in now])
    places = store.earlier_places(db, there)
    removed = store.removed_codings(db)
    gone = store.removed_places(db, {one.segment_id for one in removed} - there.keys(), document_id)
    known: dict[SegmentId, list[store.FormerPlace]] = {key: [place] for key, place in gone.items()}
    for segment in there.values():
        own = (
            [store.FormerPlace(segment.start, segment.end, segment.quote)]
            if segment.start is not None and segment.end is not None
            else []
        )
        known[segment.id] = [*own, *places.get(segment.id, ())]
    once = [(one.segment_id, one.coder_id, one.code_id) for one in removed]
    once += [(one.segment_id, one.coder_id, one.code_id) for one in now]
    once += [(one.segment_id, one.coder_id, code) for one in now for code in codes.get(one.id, ())]
    for segment_id, coder_id, code_id in once:
        for place in known.get(segment_id, ()):
            if text[place.start : place.end] == place.quote:
                yield Span(place.start, place.end), coder_id, code_id
