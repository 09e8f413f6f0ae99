"""A tree with the manners of the panels: quiet rows, the chosen one marked at the edge."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from qualcode.shell.panels.painting import current_theme, paint_edge, px

INDENT = 17
EDGE = 5


class RowTree(QTreeView):
    """Rows of one column and one height.

    Signals:
        entered_row(index): Enter was pressed on a row, or it was double-clicked.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(px(INDENT))
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self.entered_row)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chosen = self.selectionModel().isSelected(index)
        theme = current_theme()
        row = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        if chosen:
            painter.fillRect(row, QColor(theme.accent_soft))
        super().drawRow(painter, options, index)
        if chosen:
            paint_edge(painter, row, theme, focus=self.hasFocus() and self.currentIndex() == index)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A little in from the edge, under the panel's caption."""
        super().drawBranches(painter, rect.translated(px(EDGE), 0), index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and alone and not editing:
            self.entered_row.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def choose(self, index: QModelIndex) -> None:
        """Make this row the one that is chosen, whatever keys are held; none if it is invalid."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect if index.isValid() else flags.Clear
        )
        if index.isValid():
            self.scrollTo(index)
