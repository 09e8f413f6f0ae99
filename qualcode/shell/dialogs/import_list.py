"""The list of files in an import: a title, and below it what is to be known of the file."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcode.shell.models.roles import IS_WARNING, STATUS
from qualcode.shell.panels.painting import (
    current_theme,
    paint_chosen,
    paint_text,
    px,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex

_ROW = 46  # px at normal size
_LEFT = 12
_LINE = 20


class FileDelegate(QStyledItemDelegate):
    """Two lines for each file."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_chosen(painter, option.rect, theme, focus=focus)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.track))
        room = QRectF(option.rect.adjusted(px(_LEFT), px(4), -px(8), 0))
        room.setHeight(px(_LINE))
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint_text(painter, room, title, QApplication.font(), theme.ink)
        room.translate(0, px(_LINE) - px(2))
        colour = theme.warning if index.data(IS_WARNING) else theme.soft_ink
        paint_text(painter, room, str(index.data(STATUS)), small_font(), colour)
        painter.restore()
