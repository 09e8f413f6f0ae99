"""Pointing at a mark in the text, told apart from marking words there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.reader import Reader

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Pointing(QObject):
    """A click on a mark points at it once it is certain that it was no more than a click: not the
    beginning of words that are drawn over, nor the first half of a double click on a word.

    Signals: pointed(keys): at these marks.
    """

    pointed = Signal(list)

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._reader = reader
        self._told: list[str] = []
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._point)
        reader.mark_activated.connect(self._tell)
        reader.installEventFilter(self)
        reader.viewport().installEventFilter(self)

    @property
    def is_waiting(self) -> bool:
        """Whether a click may still turn out to be more than that."""
        return self._wait.isActive()

    def forget(self) -> None:
        """Other marks are shown: what was pointed at may be gone."""
        self._wait.stop()
        self._told = []

    def point_at_caret(self) -> None:
        """Point at the marks where the caret is."""
        self._told = []
        self._point()

    def _tell(self, keys: list[str], _position: int) -> None:
        self._told = keys  # a label in the margin that was clicked, or what is at the caret

    def _point(self) -> None:
        self._wait.stop()
        if self._reader.selection() is None:
            here = self._reader.marks_at(self._reader.caret())
            self.pointed.emit(self._told or [mark.key for mark in here])

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._reader:
            if event.type() in _KEYS and self.is_waiting and not _is_modifier(event):
                self._point()  # the key is meant for the place that was clicked
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.forget()
        elif event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_left = event.button() == Qt.MouseButton.LeftButton
            if is_left and self._reader.selection() is None:
                self._wait.start(QApplication.doubleClickInterval())
        return super().eventFilter(watched, event)


def _is_modifier(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in _MODIFIERS
