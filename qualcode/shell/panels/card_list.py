"""Rows of headings and cards, of heights that are worked out when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import Group
from qualcode.shell.models.passages import CardsModel
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.card_paint import CardPainter, Laid, Look
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.heights import Heights

Index = QModelIndex | QPersistentModelIndex

#: cards whose lines are kept; some fifty are seen at once on the highest screen
_KEPT: Final = 400
_ROUNDS: Final = 6
_STEP: Final = 48  # px of one turn of the wheel, times three


class CardList(QListView):
    """Qt's list would ask all of fifty thousand rows for their heights before it shows the first.

    `about_to_show` is told which cards are laid out next, so that they can be read together.
    """

    def __init__(self, cards: CardsModel, parent: QWidget | None = None) -> None:
        self.cards = cards
        self._heights = Heights((0.0,))
        self._laid: OrderedDict[int, Laid] = OrderedDict()
        self._painter = CardPainter()
        super().__init__(parent)
        self.about_to_show: Callable[[Sequence[Found]], None] = lambda _cards: None
        self.setProperty("kind", "ground")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setModel(cards)
        cards.modelReset.connect(self._forget)
        cards.rowsInserted.connect(lambda *_all: self._forget())
        cards.rowsRemoved.connect(lambda *_all: self._forget())
        cards.dataChanged.connect(lambda first, last, *_roles: self._redo(first, last))

    def set_look(self, look: Look) -> None:
        """What cards are painted from."""
        self._painter.look = look
        self._forget()

    @property
    def look(self) -> Look | None:
        """What cards are painted from."""
        return self._painter.look

    # Heights

    def _forget(self) -> None:
        """Guess every height anew; what is seen is laid out again."""
        self._laid.clear()
        guess = self._painter.guesser(self.viewport().width())
        self._heights = Heights([guess(row) for row in self.cards.rows] or (0.0,))
        self._tell_size()
        self.viewport().update()

    def _redo(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self._laid.pop(row, None)
        self.viewport().update()

    def refresh_texts(self) -> None:
        """What cards say has changed; which there are has not."""
        self._laid.clear()
        self.viewport().update()

    def _lay(self, row: int) -> Laid:
        laid = self._laid.get(row)
        if laid is None:
            shown = self.cards.rows[row]
            laid = self._painter.lay(shown, self.viewport().width(), is_first=row == 0)
            self._laid[row] = laid
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        if self._heights[row] != laid.height:
            self._heights[row] = laid.height
        return laid

    def _settle(self) -> tuple[int, int]:
        """Lay out what is seen; what was seen before stays where it is. Returns first row and the
        one after the last."""
        count = len(self.cards.rows)
        bar = self.verticalScrollBar()
        for _round in range(_ROUNDS):
            top, total = bar.value(), self._heights.total
            first = self._heights.at(top)
            anchor = next((r for r in range(first, count) if r in self._laid), first)
            was = self._heights.top(anchor)
            last = self._lay_from(first, top)
            moved = self._heights.top(anchor) - was
            if self._heights.total == total:
                break
            self._tell_size()
            if moved and was < top + self.viewport().height():
                bar.setValue(round(top + moved))
        return first, last

    def _lay_from(self, row: int, top: float) -> int:
        bottom = top + self.viewport().height()
        count = len(self.cards.rows)
        y = self._heights.top(row)
        self._prepare(row, bottom - y)
        while row < count and y < bottom:
            y += self._lay(row).height
            row += 1
        return row

    def _prepare(self, row: int, room: float) -> None:
        """Tell which cards are about to be laid out, so that they can be read together."""
        coming: list[Found] = []
        while row < len(self.cards.rows) and room > 0:
            room -= self._heights[row]
            found = self.cards.found(row)
            if found is not None and row not in self._laid:
                coming.append(found)
            row += 1
        if coming:
            self.about_to_show(coming)

    def _tell_size(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self._heights.total) + px(24) - page))
        bar.setPageStep(max(1, page - px(40)))
        bar.setSingleStep(px(_STEP))

    @called_by_qt
    def updateGeometries(self) -> None:
        self._tell_size()

    @called_by_qt
    def doItemsLayout(self) -> None:
        """Nothing is laid out before it is seen."""
        self.viewport().update()

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._forget()
            self.restore_place(place)
        else:
            self._tell_size()

    def place(self) -> tuple[int, float]:
        """The first row that is seen, and how far of it is above the edge."""
        if not self.cards.rows:
            return 0, 0.0
        value = self.verticalScrollBar().value()
        row = self._heights.at(value)
        return row, value - self._heights.top(row)

    def restore_place(self, place: tuple[int, float]) -> None:
        """Scroll to a row as `place` gave it."""
        row, below = place
        if self.cards.rows:
            row = max(0, min(row, len(self.cards.rows) - 1))
            self._tell_size()
            self.verticalScrollBar().setValue(round(self._heights.top(row) + below))

    @called_by_qt
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    # What Qt asks

    @called_by_qt
    def horizontalOffset(self) -> int:
        return 0

    @called_by_qt
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @called_by_qt
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        top = round(self._heights.top(index.row())) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), round(self._heights[index.row()]))

    @called_by_qt
    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not self.cards.rows or not 0 <= y < self._heights.total:
            return QModelIndex()
        return self.cards.index(self._heights.at(y))

    @called_by_qt
    def isIndexHidden(self, _index: Index) -> bool:
        return False

    @called_by_qt
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, bar, page = index.row(), self.verticalScrollBar(), self.viewport().height()
        above = row - 1 if row and isinstance(self.cards.rows[row - 1], Group) else row
        for _round in range(_ROUNDS):
            height = self._lay(row).height
            self._tell_size()
            top, end = self._heights.top(above), self._heights.top(row) + height
            before = bar.value()
            if hint == QAbstractItemView.ScrollHint.PositionAtTop or top < before:
                bar.setValue(round(top))
            elif end > before + page:
                bar.setValue(round(min(top, end - page + px(8))))
            if bar.value() == before:
                break
            self._settle()

    @called_by_qt
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomLeft())
        if not first.isValid() and not last.isValid():
            self.selectionModel().select(QItemSelection(), command)
            return
        end = self.cards.index(len(self.cards.rows) - 1)
        first = first if first.isValid() else self.cards.index(0)
        self.selectionModel().select(
            QItemSelection(first, last if last.isValid() else end), command
        )

    @called_by_qt
    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Painting

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt tells of it each time that a part is put into another, while the font is what it was.
        told = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if told and not self._painter.is_of_now:
            place = self.place()
            self._painter.fonts_changed()
            self._forget()
            self.restore_place(place)

    @called_by_qt
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self.cards.rows:
            painter.end()
            return
        first, last = self._settle()
        theme, selection = current_theme(), self.selectionModel()
        y = self._heights.top(first) - self.verticalOffset()
        for row in range(first, last):
            laid = self._lay(row)
            index = self.cards.index(row)
            rect = QRectF(0, y, self.viewport().width(), laid.height)
            self._painter.paint(
                painter,
                rect,
                laid,
                theme,
                is_chosen=selection.isSelected(index) and self.cards.found(row) is not None,
                has_keys=self.hasFocus() and index == self.currentIndex(),
            )
            y += laid.height
        painter.end()

    @called_by_qt
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            return True
        return super().viewportEvent(event)
