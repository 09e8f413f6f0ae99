"""The side of the import: its files, and below them what is done with all of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_LEAST_FILES: Final = 110
_TOOLS: Final = 280


class Side(QSplitter):
    """Two parts; the lower one scrolls where room is short."""

    def __init__(
        self, files: QListView, leaving_out: QWidget, tools: QWidget, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.addWidget(self._files(files, leaving_out))
        self.addWidget(self._tools(tools))
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)

    def share(self, height: int) -> None:
        """Give each part its room in this height."""
        room = min(px(_TOOLS), height // 2)
        self.setSizes([height - room, room])

    def _files(self, files: QListView, leaving_out: QWidget) -> QWidget:
        part = QWidget(self)
        set_kind(part, "panel")
        heading = QLabel(_("Files"), part)
        heading.setBuddy(files)
        set_kind(heading, "caption")
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 12, 8)
        column.addWidget(heading)
        column.addWidget(files, 1)
        column.addWidget(leaving_out)
        part.setMinimumHeight(px(_LEAST_FILES))
        return part

    def _tools(self, tools: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setAccessibleName(_("For all files"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(tools)
        return scroll
