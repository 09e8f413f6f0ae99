"""The memos on the text that is shown: read once, for the caret moves often."""

from __future__ import annotations

from collections import defaultdict

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.model import Segment
from qualcode.core.store import memos as store
from qualcode.shell.panels.memo_lines import MemoLine, memo_title
from qualcode.shell.session import Session


class MemosHere:
    """Which memos speak of which passages of a document, and of the codings on them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._document: DocumentId | None = None
        self._places: list[tuple[Segment, tuple[MemoLine, ...]]] = []
        self._codings: dict[str, tuple[MemoLine, ...]] = {}

    def show(self, document_id: DocumentId | None) -> None:
        """Another document is shown, or none."""
        if document_id != self._document:
            self._document = document_id
            self._read()

    def follow(self, changes: Changes) -> None:
        """Read anew what an operation may have changed."""
        if changes.touches("memos", "memo_links") or (
            self._places and changes.touches("segments", "codings")
        ):
            self._read()

    def _read(self) -> None:
        project = self._session.project
        self._places, self._codings = [], {}
        if project is None or self._document is None:
            return
        segments = store.passages_in(project.db, self._document)
        lines = self._lines([segment.id for segment in segments])
        self._places = [(segment, lines[segment.id]) for segment in segments]
        codings = store.codings_in(project.db, self._document)
        self._codings = self._lines(codings)

    def _lines(self, row_ids: list[str]) -> dict[str, tuple[MemoLine, ...]]:
        """The memos that speak of each row."""
        assert self._session.project is not None
        db = self._session.project.db
        found: dict[str, dict[str, MemoLine]] = defaultdict(dict)
        wanted = set(row_ids)
        memos = {memo.id: memo for memo in store.speaking_of(db, row_ids)}
        for memo in memos.values():
            if memo.about_id in wanted:
                found[memo.about_id][memo.id] = MemoLine(memo.id, memo_title(memo))
        for link in store.links_of(db, memos):
            if link.to_id in wanted:
                line = MemoLine(link.memo_id, memo_title(memos[link.memo_id]))
                found[link.to_id].setdefault(link.memo_id, line)
        return {row_id: tuple(lines.values()) for row_id, lines in found.items()}

    def at(self, position: int) -> tuple[MemoLine, ...]:
        """The memos on passages that hold a position."""
        return tuple(
            line
            for segment, lines in self._places
            if (segment.start or 0) <= position < (segment.end or 0)
            for line in lines
        )

    def speaking_of(self, segment_id: str, coding_id: str) -> tuple[MemoLine, ...]:
        """The memos on a passage, and on a coding of it."""
        own = next((lines for segment, lines in self._places if segment.id == segment_id), ())
        found = {line.memo_id: line for line in (*own, *self._codings.get(coding_id, ()))}
        return tuple(found.values())
