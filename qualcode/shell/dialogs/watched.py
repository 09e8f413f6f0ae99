"""A dialog that looks for something in a thread, and writes what was decided in another."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.translate import _
from qualcode.shell.dialogs.elided import ElidedLabel
from qualcode.shell.dialogs.form import sentence
from qualcode.shell.jobs import Job
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class WatchedDialog(QDialog):
    """It stays until what is decided is written; leaving stops what is being looked for.

    Attributes:
        title: of what is looked through.
        warning, bar: what is shown of the work.
        cancel_button, accept_button: the buttons.
    """

    def __init__(
        self, session: Session, name: str, yes: str, parent: QWidget | None = None
    ) -> None:
        """Args: name: the dialog's own. yes: on the button that writes what is decided."""
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._yes = yes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.title = ElidedLabel(self)
        set_kind(self.title, "title")
        self.warning = sentence("", "warning")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(_("Progress"))
        session.busy_changed.connect(self._show_state)

    def _lay_out(self, explanation: str, body: QWidget, size: tuple[int, int]) -> None:
        """The title, a sentence or two, what is decided, and the buttons; Tab goes so too."""
        self.cancel_button = form_button(_("Cancel"), self, self.reject)
        self.accept_button = form_button(self._yes, self, self.accept)
        set_kind(self.accept_button, "primary")
        self.accept_button.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept_button.click)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.warning, 2)
        bottom.addWidget(self.bar, 1)
        bottom.addStretch(1)
        bottom.addWidget(self.cancel_button)
        bottom.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(sentence(explanation))
        column.addWidget(body, 1)
        column.addLayout(bottom)
        screen = self.screen().availableSize()
        self.resize(min(px(size[0]), screen.width()), min(px(size[1]), screen.height() - px(40)))

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
