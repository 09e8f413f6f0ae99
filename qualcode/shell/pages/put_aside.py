"""Corrections on their way into the project's file, where they wait until they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.edit import Edit
from qualcode.core.operations import drafts
from qualcode.core.project import Project
from qualcode.shell.session import Session


class PutAside(QObject):
    """Saves corrections at once, or as soon as nothing else writes: none is dropped on the way.

    Signals:
        came_late(): what had to wait is saved.
    """

    came_late = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: dict[tuple[CoderId, DocumentId], tuple[Sequence[Edit], str]] = {}
        session.busy_changed.connect(lambda _busy: self._go_on())

    def save(
        self, coder_id: CoderId, document_id: DocumentId, edits: Sequence[Edit], based_on: str
    ) -> None:
        """Save an evaluator's corrections of a text; without any, the earlier ones go."""
        self._waiting[coder_id, document_id] = edits, based_on
        self._save()

    def forget(self) -> None:
        """The project is about to be closed."""
        self._waiting.clear()

    def _go_on(self) -> None:
        if self._waiting and self._session.can_write:
            self._save()
            self.came_late.emit()

    def _save(self) -> None:
        if not self._session.can_write:
            return
        for whose, corrections in list(self._waiting.items()):
            if self._session.run(_put_aside, *whose, *corrections) is not None:
                del self._waiting[whose]


def _put_aside(
    project: Project,
    _at_keyboard: CoderId,
    coder_id: CoderId,
    document_id: DocumentId,
    edits: Sequence[Edit],
    based_on: str,
) -> Changes:
    """For whoever wrote them, also where somebody else sits at the keyboard by now."""
    return drafts.put_aside(project, coder_id, document_id, edits, based_on)
