"""The table of the grid: cells chosen in blocks, copied to and from a spreadsheet, filled down."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.shell.dialogs.cells import CellDelegate, CellTable, paint_chevron
from qualcode.shell.models.grid import IS_DONE, SEVERAL, SHARE, GridModel
from qualcode.shell.models.roles import CHOICES
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind

Index = QModelIndex | QPersistentModelIndex

_METER_WIDTH, _METER_HEIGHT = 36, 4
_KEYS = QKeySequence.StandardKey


class GridDelegate(CellDelegate):
    """Several choices are written into a field with a list; a share has a meter beside it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(IS_DONE):
            option.text = f"✓ {option.text}"

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QComboBox) and index.data(SEVERAL):
            editor.setEditable(True)
            editor.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        super().setEditorData(editor, index)
        if isinstance(editor, QComboBox) and editor.isEditable():
            editor.setEditText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox) and editor.isEditable():
            text = editor.currentText()
            if text != index.data(Qt.ItemDataRole.EditRole):
                model.setData(index, text)
            return
        super().setModelData(editor, model, index)

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        QStyledItemDelegate.paint(self, painter, option, index)
        editable = index.flags() & Qt.ItemFlag.ItemIsEditable
        if option.state & QStyle.StateFlag.State_HasFocus and editable and index.data(CHOICES):
            paint_chevron(painter, option.rect)
        share = index.data(SHARE)
        if share is not None and option.rect.width() > px(2 * _METER_WIDTH):
            _paint_meter(painter, option, float(share))


