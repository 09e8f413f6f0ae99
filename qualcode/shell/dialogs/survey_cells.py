"""Cells of the columns of a survey: what a column is, and below it in softer ink why, in full."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from qualcode.shell.dialogs.cells import ROW, CellDelegate
from qualcode.shell.models.roles import BENEATH, CHOICES, IS_WARNING
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_text, px, small_font

Index = QModelIndex | QPersistentModelIndex

_SIDE: Final = 8
_ABOVE: Final = 5
#: for the sign that the cell opens to a list
_CHEVRON: Final = 24


class TwoTextsDelegate(CellDelegate):
    """The first text has one line, cut in its middle: questions of a grid begin alike. The one
    below has as many lines as it needs."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(BENEATH):
            option.text = ""  # both are painted here

    def height(self, index: Index, width: int) -> int:
        """Of the cell, if it is so wide."""
        below = _in_lines(index.data(BENEATH) or "", _room(QRectF(0, 0, width, 0), index).width())
        first = QFontMetricsF(QApplication.font()).height()
        return max(px(ROW), round(first + below.boundingRect().height()) + px(2 * _ABOVE))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        beneath = index.data(BENEATH)
        if not beneath:
            return
        theme, room = current_theme(), _room(QRectF(option.rect), index)
        first = QRectF(room)
        first.setHeight(QFontMetricsF(option.font).height())
        ink = theme.warning if index.data(IS_WARNING) else theme.ink
        painter.save()
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        mode = Qt.TextElideMode.ElideMiddle
        paint_text(painter, first, text, option.font, ink, mode=mode)
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.setPen(QColor(theme.ink if chosen else theme.soft_ink))
        _in_lines(beneath, room.width()).draw(painter, first.bottomLeft())
        painter.restore()


def _room(cell: QRectF, index: Index) -> QRectF:
    """Where the texts stand in a cell."""
    right = px(_CHEVRON) if index.data(CHOICES) else px(_SIDE)
    return cell.adjusted(px(_SIDE), px(_ABOVE), -right, 0)


def _in_lines(text: str, width: float) -> QTextLayout:
    """A text in the lines that it needs."""
    layout = QTextLayout(text, small_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, bottom))
        bottom += line.height()
    layout.endLayout()
    return layout
