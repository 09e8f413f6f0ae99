"""The codebook as a form over all codes, to be written in one after the other from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
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
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QStackedLayout,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as operations
from qualcode.core.translate import _
from qualcode.shell.dialogs.cells import CellDelegate, CellTable
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codebook_table import (
    DEPTH,
    IS_WORDS,
    WORDS,
    CodebookTable,
    Column,
)
from qualcode.shell.models.roles import PLACEHOLDER, SWATCH
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_swatch, paint_text, px
from qualcode.shell.session import Session

Index = QModelIndex | QPersistentModelIndex

LINES: Final = 3
_PADDING, _INDENT = 7, 14
_NAME, _WORDS, _SMALL = 190, 190, 112
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


class CodebookPart(QFrame):
    """Attributes: view, model, filter: the parts.

    Signals: code_chosen(code_id): the keys are at another code.
    """

    code_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._codebook = Codebook()
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Codebook"))
        self.model = CodebookTable(self)
        self.view = FormTable(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(_("Codebook"))
        self.filter = QComboBox(self)
        self.filter.setAccessibleName(_("Which codes are shown"))
        self._told = QLabel(
            _("Enter writes in a cell and goes to the code below; Tab to the next column."), self
        )
        self._told.setProperty("kind", "label")
        self._told.setWordWrap(True)
        self._empty = QLabel(_("No codes yet. The first are made where one reads and codes."), self)
        self._empty.setProperty("kind", "soft")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(px(20))
        self._arrange()
        self.model.edited.connect(self._edit)
        self._late: Codebook | None = None
        self._left = QTimer(self, singleShot=True, interval=0)
        self._left.timeout.connect(self._show_late)
        self.view.itemDelegate().closeEditor.connect(self._left.start)
        self.model.modelReset.connect(self._fit_columns)
        self.view.current_row_changed.connect(self._tell)
        self.filter.activated.connect(lambda _row: self._show_chosen())
        self.setFocusProxy(self.view)

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(px(26), px(12), px(26), px(8))
        above.setSpacing(px(12))
        above.addWidget(self.filter)
        above.addWidget(self._told, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(self._stack, 1)
        self._fit_columns()

    def _fit_columns(self) -> None:
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(px(80))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            if column in WORDS:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                width = _NAME if column == Column.NAME else _SMALL
                self.view.setColumnWidth(column, px(width))
        least = px(_NAME + 2 * _SMALL + len(WORDS) * _WORDS)
        narrow = self.view.width() < least
        for column in WORDS if narrow else ():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(column, px(_WORDS))

    @called_by_qt
    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_columns()

    # Filling

    def set_codebook(self, codebook: Codebook) -> None:
        """Show these codes; once a cell is left, if others have come or gone while it is open."""
        self._late = None
        if self.view.is_written_in and not self.model.has_rows_of(codebook):
            self._late = codebook
            return
        code = self.model.code(self.view.currentIndex().row())
        column = self.view.currentIndex().column()
        self._codebook = codebook
        self.model.set_codebook(codebook)
        self._name_filters()
        self._stack.setCurrentIndex(0 if len(codebook) else 1)
        if code is not None and self.view.currentIndex().row() < 0:
            self.choose(code.id, column)

    def _show_late(self) -> None:
        if self._late is not None:
            self.set_codebook(self._late)

    def _name_filters(self) -> None:
        current = self.filter.currentData()
        choices: list[tuple[Column | None, str]] = [
            (None, _("All codes ({number})").format(number=len(self._codebook))),
            (
                Column.DEFINITION,
                _("Without a definition ({number})").format(
                    number=self.model.lacking(Column.DEFINITION)
                ),
            ),
            (
                Column.EXAMPLE,
                _("Without an example ({number})").format(
                    number=self.model.lacking(Column.EXAMPLE)
                ),
            ),
        ]
        self.filter.clear()
        for column, words in choices:
            self.filter.addItem(words, column)
        self.filter.setCurrentIndex(max(0, self.filter.findData(current)))

    def _show_chosen(self) -> None:
        code = self.model.code(self.view.currentIndex().row())
        self.model.show_lacking(self.filter.currentData())
        self.choose(code.id if code is not None else None)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, Column.DEFINITION))

    def set_counts(self, count: Callable[[CodeId], CodeCount]) -> None:
        """How many passages codes have, for the tips."""
        self.model.set_counts(count)

    def set_writable(self, can_write: bool) -> None:
        self.model.can_write = can_write

    def choose(self, code_id: CodeId | None, column: int = -1) -> None:
        """Let the keys be at a code, in the column where they were."""
        row, now = self.model.row_of(code_id), self.view.currentIndex()
        if row >= 0 and row != now.row():
            at = column if column >= 0 else max(now.column(), Column.DEFINITION)
            self.view.setCurrentIndex(self.model.index(row, at))

    def dress(self) -> None:
        """In the theme and size of now."""
        self._fit_columns()
        self.view.viewport().update()

    def _tell(self, row: int) -> None:
        code = self.model.code(row)
        if code is not None and self.isVisible():
            self.code_chosen.emit(code.id)

    # Writing

    def _edit(self, code_id: str, field: str, value: str) -> None:
        code = self._codebook.codes.get(CodeId(code_id))
        if code is None:
            return
        run = self._session.run_soon
        if field == "name":
            run(operations.rename_code, code.id, value)
        elif field == "colour":
            run(operations.recolour_code, code.id, value)
        else:
            fields = ("definition", "when_to_use", "when_not_to_use", "example", "level")
            values = {name: getattr(code, name) for name in fields}
            run(operations.describe_code, code.id, **{**values, field: value})
