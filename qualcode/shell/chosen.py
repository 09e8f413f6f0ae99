"""What is chosen, the same on every page: a document, a place in it, a code."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, DocumentId, SegmentId
from qualcode.core.model.span import Span
from qualcode.shell.session import Session


class Chosen(QObject):
    """What one selected on one page is still selected on the next.

    Attributes:
        document_id: the document one is at.
        span: the words that are marked in it, or the passage that is chosen; None for neither.
        segment_id: the passage, where one is chosen.
        code_id: the code one is at.

    Signals:
        changed(): one of them is another now.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clear()
        session.opened.connect(self._opened)
        session.changed.connect(self._drop_removed)
        self._session = session
        self._of = session.project

    def _clear(self) -> None:
        self.document_id: DocumentId | None = None
        self.span: Span | None = None
        self.segment_id: SegmentId | None = None
        self.code_id: CodeId | None = None

    def choose_document(self, document_id: DocumentId | None) -> None:
        """Another document: no place in it is chosen yet."""
        if document_id != self.document_id:
            self._set(document_id, None, None, self.code_id)

    def choose_span(
        self, document_id: DocumentId, span: Span | None, segment_id: SegmentId | None = None
    ) -> None:
        """A place in a document, and the passage if it is one."""
        self._set(document_id, span, segment_id, self.code_id)

    def choose_code(self, code_id: CodeId | None) -> None:
        """Another code."""
        self._set(self.document_id, self.span, self.segment_id, code_id)

    def _set(
        self,
        document_id: DocumentId | None,
        span: Span | None,
        segment_id: SegmentId | None,
        code_id: CodeId | None,
    ) -> None:
        before = (self.document_id, self.span, self.segment_id, self.code_id)
        self.document_id, self.span = document_id, span
        self.segment_id, self.code_id = segment_id, code_id
        if before != (document_id, span, segment_id, code_id):
            self.changed.emit()

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self._set(None, None, None, None)

    def _drop_removed(self, changes: Changes) -> None:
        """What is gone is not chosen any more."""
        gone = changes.removed
        document, span, segment = self.document_id, self.span, self.segment_id
        if document in gone.get("documents", ()):
            document, span, segment = None, None, None
        if segment in gone.get("segments", ()):
            span, segment = None, None
        code = None if self.code_id in gone.get("codes", ()) else self.code_id
        self._set(document, span, segment, code)
