"""Enter presses the button that has the keys, in every window and dialog.

Qt lets Enter press a button only where it is the default one of a dialog; elsewhere it does
nothing, and in a dialog it presses another than the one that looks chosen.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from qualcode.shell.overrides import called_by_qt

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """Looks at the keys of one button at a time: the one that has the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._button: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        self._button = None
        if isinstance(now, QPushButton | QToolButton):
            self._button = now
            now.installEventFilter(self)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and isinstance(watched, QPushButton | QToolButton)
        ):
            if not event.isAutoRepeat():
                watched.click()
            return True
        return super().eventFilter(watched, event)
