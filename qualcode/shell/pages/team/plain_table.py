"""A quiet table to read and to choose rows in; it stays smooth with very many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px

Index = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()
_ROW, _WIDEST, _LEAST, _APART = 30, 340, 64, 14
#: rows; by what these say the columns have their widths
_MEASURED: Final = 60
#: made once: a table asks for them with each cell that it paints
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows, and what it is about."""

    cells: tuple[str, ...]
    key: str = ""
    icon: QIcon | None = None


class _Model(QAbstractTableModel):
    def __init__(self, headings: Sequence[str], numbers: frozenset[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self._numbers = numbers
        self.rows: Sequence[Row] = ()
        #: whether headings of several words stand in two lines
        self.in_two_lines = False

    def break_headings(self, *, in_two_lines: bool) -> None:
        if in_two_lines != self.in_two_lines:
            self.in_two_lines = in_two_lines
            last = len(self.headings) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return row.icon
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headings[index.column()]}: {row.cells[index.column()]}".strip(": ")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heading = self.headings[section]
            return _broken(heading) if self.in_two_lines else heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self._numbers else _LEFT


def _broken(heading: str) -> str:
    """In two lines, at the space that is nearest to its middle."""
    spaces = [at for at, sign in enumerate(heading) if sign == " "]
    if not spaces:
        return heading
    at = min(spaces, key=lambda space: abs(2 * space + 1 - len(heading)))
    return f"{heading[:at]}\n{heading[at + 1 :]}"


class _Lined(QStyledItemDelegate):
    """A hairline under each row."""

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = option.rect
        line = QRect(row.left(), row.bottom(), row.width(), 1)
        painter.fillRect(line, QColor(current_theme().hairline))


class PlainTable(QTableView):
    """Attributes: is_whole: all rows are shown, however little room there is.

    Signals: entered(key): Enter was pressed on a row, or it was double-clicked;
    row_changed(key): another row is the current one.
    """

    entered = Signal(str)
    row_changed = Signal(str)

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        parent: QWidget | None = None,
        *,
        numbers: Sequence[int] = (),
    ) -> None:
        """Args: numbers: the columns that stand to the right."""
        super().__init__(parent)
        self.is_whole = False
        self._needed = 0  # px, for headings of one line
        self.setIconSize(QSize(px(18), px(18)))
        self.setAccessibleName(name)
        self.setProperty("kind", "ground")
        self.setShowGrid(False)
        self.setItemDelegate(_Lined(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(px(_LEAST))
        header.setStretchLastSection(len(headings) > 1 and len(headings) - 1 not in numbers)
        # Last: each of these would ask it for all of its headings.
        self.model_ = _Model(headings, frozenset(numbers), self)
        self.setModel(self.model_)
        self.doubleClicked.connect(self._enter)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.row_changed.emit(self.key_at(now.row()))
        )

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the row that was current stays so if it is among them."""
        key = self.current_key()
        self.model_.show(rows)
        self._fit()
        for number, row in enumerate(rows if key else ()):
            if row.key == key:
                self.selectRow(number)
                break
        self.updateGeometry()

    def set_headings(self, headings: Sequence[str], numbers: Sequence[int]) -> None:
        """Other columns."""
        self.model_.beginResetModel()
        self.model_.headings = tuple(headings)
        self.model_._numbers = frozenset(numbers)
        self.model_.rows = ()
        self.model_.endResetModel()

    def _fit(self) -> None:
        """Columns as wide as what is seen of them at first, within reason, and narrower ones under
        headings of two lines where there is no room for that."""
        self.model_.break_headings(in_two_lines=False)
        header = self.horizontalHeader()
        for widget in (self, header):
            widget.ensurePolished()  # not yet seen, it has another font
        stretches = header.stretchLastSection()
        header.setStretchLastSection(False)  # what it is stretched to is not what it needs
        cells = self._cell_widths()
        self._set_widths(cells, px(_APART))
        self._needed = header.length()
        if not self._has_room():
            self.model_.break_headings(in_two_lines=True)
            self._set_widths(cells, 0)
            left = (self.viewport().width() - header.length()) // max(1, len(cells))
            self._set_widths(cells, max(0, min(left, px(_APART))))
        header.setStretchLastSection(stretches)

    def _has_room(self) -> bool:
        return self._needed <= self.viewport().width()

    def _set_widths(self, cells: Sequence[int], apart: int) -> None:
        header = self.horizontalHeader()
        for column, wide in enumerate(cells):
            needed = max(wide, header.sectionSizeHint(column)) + apart
            self.setColumnWidth(column, max(px(_LEAST), min(needed, px(_WIDEST))))

    def _cell_widths(self) -> list[int]:
        """How wide what is seen at first of each column is. Of each the longest words alone are
        measured as they are painted: all of them together take long."""
        advance = self.fontMetrics().horizontalAdvance
        rows = range(min(_MEASURED, len(self.model_.rows)))
        widths = []
        for column in range(self.model_.columnCount()):
            longest = max(rows, key=lambda row: advance(self.text(row, column)), default=None)
            index = self.model_.index(-1 if longest is None else longest, column)
            widths.append(self.sizeHintForIndex(index).width() if index.isValid() else 0)
        return widths

    def key_at(self, row: int) -> str:
        """What a row is about."""
        return self.model_.rows[row].key if 0 <= row < len(self.model_.rows) else ""

    def current_key(self) -> str:
        """What the current row is about; empty if there is none."""
        return self.key_at(self.currentIndex().row())

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        return self.model_.rows[row].cells[column]

    def _enter(self, index: Index) -> None:
        if index.isValid():
            self.entered.emit(self.key_at(index.row()))

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
            return
        super().keyPressEvent(event)

    def whole_height(self) -> int:
        """How high it must be to show all rows."""
        header = self.horizontalHeader()
        height = header.sizeHint().height() + px(_ROW) * self.model_.rowCount() + px(4)
        if header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        return height

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.whole_height())

    def minimumSizeHint(self) -> QSize:
        whole = self.whole_height()
        return QSize(px(120), whole if self.is_whole else min(whole, px(110)))

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if self.model_.in_two_lines == self._has_room():
                self._fit()
            self.updateGeometry()
