"""The editor in which a transcript is corrected: plain text, with the marks under it.

The text is never read back from Qt as a whole. What was loaded is the stored text; what was done to
it since is noted stretch by stretch (`edited.py`), and only the words within those stretches are
read. So whatever is not touched stays exactly as it was stored, signs that Qt can't show included.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QEvent, QMargins, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from qualcode.core.model.edit import Edit
from qualcode.core.model.equal_runs import most_in_common
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.text.edited import Edited, Stretch
from qualcode.shell.text.marks import Marks
from qualcode.shell.text.measure import geometry_for, text_font
from qualcode.shell.text.offsets import Display, harmless
from qualcode.shell.text.views import MarkView, TextStyle
from qualcode.shell.theme import LIGHT, Theme, set_kind

_SEPARATOR: Final = "\u2029"  # between blocks, in what a cursor has selected
#: px above the first line and below the last one
_ABOVE: Final = 20
#: Characters of a stretch up to which it is looked at for breaks that only the display has.
_COMPARED: Final = 20_000


class TextEditor(QPlainTextEdit):
    """Shows one text to be corrected. Positions given and taken are code points of what was loaded.

    Signals:
        corrected(): something was written or taken out.
    """

    corrected = Signal()

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self._style = TextStyle()
        set_kind(self, "editor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._theme = theme
        self._stored = ""
        self._display = Display.of("")
        self._marks = Marks()
        self._edited = Edited()
        self._is_loading = False
        # a text that was wider once would be scrolled sideways for ever
        self.horizontalScrollBar().rangeChanged.connect(self._stay)
        self.document().contentsChange.connect(self._note)

    def _stay(self, _least: int, most: int) -> None:
        if most:
            self.horizontalScrollBar().setRange(0, 0)

    # Loading

    def load(self, text: str, marks: Iterable[MarkView], style: TextStyle, theme: Theme) -> None:
        """Show this text and these marks; nothing is corrected in it yet."""
        self._is_loading = True
        self._stored, self._display, self._theme = text, Display.of(text), theme
        self._edited.clear()
        self._marks.set(marks)
        self.set_style(style)
        self.setPlainText(self._display.text)
        self._is_loading = False

    def set_marks(self, marks: Iterable[MarkView]) -> None:
        """Show these marks and no others."""
        self._marks.set(marks)
        self.viewport().update()

    def set_style(self, style: TextStyle) -> None:
        """Set the text as the reader does, as far as that goes."""
        self._style = style
        self._set_font()
        self.document().setDocumentMargin(0)
        self._fit()

    def _set_font(self) -> None:
        """The document's own: the widget's is that of the interface."""
        font = text_font(self._style)
        if font != self.document().defaultFont():
            self.document().setDefaultFont(font)

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        looks = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in looks and hasattr(self, "_style"):  # also while it is being made
            self._set_font()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.viewport().update()

    def forget(self) -> None:
        """Let go of the text."""
        self.load("", (), self._style, self._theme)

    @property
    def stored(self) -> str:
        """The text that was loaded."""
        return self._stored

    # What was done

    def _note(self, position: int, removed: int, added: int) -> None:
        if self._is_loading:
            return
        self._edited.note(position, removed, added)
        self.viewport().update()
        self.corrected.emit()

    def edits(self) -> list[Edit]:
        """What was done to the text so far. What was done and taken back is no edit."""
        stretches = map(self._whole_signs, self._edited.stretches)
        return [edit for stretch in stretches for edit in self._edit(stretch)]

    def _whole_signs(self, stretch: Stretch) -> Stretch:
        """The stretch, not beginning or ending within one of the signs that Qt counts as two."""
        offsets = self._display.offsets
        before = int(offsets.to_qt(offsets.from_qt(stretch.old_start)) < stretch.old_start)
        after = int(offsets.to_qt(offsets.from_qt(stretch.old_end)) < stretch.old_end)
        return Stretch(
            stretch.old_start - before,
            stretch.old_end + after,
            stretch.start - before,
            stretch.end + after,
        )

    def apply(self, edits: Iterable[Edit]) -> None:
        """Do to the text that was loaded what was done to it before, as one step of undo."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for edit in sorted(edits, reverse=True):
            cursor.setPosition(self._display.offsets.to_qt(edit.start))
            cursor.setPosition(
                self._display.offsets.to_qt(edit.end), QTextCursor.MoveMode.KeepAnchor
            )
            cursor.insertText(edit.words)
        cursor.endEditBlock()

    def _edit(self, stretch: Stretch) -> Iterator[Edit]:
        """The edit that a stretch amounts to, if it does."""
        loaded, first, breaks = self._loaded(stretch)
        now = self._selected(stretch.start, stretch.end)
        most = min(len(loaded), len(now))
        begin = most_in_common(lambda size: loaded[:size] == now[:size], most)
        end = most_in_common(
            lambda size: loaded[len(loaded) - size :] == now[len(now) - size :], most - begin
        )
        stop = len(loaded) - end
        start, last = (first + place - bisect_left(breaks, place) for place in (begin, stop))
        only_shown = [place - begin for place in breaks if begin <= place < stop]
        words = _stored_words(loaded[begin:stop], only_shown, now[begin : len(now) - end])
        if words != self._stored[start:last]:
            yield Edit(start, last, words)

    def _loaded(self, stretch: Stretch) -> tuple[str, int, list[int]]:
        """What was shown there first, the code point at which it begins, and where in it there are
        separators that only the display has."""
        offsets, breaks = self._display.offsets, self._display.breaks
        first, last = offsets.from_qt(stretch.old_start), offsets.from_qt(stretch.old_end)
        inside = breaks[bisect_left(breaks, first) : bisect_right(breaks, last)]
        there = [
            place for place in inside if stretch.old_start < offsets.to_qt(place) <= stretch.old_end
        ]
        edges = (first, *there, last)
        parts = [harmless(self._stored[a:b]) for a, b in pairwise(edges)]
        shown = _SEPARATOR.join(parts).replace("\n", _SEPARATOR)
        return shown, first, [place - first + number for number, place in enumerate(there)]

    def _selected(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    # Places

    def caret(self) -> int:
        """Where the caret is, in what was loaded."""
        return self._to_loaded(self.textCursor().position())

    def top(self) -> int:
        """The first character in view, in what was loaded."""
        return self._to_loaded(self.cursorForPosition(self.contentsRect().topLeft()).position())

    def go_to(self, position: int, end: int | None = None) -> None:
        """Bring a place into view, with the caret there, and the words up to `end` selected."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_editor(position))
        if end is not None:
            place = self._edited.to_new(self._display.offsets.to_qt(end), after=True)
            cursor.setPosition(min(place, self._last()), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def put_caret(self, position: int) -> None:
        """Put the caret at a place, and the place into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_editor(position))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def scroll_top(self, position: int) -> None:
        """Bring a place to the top, with the caret there."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        cursor = self.textCursor()
        cursor.setPosition(self._to_editor(position))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(cursor.block().firstLineNumber())

    def _last(self) -> int:
        return self.document().characterCount() - 1

    def _to_editor(self, position: int) -> int:
        return min(self._edited.to_new(self._display.offsets.to_qt(position)), self._last())

    def _to_loaded(self, place: int) -> int:
        return self._display.offsets.from_qt(self._edited.to_old(place))

    # Painting

    def _fit(self) -> None:
        """The text stands in the same column as in the reader."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        column = geometry_for(width, 0.0, self._style, speakers=True)
        right = max(0, width - round(column.left + column.width))
        margins = QMargins(round(column.left), _ABOVE, right, 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
            # Qt passes over the viewport's new width while it is being resized
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @called_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        block, origin = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            geometry = self.blockBoundingGeometry(block).translated(origin)
            if geometry.top() > event.rect().bottom():
                break
            if geometry.bottom() >= event.rect().top():
                self._paint_marks(painter, block, geometry.topLeft())
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _paint_marks(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        start, end = block.position(), block.position() + block.length()
        first, last = self._to_loaded(start), self._to_loaded(end)
        to_qt, to_new = self._display.offsets.to_qt, self._edited.to_new
        for band in self._marks.bands(first, max(last, first + 1)):
            begin = max(start, to_new(to_qt(band.start), after=True))
            stop = min(end - 1, to_new(to_qt(band.end)))
            for rect in _boxes(block, begin - start, stop - start):
                self._fill(painter, rect.translated(corner), band.colours)

    def _fill(self, painter: QPainter, rect: QRectF, colours: tuple[tuple[str, bool], ...]) -> None:
        height = rect.height() / len(colours)
        for number, (colour, dim) in enumerate(colours):
            paint = QColor(self._theme.code_colour(colour))
            paint.setAlphaF(self._theme.mark_strength / (2 if dim else 1))
            strip = QRectF(rect.left(), rect.top() + number * height, rect.width(), height)
            painter.fillRect(strip, paint)


def _boxes(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of the characters `[start, end)` of a block, line by line."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if first < end and start < last:
            left, right = _x(line, max(start, first)), _x(line, min(end, last))
            yield QRectF(min(left, right), line.y(), abs(right - left), line.height())


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # PySide gives x and the position it moved to
    return float(found[0])


def _stored_words(loaded: str, only_shown: list[int], now: str) -> str:
    """Words as they are to be stored: without separators that only the display had."""

    from rapidfuzz.distance import Indel

    if only_shown and max(len(loaded), len(now)) <= _COMPARED:
        gone = set()
        for block in Indel.opcodes(loaded, now).as_matching_blocks():
            gone |= {
                block.b + place - block.a
                for place in only_shown
                if block.a <= place < block.a + block.size
            }
        now = "".join(sign for place, sign in enumerate(now) if place not in gone)
    return now.replace(_SEPARATOR, "\n")
