"""Painting a stretch of the document: header, marks, selection, text, outlines, caret."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextLayout,
)

from qualcode.shell.text.hits import paint_hits
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.margin import Margins
from qualcode.shell.text.margin_paint import MarginPainter
from qualcode.shell.text.marks import Band
from qualcode.shell.text.resizing import Resizing
from qualcode.shell.text.scene import Scene
from qualcode.shell.text.struck import paint_struck
from qualcode.shell.theme import mix

PaintContext = QAbstractTextDocumentLayout.PaintContext

# px at zoom 1
HEADER_WITH_TITLE = 74.0
HEADER_WITHOUT = 24.0
TITLE_TOP, TITLE_SIZE = 22.0, 18.0
SUBTITLE_TOP, SUBTITLE_SIZE = 48.0, 13.0
FILL_INSET = 1  # so that marks on two lines do not touch
CARET_WIDTH = 2
BREAK_WIDTH = 6.0  # a selected end of a paragraph

KEPT_FILLS = 500  # blocks

DIM_SHARE = 0.4  # of a mark's strength
SELECTION_ALPHA = 0.34

Fill = tuple[QRectF, QColor]


class PagePainter:
    """Paints what is seen. Fills of a block are kept until its marks or its lines change."""

    def __init__(
        self, layout: ReaderLayout, scene: Scene, margins: Margins, resizing: Resizing
    ) -> None:
        self._layout = layout
        self._scene = scene
        self._margins = MarginPainter(layout, scene, margins)
        self._resizing = resizing
        self._fills: dict[int, list[Fill]] = {}

    def forget(self, blocks: range | None = None) -> None:
        """Work the fills out anew: of some blocks, or of all."""
        if blocks is None or len(blocks) > len(self._fills):
            self._fills.clear()
            return
        for number in blocks:
            self._fills.pop(number, None)

    def header_height(self) -> float:
        height = HEADER_WITH_TITLE if self._scene.title else HEADER_WITHOUT
        return round(self._scene.style.scaled(height))

    def __call__(self, painter: QPainter, context: PaintContext) -> None:
        clip = context.clip
        painter.fillRect(clip, QColor(self._scene.theme.ground))
        if clip.top() < self._layout.geometry.header:
            self._paint_header(painter)
        number = self._layout.block_at(clip.top())
        block = self._layout.document().findBlockByNumber(number)
        top = self._layout.top(number)
        while block.isValid() and top < clip.bottom():
            self._paint_block(painter, block, top, context)
            top += self._layout.heights[number]
            number += 1
            block = block.next()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._resizing.paint(painter)
        self._margins(painter)

    # Header

    def _paint_header(self, painter: QPainter) -> None:
        scene, style = self._scene, self._scene.style
        if not scene.title:
            return
        title = font_of(style.family, style.scaled(TITLE_SIZE), QFont.Weight.DemiBold)
        subtitle = font_of(style.family, style.scaled(SUBTITLE_SIZE))
        self._header_line(painter, scene.title, title, TITLE_TOP, scene.theme.ink)
        self._header_line(painter, scene.subtitle, subtitle, SUBTITLE_TOP, scene.theme.soft_ink)

    def _header_line(self, painter: QPainter, text: str, font: QFont, top: float, ink: str) -> None:
        geometry, metrics = self._layout.geometry, QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, geometry.width)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        y = self._scene.style.scaled(top) + metrics.ascent()
        painter.drawText(QPointF(geometry.left, y), shown)

    # Blocks

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, top: float, context: PaintContext
    ) -> None:
        layout = self._layout.lay(block)
        origin = QPointF(self._layout.geometry.left, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for rect, colour in self._fills_of(block):
            painter.fillRect(rect.translated(origin), colour)
        paint_hits(painter, block, origin, self._layout, self._scene)
        for selection in context.selections:
            cursor = selection.cursor
            self._paint_selection(
                painter, block, origin, cursor.selectionStart(), cursor.selectionEnd()
            )
        painter.setPen(QColor(self._scene.theme.ink))
        layout.draw(painter, origin, [], QRectF(context.clip))
        paint_struck(painter, block, origin, self._layout, self._scene)
        self._paint_outlines(painter, block, origin)
        at = context.cursorPosition - block.position()
        if context.cursorPosition >= 0 and 0 <= at < block.length():
            painter.setPen(QColor(self._scene.theme.ink))
            layout.drawCursor(painter, origin, at, CARET_WIDTH)

    def _fills_of(self, block: QTextBlock) -> list[Fill]:
        number = block.blockNumber()
        if (fills := self._fills.get(number)) is None:
            start, end = self._scene.span_of(block)
            bands = self._scene.marks.bands(start, end)
            fills = [fill for band in bands for fill in self._fills_of_band(block, band)]
            if len(self._fills) > KEPT_FILLS:
                self._fills.clear()
            self._fills[number] = fills
        return fills

    def _fills_of_band(self, block: QTextBlock, band: Band) -> list[Fill]:
        start, end = self._scene.within(block, band.start, band.end)
        colours = [self._fill_colour(*colour) for colour in band.colours]
        fills: list[Fill] = []
        for rect in self._layout.boxes(block, start, end):
            top, bottom = rect.top() + FILL_INSET, rect.bottom() - FILL_INSET
            edges = [
                round(top + (bottom - top) * i / len(colours)) for i in range(len(colours) + 1)
            ]
            for (y1, y2), colour in zip(pairwise(edges), colours, strict=True):
                fills.append((QRectF(rect.left(), y1, rect.width(), y2 - y1), colour))
        return fills

    def _fill_colour(self, stored: str, dim: bool) -> QColor:
        theme = self._scene.theme
        if not dim:
            return theme.mark(stored)
        return mix(theme.code_colour(stored), theme.ground, theme.mark_strength * DIM_SHARE)

    def _paint_selection(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, start: int, end: int
    ) -> None:
        begins, length = block.position(), block.length()
        if start >= begins + length or end <= begins:
            return
        colour = QColor(self._scene.theme.accent)
        colour.setAlphaF(SELECTION_ALPHA)
        from_, to = max(start - begins, 0), min(end - begins, length - 1)
        rects = self._layout.boxes(block, from_, to) if to > from_ else []
        for rect in rects:
            painter.fillRect(
                rect.adjusted(0, FILL_INSET, 0, -FILL_INSET).translated(origin), colour
            )
        if end >= begins + length:
            line = self._layout.lay(block).lineAt(self._layout.lay(block).lineCount() - 1)
            top, height = self._layout.box(line)
            right = line.naturalTextRect().right()
            rect = QRectF(right, top + FILL_INSET, BREAK_WIDTH, height - 2 * FILL_INSET)
            painter.fillRect(rect.translated(origin), colour)

    def _paint_outlines(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        scene = self._scene
        for key in {scene.current, scene.hovered}:
            if mark := scene.marks.get(key):
                colour = QColor(scene.theme.code_colour(mark.colour))
                self._outline(painter, block, origin, (mark.start, mark.end), QPen(colour))
        if scene.preview:
            pen = QPen(QColor(scene.theme.accent))
            pen.setStyle(Qt.PenStyle.DashLine)
            self._outline(painter, block, origin, scene.preview, pen)

    def _outline(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPointF,
        span: tuple[int, int],
        pen: QPen,
    ) -> None:
        start, end = self._scene.span_of(block)
        if span[1] <= start or span[0] >= end:
            return
        pen.setWidthF(self._scene.theme.outline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._layout.boxes(block, *self._scene.within(block, *span)):
            box = rect.adjusted(-1, FILL_INSET, 1, -FILL_INSET).translated(origin)
            painter.drawRoundedRect(box, 2, 2)


def font_of(family: str, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    return font


class Inks:
    """The inks of a block's characters: labels faint, the interviewer's speech soft."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def has_soft(self, block: QTextBlock) -> bool:
        turns = self._scene.turns.touching(*self._scene.span_of(block))
        return any(turn.is_interviewer or turn.speech_start > turn.start for turn in turns)

    def __call__(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        scene = self._scene
        start, end = scene.span_of(block)
        ranges: list[QTextLayout.FormatRange] = []
        for turn in scene.turns.touching(start, end):
            self._append(ranges, block, turn.start, turn.speech_start, scene.theme.faint_ink)
            if turn.is_interviewer:
                self._append(ranges, block, turn.speech_start, turn.end, scene.theme.soft_ink)
        if ranges:  # soft ink on a mark could not be read
            for band in scene.marks.bands(start, end):
                self._append(ranges, block, band.start, band.end, scene.theme.ink)
        return ranges

    def _append(
        self,
        ranges: list[QTextLayout.FormatRange],
        block: QTextBlock,
        start: int,
        end: int,
        ink: str,
    ) -> None:
        from_, to = self._scene.within(block, start, end)
        if from_ >= to:
            return
        character_format = QTextCharFormat()
        character_format.setForeground(QColor(ink))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = from_, to - from_, character_format
        ranges.append(made)
