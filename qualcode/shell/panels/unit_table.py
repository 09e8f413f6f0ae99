"""The table of meaning units: rows as high as their words, and the keys of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from qualcode.core.analysis.meaning_units import Unit
from qualcode.core.ids import DocumentId
from qualcode.shell.models.meaning_units import UnitsModel
from qualcode.shell.models.unit_copying import NamelessCells
from qualcode.shell.models.unit_material import LEVEL_OF, TEXTS, Column
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.unit_cells import UnitDelegate

#: px at normal size: of a row that has not been seen yet
_ROW = 72


class UnitTable(QTableView):
    """Only rows that are seen are measured, so fifty thousand open at once.

    Signals:
        name_wanted(index, letters): a code, category or theme is to be chosen for the cell.
        clear_wanted(index): Delete on a cell.
        open_wanted(index): Ctrl+Enter, or a double click on a passage.
        leave_wanted(index): words are to be written to a passage of somebody else's.
    """

    name_wanted = Signal(QModelIndex, str)
    clear_wanted = Signal(QModelIndex)
    open_wanted = Signal(QModelIndex)
    leave_wanted = Signal(QModelIndex)

    def __init__(
        self,
        model: UnitsModel,
        text_of: Callable[[DocumentId], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self._measured: set[int] = set()
        self._fitting = False
        self.units = model
        self.setModel(model)
        self.setItemDelegate(UnitDelegate(self))
        self.setShowGrid(False)
        self.setCornerWidget(QWidget(self))
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(_ROW))
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setSectionsMovable(False)
        columns.setMinimumSectionSize(px(64))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit_rows)
        columns.sectionResized.connect(lambda *_all: self._measure_anew())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit_rows())
        model.modelReset.connect(self._measure_anew)
        model.rowsInserted.connect(lambda *_all: self._measure_anew())
        model.rowsRemoved.connect(lambda *_all: self._measure_anew())
        model.dataChanged.connect(self._data_changed)
        self.doubleClicked.connect(self._double_clicked)

    @property
    def is_written_in(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    # Heights

    def _measure_anew(self) -> None:
        self._measured.clear()
        self._soon.start()

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() >= len(self._measured):
            self._measured.clear()
        else:
            self._measured.difference_update(range(first.row(), last.row() + 1))
        self._soon.start()

    def fit_rows(self) -> None:
        """Measure the rows that are seen. What is above the topmost stays where it is."""
        if self._fitting or not self.model().rowCount():
            return
        self._fitting = True
        try:
            above = sum(self._fit_row(row) for row in self._unmeasured())
            if above:
                bar = self.verticalScrollBar()
                self.updateGeometries()
                bar.setValue(bar.value() + above)
        finally:
            self._fitting = False

    def _unmeasured(self) -> Iterable[int]:
        """The rows in sight, as they are while one row after the other grows."""
        row, bottom = max(0, self.rowAt(0)), self.viewport().height()
        while row < self.model().rowCount() and self.rowViewportPosition(row) < bottom:
            if row not in self._measured:
                yield row
            row += 1

    def _fit_row(self, row: int) -> int:
        """Give a row its height; how much it grew, where its top is out of sight."""
        self._measured.add(row)
        delegate = self.itemDelegate()
        assert isinstance(delegate, UnitDelegate)
        before, top = self.rowHeight(row), self.rowViewportPosition(row)
        wanted = max(
            (
                delegate.height_of(self.units.index(row, column), self.columnWidth(column))
                for column in Column
                if not self.isColumnHidden(column)
            ),
            default=before,
        )
        if wanted != before:
            self.verticalHeader().resizeSection(row, wanted)
        return wanted - before if top < 0 else 0

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.verticalHeader().setDefaultSectionSize(px(_ROW))
            self._measure_anew()

    def cell_rect(self, index: QModelIndex) -> QRect:
        """Where a cell is, in the table's own place."""
        rect = self.visualRect(index)
        return QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size())

    # Choosing

    def units_in(self, column: Column | None = None) -> list[Unit]:
        """The rows that have a chosen cell (in that column), each once, from the top."""
        rows = {
            index.row()
            for index in self.selectionModel().selectedIndexes()
            if column is None or index.column() == column
        }
        if self.currentIndex().isValid():
            rows.add(self.currentIndex().row())
        return [self.units.rows[row] for row in sorted(rows)]

    def show_row(self, row: int) -> None:
        """Make a row the current one, in the column where one is."""
        column = self.currentIndex().column() if self.currentIndex().isValid() else Column.CONDENSED
        index = self.units.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy_cells(self) -> None:
        """The chosen cells to the clipboard, tabs between them, as spreadsheets take them."""
        QApplication.clipboard().setText(self.chosen_text())

    def chosen_text(self) -> str:
        """The chosen cells, row by row, without real names; a cell's line breaks become spaces."""
        cells = NamelessCells(self.units, self._text_of)
        chosen = {(i.row(), i.column()) for i in self.selectionModel().selectedIndexes()}
        shown = [c for c in Column if any(column == c for _row, column in chosen)]
        shown.sort(key=self.horizontalHeader().visualIndex)
        return "\n".join(
            "\t".join(
                " ".join(cells.text(self.units.rows[row], column).split())
                if (row, column) in chosen
                else ""
                for column in shown
            )
            for row in sorted({row for row, _column in chosen})
        )

    # Keys

    @called_by_qt
    def event(self, event: QEvent) -> bool:
        """Copying cells comes before the window's own."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() <= Column.EVALUATOR:
            self.open_wanted.emit(index)

    @called_by_qt
    def edit(self, index: QModelIndex, trigger: Any = None, event: Any = None) -> Any:  # type: ignore[override]
        """Words are written in the cell; a name is chosen beside it."""
        if trigger is None:
            return super().edit(index)
        column = Column(index.column()) if index.isValid() else Column.UNIT
        if column in LEVEL_OF and trigger != QAbstractItemView.EditTrigger.NoEditTriggers:
            if trigger & self.editTriggers() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.name_wanted.emit(index, _letters(event))
                return True
            return False
        if trigger & self.editTriggers() and self.units.needs_leave(index):
            self.leave_wanted.emit(index)
            return True
        return super().edit(index, trigger, event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_cells()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(opens=bool(control))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            if not self.step(1 if key == Qt.Key.Key_Tab else -1):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _enter(self, *, opens: bool) -> None:
        index = self.currentIndex()
        if opens or index.column() <= Column.EVALUATOR:
            self.open_wanted.emit(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            if Column(index.column()) in TEXTS:
                super().edit(index)
            else:
                self.name_wanted.emit(index, "")
        elif self.units.needs_leave(index):
            self.leave_wanted.emit(index)

    @called_by_qt
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and beyond the last or first out of the table."""
        if self.state() != QAbstractItemView.State.EditingState and self.step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def step(self, by: int) -> bool:
        """Go so many cells on, over the end of a row to the next; False beyond the ends."""
        header = self.horizontalHeader()
        shown = [column for column in Column if not self.isColumnHidden(column)]
        shown.sort(key=header.visualIndex)
        index = self.currentIndex()
        if not index.isValid() or not shown:
            return False
        at = index.row() * len(shown) + shown.index(Column(index.column())) + by
        row, place = divmod(at, len(shown))
        if not 0 <= row < self.model().rowCount():
            return False
        self.setCurrentIndex(self.model().index(row, shown[place]))
        return True


def _letters(event: object) -> str:
    text = event.text() if isinstance(event, QKeyEvent) else ""
    return text if text.isprintable() else ""
