"""No window is larger than the screen, whoever made it and however large the texts are."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


def keep_on_screen(focused: QWindow | None) -> None:
    """A window comes up, or back: let all of it be seen. Connect to `focusWindowChanged`."""
    for widget in QApplication.topLevelWidgets():
        if focused is None or widget.windowHandle() is not focused or not widget.isVisible():
            continue
        if widget.isMaximized() or widget.isFullScreen():
            continue
        wanted = within(widget.frameGeometry(), widget.screen().availableGeometry())
        if wanted != widget.frameGeometry():
            frame = widget.frameGeometry().size() - widget.size()
            widget.move(wanted.topLeft())
            widget.resize(wanted.size() - frame)


def within(frame: QRect, room: QRect) -> QRect:
    """A window's frame, made smaller and moved as far as it must be to lie in the room."""
    kept = QRect(frame.topLeft(), frame.size().boundedTo(room.size()))
    kept.moveRight(min(kept.right(), room.right()))
    kept.moveBottom(min(kept.bottom(), room.bottom()))
    kept.moveLeft(max(kept.left(), room.left()))
    kept.moveTop(max(kept.top(), room.top()))
    return kept
