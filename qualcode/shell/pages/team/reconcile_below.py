"""Room under the text for what is done about a place: as much as it wants, within reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px

_LEAST, _BESIDE = 90, 10


class Below(QScrollArea):
    """Scrolls what has no room.

    Signals: misfitted(): what is in it, or its own width, has changed.
    """

    misfitted = Signal()

    def __init__(self, panel: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = px(_LEAST)
        self._panel = panel
        for widget in panel.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.installEventFilter(self)
        self.setWidget(panel)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def fit(self, most: int) -> None:
        """Be as high as the panel is at this width, but no higher than that."""
        layout = self._panel.layout()
        height = layout.totalHeightForWidth(self.viewport().width()) if layout else px(_LEAST)
        self._panel.setFixedHeight(max(height, 1))
        self._wanted = max(min(height, most), px(_LEAST))
        self.updateGeometry()

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What gets the keys comes into view, by whatever way it got them."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, px(_BESIDE))
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._panel:
            self.misfitted.emit()
        return super().eventFilter(watched, event)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.misfitted.emit()

    def sizeHint(self) -> QSize:
        return QSize(px(360), self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(_LEAST))
