"""The interview guide whose questions an import looks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qualcode.core.importers import SUFFIXES
from qualcode.core.importers.guide import Guide
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.files import Kind, ask_files
from qualcode.shell.dialogs.import_reading import read_guide
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class GuideField(QWidget):
    """A button to choose a guide, its name, and a button to do without it.

    Attributes:
        path: the guide's file; None without a guide.

    Signals:
        chosen(guide): another guide, or None for none.
        refused(text): the file is no guide, in a sentence.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.path: Path | None = None
        self._asked: Path | None = None
        self.name = QLabel(self)
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.name, "soft")
        self.choose_button = form_button(_("Questions of a gui&de…"), self)
        self.choose_button.setToolTip(
            _("Find where the questions of an interview guide are asked in these files.")
        )
        self.choose_button.clicked.connect(self.ask)
        self.drop_button = form_button(_("Wi&thout the guide"), self)
        self.drop_button.clicked.connect(lambda: self._take(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.choose_button, self.drop_button):
            column.addWidget(widget)
        self._show(None)

    def ask(self) -> None:
        """Choose a file and read it."""
        found = ask_files(
            self._session,
            self,
            _("Interview guide"),
            _("Texts"),
            SUFFIXES,
            several=False,
            kind=Kind.TRANSCRIPTS,
        )
        if found:
            self.read(found[0])

    def read(self, path: Path) -> None:
        """Read a guide beside the window."""
        self._asked = path
        job = self._session.start_apart(_("Reading the guide…"), read_guide, path)
        job.done.connect(self._take)
        job.failed.connect(self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(str(error))

    def _take(self, guide: Guide | None) -> None:
        self.path = self._asked if guide is not None else None
        self._show(guide)
        self.chosen.emit(guide)

    def _show(self, guide: Guide | None) -> None:
        self.name.setVisible(guide is not None)
        self.drop_button.setVisible(guide is not None)
        if guide is not None:
            number = len(guide.questions)
            text = ngettext("“{title}”: {number} question", "“{title}”: {number} questions", number)
            self.name.setText(text.format(title=guide.title, number=number))
