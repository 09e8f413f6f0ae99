"""A tree with the manners of the panels: quiet rows, the chosen one marked at the edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QHoverEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_edge, paint_frame, picture_of, px

INDENT = 17
EDGE = 5
DRAG_BESIDE, DRAG_BELOW = 14, 10  # from the pointer to the picture of what is dragged


class RowTree(QTreeView):
    """Rows of one column and one height.

    Signals:
        entered_row(index): Enter was pressed on a row, or it was double-clicked.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = QPersistentModelIndex()
        self.setProperty("kind", "rows")
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

    @called_by_qt
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
        elif self._hovered.isValid() and self._hovered == index:
            painter.fillRect(row, QColor(theme.track))
        super().drawRow(painter, options, index)
        if chosen:
            paint_edge(painter, row, theme)
        if self.hasFocus() and self.currentIndex() == index:
            paint_frame(painter, row, theme)

    @called_by_qt
    def viewportEvent(self, event: QEvent) -> bool:
        """Which row the pointer is over, for the ground of that row, from edge to edge."""
        if isinstance(event, QHoverEvent):
            inside = event.type() != QEvent.Type.HoverLeave
            index = self.indexAt(event.position().toPoint()) if inside else QModelIndex()
            if self._hovered != index:
                self._hovered = QPersistentModelIndex(index)
                self.viewport().update()
        return super().viewportEvent(event)

    @called_by_qt
    def startDrag(self, actions: Qt.DropAction) -> None:
        """With a small picture beside the pointer, which does not hide what one aims at."""
        drag = self.make_drag()
        if drag is not None:
            drag.exec(actions, self.defaultDropAction())

    def make_drag(self) -> QDrag | None:
        """What is dragged of the chosen rows; None if nothing can be."""
        movable = Qt.ItemFlag.ItemIsDragEnabled
        indexes = [i for i in self.selectedIndexes() if self.model().flags(i) & movable]
        if not indexes:
            return None
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        drag.setPixmap(self.drag_picture(indexes))
        drag.setHotSpot(QPoint(-px(DRAG_BESIDE), -px(DRAG_BELOW)))
        return drag

    def drag_picture(self, indexes: Sequence[QModelIndex]) -> QPixmap:
        """The name of the first row; and how many more there are."""
        name = str(indexes[0].data() or "")
        return picture_of(name if len(indexes) == 1 else f"{name} +{len(indexes) - 1}")

    @called_by_qt
    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A little in from the edge, under the panel's caption."""
        super().drawBranches(painter, rect.translated(px(EDGE), 0), index)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and alone and not editing:
            self.entered_row.emit(self.currentIndex())
            return
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and event.modifiers() == control:
            self._choose_end(last=event.key() == Qt.Key.Key_End)
            return
        super().keyPressEvent(event)

    def _choose_end(self, *, last: bool) -> None:
        """Choose the first row, or the last one that is not folded away."""
        index = self.model().index(self.model().rowCount() - 1 if last else 0, 0)
        while last and self.isExpanded(index) and self.model().rowCount(index):
            index = self.model().index(self.model().rowCount(index) - 1, 0, index)
        self.choose(index)

    def choose(self, index: QModelIndex) -> None:
        """Make this row the one that is chosen, whatever keys are held; none if it is invalid."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect if index.isValid() else flags.Clear
        )
        if index.isValid():
            self.scrollTo(index)
