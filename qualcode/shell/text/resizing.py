"""Drawing out or in a mark by the handles at its ends."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from qualcode.core.model.span import trim
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.scene import Scene
from qualcode.shell.text.views import MarkView

REACH = 6.0  # px from a handle within which it is taken, on the passage's side and at its knob
# On the other side the next word begins: there it is the word that is meant, and not the handle.
REACH_OUTSIDE = 1.0
WIDTH = 2.0
KNOB = 3.5


class End(StrEnum):
    START = "start"
    END = "end"


class Resizing:
    """One mark's handles, and the span it would have while one of them is held.

    Attributes:
        enabled: whether there are handles at all.
    """

    def __init__(self, layout: ReaderLayout, scene: Scene) -> None:
        self._layout = layout
        self._scene = scene
        self._held: tuple[MarkView, End] | None = None
        self.enabled = True

    @property
    def active(self) -> bool:
        return self._held is not None

    def handle_at(self, point: QPointF) -> End | None:
        """The handle of the current mark at a point of the document."""
        mark = self._scene.marks.get(self._scene.current)
        if mark is None or not self.enabled:
            return None
        for end, rect in self._handles(mark).items():
            left, right = (REACH, REACH_OUTSIDE) if end is End.END else (REACH_OUTSIDE, REACH)
            bar = rect.adjusted(-left, -2, right, 2)
            if bar.contains(point) or _knob(end, rect, REACH).contains(point):
                return end
        return None

    def begin(self, end: End) -> None:
        mark = self._scene.marks.get(self._scene.current)
        if mark is not None:
            self._held = mark, end
            self._scene.preview = mark.start, mark.end

    def move(self, position: int) -> None:
        """The held handle is now at a position; the other end stays, one character at least."""
        if self._held is None:
            return
        mark, end = self._held
        if end is End.START:
            self._scene.preview = min(position, mark.end - 1), mark.end
        else:
            self._scene.preview = mark.start, max(position, mark.start + 1)

    def finish(self) -> tuple[str, int, int] | None:
        """Key and new span, without outer white space; None if nothing has changed."""
        held, preview = self._held, self._scene.preview
        self.cancel()
        if held is None or preview is None:
            return None
        mark = held[0]
        span = trim(self._scene.text, *preview)
        if span is None or span == (mark.start, mark.end):
            return None
        return mark.key, span.start, span.end

    def cancel(self) -> None:
        self._held = None
        self._scene.preview = None

    @called_by_qt
    def paint(self, painter: QPainter) -> None:
        mark = self._scene.marks.get(self._scene.current)
        if mark is None or self._held is not None or not self.enabled:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._scene.theme.code_colour(mark.colour)))
        for end, rect in self._handles(mark).items():
            painter.drawRect(rect)
            painter.drawEllipse(_knob(end, rect, KNOB))

    def _handles(self, mark: MarkView) -> dict[End, QRectF]:
        first = self._character(mark.start, mark.start + 1)
        last = self._character(mark.end - 1, mark.end)
        return {
            End.START: QRectF(first.left() - WIDTH, first.top(), WIDTH, first.height()),
            End.END: QRectF(last.right(), last.top(), WIDTH, last.height()),
        }

    def _character(self, start: int, end: int) -> QRectF:
        """Where a character stands in the document."""
        block = self._layout.document().findBlock(self._scene.offsets.to_qt(start))
        boxes = self._layout.boxes(block, *self._scene.within(block, start, end))
        top = self._layout.top(block.blockNumber())
        if not boxes:
            return QRectF(self._layout.geometry.left, top, 0.0, self._layout.line_height)
        return boxes[0].translated(self._layout.geometry.left, top)


def _knob(end: End, handle: QRectF, wide: float) -> QRectF:
    """At the outer end of a handle; so wide to each side."""
    y = handle.top() if end is End.START else handle.bottom()
    return QRectF(handle.center().x() - wide, y - KNOB, 2 * wide, 2 * KNOB)
