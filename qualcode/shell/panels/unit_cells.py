"""How the cells of the table of meaning units are painted, measured and written in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.shell.models.meaning_units import CODE, SOURCE, UNSAID
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import (
    SWATCH,
    current_theme,
    paint_frame,
    paint_swatch,
    paint_text,
    px,
    small_font,
)

Index = QModelIndex | QPersistentModelIndex

PADDING, GAP = 8, 7
#: a passage that is longer is read in its text, or in the tool tip
MOST_LINES: Final = 9
#: more letters than these fill the lines of any cell
_MOST_LETTERS: Final = 1000
#: so many cells' lines are kept, some pages of them
_MOST_KEPT: Final = 600


class _Lines:
    """The lines of cells, broken between words; an ellipsis where there are too many.

    Those that were broken last are kept: a row is measured, then painted, often more than once.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, int], list[str]] = {}

    def of(self, words: str, width: int, font: QFont) -> list[str]:
        key = (words, width, font.pixelSize())
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = _broken(words, width, font)
        return found


def _broken(words: str, width: float, font: QFont) -> list[str]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    found: list[str] = []
    for part in words.splitlines():
        layout = QTextLayout(part, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while len(found) <= MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            units = part.encode("utf-16-le")
            start = 2 * line.textStart()
            found.append(units[start : start + 2 * line.textLength()].decode("utf-16-le"))
        layout.endLayout()
    if len(found) > MOST_LINES:
        cut = found[MOST_LINES - 1].rstrip() + "…"
        elided = QFontMetricsF(font).elidedText(cut, Qt.TextElideMode.ElideRight, width)
        return [*found[: MOST_LINES - 1], elided]
    return found


class UnitDelegate(QStyledItemDelegate):
    """Words in full over several lines; a passage with its source below, a code with its colour."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines()

    def height_of(self, index: Index, width: int) -> int:
        """How high a cell of that width must be."""
        inner = width - 2 * px(PADDING)
        if index.data(CODE) is not None:
            inner -= px(SWATCH) + px(GAP)
        words = str(index.data() or "")[:_MOST_LETTERS]
        height = self._lines_height(words, inner, QApplication.font())
        if index.data(SOURCE):
            height += round(QFontMetricsF(small_font()).height()) + px(3)
        return height + 2 * px(PADDING)

    def _lines_height(self, words: str, width: int, font: QFont) -> int:
        lines = max(1, len(self._lines.of(words, max(width, px(24)), font)))
        return round(lines * QFontMetricsF(font).lineSpacing())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), self.height_of(index, option.rect.width()))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        pad = px(PADDING)
        room = QRectF(option.rect).adjusted(pad, pad, -pad, -pad)
        source = index.data(SOURCE)
        if source:
            line = QFontMetricsF(small_font()).height()
            below = QRectF(room.left(), room.bottom() - line, room.width(), line)
            paint_text(painter, below, source, small_font(), theme.soft_ink)
            room.setBottom(below.top() - px(3))
        code = index.data(CODE)
        if code is not None:
            middle = room.top() + QFontMetricsF(QApplication.font()).height() / 2
            after = paint_swatch(painter, room.left(), middle, theme.code_colour(code.colour))
            room.setLeft(after + px(GAP))
        ink = theme.soft_ink if index.data(UNSAID) else theme.ink
        self._paint_words(painter, room, str(index.data() or ""), ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, option.rect, theme)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, words: str, ink: str) -> None:
        font = QApplication.font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        y = room.top() + metrics.ascent()
        for line in self._lines.of(words[:_MOST_LETTERS], max(round(room.width()), px(24)), font):
            painter.drawText(QPointF(room.left(), y), line)
            y += metrics.lineSpacing()

    # Writing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading or ""))
        editor.setTabChangesFocus(False)
        editor.setProperty("kind", "in-place")
        editor.textChanged.connect(lambda: self._grow(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(QRect(option.rect).adjusted(0, 0, 1, 1))
        if isinstance(editor, QPlainTextEdit):
            self._grow(editor)

    def _grow(self, editor: QPlainTextEdit) -> None:
        """As high as its words, over what is below; never out of the table."""
        lines = editor.document().size().height()
        wanted = round(lines * editor.fontMetrics().lineSpacing()) + px(18)
        parent = editor.parentWidget()
        room = (parent.height() if parent else wanted) - px(4)
        height = min(max(wanted, editor.height()), room)
        top = max(0, min(editor.y(), room - height))
        editor.setGeometry(editor.x(), top, editor.width(), height)

    @called_by_qt
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the words and goes down, Tab to the next cell; Shift+Enter is a new line."""
        if not (
            isinstance(editor, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return super().eventFilter(editor, event)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:
                editor.insertPlainText("\n")
            else:
                self._finish(editor, Qt.Key.Key_Down)
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._finish(editor, Qt.Key(event.key()))
            return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QPlainTextEdit, key: Qt.Key) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        table = self.parent()
        if isinstance(table, QWidget):
            modifier = (
                Qt.KeyboardModifier.ShiftModifier
                if key == Qt.Key.Key_Backtab
                else Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, key, modifier))
