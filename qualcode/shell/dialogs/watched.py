"""A dialog that looks for something in a thread, and writes what was decided in another."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QWidget

from qualcode.core.changes import Changes
from qualcode.shell.jobs import Job
from qualcode.shell.overrides import called_by_qt


class WatchedDialog(QDialog):
    """It stays until what is decided is written; leaving stops what is being looked for.

    Attributes: warning, bar: made by whoever inherits, as what is shown of the work.
    """

    warning: QLabel
    bar: QProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @abstractmethod
    def _show_state(self) -> None:
        """Something has begun or is over."""

    def _watch(self, job: Job | None) -> None:
        self._job = job
        self.warning.hide()
        self.bar.setRange(0, 0)
        self._show_state()
        if job is not None:
            job.progressed.connect(self._went_on)
            job.failed.connect(self._failed)
            job.over.connect(partial(self._over, job))

    def _went_on(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _failed(self, error: Exception) -> None:
        self.warning.setText(str(error))
        self.warning.show()

    def _over(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._show_state()

    def _written(self, _changes: Changes) -> None:
        self._job = None
        super().accept()

    @called_by_qt
    def reject(self) -> None:
        """Leave; what is going on is stopped first."""
        if self._job is not None:
            self._job.cancel()
            if self._job.writes:
                return
            self._let_go(self._job)
        super().reject()

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None and self._job.writes:
            event.ignore()
            return
        if self._job is not None:
            job = self._job
            self._let_go(job)
            job.cancel()
        super().closeEvent(event)

    def _let_go(self, job: Job) -> None:
        self._job = None
        job.disconnect(self)
