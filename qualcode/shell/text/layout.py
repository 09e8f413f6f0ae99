"""Where each line of a text stands. A block is laid out when it is first seen.

Qt's own layout lays a text out from its beginning, so that a jump to the end of two million
characters takes a third of a second. Here the height of a block not yet seen is guessed from its
length, and corrected when it is laid out. Qt keeps some 60 bytes for each character laid out until
the text is replaced, so reading through two million costs 120 MB.

Coordinates are the document's: px from the top of the header and from the left of the view. Those
of a line or a range within a block are the block's. Positions are Qt's.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.heights import Heights
from qualcode.shell.text.offsets import Display
from qualcode.shell.text.views import TextStyle

EMPTY_LINE = 0.55  # of a line's height
MANY_EMPTY = 0.3  # share of lines before an empty one, from which these part the paragraphs
TAB_WIDTH = 32.0
FOOTER = 120.0

# A frequent mix of letters, to guess how many go on a line.
_SAMPLE = "det är en samordnare som har uppdraget att and the others see it as their own"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the column of text stands in the view, how much room the header takes, and whether
    there is room beside it for the names of speakers and the labels of marks."""

    left: float = 0.0
    width: float = 400.0
    view_width: float = 400.0
    header: float = 0.0
    names: bool = True
    labels: bool = True

    @property
    def right(self) -> float:
        return self.left + self.width


