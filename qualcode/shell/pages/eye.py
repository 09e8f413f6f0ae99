"""Where an undone operation had happened, so that the eye can be brought there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.ids import CodingId, DocumentId, SegmentId
from qualcode.core.model import Segment
from qualcode.core.store import codings as store
from qualcode.shell.pages.shown import ShownDocument

_STEPS: Final = ("undo", "redo")
#: the place of the first is shown; of an import of thousands not all need be looked up
_ENOUGH: Final = 200

Place = tuple[DocumentId, int, int]


class Eye:
    """Made before the marks follow an operation: what it removed is known only then."""

    def __init__(self, changes: Changes, shown: ShownDocument) -> None:
        self._changes = changes
        self._document = shown.document.id if shown.document else None
        self._gone: list[Segment] = []
        if changes.operation in _STEPS:
            ids = islice(changes.removed.get("codings", ()), _ENOUGH)
            marks = [shown.coding(CodingId(row)) for row in ids]
            self._gone = [mark.segment for mark in marks if mark is not None]

    def place(self, db: Database, documents: list[DocumentId]) -> Place | None:
        """Where to look now. None where nothing was undone, or not in a text."""
        changes = self._changes
        if changes.operation not in _STEPS or not changes.documents:
            return None
        there = [document_id for document_id in documents if document_id in changes.documents]
        if not there:
            return None
        document_id = there[0] if self._document not in there else self._document or there[0]
        spans = sorted(
            (segment.start, segment.end)
            for segment in (*self._now(db), *self._gone)
            if segment.document_id == document_id
            and segment.start is not None
            and segment.end is not None
        )
        return (document_id, *spans[0]) if spans else (document_id, 0, 0)

    def _now(self, db: Database) -> list[Segment]:
        found = [mark.segment for mark in store.marks(db, self._some("codings"))]
        return found + store.segments(db, map(SegmentId, self._some("segments")))

    def _some(self, table: str) -> Iterator[str]:
        none: frozenset[str] = frozenset()
        rows = (self._changes.added, self._changes.changed)
        return islice(chain.from_iterable(some.get(table, none) for some in rows), _ENOUGH)
