"""Showing a document that an operation has brought: of thousands of turns, read beforehand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.model import Document
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.models.text_read import TextRead, read_text
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.session import Session

#: with so many new turns the window would stand still while they are read
_MANY: Final = 1000


class Arriving(QObject):
    """Brings a document into view: at once, or as soon as a worker has read it."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        show: Callable[[DocumentId, int, int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._show = session, shown, show
        self._operations = 0
        session.changed.connect(self._count)

    def _count(self) -> None:
        self._operations += 1

    def bring(
        self, changes: Changes, document_id: DocumentId, start: int = 0, end: int = 0
    ) -> None:
        """Show a document with a passage of it in view, after these changes."""
        job = None
        if len(changes.added.get("turns", ())) >= _MANY:
            job = self._session.start_reading(_("Reading…"), _read, document_id)
        if job is None:
            self._show(document_id, start, end)
            return
        job.is_quiet = True
        before, operations = self._shown.document, self._operations
        show = partial(self._show, document_id, start, end)
        job.done.connect(lambda read: self._arrived(read, before, operations, document_id, show))

    def _arrived(
        self,
        read: TextRead,
        before: Document | None,
        operations: int,
        document_id: DocumentId,
        show: Callable[[], None],
    ) -> None:
        project = self._session.project
        if self._shown.document is not before or project is None:
            return  # one went elsewhere meanwhile
        if operations == self._operations:
            self._shown.take_ahead(read)
            show()
        elif documents_store.documents(project.db, [document_id]):
            show()  # as it is by now, for what was read may be old


def _read(project: Project, document_id: DocumentId, *, progress: Progress) -> TextRead:
    progress(0, 0)
    return read_text(project.db, document_id)
