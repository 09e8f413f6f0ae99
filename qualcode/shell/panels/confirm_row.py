"""Asking, where one is, whether something large is to be done: what it would be, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.having_keys import has_keys
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class ConfirmRow(QFrame):
    """Comes up where the button was that was pressed; Esc leaves everything as it is.

    Attributes: yes, no: the buttons.

    Signals:
        agreed(): it is to be done.
        closed(had_keys): it is gone, whatever the answer, and perhaps had the keys.
    """

    agreed = Signal()
    closed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.yes, self.no = QPushButton(self), QPushButton(_("Cancel"), self)
        set_kind(self.yes, "primary")
        self.no.setAccessibleName(_("Cancel"))
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.close_row)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(6))
        buttons.addWidget(self.yes, 1)
        buttons.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._sentence)
        column.addLayout(buttons)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is asked now; empty if nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def ask(self, sentence: str, yes: str) -> None:
        """Say what would be done, and let the button that does it have the keys."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{yes.replace('&', '')}. {sentence}")
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_row(self) -> None:
        """Nothing is asked any more."""
        if not self.isHidden():
            had_keys = has_keys(self)
            self.hide()
            self.closed.emit(had_keys)

    def _agree(self) -> None:
        self.close_row()
        self.agreed.emit()

    @called_by_qt
    def event(self, event: QEvent) -> bool:
        """Esc is not that of the drawer around it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_row()
        else:
            super().keyPressEvent(event)
