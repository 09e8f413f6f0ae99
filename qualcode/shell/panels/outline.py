"""What a text is made up of: its headings and the questions that were asked, to go to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from qualcode.core.model import Landmark
from qualcode.core.model.document import HEADING
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import current_theme, paint_text, px
from qualcode.shell.panels.row_tree import RowTree
from qualcode.shell.theme import set_kind

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 28
_INDENT: Final = 12
_LEFT: Final = 14
_START: Final = Qt.ItemDataRole.UserRole
#: rows without scrolling, if there is room
_MOST_ROWS: Final = 8


class Outline(QWidget):
    """Headings, with what stands under them. Takes no room in a text that has none.

    Signals: wanted(position): a row was chosen.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "panel")
        self.setAccessibleName(_("In the text"))
        self._starts: list[int] = []
        self._items: list[QStandardItem] = []
        self.model = QStandardItemModel(self)
        self.view = RowTree(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Headings and questions of the text"))
        self.view.setSelectionMode(RowTree.SelectionMode.SingleSelection)
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setIndentation(px(_INDENT))
        self.view.setItemDelegate(_Row(self.view))
        self.view.setObjectName("outline")
        self.view.clicked.connect(self._go)
        self.view.entered_row.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHeader(_("In the text"), parent=self))
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.hide()

    def show_landmarks(self, landmarks: Sequence[Landmark]) -> None:
        """List these, in the order of the text."""
        self.model.clear()
        self._items = []
        self._starts = [landmark.start for landmark in landmarks]
        above: list[tuple[int, QStandardItem]] = []
        for landmark in landmarks:
            item = _item(landmark)
            level = landmark.level if landmark.kind == HEADING else _BELOW_HEADINGS
            while above and above[-1][0] >= level:
                above.pop()
            parent = above[-1][1] if above else self.model.invisibleRootItem()
            parent.appendRow(item)
            if landmark.kind == HEADING:
                above.append((level, item))
            self._items.append(item)
        self.view.expandAll()
        self.setVisible(bool(self._items))

    def follow(self, position: int) -> None:
        """Mark where in the text one is."""
        if not self.isVisible():
            return
        number = bisect_right(self._starts, position) - 1
        index = self._items[number].index() if number >= 0 else QModelIndex()
        if index != self.view.currentIndex():
            self.view.choose(index)

    def current(self) -> str:
        """The words of the part where one is; empty before the first."""
        index = self.view.currentIndex()
        return str(index.data()) if index.isValid() else ""

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(index.data(_START))

    def sizeHint(self) -> QSize:
        rows = min(len(self._items), _MOST_ROWS)
        return QSize(super().sizeHint().width(), px(ROW) * rows + px(44))


#: questions stand under every heading
_BELOW_HEADINGS: Final = 99


class _Row(QStyledItemDelegate):
    """The words alone: `RowTree` paints the ground."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(60), px(ROW))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect).adjusted(px(_LEFT), 0, -px(_LEFT), 0)
        paint_text(painter, rect, str(index.data()), QFont(option.font), current_theme().ink)


def _item(landmark: Landmark) -> QStandardItem:
    words = " ".join(landmark.label.split())
    item = QStandardItem(words)
    item.setData(landmark.start, _START)
    item.setToolTip(words)
    item.setEditable(False)
    return item
