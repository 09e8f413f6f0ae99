"""Which codes and documents have memos, shown in their lists."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qualcode.core.changes import Changes
from qualcode.core.project import Project
from qualcode.core.store import memos as store
from qualcode.shell.models.codes import CodesModel
from qualcode.shell.models.documents import DocumentsModel
from qualcode.shell.session import Session


class MemoSigns(QObject):
    """Keeps the numbers in the lists in step with the memos of the project."""

    def __init__(
        self, session: Session, codes: CodesModel, documents: DocumentsModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._codes, self._documents = session, codes, documents
        self._of: Project | None = None
        session.opened.connect(self._opened)
        session.changed.connect(self._follow)
        self._opened()

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self._read()

    def _follow(self, changes: Changes) -> None:
        if changes.touches("memos", "memo_links"):
            self._read()

    def _read(self) -> None:
        project = self._session.project
        if project is None:
            self._codes.set_memos({})
            self._documents.set_memos({})
            return
        self._codes.set_memos(store.spoken_of(project.db, "codes"))
        self._documents.set_memos(store.spoken_of(project.db, "documents"))
