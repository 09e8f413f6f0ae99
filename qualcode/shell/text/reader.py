"""The reader: a transcript with its marks, to read, select in and mark."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from qualcode.core.model.span import Span
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.dragging import CODES, Passage, codes_in, put_passage
from qualcode.shell.text.edge_scroll import EdgeScroll
from qualcode.shell.text.hits import ShownHits
from qualcode.shell.text.labels import without_labels
from qualcode.shell.text.steps import Steps
from qualcode.shell.text.struck import ShownStruck
from qualcode.shell.text.view import TextView
from qualcode.shell.text.views import MarkView
from qualcode.shell.text.words import rounded
from qualcode.shell.theme import LIGHT, Theme


class Reader(TextView):
    """Shows one text with its marks. It can't be changed here. All positions are code points.

    Attributes:
        hits: what was looked for and stands in the text.
        struck: what is to be taken out of it.
        whole_words: whether what is marked with the mouse is drawn out to whole words.
        no_labels: whether what is marked begins with what is said, and not with who speaks.

    Signals, beside those of `TextView`:
    - `mark_activated(keys, position)`: the marks at the caret have become others, or one was
      clicked in the margin; the first key is the current mark; no keys when the caret has left
    - `context_menu_wanted(position, global_point)`
    - `codes_dropped(code_ids, start, end)`
    - `resize_wanted(key, start, end)`: a handle was drawn to another place
    """

    mark_activated = Signal(list, int)
    context_menu_wanted = Signal(int, QPoint)
    codes_dropped = Signal(list, int, int)
    resize_wanted = Signal(str, int, int)

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        self._active: list[str] = []
        self.whole_words = False
        self.no_labels = True
        super().__init__(parent, theme=theme)
        self.hits = ShownHits(self._scene, self.viewport())
        self.struck = ShownStruck(self._scene, self.viewport())
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        self._edge = EdgeScroll(self)

    # Marks

    def _reset_scene(self) -> None:
        super()._reset_scene()
        self._active = []

    def set_marks(self, marks: Iterable[MarkView]) -> None:
        """Show these marks and no others."""
        self._scene.marks.set(marks)
        self._layout.relay_all()
        self._painter.forget()
        self._marks_changed()

    def add_marks(self, marks: Iterable[MarkView]) -> None:
        """Show these marks too; one with a key that is there takes its place."""
        for mark in marks:
            self._touch(self._scene.marks.get(mark.key))
            self._scene.marks.add(mark)
            self._touch(mark)
        self._marks_changed()

    def remove_marks(self, keys: Iterable[str]) -> None:
        """Show these marks no more. Keys that are not there are passed over."""
        for key in keys:
            self._touch(self._scene.marks.remove(key))
        self._marks_changed()

    def _touch(self, mark: MarkView | None) -> None:
        """The blocks that a mark lies on must be painted anew."""
        if mark is None:
            return
        find, to_qt = self.document().findBlock, self._scene.offsets.to_qt
        first = find(to_qt(mark.start)).blockNumber()
        last = find(to_qt(max(mark.start, mark.end - 1))).blockNumber()
        blocks = range(first, last + 1)
        self._painter.forget(blocks)
        self._layout.relay_where(blocks, self._inks.has_soft)

    def _marks_changed(self) -> None:
        scene = self._scene
        if scene.marks.get(scene.hovered) is None:
            scene.hovered = None
        self._margins.forget()
        self._find_active()
        self.viewport().update()

    def marks(self) -> list[MarkView]:
        """All marks that are shown."""
        return list(self._scene.marks)

    def marks_at(self, position: int) -> list[MarkView]:
        """The marks on a character, the shortest first."""
        return self._scene.marks.at(position)

    def lifted(self) -> str | None:
        """The mark that stands out: the one under the pointer, or else the current one."""
        return self._scene.hovered or self._scene.current

    def current(self) -> str | None:
        """The mark at the caret, or that was clicked in the margin."""
        return self._scene.current

    def lift(self, key: str | None) -> None:
        """Make a mark the current one."""
        current = key if self._scene.marks.get(key) else None
        self._scene.current = current
        self._active.sort(key=lambda active: active != current)
        self.viewport().update()

    def _caret_changed(self) -> None:
        super()._caret_changed()
        if not self._busy:
            self._scene.current = None
            self._find_active()

    def _find_active(self) -> None:
        """The marks at the caret, or those that are just what is selected."""
        start, end = self._selected()
        marks = self.marks_at(self.caret() if start == end else start)
        if start != end:
            marks = [mark for mark in marks if (mark.start, mark.end) == self.selection()]
        self._activate([mark.key for mark in marks])

    def _activate(self, keys: list[str]) -> None:
        """Tell of the marks at the caret; the current one is kept if it is among them."""
        current = self._scene.current
        if current not in keys:
            current = keys[0] if keys else None
        ordered = sorted(keys, key=lambda key: key != current)
        self._scene.current = current
        self.viewport().update()
        if ordered != self._active:
            self._active = ordered
            self.mark_activated.emit(ordered, self.caret())

    def set_resizable(self, *, resizable: bool) -> None:
        """Whether the current mark has handles to draw it out by."""
        self._resizing.enabled = resizable
        self.viewport().update()

    def steps(self, language: str) -> Steps:
        """How far passages of this text go when they are drawn out or in."""
        return Steps(self._scene.text, self._scene.turns, language)

    # Mouse and keys

    def _document_point(self, point: QPointF | QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _position_at(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int | None:
        """The code point at a point of the document."""
        hit = self._layout.hitTest(point, accuracy)
        return None if hit < 0 else self._scene.offsets.from_qt(hit)

    @called_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self._document_point(event.position())
        if event.button() == Qt.MouseButton.LeftButton:
            if end := self._resizing.handle_at(point):
                self._resizing.begin(end)
                return
            if keys := self._margins.keys_at(point):
                self._activate_in_margin(keys)
                return
        super().mousePressEvent(event)

    def _activate_in_margin(self, keys: list[str]) -> None:
        mark = self._scene.marks.get(keys[0])
        if mark is None:
            return
        if not self.textCursor().hasSelection():
            self._busy = True
            self.set_caret(mark.start)
            self._busy = False
            self.caret_moved.emit(mark.start)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._active, self._scene.current = keys, keys[0]
        self.viewport().update()
        self.mark_activated.emit(keys, self.caret())

    @called_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._document_point(event.position())
        if self._resizing.active:
            self._drag_handle(point)
            return
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(point)
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._show_cursor(point)

    def _drag_handle(self, point: QPointF) -> None:
        position = self._position_at(point, Qt.HitTestAccuracy.FuzzyHit)
        if position is not None:
            self._resizing.move(position)
            self.viewport().update()

    @called_by_qt
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._resizing.active:
            super().mouseReleaseEvent(event)
            if self.whole_words:
                self._round_out()
            return
        wanted = self._resizing.finish()
        self.viewport().update()
        if wanted:
            key, start, end = wanted
            span = rounded(self._scene.text, start, end) if self.whole_words else (start, end)
            self.resize_wanted.emit(key, *self._resized(key, Span(*span)))

    def _resized(self, key: str, span: Span) -> Span:
        """The edge that was not moved stays, wherever it is."""
        said, before = self._said(span), self._scene.marks.get(key)
        start = span.start if before and before.start == span.start else said.start
        end = span.end if before and before.end == span.end else said.end
        return Span(start, end)

    def marked(self) -> Span | None:
        """What becomes of the selection when it is marked."""
        span = self.selection()
        return None if span is None else self._said(span)

    def _said(self, span: Span) -> Span:
        if not self.no_labels:
            return span
        return without_labels(self._scene.text, self._scene.turns, span)

    def _round_out(self) -> None:
        """Draw the selection out to whole words; the caret stays at its end or its beginning."""
        span = self.selection()
        if span is None:
            return
        start, end = rounded(self._scene.text, *span)
        if (start, end) != span:
            backwards = self.caret() <= span.start
            self.select(*((end, start) if backwards else (start, end)))

    def _hover(self, point: QPointF) -> None:
        keys = self._margins.keys_at(point)
        if not keys:
            position = self._position_at(point, Qt.HitTestAccuracy.ExactHit)
            marks = [] if position is None else self.marks_at(position)
            keys = [mark.key for mark in marks]
        hovered = None if not keys or self._scene.current in keys else keys[0]
        if hovered != self._scene.hovered:
            self._scene.hovered = hovered
            self.viewport().update()

    def _show_cursor(self, point: QPointF) -> None:
        if self._resizing.handle_at(point):
            shape = Qt.CursorShape.SizeHorCursor
        elif self._margins.keys_at(point):
            shape = Qt.CursorShape.PointingHandCursor
        elif 0 <= point.x() - self._layout.geometry.left <= self._layout.geometry.width:
            shape = Qt.CursorShape.IBeamCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    @called_by_qt
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._scene.hovered = None
        self.viewport().update()

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._resizing.active and event.key() == Qt.Key.Key_Escape:
            self._resizing.cancel()
            self.viewport().update()
            return
        super().keyPressEvent(event)

    @called_by_qt
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._margins.tip_at(self._document_point(event.pos()))
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    @called_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            position = self.caret()
            point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        else:
            position = self._meant(self._document_point(event.pos()))
            point = event.globalPos()
        self.context_menu_wanted.emit(position, point)
        event.accept()

    def _meant(self, point: QPointF) -> int:
        """The position at a point; on a label or stripe, where its mark begins."""
        keys = self._margins.keys_at(point)
        if keys and (mark := self._scene.marks.get(keys[0])):
            return mark.start
        return self._position_at(point, Qt.HitTestAccuracy.FuzzyHit) or 0

    # Copying and dragging

    @called_by_qt
    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as it is stored, for the clipboard and for dragging onto a code."""
        data = QMimeData()
        data.setText(self.selected_text())
        if span := self.marked():
            put_passage(data, Passage(self._scene.key, span.start, span.end))
        return data

    @called_by_qt
    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        return False

    def insertFromMimeData(self, _source: QMimeData) -> None:
        """Nothing is ever put into a transcript here."""

    @called_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(CODES))

    @called_by_qt
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._edge.hold(event.position().y())
        target = self._drop_target(event.position())
        self._show_target(target)
        if target and event.mimeData().hasFormat(CODES):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    @called_by_qt
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._edge.stop()
        self._show_target(None)
        event.accept()

    @called_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        target = self._drop_target(event.position())
        code_ids = codes_in(event.mimeData())
        self._edge.stop()
        self._show_target(None)
        if not target or not code_ids:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.codes_dropped.emit(code_ids, *target)

    def _show_target(self, target: tuple[int, int] | None) -> None:
        """Where what is dragged would be dropped."""
        if target != self._scene.preview:
            self._scene.preview = target
            self.viewport().update()

    def _drop_target(self, point: QPointF) -> tuple[int, int] | None:
        """The selection if the point is in it, or else the shortest mark there."""
        at = self._document_point(point)
        keys = self._margins.keys_at(at)
        if keys and (mark := self._scene.marks.get(keys[0])):
            return mark.start, mark.end
        position = self._position_at(at, Qt.HitTestAccuracy.ExactHit)
        if position is None:
            return None
        span, marked = self.selection(), self.marked()
        if span and marked and span.start <= position <= span.end:
            return marked.start, marked.end
        marks = self.marks_at(position)
        return (marks[0].start, marks[0].end) if marks else None
