"""A field and a list below it, in which something is picked by a few letters."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.palette_rows import CandidateDelegate, CandidatesModel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PickList(QFrame):
    """The field has the keys: arrows go through the list, Enter takes, Esc leaves.

    Attributes: field, model, list: the parts.
    """

    def __init__(self, letters: str, rows: str, parent: QWidget) -> None:
        """`letters` and `rows` say what the field and the list are for."""
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(letters)
        self.field.setAccessibleName(letters)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.model = CandidatesModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(CandidateDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(rows)
        self.list.clicked.connect(lambda _index: self._take())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)

    @abstractmethod
    def _find(self, letters: str) -> None:
        """Show what fits the letters."""

    @abstractmethod
    def _take(self) -> None:
        """The current row is the one."""

    @abstractmethod
    def leave(self) -> None:
        """None of them is."""

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # it closes this, not what is around it
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in _STEPS:
            row = self.list.currentIndex().row() + _STEPS[Qt.Key(key)]
            if 0 <= row < self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(row, 0))
        else:
            return False
        return True
