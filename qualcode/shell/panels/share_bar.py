"""A cell with a share: its words, and a bar of that length behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from qualcode.shell.dialogs.cells import CellDelegate
from qualcode.shell.models.survey_lists import BAR
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px

Index = QModelIndex | QPersistentModelIndex

_HEIGHT: Final = 10
_WORDS: Final = 124
_LEAST: Final = 40


class ShareDelegate(CellDelegate):
    """The words to the left, and to the right of them the bar in its track."""

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        share = index.data(BAR)
        room = option.rect.width() - px(_WORDS) - px(12)
        if share is None or room < px(_LEAST):
            return
        track = QRectF(option.rect.left() + px(_WORDS), 0, room, px(_HEIGHT))
        track.moveTop(option.rect.center().y() - track.height() / 2)
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(track, 3, 3)
        if share > 0:
            track.setWidth(max(px(2), track.width() * min(1.0, float(share))))
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(track, 3, 3)
        painter.restore()
