"""What is being done at the moment, how far it has come, and a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.jobs import Job
from qualcode.shell.theme import set_kind

#: Work that is over sooner is not worth a flicker, in milliseconds.
_PATIENCE: Final = 250


class JobStrip(QFrame):
    """One line for each running job. It takes no room while nothing runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs")
        set_kind(self, "bar")
        self.setAccessibleName(_("Work going on"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._waiting: dict[Job, QTimer] = {}
        self._lines: dict[Job, _Line] = {}
        self.hide()

    def add(self, job: Job) -> None:
        """Show this job until it is over, if it takes long enough."""
        timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        timer.timeout.connect(lambda: self._appear(job))
        self._waiting[job] = timer
        job.over.connect(lambda: self._remove(job))
        timer.start()

    def _appear(self, job: Job) -> None:
        if not job.is_quiet:
            self._lines[job] = line = _Line(job, self)
            self._column.addWidget(line)
            line.show()
            self.show()

    def _remove(self, job: Job) -> None:
        timer = self._waiting.pop(job)
        timer.stop()
        timer.deleteLater()
        line = self._lines.pop(job, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))


class _Line(QWidget):
    def __init__(self, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self._what = QLabel(job.title, self)
        self._what.setAccessibleName(job.title)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(job.title)
        self._bar.setRange(0, 0)
        self._bar.setMaximumWidth(260)
        self._job = job
        self._cancel = QPushButton(_("Cancel"), self)
        self._cancel.setAccessibleName(_("Cancel: {title}").format(title=job.title))
        set_kind(self._cancel, "chip")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(12)
        row.addWidget(self._what)
        row.addWidget(self._bar, 1)
        row.addStretch(1)
        row.addWidget(self._cancel)
        job.progressed.connect(self._show_progress)
        if job.come_to is not None:
            self._show_progress(*job.come_to)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText(_("Stopping…"))
        self._job.cancel()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if what and self._cancel.isEnabled():
            self._what.setText(what)
