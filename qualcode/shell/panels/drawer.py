"""What the drawers have in common: a caption with a cross, quiet lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import TwoLinesDelegate

LEAST_HEIGHT, LEAST_LIST = 120, 96


class Drawer(QFrame):
    """A panel that opens at the right of a page.

    Attributes:
        head, column: where a drawer puts its parts: beside the caption, and under it.

    Signals:
        close_wanted(): the cross was clicked.
        passage_wanted(document_id, start, end): a place of a text is to be shown.
        person_wanted(): the persons are to be shown.
        memo_opened(memo_id): a memo is to be read.
    """

    close_wanted = Signal()
    passage_wanted = Signal(str, int, int)
    person_wanted = Signal()
    memo_opened = Signal(str)

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(title)
        self.header = PanelHeader(title, parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, px(8), 0)
        self.head.setSpacing(px(4))
        self.head.addWidget(self.header, 1)
        cross = QToolButton(self)
        cross.setText("×")
        cross.setToolTip(_("Close (Esc)"))
        cross.setAccessibleName(_("Close"))
        cross.clicked.connect(self.close_wanted)
        self.head.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self.cross = cross
        outer.addLayout(self.head)
        outer.addWidget(self._make_body(), 1)

    def _make_body(self) -> QScrollArea:
        """What stands under the caption; where there is too little room for it, it scrolls."""
        body = QWidget(self)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(px(LEAST_HEIGHT))
        scroll.setWidget(body)
        return scroll


class RowList(QListView):
    """A list of rows of two lines.

    Signals:
        entered_row(row): Enter was pressed on a row, or it was double-clicked.
    """

    entered_row = Signal(int)

    def __init__(
        self, name: str, model: QAbstractListModel, delegate: TwoLinesDelegate, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(px(LEAST_LIST))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.entered_row.emit(index.row()))


def combo(name: str, choices: dict[Any, str], parent: QWidget) -> QComboBox:
    """A field to choose in, that gives way where there is little room."""
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    fill_combo(box, choices)
    return box


def fill_combo(box: QComboBox, choices: dict[Any, str]) -> None:
    """Other choices; what was chosen stays so if it is among them."""
    chosen = box.currentData()
    blocked = box.blockSignals(True)
    box.clear()
    for value, text in choices.items():
        box.addItem(text, value)
    values = list(choices)
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    box.blockSignals(blocked)
