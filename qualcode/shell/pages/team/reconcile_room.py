"""The list beside the text, and under the text what is done about a place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.reconcile_below import Below
from qualcode.shell.pages.team.reconcile_place import PlacePanel
from qualcode.shell.pages.team.reconcile_side import TABLE, ReconcileSide

#: what is done about a place has at most this share of the height; the rest is the text's
_MOST_BELOW: Final = 0.6


class Room(QSplitter):
    """Shares the room, until the user does.

    Signals: fitted(): the text has another height.
    """

    fitted = Signal()

    def __init__(
        self, side: ReconcileSide, reader: QWidget, place: PlacePanel, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side, self._place = side, place
        self._was_moved = False
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self._told = QTimer(self, interval=0, singleShot=True)
        self._told.timeout.connect(self.fitted)
        self._reader, self._height = reader, 0
        right = QWidget(self)
        self._below = Below(place, right)
        self._below.misfitted.connect(self.fit_below)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(reader, 1)
        reader.installEventFilter(self)
        column.addWidget(self._below)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(side)
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._moved)
        side.tab_changed.connect(self.share)
        self.share()

    def share(self) -> None:
        """The list beside the text; code against code gets up to two thirds."""
        whole = max(self.width(), 1)
        most = whole * 2 // 3 if self._side.tab() == TABLE else whole * 2 // 5
        side = min(self._side.wanted_width(), most)
        self.setSizes([side, whole - side])
        self.fit_below()

    def fit_below(self) -> None:
        """The panel as high as it wants to be, but for the text's part of the room."""
        self._fitting.start()

    def _moved(self) -> None:
        self._was_moved = True
        self.fit_below()

    def _fit(self) -> None:
        self._below.setVisible(self._place.listed is not None)
        self._below.fit(round(self.height() * _MOST_BELOW))

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        height = self._reader.height()
        if event.type() == QEvent.Type.Resize and height != self._height:
            self._height = height
            self._told.start()
        return super().eventFilter(watched, event)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._was_moved:
            self.share()
        self.fit_below()
