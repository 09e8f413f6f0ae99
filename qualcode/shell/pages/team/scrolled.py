"""Where there is too little room for a part of the page, it scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qualcode.shell.overrides import called_by_qt


class Scrolled(QScrollArea):
    """Takes its widget when it is first seen: to know how large that wants to be, all that is in it
    is given its look, and once more when it comes into the page; of several such areas one is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def hold(self, widget: QWidget) -> None:
        """What scrolls."""
        self._waiting = widget
        widget.hide()

    @called_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        if self._waiting is not None:
            widget, self._waiting = self._waiting, None
            self.setWidget(widget)
        super().showEvent(event)


def scrolled(widget: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """The widget in an area as high as it may be. The area hands no keys on: it comes after the
    widget's parts, and Tab would never get past it."""
    area = Scrolled(parent)
    area.hold(widget)
    return area
