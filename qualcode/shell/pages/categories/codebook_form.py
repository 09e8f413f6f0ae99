"""The table of the codebook's form: words on several lines, written one after the other from the
keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QPlainTextEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.shell.dialogs.cells import CellDelegate, CellTable
from qualcode.shell.models.codebook_table import DEPTH, IS_WORDS, Column
from qualcode.shell.models.roles import PLACEHOLDER, SWATCH
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_swatch, paint_text, px

Index = QModelIndex | QPersistentModelIndex

LINES: Final = 3
_PADDING, _INDENT = 7, 14
_SHOWN_LETTERS: Final = 400


class FormDelegate(CellDelegate):
    """Words on several lines, with room to write; Enter goes to the code below."""

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == Column.NAME:
            self._paint_name(painter, option, index)
        elif index.data(IS_WORDS):
            self._paint_words(painter, option, index)
        else:
            self._paint_choice(painter, option, index)

    def _paint_choice(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._ground(painter, option)
        painter.restore()
        first = QStyleOptionViewItem(option)
        first.rect = QRect(option.rect.topLeft(), QSize(option.rect.width(), px(30)))
        first.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, first, index)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = current_theme()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        self._ground(painter, option)
        rect = QRectF(option.rect).adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        rect.setHeight(px(30))
        left = rect.left() + min(index.data(DEPTH), 6) * px(_INDENT)
        after = paint_swatch(
            painter, left, rect.center().y(), theme.code_colour(index.data(SWATCH))
        )
        rect.setLeft(after + px(7))
        paint_text(painter, rect, index.data(), option.font, theme.ink)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        self._ground(painter, option)
        text = str(index.data() or "")[:_SHOWN_LETTERS]
        painter.setPen(QColor(theme.ink if text else theme.faint_ink))
        painter.setFont(option.font)
        if not text and index.flags() & Qt.ItemFlag.ItemIsEditable:
            text = str(index.data(PLACEHOLDER) or "")
        room = QRectF(option.rect).adjusted(px(_PADDING), px(6), -px(_PADDING), -px(5))
        painter.setClipRect(room)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(room, text, wrapped)
        painter.restore()

    @called_by_qt
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if not index.data(IS_WORDS):
            return super().createEditor(parent, option, index)
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading or ""))
        return editor

    @called_by_qt
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            if not editor.document().isModified():  # what is being written stays
                editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
                editor.selectAll()
        else:
            super().setEditorData(editor, index)

    @called_by_qt
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText().strip())
        else:
            super().setModelData(editor, model, index)

    @called_by_qt
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if not isinstance(editor, QPlainTextEdit):
            super().updateEditorGeometry(editor, option, index)
            return
        parent = editor.parentWidget()
        cell, room = option.rect, parent.rect() if parent else option.rect
        width = max(cell.width(), min(px(300), room.width()))
        height = max(cell.height(), min(px(130), room.height()))
        left = max(0, min(cell.left(), room.right() - width))
        top = max(0, min(cell.top(), room.bottom() - height))
        editor.setGeometry(QRect(left, top, width, height))

    @called_by_qt
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps what is written and goes on below, with Shift it is a new line; Tab goes on
        beside."""
        if (
            isinstance(editor, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(editor, event)
                return True
            if event.key() in _BESIDE:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, _BESIDE[Qt.Key(event.key())])
                return True
        return super().eventFilter(editor, event)

    def _enter(self, editor: QPlainTextEdit, event: QKeyEvent) -> None:
        new_line = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & new_line:
            editor.insertPlainText("\n")
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        table = self.parent()
        if isinstance(table, FormTable):
            table.go_below()


_BESIDE: Final = {
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}


class FormTable(CellTable):
    """Signals: current_row_changed(row)."""

    current_row_changed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(FormDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("kind", "ground")
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._write_here)

    @property
    def is_written_in(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def _fit_rows(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(line * LINES + px(12))

    def go_below(self) -> None:
        """Write in the same column of the code below; at the last one stay."""
        now = self.currentIndex()
        below = self.model().index(now.row() + 1, now.column())
        self.setFocus()
        if below.isValid():
            self.setCurrentIndex(below)
            self._soon.start()  # the field that is left must be gone first

    def _write_here(self) -> None:
        if self.currentIndex().isValid() and self.hasFocus():
            self.edit(self.currentIndex())

    @called_by_qt
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_row_changed.emit(current.row())
