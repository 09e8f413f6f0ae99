"""The canvas of a board: what lies on it is moved by the mouse and by the keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsView,
    QWidget,
)

from qualcode.core.ids import BoardItemId
from qualcode.core.operations.boards import Placed
from qualcode.core.translate import _
from qualcode.shell.models.board import BoardContent
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.board_dragging import Moving
from qualcode.shell.panels.board_surface import BoardSurface
from qualcode.shell.panels.board_things import Thing
from qualcode.shell.panels.board_view import STEP
from qualcode.shell.panels.board_writing import InPlace
from qualcode.shell.text.dragging import CODES, codes_in

#: points that an arrow key moves a card; with Shift, and with Ctrl
_NUDGE, _FINE, _FAR = 12.0, 1.0, 96.0
#: arrow keys pressed within so many milliseconds are one step of the history
_CALM: Final = 600
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BoardCanvas(BoardSurface):
    """Tells what the user does with the board.

    Attributes:
        current: what the keys act on.
        can_write: whether things may be moved and written.

    Signals:
        placed(places): things were moved, or made larger or smaller: a list of `Placed`.
        joined(item_id, onto): a card was dropped on another.
        dropped(code_ids, place, group_id): codes were dropped at a place of the board.
        written(item_id, text): words of a note or a group's name were changed.
        opened(item_id): Enter or a double click on a card.
        note_wanted(place): a double click where nothing lies.
        take_off_wanted(): Delete.
        chosen(): something else is selected, or the current one.
        menu_wanted(global_point)
    """

    placed = Signal(list)
    joined = Signal(str, str)
    dropped = Signal(list, QPointF, object)
    written = Signal(str, str)
    opened = Signal(str)
    note_wanted = Signal(QPointF)
    take_off_wanted = Signal()
    chosen = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: BoardItemId | None = None
        self.can_write = False
        self._moving: Moving | None = None
        self._nudged: dict[BoardItemId, tuple[float, float]] = {}
        self._panning: QPoint | None = None
        self._settling = False
        self.editor = InPlace(self)
        self.editor.written.connect(self.written)
        self.zoomed.connect(self.editor.follow)
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self.settle)
        self.setAccessibleName(_("Board"))
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setAcceptDrops(True)
        self._scene.selectionChanged.connect(self._selection_changed)

    # Filling

    def show_content(self, content: BoardContent) -> None:
        """Show these things; what is selected stays so."""
        other = content.board_id != self.content.board_id
        self._settling = True
        super().show_content(content)
        self._keep_nudged(goes_on=not other)
        if self.current not in content.things:
            self.current = None
        self._settling = False
        if other:
            self.editor.cancel()
            self.show_all(larger=False)
        self.editor.follow()

    # Choosing

    def selected(self) -> list[BoardItemId]:
        """What is selected, as one reads it; else what the keys act on."""
        found = [item_id for item_id in self.content.things if self._is_selected(item_id)]
        return found or ([self.current] if self.current else [])

    def _is_selected(self, item_id: BoardItemId) -> bool:
        thing = self.things.get(item_id)
        return thing is not None and thing.isSelected()

    def choose(self, item_ids: Iterable[str], *, shows: bool = True) -> None:
        """Select these; the first is what the keys act on."""
        wanted = [item_id for item_id in self.content.things if item_id in set(item_ids)]
        self._settling = True
        for item_id, thing in self.things.items():
            thing.setSelected(item_id in wanted)
        self._settling = False
        self._make_current(wanted[0] if wanted else None)
        if wanted and shows:
            self.ensureVisible(self.things[wanted[0]], 40, 40)
        self.chosen.emit()

    def _make_current(self, item_id: BoardItemId | None) -> None:
        if item_id == self.current:
            return
        for one in (self.current, item_id):
            if one in self.things and one is not None:
                self.things[one].mark(has_keys=one == item_id and self.hasFocus())
        self.current = item_id
        shown = self.content.get(item_id)
        if shown is not None:
            self.setAccessibleDescription(shown.spoken)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown.spoken))

    def _selection_changed(self) -> None:
        if self._settling:
            return
        selected = [item_id for item_id in self.content.things if self._is_selected(item_id)]
        if self.current not in selected:
            self._make_current(selected[0] if selected else None)
        self.chosen.emit()

    def _step(self, by: int) -> bool:
        """Go on to the next thing in reading order; False beyond the ends."""
        order = list(self.content.things)
        if not order:
            return False
        if self.current is not None and self.current in self.content.things:
            at = order.index(self.current) + by
        else:
            at = 0 if by > 0 else len(order) - 1
        if not 0 <= at < len(order):
            return False
        self.choose([order[at]])
        return True

    # Moving by the keys

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is selected; the history has it when the keys rest."""
        if not self.can_write:
            return
        for item_id in self.content.with_insides(self.selected()):
            thing = self.things[item_id]
            thing.setPos(thing.pos() + QPointF(dx, dy))
            self._nudged[item_id] = (thing.pos().x(), thing.pos().y())
        self._calm.start()

    def _keep_nudged(self, *, goes_on: bool) -> None:
        """What is being moved by the keys lies where they have moved it to."""
        there = self._nudged.items() if goes_on else ()
        self._nudged = {one: place for one, place in there if one in self.things}
        for item_id, place in self._nudged.items():
            self.things[item_id].setPos(*place)

    def forget(self, item_ids: Iterable[str]) -> None:
        """These are gone, with where they have been moved and what is being written in them."""
        for item_id in map(BoardItemId, item_ids):
            self._nudged.pop(item_id, None)
            if self.editor.item_id == item_id:
                self.editor.cancel()

    def settle(self) -> None:
        """Tell where things have been moved by the keys."""
        self._calm.stop()
        nudged, self._nudged = self._nudged, {}
        places = [
            Placed(item_id, x, y, *self.things[item_id].size, shown.item.group_id)
            for item_id, (x, y) in nudged.items()
            if (shown := self.content.get(item_id)) is not None
        ]
        if places:
            self.placed.emit(places)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS and self.selected():
            shift = modifiers & Qt.KeyboardModifier.ShiftModifier
            step = _FAR if control else _FINE if shift else _NUDGE
            self.nudge(*(step * part for part in _ARROWS[key]))
        elif key == Qt.Key.Key_Escape and self._moving is not None:
            self._moving.cancel()
            self._moving = None
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.open_current()
        elif key == Qt.Key.Key_F2 and self.current:
            self.write_current()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off_wanted.emit()
        elif key == Qt.Key.Key_A and control:
            self.choose(list(self.content.things), shows=False)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self.content):
            order = list(self.content.things)
            self.choose([order[0 if key == Qt.Key.Key_Home else -1]])
        elif event.text() in _ZOOM_KEYS and not control:
            _ZOOM_KEYS[event.text()](self)
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """Enter: a note and a group are written in, a card is opened."""
        shown = self.content.get(self.current)
        if shown is not None and shown.is_card:
            self.opened.emit(shown.id)
        else:
            self.write_current()

    def write_current(self, *, is_new: bool = False) -> None:
        """Let the words of the current thing be written, where it lies."""
        thing = self.things.get(self.current) if self.current else None
        if thing is not None and self.can_write:
            self.settle()
            self.ensureVisible(thing, 20, 20)
            self.editor.open(thing, is_new=is_new)

    @called_by_qt
    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._step(1 if forward else -1) or super().focusNextPrevChild(forward)

    @called_by_qt
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._step(1 if event.reason() == Qt.FocusReason.TabFocusReason else -1)
        if self.current in self.things and self.current is not None:
            self.things[self.current].mark(has_keys=True)

    @called_by_qt
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()
        if self.current in self.things and self.current is not None:
            self.things[self.current].mark(has_keys=False)

    # The mouse

    @called_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.settle()
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        thing = self.thing_at(point)
        if event.button() != Qt.MouseButton.LeftButton or thing is None:
            super().mousePressEvent(event)
            return
        self._press(thing, event)

    def _press(self, thing: Thing, event: QMouseEvent) -> None:
        several = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if several:
            thing.setSelected(not thing.isSelected())
        elif not thing.isSelected():
            self.choose([thing.shown.id], shows=False)
        self._make_current(thing.shown.id if thing.isSelected() else self.current)
        if self.can_write and thing.isSelected():
            place = self.mapToScene(event.position().toPoint())
            self._moving = Moving(self, thing, self.selected(), place)
        event.accept()

    @called_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._panning is not None:
            moved, self._panning = point - self._panning, point
            for bar, by in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - by)
        elif self._moving is not None:
            self._moving.go(self.mapToScene(point), QApplication.startDragDistance())
        else:
            super().mouseMoveEvent(event)

    @called_by_qt
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moving, self._moving = self._moving, None
        if self._panning is not None:
            self._panning = None
            self.viewport().unsetCursor()
        elif moving is not None:
            onto = moving.joins
            places = moving.finish()
            if onto is not None:
                self.joined.emit(moving.held.shown.id, onto.shown.id)
            elif places:
                self.placed.emit(places)
        else:
            super().mouseReleaseEvent(event)

    @called_by_qt
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        thing = self.thing_at(event.position().toPoint())
        self._moving = None
        if thing is not None:
            self._make_current(thing.shown.id)
            self.open_current()
        elif self.can_write:
            self.note_wanted.emit(self.mapToScene(event.position().toPoint()))

    @called_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        thing = self.thing_at(event.pos())
        if thing is not None and not thing.isSelected():
            self.choose([thing.shown.id], shows=False)
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_keys and self.current in self.things and self.current is not None:
            corner = self.things[self.current].scene_frame().center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.mapFromScene(corner)))
        else:
            self.menu_wanted.emit(event.globalPos())

    # Codes dropped from beside

    @called_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.can_write and event.mimeData().hasFormat(CODES):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @called_by_qt
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.can_write and event.mimeData().hasFormat(CODES):
            self.show_target(self.group_at(self.mapToScene(event.position().toPoint())))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @called_by_qt
    def dragLeaveEvent(self, _event: QEvent) -> None:
        self.show_target(None)

    @called_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        self.show_target(None)
        codes = codes_in(event.mimeData())
        if not codes or not self.can_write:
            return
        place = self.mapToScene(event.position().toPoint())
        group = self.group_at(place)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(codes, place, group.shown.id if group else None)


_ZOOM_KEYS: Final = {
    "+": lambda canvas: canvas.zoom(STEP),
    "-": lambda canvas: canvas.zoom(1 / STEP),
    "0": lambda canvas: canvas.show_all(),
}
