"""How far the coding has come, counted beside the window and kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from qualcode.core.analysis.progress import DocumentProgress, ProgressCounter
from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import readings as readings_store
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.session import Session

#: the words of so many characters are counted in some 20 ms; of more it is work for a thread
_AT_ONCE: Final = 300_000
#: milliseconds to wait for more to count, where it is work for a thread
_CALM: Final = 400


class CodingProgress(QObject):
    """One for each session, which everything that shows progress shares: see `shared`.

    Attributes:
        known: by document; those not counted yet are missing.
        states: how far the evaluators say they are.

    Signals:
        counted(documents): these were counted anew; None for all of the project.
        states_changed(): somebody says something else.
    """

    counted = Signal(object)
    states_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._here, self._beside = ProgressCounter(), ProgressCounter()
        self._waiting: set[DocumentId] = set()
        self._generation = 0
        self._is_running = False
        self.known: dict[DocumentId, DocumentProgress] = {}
        self.states: Mapping[DocumentId, Mapping[CoderId, str]] = {}
        self._timer = QTimer(self, interval=_CALM, singleShot=True)
        self._timer.timeout.connect(self._count_waiting)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        self._of: Project | None = None
        self._opened()

    @classmethod
    def shared(cls, session: Session) -> CodingProgress:
        """The one of the session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def _opened(self) -> None:
        if self._session.project is self._of:
            return
        self._of = project = self._session.project
        self._generation += 1
        self._is_running = False
        self._waiting.clear()
        self._timer.stop()
        self._here, self._beside = ProgressCounter(), ProgressCounter()
        self.known, self.states = {}, {}
        if project is not None:
            self.states = readings_store.states(project.db)
            self._count(set(documents_store.titles(project.db)))
        self.counted.emit(None)
        self.states_changed.emit()

    def _changed(self, changes: Changes) -> None:
        project = self._session.project
        if project is None:
            return
        for gone in changes.removed.get("documents", ()):
            self.known.pop(DocumentId(gone), None)
        if changes.touches("readings"):
            self.states = readings_store.states(project.db)
            self.states_changed.emit()
        if changes.touches("segments", "codings", "turns", "persons", "documents"):
            self._count(set(changes.documents))

    def _count(self, document_ids: set[DocumentId]) -> None:
        """At once if that is quick, else when nothing more has come for a while."""
        project = self._session.project
        if project is None or not document_ids:
            return
        documents = documents_store.documents(project.db, document_ids)
        if sum(document.characters for document in documents) <= _AT_ONCE:
            self._tell(self._generation, self._here.count(project.db, document_ids))
        else:
            self._waiting |= document_ids
            self._timer.start()

    def _count_waiting(self) -> None:
        if self._is_running or not self._waiting:
            return
        wanted, self._waiting = self._waiting, set()
        generation = self._generation
        job = self._session.start_reading(
            _("Counting what is coded…"), _work, self._beside, sorted(wanted)
        )
        if job is None:
            return
        self._is_running = True
        job.done.connect(lambda found: self._tell(generation, found))
        job.over.connect(lambda: self._go_on(generation))

    def _go_on(self, generation: int) -> None:
        if generation == self._generation:
            self._is_running = False
            if self._waiting:
                self._timer.start()

    def _tell(self, generation: int, found: Mapping[DocumentId, DocumentProgress]) -> None:
        if generation != self._generation:
            return
        changed = [one for one, progress in found.items() if self.known.get(one) != progress]
        self.known.update(found)
        if changed:
            self.counted.emit(changed)


def _work(
    project: Project,
    counter: ProgressCounter,
    document_ids: list[DocumentId],
    *,
    progress: Progress,
) -> Mapping[DocumentId, DocumentProgress]:
    progress(0, len(document_ids))
    return counter.count(project.db, document_ids, progress=progress)
