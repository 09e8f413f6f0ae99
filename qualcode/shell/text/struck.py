"""Words that are offered for removal, dotted below, or that will be removed, struck through."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QWidget

from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.scene import Scene
from qualcode.shell.text.spans import Spans

# px; a hyphen is so narrow that its line must reach out of it to be seen
_LINE = 1.6
_REACH = 2.0


class ShownStruck:
    """What is offered, and what of it will go, in the text that a reader shows."""

    def __init__(self, scene: Scene, viewport: QWidget) -> None:
        self._scene = scene
        self._viewport = viewport

    @property
    def struck(self) -> Spans:
        """What will go."""
        return self._scene.struck

    @property
    def offered(self) -> Spans:
        """What could go, and stays."""
        return self._scene.offered

    def show(self, struck: Iterable[tuple[int, int]], offered: Iterable[tuple[int, int]]) -> None:
        """Show these and no others; positions are code points."""
        self._scene.struck.set(struck)
        self._scene.offered.set(offered)
        self._viewport.update()


def paint_struck(
    painter: QPainter, block: QTextBlock, origin: QPointF, layout: ReaderLayout, scene: Scene
) -> None:
    """The lines through and under the words of a block, over the words."""
    for spans, is_struck in ((scene.struck, True), (scene.offered, False)):
        if not spans.spans:
            continue
        colour = QColor(scene.theme.warning if is_struck else scene.theme.soft_ink)
        style = Qt.PenStyle.SolidLine if is_struck else Qt.PenStyle.DotLine
        painter.setPen(QPen(colour, _LINE, style))
        for span in spans.touching(*scene.span_of(block)):
            for rect in layout.boxes(block, *scene.within(block, *span)):
                box = rect.adjusted(-_REACH, 0, _REACH, 0).translated(origin)
                y = box.center().y() if is_struck else box.bottom() - _LINE
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
