"""A part of the window hands the keys on to one of its own parts.

`QWidget.setFocusProxy` does so too, but where the part comes after its own children in the order of
Tab, Tab goes from its last child back to its first, and never out.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from qualcode.shell.overrides import called_by_qt


class HandsKeysOn(QObject):
    """Whenever `part` gets the keys, by `setFocus`, they go to a widget within it.

    Attributes: to: that widget.
    """

    def __init__(self, part: QWidget, to: QWidget) -> None:
        super().__init__(part)
        self.to = to
        part.installEventFilter(self)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.to.setFocus(event.reason())
        return super().eventFilter(watched, event)
