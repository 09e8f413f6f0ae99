"""The work of an import, from the main button until everything is in, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qualcode.core.changes import Changes
from qualcode.core.importers.guide import Guide
from qualcode.core.operations.importing import NewDocument
from qualcode.core.operations.margin_intake import Returned
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_reading import bring_in
from qualcode.shell.jobs import Job
from qualcode.shell.session import Session


class ImportWork(QObject):
    """One operation beside the window.

    Signals:
        went_on(done, total, what): how far it has come.
        done(): everything is in.
        ended(why): nothing is in; `why` is a sentence if the world failed, else empty.
    """

    went_on = Signal(int, int, str)
    done = Signal()
    ended = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._why = ""

    @property
    def is_under_way(self) -> bool:
        """Whether files are coming in."""
        return self._job is not None

    def start(
        self,
        new: Sequence[NewDocument],
        guide: Guide | None,
        back: Sequence[Returned],
    ) -> bool:
        """Begin; False if the window is at other work, of which it has told the user."""
        return self.begin(bring_in, new, guide, back)

    def begin(self, work: Callable[..., Changes], *arguments: Any) -> bool:
        """Begin with an operation that brings in something else; as `start`."""
        job = self._session.start_operation(_("Importing…"), work, *arguments)
        if job is None:
            return False
        job.is_quiet = True
        self._job, self._why = job, ""
        job.progressed.connect(self.went_on)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.over.connect(self._over)
        return True

    def cancel(self) -> None:
        """Stop, and leave nothing behind."""
        if self._job is not None:
            self._job.cancel()

    def _done(self, _changes: Changes) -> None:
        self._job = None
        self.done.emit()

    def _failed(self, error: object) -> None:
        self._why = str(error)

    def _over(self) -> None:
        if self._job is not None:
            self._job = None
            self.ended.emit(self._why)
