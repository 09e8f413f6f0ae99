"""What was looked for and stands in the text that is shown, as it is painted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QWidget

from qualcode.core.model.span import Span
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.scene import Scene

INSET = 1  # as marks have it, so that those on two lines do not touch
LINE = 2  # px under a hit, for those who can't tell the grounds apart


class ShownHits:
    """The hits of the text that a reader shows; they go when it shows another one."""

    def __init__(self, scene: Scene, viewport: QWidget) -> None:
        self._scene = scene
        self._viewport = viewport

    @property
    def spans(self) -> list[Span]:
        """All that are shown, in the order of the text."""
        return self._scene.hits.spans

    @property
    def current(self) -> Span | None:
        """The one that stands out."""
        return self._scene.hits.current

    def show(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show these and no others; positions are code points."""
        self._scene.hits.set(spans)
        self._viewport.update()

    def go_to(self, span: Span | None) -> None:
        """Let one of them stand out."""
        self._scene.hits.current = span
        self._viewport.update()


def paint_hits(
    painter: QPainter, block: QTextBlock, origin: QPointF, layout: ReaderLayout, scene: Scene
) -> None:
    """A ground and a line under each hit in a block, and a frame round the current one."""
    if not scene.hits.spans:
        return
    theme = scene.theme
    for span in scene.hits.touching(*scene.span_of(block)):
        for rect in layout.boxes(block, *scene.within(block, *span)):
            box = rect.adjusted(0, INSET, 0, -INSET).translated(origin)
            painter.fillRect(box, QColor(theme.warning_soft))
            line = QRectF(box.left(), box.bottom() - LINE, box.width(), LINE)
            painter.fillRect(line, QColor(theme.warning))
            if span == scene.hits.current:
                painter.setPen(QPen(QColor(theme.warning), theme.outline))
                painter.drawRect(box)
