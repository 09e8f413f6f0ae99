"""One tab of the grid: the table, what is filtered, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QLabel, QMenu, QVBoxLayout, QWidget

from qualcode.core.analysis.grid import Column, Grid
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.project import Project
from qualcode.core.store import rows as rows_store
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, fill
from qualcode.shell.commands.grid_cells import CellCommands
from qualcode.shell.jobs import Progress
from qualcode.shell.models.coding_progress import CodingProgress
from qualcode.shell.models.grid import Filter, GridModel
from qualcode.shell.models.grid_words import rows_words
from qualcode.shell.panels.column_filter import ColumnFilter
from qualcode.shell.panels.grid_columns import NARROWEST, GridColumns
from qualcode.shell.panels.grid_table import GridTable
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: reading so many values takes some 20 ms; more are read in a thread
_MANY_VALUES: Final = 5_000
#: so many are read one by one in as long; what was removed even has to be looked for in the journal
_MANY_CHANGED: Final = 1_000
#: so many are read in some 10 ms, to know who is heard where
_MANY_TURNS: Final = 5_000


class GridPanel(QWidget):
    """The rows of documents, of persons or of cases.

    Attributes:
        model, table, cells: the parts.
        columns: which are shown, and how wide they are.

    Signals:
        current_changed(row_id): another row is the current one.
        opened(row_id): Ctrl+Enter, or Open in the menu.
        shown(): what is shown has changed: filled, filtered or chosen.
        attribute_wanted(column): its attribute is to be edited; None for a new one.
        delete_wanted(column): its attribute is to be deleted.
    """

    current_changed = Signal(str)
    opened = Signal(str)
    shown = Signal()
    attribute_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(
        self, session: Session, about: str, empty: str, notice: Notice, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notice = notice
        self.about = about
        self._progress = CodingProgress.shared(session)
        self._is_read = False
        self._reading = 0
        self.model = GridModel(self)
        self.model.grid = Grid(about)
        self.table = self._make_table()
        self.columns = GridColumns(session, about, self.model, self.table)
        self.columns.hidden_wanted.connect(self.set_hidden)
        self.cells = CellCommands(session, self.model, self.table, notice)
        self.row_actions: list[QAction] = []
        self._empty_words = empty
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self._empty, "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        self.setFocusProxy(self.table)
        self._progress.counted.connect(self._counted)
        session.busy_changed.connect(self.refresh)

    def _make_table(self) -> GridTable:
        table = GridTable(self)
        set_kind(table, "ground")
        table.setModel(self.model)
        header = table.horizontalHeader()
        for one in (header, table.verticalHeader()):
            # With the table's own a header asks of every cell of a column whether it is chosen.
            one.setSelectionModel(QItemSelectionModel(self.model, one))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(px(NARROWEST))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._sort_by)
        header.customContextMenuRequested.connect(self._show_column_menu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.opened.connect(self._open)
        table.selectionModel().currentChanged.connect(self._current_changed)
        table.selectionModel().selectionChanged.connect(lambda *_both: self._chosen())
        return table

    # Reading

    def start_over(self) -> None:
        """Another project is open: everything is read anew when it is next seen."""
        self._is_read = False
        self._reading += 1
        self.table.forget_later()
        self.model.filters, self.model.search, self.model.sorted_by = {}, "", None
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.columns.start_over()
        self.model.set_grid(Grid(self.about))
        self.read()

    def read(self) -> None:
        """Read all, if that has not been done: in a thread where there is much."""
        project = self._session.project
        if self._is_read or not self.isVisible():
            self.refresh()
            return
        if project is None:
            self.refresh()
            return
        self._is_read = True
        if not self._is_much(project):
            self._show(Grid.read(project.db, self.about))
            return
        self._reading += 1
        now = self._reading
        job = self._session.start_reading(_("Reading the grid…"), _read, self.about)
        if job is not None:
            job.done.connect(lambda grid: self._show_read(grid, now))
            job.over.connect(lambda: self._not_read(now))

    def _show_read(self, grid: Grid, reading: int) -> None:
        if reading == self._reading:
            self._reading += 1
            self.table.when_left(lambda: self._show(grid))

    def _not_read(self, reading: int) -> None:
        """Nothing has come of it: it was cancelled, or could not be done."""
        if reading == self._reading and self._session.project is not None:
            self._is_read = False
            self._notice.warn(_("The rows were not read."), Step(_("Read them"), self._read_again))

    def _read_again(self) -> None:
        self._notice.clear()
        self.read()

    def _is_much(self, project: Project) -> bool:
        has_more = partial(rows_store.has_more, project.db)
        return has_more("attribute_values", _MANY_VALUES) or has_more("turns", _MANY_TURNS)

    def _show(self, grid: Grid) -> None:
        grid.progress = self._progress.known
        current = self._current_cell()
        self.columns.show_grid(grid)
        self._go_to(current)
        self.refresh()

    def follow(self, changes: Changes) -> None:
        """Read again what an operation touched; all of it where it came while reading."""
        self.table.when_left(lambda: self._follow(changes))

    def _follow(self, changes: Changes) -> None:
        project = self._session.project
        if project is None or not self._is_read:
            return
        anew = changes.touches("survey_columns") or not self.isVisible()
        much = changes.number("attribute_values") > _MANY_CHANGED
        if not self.model.grid.columns or much or (anew and self._is_much(project)):
            self._is_read = False
            self._reading += 1
            self.read()
            return
        current = self._current_cell()
        columns = [column.key for column in self.model.columns]
        known = {column.key for column in self.model.grid.columns}
        touched = self.model.grid.follow(project.db, changes)
        if changes.touches("survey_columns"):
            self.columns.hide_new(known)
        self.model.follow(touched)
        if touched is None:
            new = [one.key for one in self.model.columns]
            if new != columns:
                self.columns.fit()
            self._go_to(current)
        self.refresh()

    def _counted(self, documents: list[DocumentId] | None) -> None:
        self.model.grid.progress = self._progress.known
        self.model.follow(self.model.rows if documents is None else documents)

    def _current_cell(self) -> tuple[str, str] | None:
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        return self.model.row_at(index), self.model.column_at(index).key

    def _go_to(self, cell: tuple[str, str] | None) -> None:
        if cell is not None:
            self.table.setCurrentIndex(self.model.place(*cell))

    def refresh(self) -> None:
        """What can be done now."""
        self.model.can_write = self._session.can_write
        self.model.coder_id = self._session.coder_id
        there = bool(self.model.grid.row_ids)
        self.table.setVisible(there)
        # What will be here is said when it is known that nothing is.
        is_known = self._session.project is None or bool(self.model.grid.columns)
        self._empty.setText(self._empty_words if is_known else "")
        self._empty.setVisible(not there)
        self.cells.refresh()
        self.shown.emit()

    # Columns

    def _sort_by(self, section: int) -> None:
        """Up, then down, then as everywhere."""
        key = self.model.columns[section].key
        if self.model.sorted_by == (key, False):
            self.sort(key, descending=True)
        elif self.model.sorted_by == (key, True):
            self.sort(None)
        else:
            self.sort(key)

    def sort(self, key: str | None, *, descending: bool = False) -> None:
        """Sort by a column, or by None as the rows are listed everywhere."""
        self.model.set_sorted(key, descending=descending)
        places = [column.key for column in self.model.columns]
        place = places.index(key) if key in places else -1
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(place, order)
        self.shown.emit()

    def set_hidden(self, keys: set[str]) -> None:
        """Show all columns but these; those that come get their old widths."""
        self.table.leave_cell()
        current = self._current_cell()
        self.columns.set_hidden(keys)
        self._go_to(current)
        self.shown.emit()

    def _show_column_menu(self, point: QPoint) -> None:
        place = self.table.horizontalHeader().logicalIndexAt(point)
        if not 0 <= place < len(self.model.columns):
            return
        column = self.model.columns[place]
        menu = QMenu(self)
        sort = [
            action(menu, _("Sort &up"), lambda: self.sort(column.key)),
            action(menu, _("Sort d&own"), lambda: self.sort(column.key, descending=True)),
            action(menu, _("As &listed everywhere"), lambda: self.sort(None)),
        ]
        show = [
            action(menu, _("&Filter…"), lambda: self.ask_filter(column.key)),
            action(menu, _("&Hide"), lambda: self.columns.show([column.key], False)),
        ]
        fill(menu, [*sort, None, *show])
        if column.attribute is not None and self._session.can_write:
            edit = action(menu, _("&Edit…"), lambda: self.attribute_wanted.emit(column))
            delete = action(menu, _("&Delete…"), lambda: self.delete_wanted.emit(column))
            fill(menu, [None, edit, delete])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.horizontalHeader().mapToGlobal(point))

    def ask_filter(self, key: str | None = None) -> ColumnFilter | None:
        """Ask what the cells of a column must be, the current one if none is named."""
        index = self.table.currentIndex()
        column = self.model.grid.column(key) if key else None
        if column is None and index.isValid():
            column = self.model.column_at(index)
        if column is None:
            return None
        now = self.model.filters.get(column.key, Filter())
        asking = ColumnFilter(column.heading, self.model.values_in(column.key), now, self)
        asking.changed.connect(lambda wanted: self.set_filter(column.key, wanted))
        asking.show_below(self._below(column))
        return asking

    def _below(self, column: Column) -> QPoint:
        header = self.table.horizontalHeader()
        keys = [one.key for one in self.model.columns]
        left = header.sectionViewportPosition(keys.index(column.key)) if column.key in keys else 0
        return header.mapToGlobal(QPoint(left, header.height()))

    def set_filter(self, key: str, wanted: Filter) -> None:
        self.model.set_filter(key, wanted)
        self.shown.emit()

    def set_search(self, text: str) -> None:
        self.model.set_search(text)
        self.shown.emit()

    def clear_filters(self) -> None:
        self.model.clear_filters()
        self.shown.emit()

    # Rows

    def chosen(self) -> list[str]:
        """The rows in which something is chosen, from the top."""
        return [self.model.rows[row] for row in self.table.chosen_rows()]

    def show_row(self, row_id: str) -> None:
        """Make a row the current one, in the column one is in."""
        index = self.table.currentIndex()
        if index.isValid() and self.model.row_at(index) == row_id:
            return
        key = self.model.column_at(index).key if index.isValid() else None
        found = self.model.place(row_id, key)
        if found.isValid():
            self.table.setCurrentIndex(found)
            self.table.scrollTo(found)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.current_changed.emit(self.model.row_at(current))

    def _chosen(self) -> None:
        self.cells.refresh()
        self.shown.emit()

    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.opened.emit(self.model.row_at(index))

    def _show_menu(self, point: QPoint) -> None:
        cells = self.cells
        menu = QMenu(self)
        fill(menu, [*self.row_actions, None] if self.row_actions else [])
        fill(menu, [cells.copy, cells.paste, cells.fill_down, cells.clear])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(point))

    def words(self) -> str:
        """How many rows there are, and how many of them are shown and chosen; and in which row one
        is, whose name may be out of sight."""
        total, shown, chosen = len(self.model.grid.row_ids), len(self.model.rows), self.chosen()
        parts = [rows_words(self.about, total)]
        if shown != total:
            parts.append(_("{number} shown").format(number=shown))
        if len(chosen) > 1:
            parts.append(_("{number} chosen").format(number=len(chosen)))
        index = self.table.currentIndex()
        if len(chosen) == 1 and index.isValid():
            name = self.model.grid.columns[0]
            parts.append(self.model.text(self.model.row_at(index), name))
        return " · ".join(parts)

    def current_column(self) -> Column | None:
        """The column one is in."""
        index = self.table.currentIndex()
        return self.model.column_at(index) if index.isValid() else None

    # State

    def state(self) -> dict[str, Any]:
        """How the tab was left. It holds no word of what stands there."""
        sorted_by = self.model.sorted_by
        return {
            **self.columns.state(),
            "sorted": list(sorted_by) if sorted_by else None,
            "current": list(self._current_cell() or ()),
        }

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Go back to how it was left. What makes no sense or is gone is passed over."""
        self.columns.restore_state(state)
        match state.get("sorted"):
            case [str(key), bool(descending)]:
                self.sort(key, descending=descending)
        match state.get("current"):
            case [str(row_id), str(key)]:
                self._go_to((row_id, key))


def _read(project: Project, about: str, *, progress: Progress) -> Grid:
    progress(0, 0)
    return Grid.read(project.db, about)
