"""What is being done on the page, how far it has come, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.jobs import Job
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class WorkLine(QWidget):
    """Attributes: what: the words; bar: how far; cancel: the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self.setAccessibleName(_("Work going on"))
        self.what = QLabel(self)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.what.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.cancel = QPushButton(_("Cancel"), self)
        set_kind(self.cancel, "chip")
        self.cancel.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(8))
        column.setSpacing(px(6))
        column.addWidget(self.what)
        column.addLayout(row)
        self.hide()

    @property
    def job(self) -> Job | None:
        """The work; None if nothing is going on."""
        return self._job

    def show_job(self, job: Job) -> None:
        """Follow this work until it is over."""
        self._job = job
        job.is_quiet = True
        self.what.setText(job.title)
        self.bar.setAccessibleName(job.title)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()
        job.progressed.connect(self._progressed)
        job.over.connect(lambda: self._over(job))

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._job is not None:
            self.cancel.setEnabled(False)
            self.what.setText(_("Stopping…"))
            self._job.cancel()

    def _progressed(self, done: int, total: int, what: str) -> None:
        if self.sender() is not self._job:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what and self.cancel.isEnabled():
            self.what.setText(what)

    def _over(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()
