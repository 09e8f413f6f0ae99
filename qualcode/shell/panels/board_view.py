"""A view of a wide surface: near and far, and all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import scaled

#: times nearer at a turn of the wheel, and at a press of its key
STEP: Final = 1.2
_NEAREST, _FURTHEST = 3.0, 0.12
_AROUND: Final = 24  # points beside what is shown


class BoardView(QGraphicsView):
    """Signals: zoomed(): it is nearer now, or further away."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._show_zoom()

    def zoom(self, factor: float) -> None:
        """So many times nearer."""
        self.set_zoom(self._zoom * factor)

    def set_zoom(self, zoom: float) -> None:
        """1 is the size of the interface."""
        self._zoom = max(_FURTHEST, min(zoom, _NEAREST))
        self._show_zoom()
        self.zoomed.emit()

    @property
    def zoom_now(self) -> float:
        return self._zoom

    def _show_zoom(self) -> None:
        size = scaled(1.0) * self._zoom
        self.resetTransform()
        self.scale(size, size)

    def show_frames(self, frames: Sequence[QRectF], *, larger: bool = True) -> None:
        """As near as all of them can be seen; never nearer than their own size."""
        if not frames:
            self.set_zoom(1.0)
            self.centerOn(200, 150)
            return
        whole = frames[0]
        for frame in frames:
            whole = whole.united(frame)
        whole = whole.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        room = self.viewport().size()
        near = min(room.width() / whole.width(), room.height() / whole.height()) / scaled(1.0)
        self.set_zoom(min(1.0, near) if larger else min(1.0, max(near, 0.6)))
        self.centerOn(whole.center())
        if near < self._zoom:
            self.ensureVisible(QRectF(whole.topLeft(), whole.topLeft()), 0, 0)

    def middle(self) -> QPointF:
        """The place that is in the middle of the view."""
        return self.mapToScene(self.viewport().rect().center())

    @called_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_zoom"):
            self._show_zoom()
