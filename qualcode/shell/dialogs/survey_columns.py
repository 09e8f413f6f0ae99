"""The columns of a survey's file: the table in which it is said what becomes of them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.surveys.plan import ROLE_NAMES, ROLES, SEVERAL, PlannedColumn, SurveyPlan
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.dialogs.survey_cells import TwoTextsDelegate
from qualcode.shell.dialogs.survey_values import ValuesPanel
from qualcode.shell.models.survey_columns import Column, ColumnsModel, Look, becomes
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

Index = QModelIndex | QPersistentModelIndex

_LEAST_WIDTH: Final = 70
#: with less height there is room for answers alone
_LOW: Final = 260
#: of each column the least width, and its share of the width that is there beyond that
_WIDTHS: Final = {
    Column.HEADER: (150, 0.45),
    Column.ROLE: (150, 0.35),
    Column.KIND: (92, 0.0),
    Column.QUESTION: (120, 0.2),
}


class ColumnsPanel(QWidget):
    """The table, and below it the answers of the column one is at.

    Attributes:
        model: what the table shows.

    Signals:
        column_chosen(number): another column is looked at.
    """

    column_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self.model = ColumnsModel(self)
        self.model.together = self._together
        self.model.edited.connect(self._show_column)
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.found, "heading")
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.about, "soft")
        self.table = self._table()
        self._fitting.timeout.connect(self._fit_rows)
        self.model.edited.connect(self._fitting.start)
        self.values = ValuesPanel(self)
        self.values.changed.connect(lambda column: self.model.put([column]))
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.values)
        self.splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.found)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.about)

    def _table(self) -> CellTable:
        table = CellTable(self)
        self._cells = TwoTextsDelegate(table)
        table.setItemDelegate(self._cells)
        table.setAccessibleName(_("Columns of the file"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.selectionModel().currentRowChanged.connect(self._show_column)
        table.setMinimumHeight(px(110))
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._fitting.start)
        return table

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.splitter.height()
        is_low = height < px(_LOW)
        self.values.set_low(is_low=is_low)
        self.about.setVisible(not is_low)
        self.splitter.setSizes([height * 3 // 5, height * 2 // 5])
        self._share_width()

    def _share_width(self) -> None:
        """No column is narrower than it can be read in; what is left is shared."""
        # There is room for the bar at the right, which comes only when the rows are there.
        room = self.table.width() - self.table.verticalScrollBar().sizeHint().width()
        left = room - 2 - sum(px(least) for least, _share in _WIDTHS.values())
        for column, (least, share) in _WIDTHS.items():
            self.table.setColumnWidth(column, px(least) + int(max(left, 0) * share))
        self._fitting.start()

    def _fit_rows(self) -> None:
        """Each row is as high as its reasons need."""
        table, widths = self.table, [self.table.columnWidth(column) for column in Column]
        for row in range(self.model.rowCount()):
            heights = (
                self._cells.height(self.model.index(row, column), widths[column])
                for column in (Column.HEADER, Column.ROLE)
            )
            table.setRowHeight(row, max(heights))

    # What is shown

    def show_file(self, plan: SurveyPlan, looks: tuple[Look, ...]) -> None:
        """Show the columns of another file, and be at the first one."""
        self.model.show(plan, looks)
        number = self.model.rowCount()
        text = ngettext("{number} column", "{number} columns", number)
        self.found.setText(text.format(number=number) if number else "")
        if number:
            self.table.setCurrentIndex(self.model.index(0, Column.ROLE))
        self._share_width()
        self._show_column()

    @property
    def current(self) -> PlannedColumn | None:
        """The column one is at."""
        return self.model.column_at(self.table.currentIndex().row())

    def _show_column(self) -> None:
        column = self.current
        self.values.show_column(column, self._ticked(column))
        self.values.setVisible(not self.values.is_empty)
        self.about.setText(becomes(column) if column else "")
        if column is not None:
            self.column_chosen.emit(column.number)

    def _ticked(self, column: PlannedColumn | None) -> list[str]:
        """The choices of a question each of which has a column."""
        plan = self.model.plan
        if plan is None or column is None or column.role != SEVERAL or column.separator:
            return []
        return [
            one.part or plan.table.fields[one.number].header
            for one in plan.columns
            if one.role == SEVERAL and not one.separator and one.question == column.question
        ]

    # What is done

    def _together(self, index: Index) -> list[int]:
        """The columns that are selected along with one."""
        rows = sorted(chosen.row() for chosen in self.table.selectionModel().selectedRows())
        return rows if index.row() in rows else [index.row()]

    def _show_menu(self, place: QPoint) -> None:
        """What all selected columns can become."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in ROLES:
            action = menu.addAction(_(ROLE_NAMES[role]))
            action.triggered.connect(partial(self.make_selected, role))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def make_selected(self, role: str) -> None:
        """Let the selected columns become this."""
        index = self.table.currentIndex()
        if index.isValid():
            self.model.role_wanted.emit(self._together(index), role)