def _paint_meter(painter: QPainter, option: QStyleOptionViewItem, share: float) -> None:
    theme = current_theme()
    meter = QRectF(0, 0, px(_METER_WIDTH), px(_METER_HEIGHT))
    meter.moveLeft(option.rect.left() + px(8))
    meter.moveTop(option.rect.center().y() - meter.height() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = meter.height() / 2
    painter.setBrush(QColor(theme.track))
    painter.drawRoundedRect(meter, radius, radius)
    if share > 0:
        meter.setWidth(max(meter.height(), meter.width() * min(1.0, share)))
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(meter, radius, radius)
    painter.restore()


class GridTable(CellTable):
    """Signals:
    copy_wanted(), paste_wanted(), clear_wanted(): by the keys.
    opened(): Ctrl+Enter on a row.
    """

    copy_wanted = Signal()
    paste_wanted = Signal()
    clear_wanted = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(GridDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(True)
        self._was_current = False
        self._later: list[Callable[[], object]] = []
        self._left_soon = QTimer(self, singleShot=True, interval=0)
        self._left_soon.timeout.connect(self._catch_up)
        self.itemDelegate().closeEditor.connect(self._left_soon.start)
        self._note = QLabel(self.viewport())
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self._note, "warning")
        self._note.hide()
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.clear_note())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.clear_note())

    @property
    def is_written_in(self) -> bool:
        """Whether a cell is open, and not just being left."""
        return self.state() == QAbstractItemView.State.EditingState and self._below is None

    def when_left(self, show: Callable[[], object]) -> None:
        """Do what would close an open cell as soon as it is left; now if none is open."""
        if self.is_written_in or self._later:
            self._later.append(show)
        else:
            show()

    def forget_later(self) -> None:
        """What waits for a cell to be left is nothing to the rows that come now."""
        self._later.clear()

    def _catch_up(self) -> None:
        while self._later and not self.is_written_in:
            self._later.pop(0)()

    def leave_cell(self) -> None:
        """Keep what is written in an open cell, and close it."""
        focus = QApplication.focusWidget()
        if self.is_written_in and focus is not None and self.viewport().isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # A sentence where it belongs

    def show_note(self, index: QModelIndex, sentence: str) -> None:
        """Say what is wrong, under the cell."""
        self.scrollTo(index)
        cell, room = self.visualRect(index), self.viewport().rect()
        self._note.setText(sentence)
        self._note.setAccessibleName(sentence)
        width = min(px(360), room.width() - px(8))
        height = self._note.heightForWidth(width)
        left = max(0, min(cell.left(), room.width() - width))
        below = cell.bottom() + px(4)
        top = below if below + height <= room.height() else cell.top() - height - px(4)
        self._note.setGeometry(left, max(0, top), width, height)
        self._note.show()
        self._note.raise_()

    def clear_note(self) -> None:
        self._note.hide()

    @property
    def note(self) -> str:
        """What is said under a cell now."""
        return self._note.text() if self._note.isVisible() else ""

    def edit_again(self, index: QModelIndex, text: str, why: str) -> None:
        """Open a cell with what was written in it, when the one that it was written in has closed,
        and say under it what is wrong."""
        place = QPersistentModelIndex(index)
        QTimer.singleShot(0, self, lambda: self._edit_again(place, text, why))

    def _edit_again(self, place: QPersistentModelIndex, text: str, why: str) -> None:
        if not place.isValid():
            return
        index = self.model().index(place.row(), place.column())
        self.setCurrentIndex(index)
        self.edit(index)
        self.show_note(index, why)
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible():
                editor.setText(text)
                editor.selectAll()

    def _finder(self, index: QModelIndex) -> Callable[[], QModelIndex]:
        model = self.model()
        if not index.isValid() or not isinstance(model, GridModel):
            return super()._finder(index)
        row, column = model.row_at(index), model.column_at(index).key
        return lambda: model.place(row, column)

    # Blocks

    def block(self) -> tuple[range, range]:
        """The rows and columns of the smallest block that holds what is chosen."""
        # of ranges, for all cells of a survey may be chosen
        chosen = self._ranges()
        if not chosen:
            index = self.currentIndex()
            rows, columns = range(index.row(), index.row() + 1), index.column()
            return (rows, range(columns, columns + 1)) if index.isValid() else (range(0), range(0))
        return (
            range(min(one.top() for one in chosen), max(one.bottom() for one in chosen) + 1),
            range(min(one.left() for one in chosen), max(one.right() for one in chosen) + 1),
        )

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def choose_block(self, rows: range, columns: range) -> None:
        """Mark the cells of a block."""
        model, selection = self.model(), self.selectionModel()
        if not rows or not columns:
            return
        marked = QItemSelection(
            model.index(rows[0], columns[0]), model.index(rows[-1], columns[-1])
        )
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(model.index(rows[0], columns[0]), flags.NoUpdate)
        selection.select(marked, flags.ClearAndSelect)

    @called_by_qt
    def selectAll(self) -> None:
        """As one block: Qt would ask of each cell whether it can be chosen."""
        model = self.model()
        self.choose_block(range(model.rowCount()), range(model.columnCount()))

    def chosen_rows(self, column: int | None = None) -> list[int]:
        """The rows in which something is chosen, from the top; in that column if it is named."""
        found: set[int] = set()
        for one in self._ranges():
            if column is None or one.left() <= column <= one.right():
                found.update(range(one.top(), one.bottom() + 1))
        return sorted(found)

    # Keys and the mouse

    @called_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clear_note()
        index = self.indexAt(event.position().toPoint())
        rows, columns = self.block()
        self._was_current = index == self.currentIndex() and len(rows) == len(columns) == 1
        super().mousePressEvent(event)

    def _edit_choice(self, index: QModelIndex) -> None:
        """A choice opens by a second click, so that cells can be chosen by the first."""
        if self._was_current:
            super()._edit_choice(index)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.clear_note()
        editing = self.state() == QAbstractItemView.State.EditingState
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not editing and control and enter:
            self.opened.emit()
        elif not editing and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit()
        elif not editing and event.matches(_KEYS.Copy):
            self.copy_wanted.emit()
        elif not editing and event.matches(_KEYS.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @called_by_qt
    def event(self, event: QEvent) -> bool:
        """Copying and pasting here come before those of the window's menu."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.matches(_KEYS.Copy) or event.matches(_KEYS.Paste))
        ):
            event.accept()
            return True
        return super().event(event)


def as_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a spreadsheet takes them from the clipboard."""
    file = io.StringIO(newline="")
    csv.writer(file, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return file.getvalue()


def from_tsv(text: str) -> list[list[str]]:
    """Rows as a spreadsheet puts them on the clipboard; all are of one length."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if '"' in text:
        rows = [list(row) for row in csv.reader(io.StringIO(text), dialect="excel-tab")]
    else:
        rows = [line.split("\t") for line in text.split("\n")]
    widest = max(map(len, rows), default=0)
    return [row + [""] * (widest - len(row)) for row in rows]
