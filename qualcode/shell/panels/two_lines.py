"""Rows of two lines in a drawer: what it is, and in softer ink where, when and whose."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcode.shell.disc import paint_disc
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import (
    current_theme,
    paint_edge,
    paint_frame,
    paint_text,
    px,
    scaled,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex

HEIGHT, DISC, EDGE, GAP = 46, 20, 14, 9


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row shows. `tag` is a word at the right, such as “undone”; a caption has one line."""

    first: str
    second: str = ""
    initials: str = ""
    colour: str = ""
    tag: str = ""
    is_faint: bool = False
    is_caption: bool = False


class TwoLinesDelegate(QStyledItemDelegate):
    """All rows are of one height, so that a long list scrolls as a short one does."""

    role: int = Qt.ItemDataRole.UserRole

    def lines(self, index: Index) -> TwoLines:
        """What the row at the index shows."""
        line: TwoLines = index.data(self.role)
        return line

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), px(HEIGHT))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self.lines(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if shown.is_caption:
            self._paint_caption(painter, rect, shown)
        else:
            self._paint_ground(painter, option)
            self._paint_row(painter, rect, shown, QFont(option.font))
        painter.restore()

    def _paint_caption(self, painter: QPainter, rect: QRectF, shown: TwoLines) -> None:
        room = rect.adjusted(px(EDGE), rect.height() * 0.45, -px(EDGE), 0)
        font = small_font(QFont.Weight.DemiBold)
        paint_text(painter, room, shown.first, font, current_theme().soft_ink)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = current_theme()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
            paint_edge(painter, option.rect, theme)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint_frame(painter, option.rect, theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.track))

    def _paint_row(self, painter: QPainter, rect: QRectF, shown: TwoLines, font: QFont) -> None:
        theme = current_theme()
        x = rect.left() + px(EDGE)
        if shown.initials:
            size = scaled(DISC)
            disc = QRectF(x, rect.center().y() - size / 2, size, size)
            paint_disc(painter, disc, shown.initials, theme.code_colour(shown.colour))
            x += size + px(GAP)
        half = rect.height() / 2
        first = QRectF(x, rect.top() + px(4), rect.right() - px(EDGE) - x, half - px(4))
        second = QRectF(x, rect.top() + half, first.width(), half - px(5))
        if shown.tag:
            taken = paint_text(painter, first, shown.tag, small_font(), theme.soft_ink, right=True)
            first.setRight(first.right() - taken - px(GAP))
        font.setStrikeOut(shown.is_faint)
        ink = theme.soft_ink if shown.is_faint else theme.ink
        paint_text(painter, first, shown.first, font, ink)
        paint_text(painter, second, shown.second, small_font(), theme.soft_ink)
