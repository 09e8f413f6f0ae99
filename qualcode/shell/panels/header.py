"""The line above a panel: what it is, and what its numbers mean."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from qualcode.shell.panels.painting import px


class PanelHeader(QWidget):
    """A caption to the left, a detail to the right."""

    def __init__(self, caption: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QLabel(caption, self)
        self._caption.setProperty("kind", "caption")
        self._detail = QLabel(detail, self)
        self._detail.setProperty("kind", "caption")
        self._detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(14), px(14), px(6))
        row.setSpacing(px(8))
        row.addWidget(self._caption)
        row.addWidget(self._detail, 1)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def set_caption(self, text: str) -> None:
        self._caption.setText(text)

    def set_detail(self, text: str) -> None:
        self._detail.setText(text)
        self._detail.setToolTip(text)

    @property
    def detail(self) -> str:
        return self._detail.text()
