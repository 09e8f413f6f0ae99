"""Headings that stand on end, so that many narrow columns have room for their names."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px

_HIGHEST, _LOWEST = 170, 56
#: of the table's height, where there is little
_SHARE: Final = 0.4
_EDGE: Final = 8


class SteepHeader(QHeaderView):
    """Reads from below upwards. It is as high as its longest name, within reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def _name(self, section: int) -> str:
        name = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole)
        return str(name or "")

    @called_by_qt
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        count = self.model().columnCount() if self.model() is not None else 0
        longest = max((metrics.horizontalAdvance(self._name(at)) for at in range(count)), default=0)
        table = self.parentWidget()
        room = max(px(_LOWEST), round(table.height() * _SHARE)) if table is not None else longest
        return QSize(super().sizeHint().width(), min(longest + 2 * px(_EDGE), px(_HIGHEST), room))

    @called_by_qt
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current_theme()
        painter.save()
        painter.fillRect(rect, QColor(theme.ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.hairline))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = QRect(px(_EDGE), 0, rect.height() - px(_EDGE), rect.width())
        name = QFontMetrics(self.font()).elidedText(
            self._name(section), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(self.font())
        painter.setPen(QColor(theme.soft_ink))
        flag = Qt.AlignmentFlag
        painter.drawText(room, flag.AlignLeft | flag.AlignVCenter, name)
        painter.restore()
