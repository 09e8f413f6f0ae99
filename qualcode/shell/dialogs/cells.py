"""Cells of tables that are edited in place: free texts, and choices between a few values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qualcode.shell.disc import swatch_icon
from qualcode.shell.models.roles import CHOICES, IS_WARNING, PLACEHOLDER, SUGGESTIONS, SWATCH
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px

Index = QModelIndex | QPersistentModelIndex

ROW = 30  # px at normal size
_MEASURED = 100  # rows
_CHEVRON = 7
_LEFT_BY, _ENTER, _KEY = "left_by", "enter", "key"  # how something was chosen in a list
_HINT = QAbstractItemDelegate.EndEditHint
_ROOM = 22  # for the chevron
_CHECK = 26  # for a box to tick, of which Qt knows the smaller size of its own


class CellDelegate(QStyledItemDelegate):
    """A field in a text's place; a list to choose from, marked by a chevron, in a choice's."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        colour = index.data(SWATCH)
        if colour:
            option.icon = swatch_icon(current_theme().code_colour(colour), px(14))
            option.decorationSize = QSize(px(14), px(14))
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        theme = current_theme()
        if not option.text and (placeholder := index.data(PLACEHOLDER)):
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                option.text = placeholder
                _set_ink(option, theme.faint_ink)
        elif index.data(IS_WARNING):
            _set_ink(option, theme.warning)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        widest = max(
            (option.fontMetrics.horizontalAdvance(text) for _, text in index.data(CHOICES) or ()),
            default=0,
        )
        if widest:
            size.setWidth(max(size.width(), widest + px(12)) + px(_ROOM))
        room = px(8) if index.data(Qt.ItemDataRole.CheckStateRole) is None else px(_CHECK)
        return QSize(size.width() + room, max(size.height(), px(ROW)))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(CHOICES) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            paint_chevron(painter, option.rect)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES)
        editor = self._box(parent, choices) if choices else _line(parent, index)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading or ""))
        return editor

    def _box(self, parent: QWidget, choices: list[tuple[Any, str]]) -> QComboBox:
        box = QComboBox(parent)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda _row: self._chosen(box))
        # Later than Qt's own filter, so that it is asked before it.
        box.view().installEventFilter(self)
        return box

    def _chosen(self, box: QComboBox) -> None:
        """In the open list; in the closed one the arrows only show what there is."""
        if box.property(_LEFT_BY) != _KEY:
            self._finish(box, by_enter=box.property(_LEFT_BY) == _ENTER)

    def _finish(self, box: QComboBox, *, by_enter: bool) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, _HINT.SubmitModelCache if by_enter else _HINT.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value = editor.currentData() if isinstance(editor, QComboBox) else _text_in(editor)
        if value != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        cell, parent = option.rect, editor.parentWidget()
        room = parent.width() if parent else cell.width()
        height = max(editor.sizeHint().height(), cell.height())
        width = max(cell.width(), min(self._wanted_width(editor, index), room // 2))
        left = max(0, min(cell.left(), room - width))
        editor.setGeometry(QRect(left, cell.center().y() - height // 2, width, height))

    def _wanted_width(self, editor: QWidget, index: Index) -> int:
        """So much that the text in the field is seen, and there is room to go on."""
        if isinstance(editor, QLineEdit):
            text = str(index.data(Qt.ItemDataRole.EditRole))
            return editor.fontMetrics().horizontalAdvance(text) + px(60)
        return editor.sizeHint().width()

    @called_by_qt
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes what a list shows, open or closed; the arrows choose in it."""
        if box := _box_of(editor):
            if event.type() == QEvent.Type.Show:
                box.setProperty(_LEFT_BY, None)
            elif _is_enter(event):
                box.setProperty(_LEFT_BY, _ENTER)
            return False
        if isinstance(editor, QComboBox) and event.type() == QEvent.Type.KeyPress:
            if _is_enter(event):
                self._finish(editor, by_enter=True)
                return True
            editor.setProperty(_LEFT_BY, _KEY)
        return super().eventFilter(editor, event)


def _is_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    )


def _box_of(view: QObject) -> QComboBox | None:
    """The box that this is the open list of."""
    around = view.parent() if isinstance(view, QAbstractItemView) else None
    box = around.parent() if around else None
    return box if isinstance(box, QComboBox) else None


def _text_in(editor: QWidget) -> str:
    """What is written; a suggestion that was left standing is taken as it is spelled."""
    if not isinstance(editor, QLineEdit):
        return ""
    text, suggested = editor.text(), editor.findChild(QCompleter)
    if suggested is not None and editor.selectedText() and text.endswith(editor.selectedText()):
        spelled = suggested.currentCompletion()
        if spelled.casefold() == text.casefold() and len(editor.selectedText()) < len(text):
            return spelled
    return text


def _line(parent: QWidget, index: Index) -> QLineEdit:
    line = QLineEdit(parent)
    line.setProperty("kind", "in-place")
    suggestions = index.data(SUGGESTIONS)
    if suggestions:
        completer = QCompleter(suggestions, line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # In the field itself, as in a spreadsheet: what is seen there is what Enter and Tab take.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        line.setCompleter(completer)
    return line


def _set_ink(option: QStyleOptionViewItem, ink: str) -> None:
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
        option.palette.setColor(role, QColor(ink))


def paint_chevron(painter: QPainter, cell: QRect) -> None:
    """The sign that a cell opens to a list."""
    half, middle = px(_CHEVRON) / 2, cell.center()
    x = cell.right() - px(_ROOM) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(current_theme().soft_ink), 1.4))
    top, bottom = middle.y() - half / 2, middle.y() + half / 2
    corners = [QPointF(x - half, top), QPointF(x, bottom), QPointF(x + half, top)]
    painter.drawPolyline(corners)
    painter.restore()


class CellTable(QTableView):
    """A table edited in place: by a click on a choice, a double click, F2, Enter, or by typing.

    Tab leaves it, and the arrows go from cell to cell. While a cell is edited Enter takes what is
    written and goes down, and Tab to the right, as in a spreadsheet.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(CellDelegate(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        # Columns as wide as what is seen: of thousands of rows not each is measured.
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self.clicked.connect(self._edit_choice)
        #: where the keys go when what is written has been taken
        self._below: Callable[[], QModelIndex] | None = None
        self._fit_rows()

    def keep_rows(self, number: int) -> None:
        """Have room for so many rows, however little room there is."""
        header = self.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(header + number * px(ROW))

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(ROW))

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _edit_choice(self, index: QModelIndex) -> None:
        if index.data(CHOICES) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            box = self.viewport().findChild(QComboBox)
            if box is not None:
                box.showPopup()

    @called_by_qt
    def commitData(self, editor: QWidget) -> None:
        # What is written may move its row: down is as it was seen.
        index = self.currentIndex()
        self._below = self._finder(index.siblingAtRow(index.row() + 1))
        super().commitData(editor)

    def _finder(self, index: QModelIndex) -> Callable[[], QModelIndex]:
        """What tells where a cell is later."""
        place = QPersistentModelIndex(index)
        return lambda: self.model().index(place.row(), place.column())

    @called_by_qt
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        below, self._below = self._below, None
        if hint == _HINT.SubmitModelCache and below is not None and below().isValid():
            self.setCurrentIndex(below())

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        choose = event.key() == Qt.Key.Key_Space and index.data(CHOICES)
        if (enter or choose) and self.state() != QAbstractItemView.State.EditingState:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            event.accept()
            return
        super().keyPressEvent(event)
