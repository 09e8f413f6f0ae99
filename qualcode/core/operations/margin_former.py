"""What was in a document and was changed by hand: a file that comes back does not bring it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId
from qualcode.core.model import Coding, Segment
from qualcode.core.model.span import Span
from qualcode.core.store import margin as store

#: a place in the text as it is, whose it was, and the code
FormerCoding = tuple[Span, CoderId, CodeId]


class Former:
    """What a project had; what is looked up in its whole journal is looked up once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @cached_property
    def memos(self) -> list[tuple[CoderId, str]]:
        """What memos about passages said that are gone, or say something else now."""
        return store.former_memos(self._db)

    @cached_property
    def _removed(self) -> list[store.FormerCoding]:
        return store.removed_codings(self._db)

    def codings(
        self,
        document_id: DocumentId,
        text: str,
        segments: Iterable[Segment],
        codings: Iterable[Coding],
    ) -> Iterator[FormerCoding]:
        """The codings that a document had: those that were taken off, that had another code, and
        whose passages had other borders. What was undone was never there."""
        there = {segment.id: segment for segment in segments}
        now = list(codings)
        codes = store.earlier_codes(self._db, [one.id for one in now])
        places = store.earlier_places(self._db, there)
        removed = self._removed
        lacking = {one.segment_id for one in removed} - there.keys()
        gone = store.removed_places(self._db, lacking, document_id)
        known: dict[SegmentId, list[store.FormerPlace]] = {
            key: [place] for key, place in gone.items()
        }
        for segment in there.values():
            own = (
                [store.FormerPlace(segment.start, segment.end, segment.quote)]
                if segment.start is not None and segment.end is not None
                else []
            )
            known[segment.id] = [*own, *places.get(segment.id, ())]
        once = [(one.segment_id, one.coder_id, one.code_id) for one in removed]
        once += [(one.segment_id, one.coder_id, one.code_id) for one in now]
        once += [
            (one.segment_id, one.coder_id, code) for one in now for code in codes.get(one.id, ())
        ]
        for segment_id, coder_id, code_id in once:
            for place in known.get(segment_id, ()):
                if text[place.start : place.end] == place.quote:
                    yield Span(place.start, place.end), coder_id, code_id
