"""The list at the left of the page: its parts, and above them what a part itself consists of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.parts import Section
from qualcode.shell.panels.painting import (
    current_theme,
    paint_edge,
    paint_frame,
    paint_text,
    px,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex

_KEY: Final = Qt.ItemDataRole.UserRole
_TAG: Final = Qt.ItemDataRole.UserRole + 1
_WARNS: Final = Qt.ItemDataRole.UserRole + 2
_ROW, _CAPTION, _EDGE, _GAP = 28, 34, 14, 8


class PartList(QListView):
    """Captions, which can't be chosen, and rows under them.

    Signals: chosen(key): another row is the current one, by whomever.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Parts of the page"))
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_rows(self, groups: Sequence[tuple[str, Sequence[Section]]]) -> None:
        """List these rows under their captions; the current one stays so."""
        current = self.current()
        blocked = self.selectionModel().blockSignals(True)
        self._model.clear()
        for caption, sections in groups:
            self._model.appendRow(_caption(caption))
            for section in sections:
                self._model.appendRow(_row(section))
        self.choose(current)
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def row_keys(self) -> list[str]:
        """The keys of the rows."""
        found = (self._model.item(row).data(_KEY) for row in range(self._model.rowCount()))
        return [key for key in found if key]

    def current(self) -> str:
        """The key of the current row; empty if there is none."""
        index = self.currentIndex()
        return str(index.data(_KEY) or "") if index.isValid() else ""

    def choose(self, key: str) -> None:
        """Make this row the current one, if it is there."""
        for row in range(self._model.rowCount()):
            if key and self._model.item(row).data(_KEY) == key:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self._model.index(row, 0), flags)

    def tag(self, key: str) -> str:
        """What stands to the right of a row."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_KEY) == key:
                return str(self._model.item(row).data(_TAG))
        return ""

    def _tell(self, index: QModelIndex) -> None:
        key = index.data(_KEY) if index.isValid() else None
        if key:
            self.chosen.emit(str(key))

    def sizeHint(self) -> QSize:
        heights = (self.sizeHintForRow(row) for row in range(self._model.rowCount()))
        return QSize(super().sizeHint().width(), sum(heights) + px(8))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(100), px(_ROW if index.data(_KEY) else _CAPTION))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect = QRectF(option.rect).adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        painter.save()
        if not index.data(_KEY):
            rect.setTop(rect.top() + px(8))
            font = small_font(QFont.Weight.DemiBold)
            paint_text(painter, rect, str(index.data()), font, theme.soft_ink)
            painter.restore()
            return
        self._paint_ground(painter, option)
        if tag := str(index.data(_TAG) or ""):
            ink = theme.warning if index.data(_WARNS) else theme.soft_ink
            room = QRectF(rect)
            room.setLeft(rect.left() + rect.width() / 3)
            taken = paint_text(painter, room, tag, small_font(), ink, right=True)
            rect.setRight(rect.right() - taken - px(_GAP))
        paint_text(painter, rect, str(index.data()), QFont(option.font), theme.ink)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = current_theme()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
            paint_edge(painter, option.rect, theme)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint_frame(painter, option.rect, theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.track))


def _caption(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _row(section: Section) -> QStandardItem:
    item = QStandardItem(section.name)
    item.setEditable(False)
    item.setData(section.key, _KEY)
    item.setData(section.tag, _TAG)
    item.setData(section.warns, _WARNS)
    words = f"{section.name}, {section.tag}" if section.tag else section.name
    item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(words)
    return item
