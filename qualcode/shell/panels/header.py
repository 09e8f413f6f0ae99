"""The line above a panel: what it is, and what its numbers mean."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px


class _Shortened(QLabel):
    """Words to the right, with an ellipsis where there is no room for all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_text(self, text: str) -> None:
        if text == self.whole:
            return
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class PanelHeader(QWidget):
    """A caption to the left, a detail to the right."""

    def __init__(self, caption: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QLabel(caption, self)
        self._caption.setProperty("kind", "caption")
        self._detail = _Shortened(self)
        self._detail.setProperty("kind", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(14), px(14), px(6))
        row.setSpacing(px(8))
        row.addWidget(self._caption)
        row.addWidget(self._detail, 1)
        self.set_detail(detail)

    def set_detail(self, text: str) -> None:
        self._detail.show_text(text)

    @property
    def detail(self) -> str:
        return self._detail.whole