class ReaderLayout(QAbstractTextDocumentLayout):
    """Lays blocks out under each other in one column.

    `paint` draws a stretch of the document; `formats` gives the inks of a block's characters. The
    reader sets both. `settled` is false when a block turned out to be higher or lower than was
    guessed since it was last set.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.geometry = Geometry()
        self.settled = True
        self.paint: Callable[[QPainter, QAbstractTextDocumentLayout.PaintContext], None] | None
        self.paint = None
        self.formats: Callable[[QTextBlock], list[QTextLayout.FormatRange]] = lambda _block: []
        self._style = TextStyle()
        self._lengths: list[int] = [0]
        self._continued: frozenset[int] = frozenset()
        self._paragraphs: array[int] | None = None
        self._laid: dict[int, bool] = {}
        self._measure(QFont())

    # What is laid out

    def _measure(self, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        self.line_height = float(
            round(self._style.scaled(self._style.size * self._style.line_height))
        )
        self._baseline = (self.line_height - metrics.height()) / 2 + metrics.ascent()
        self._letter = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self._guess()

    def set_style(self, style: TextStyle, font: QFont) -> None:
        self._style = style
        self._measure(font)

    def set_geometry(self, geometry: Geometry) -> None:
        same_lines = geometry.width == self.geometry.width
        self.geometry = geometry
        if not same_lines:
            self._guess()

    def prepare(self, display: Display) -> None:
        """Learn the lengths of the blocks that the document is about to get."""
        text = display.text.replace("\u2029", "\n")
        self._lengths = [len(line) for line in text.split("\n")]
        self._continued = _continued(text, display.breaks)
        self._paragraphs = None
        self._guess()

    def _guess(self) -> None:
        """Forget all lines, and guess the heights of all blocks from their lengths."""
        self._laid.clear()
        lengths, line, per_line = self._lengths, self.line_height, self._per_line()
        scaled = self._style.scaled
        empty = line * EMPTY_LINE
        self._spacing = 0.0 if _parted_by_empty_lines(lengths) else scaled(self._style.spacing)
        gap = self._spacing
        following = [*lengths[1:], 0]
        self.heights = Heights(
            (line * (1 + length // per_line) + (gap if after else 0.0)) if length else empty
            for length, after in zip(lengths, following, strict=True)
        )

    def _per_line(self) -> int:
        return max(1, int(self.geometry.width / self._letter * 0.97))

    def relay_all(self) -> None:
        """Lay all blocks out anew when they are next seen: their inks have changed."""
        self._laid.clear()

    def relay_where(self, blocks: range, wanted: Callable[[QTextBlock], bool]) -> None:
        """Lay out anew those of some blocks that are laid out and of which something is true."""
        document = self.document()
        numbers = blocks if len(blocks) < len(self._laid) else list(self._laid)
        for number in numbers:
            known = number in blocks and number in self._laid
            if known and wanted(document.findBlockByNumber(number)):
                del self._laid[number]

    def lay(self, block: QTextBlock) -> QTextLayout:
        """The lines of a block, now laid out."""
        number, layout = block.blockNumber(), block.layout()
        if number in self._laid and layout.lineCount():
            return layout
        text = block.text()
        self._laid[number] = _RIGHT_TO_LEFT.search(text) is not None
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(TAB_WIDTH)
        if self._laid[number] and block.textDirection() == Qt.LayoutDirection.RightToLeft:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.setFormats(self.formats(block))
        height = self._break_lines(layout) if text else self._empty_line(layout)
        height += self._gap_after(number) if text else 0.0
        if number < len(self.heights) and abs(height - self.heights[number]) > 0.01:
            self.heights[number] = height
            self.settled = False
        return layout

    def _break_lines(self, layout: QTextLayout) -> float:
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.geometry.width)
            line.setPosition(QPointF(0.0, y + self._baseline - line.ascent()))
            y += max(self.line_height, math.ceil(line.height()))
        layout.endLayout()
        return y

    def _empty_line(self, layout: QTextLayout) -> float:
        height = round(self.line_height * EMPTY_LINE)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(self.geometry.width)
        line.setPosition(QPointF(0.0, (height - line.height()) / 2))
        layout.endLayout()
        return height

    def _gap_after(self, number: int) -> float:
        following = number + 1
        if following in self._continued or following >= len(self._lengths):
            return 0.0
        return self._spacing if self._lengths[following] else 0.0

    def lay_range(self, top: float, bottom: float) -> None:
        """Lay out all blocks that touch a stretch of the document."""
        number = self.block_at(top)
        y = self.top(number)
        block = self.document().findBlockByNumber(number)
        while block.isValid() and y < bottom:
            self.lay(block)
            y += self.heights[number]
            number += 1
            block = block.next()

    # Where things are

    def paragraph_numbers(self, top: float, bottom: float) -> list[tuple[float, int]]:
        """The tops and numbers of the paragraphs that begin in a stretch of the document. Empty
        lines are none."""
        if self._paragraphs is None:
            self._paragraphs = array("L", accumulate(map(self._begins, range(len(self._lengths)))))
        number = self.block_at(top)
        y = self.top(number)
        found: list[tuple[float, int]] = []
        while number < len(self._lengths) and y < bottom:
            if self._begins(number):
                found.append((y, self._paragraphs[number]))
            y += self.heights[number]
            number += 1
        return found

    def _begins(self, number: int) -> bool:
        """Whether a block begins a paragraph."""
        return self._lengths[number] > 0 and number not in self._continued

    def top(self, number: int) -> float:
        return self.geometry.header + self.heights.top(number)

    def block_at(self, y: float) -> int:
        return self.heights.at(y - self.geometry.header)

    def box(self, line: QTextLine) -> tuple[float, float]:
        """Top and height of the room that a line takes within its block."""
        top = line.y() + line.ascent() - self._baseline
        return top, max(self.line_height, float(math.ceil(line.height())))

    def line_box(self, position: int) -> tuple[float, float]:
        """Top and bottom, in the document, of the line in which a character stands."""
        block = self.document().findBlock(position)
        line = self.lay(block).lineForTextPosition(position - block.position())
        top = self.top(block.blockNumber())
        if not line.isValid():
            return top, top + self.line_height
        y, height = self.box(line)
        return top + y, top + y + height

    def boxes(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """The rectangles of the characters `[start, end)` of a block, line by line."""
        layout = self.lay(block)
        mixed = self._laid.get(block.blockNumber(), False)
        rects: list[QRectF] = []
        first = layout.lineForTextPosition(start)
        number = first.lineNumber() if first.isValid() else 0
        for index in range(number, layout.lineCount()):
            line = layout.lineAt(index)
            from_, to = line.textStart(), line.textStart() + line.textLength()
            if from_ >= end:
                break
            a, b = max(start, from_), min(end, to)
            top, height = self.box(line)
            extents = _mixed_extents(line, a, b) if mixed else [_extent(line, a, b)]
            rects += [QRectF(x1, top, x2 - x1, height) for x1, x2 in extents if x2 > x1]
        return rects

    # What Qt asks

    @called_by_qt
    def documentChanged(self, _position: int, _removed: int, _added: int) -> None:
        self.documentSizeChanged.emit(self.documentSize())

    @called_by_qt
    def pageCount(self) -> int:
        return 1

    @called_by_qt
    def documentSize(self) -> QSizeF:
        height = self.geometry.header + self.heights.total + FOOTER
        return QSizeF(1.0, math.ceil(height))  # so narrow that it never scrolls sideways

    @called_by_qt
    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        return QRectF(0.0, 0.0, self.geometry.view_width, self.documentSize().height())

    @called_by_qt
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid() or block.blockNumber() >= len(self.heights):
            return QRectF()
        self.lay(block)
        number = block.blockNumber()
        return QRectF(
            self.geometry.left, self.top(number), self.geometry.width, self.heights[number]
        )

    @called_by_qt
    def hitTest(  # type: ignore[override]  # Qt gives a QPointF; PySide would take more
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        number = self.block_at(point.y())
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            return -1
        layout = self.lay(block)
        x, y = point.x() - self.geometry.left, point.y() - self.top(number)
        line = self._line_at(layout, y)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not self._hits(line, x, y):
            return -1
        position = line.xToCursor(x)
        end = line.textStart() + line.textLength()
        if position == end and line.lineNumber() < layout.lineCount() - 1:
            position = layout.previousCursorPosition(position)  # or it would be on the next line
        return block.position() + position

    def _line_at(self, layout: QTextLayout, y: float) -> QTextLine:
        line = layout.lineAt(0)
        for index in range(1, layout.lineCount()):
            following = layout.lineAt(index)
            if self.box(following)[0] > y:
                break
            line = following
        return line

    def _hits(self, line: QTextLine, x: float, y: float) -> bool:
        top, height = self.box(line)
        text = line.naturalTextRect()
        return top <= y < top + height and text.left() <= x <= text.right()

    @called_by_qt
    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if self.paint is not None:
            self.paint(painter, context)


def _parted_by_empty_lines(lengths: list[int]) -> bool:
    """Whether empty lines stand between the paragraphs, so that no spacing is wanted."""
    pairs = sum(1 for line, following in pairwise(lengths) if line and not following)
    between = pairs if lengths[-1] else pairs - 1
    return between >= MANY_EMPTY * (len(lengths) - lengths.count(0))


def _continued(text: str, breaks: tuple[int, ...]) -> frozenset[int]:
    """The numbers of the blocks that go on with the paragraph of the block before."""
    numbers: list[int] = []
    number = counted = 0
    for index, position in enumerate(breaks):
        begins = position + index + 1
        number += text.count("\n", counted, begins)
        counted = begins
        numbers.append(number)
    return frozenset(numbers)


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # PySide gives x and the position it moved to
    return float(found[0])


def _extent(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    """Left and right of characters on a line that runs one way; spaces at its end take no room."""
    right = line.naturalTextRect().right()
    return min(_x(line, start), right), min(_x(line, end), right)


def _mixed_extents(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Lefts and rights of characters on a line with both directions, run by run.

    Not by `cursorToX`: where the direction changes, both edges of a letter can be one place.
    """
    rects = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    extents: list[tuple[float, float]] = []
    for left, right in sorted((rect.left(), rect.right()) for rect in rects):
        if extents and left < extents[-1][1] + 0.5:
            extents[-1] = extents[-1][0], max(right, extents[-1][1])
        else:
            extents.append((left, right))
    return extents
