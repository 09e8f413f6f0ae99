"""What is being done at the moment, how far it has come, and a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
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
        self._lines: dict[Job, _Line] = {}
        self.hide()

    def add(self, job: Job) -> None:
        """Show this job until it is over."""
        line = _Line(job, self)
        self._lines[job] = line
        self._column.addWidget(line)
        line.shown.connect(self.show)
        job.over.connect(lambda: self._remove(job))

    def _remove(self, job: Job) -> None:
        line = self._lines.pop(job)
        line.end()
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(any(not other.isHidden() for other in self._lines.values()))


class _Line(QWidget):
    shown = Signal()

    def __init__(self, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self._timer.start(_PATIENCE)
        job.progressed.connect(self._show_progress)

    def end(self) -> None:
        self._timer.stop()

    def _appear(self) -> None:
        if not self._job.is_quiet:
            self.show()
            self.shown.emit()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText(_("Stopping…"))
        self._job.cancel()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if what and self._cancel.isEnabled():
            self._what.setText(what)
