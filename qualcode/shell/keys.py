"""Giving the keys back to where they were before a drawer, panel or palette took them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def give_back(
    before: QWidget | None, reason: Qt.FocusReason = Qt.FocusReason.PopupFocusReason
) -> bool:
    """Let the widget have the keys that it had before; whether it is still there and seen.

    It may be gone: the editor of a table's cell lives only while one writes in it, and a field of
    a dialog or a list as long as what it shows.
    """
    if before is None or not isValid(before) or not before.isVisible():
        return False
    before.setFocus(reason)
    return True
