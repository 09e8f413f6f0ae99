"""Which columns of a grid are shown, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qualcode.core.analysis.grid import Grid
from qualcode.core.operations.grid import LAST
from qualcode.shell.commands.actions import plain
from qualcode.shell.models.grid import GridModel
from qualcode.shell.panels.grid_table import GridTable
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.survey_column_menus import add_menus, asked, hidden_at_first
from qualcode.shell.session import Session

#: what is not shown until it is asked for
_HIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("language", "file", "characters", "coverage"),
    "persons": ("name",),
    "cases": (),
}
NARROWEST: Final = 64  # px at normal size
_WIDEST: Final = 260
_ROOM, _ROOM_OF_CHOICE, _ROOM_OF_SHARE = 28, 40, 76  # beside a cell's text
#: by so many rows it is seen how wide a column is
_LOOKED_AT: Final = 60


class GridColumns(QObject):
    """Knows whether the user has chosen the columns, and found their own widths.

    Signals:
        hidden_wanted(keys): all columns but these are to be shown.
    """

    hidden_wanted = Signal(object)

    def __init__(self, session: Session, about: str, model: GridModel, table: GridTable) -> None:
        super().__init__(table)
        self._session, self._about = session, about
        self._model, self._table = model, table
        self._fitted = self._chosen = False
        self._stored: dict[str, int] = {}
        self._hide_at_first()

    def start_over(self) -> None:
        """Another project is open."""
        self._fitted = self._chosen = False
        self._stored = {}
        self._hide_at_first()

    def show_grid(self, grid: Grid) -> None:
        """Show another grid in those columns of it that are to be seen."""
        known = {column.key for column in self._model.grid.columns}
        if not self._chosen:
            self._hide_at_first(grid)
        self._model.set_grid(grid)
        if self._chosen:
            self.hide_new(known)
        if not self._fitted:
            self.fit()

    def _hide_at_first(self, grid: Grid | None = None) -> None:
        """Until the user has chosen the columns: without those that few ask for."""
        columns = grid.columns if grid else []
        few = {column.key for column in columns if column.key.startswith(LAST)}
        answers = hidden_at_first(self._asked(grid))
        self._model.set_hidden({*_HIDDEN[self._about], *few, *answers})

    def hide_new(self, known: set[str]) -> None:
        """What a survey has just brought stays out of sight where it is much."""
        new = hidden_at_first(self._asked(self._model.grid)) - known
        if new and known:
            self._model.set_hidden({*self._model.hidden, *new})

    def _asked(self, grid: Grid | None) -> dict[str, str]:
        """The columns that surveys' closed questions fill, and what each survey is called."""
        project = self._session.project
        if project is None or grid is None or self._about != "persons":
            return {}
        return asked(project.db, grid.columns)

    # Choosing

    def set_hidden(self, keys: set[str]) -> None:
        """Show all columns but these; those that come get their old widths."""
        self._chosen = True
        self._stored = self._widths()
        self._model.set_hidden(keys)
        self.fit()

    def show(self, keys: Iterable[str], shown: bool) -> None:
        """Ask for these columns to be shown, or hidden."""
        hidden = set(self._model.hidden)
        (hidden.difference_update if shown else hidden.update)(keys)
        self.hidden_wanted.emit(hidden)

    def fill_menu(self, menu: QMenu) -> None:
        """Fill a menu with the columns, to show and to hide; those counted and of others last."""
        menu.clear()
        columns = self._model.grid.columns
        answers = self._asked(self._model.grid)
        for column in columns:
            if column.key in answers:
                continue
            made = QAction(plain(column.heading), menu)
            made.setCheckable(True)
            made.setChecked(column.key not in self._model.hidden)
            made.toggled.connect(lambda shown, key=column.key: self.show([key], shown))
            menu.addAction(made)
        if answers:
            menu.addSeparator()
            add_menus(menu, columns, answers, self._model.hidden, self.show)

    # Widths

    def fit(self) -> None:
        """Wide enough for what stands there, unless the user has found their own width."""
        metrics, model = self._table.fontMetrics(), self._model
        rows = model.rows[:_LOOKED_AT]
        for place, column in enumerate(model.columns):
            width = self._stored.get(column.key)
            if width is None:
                texts = [column.heading, *(model.glance(row_id, column) for row_id in rows)]
                longest = max(metrics.horizontalAdvance(text) for text in texts)
                room = _ROOM_OF_CHOICE if column.choices else _ROOM
                room = _ROOM_OF_SHARE if column.kind == "share" else room
                width = min(max(longest + px(room), px(NARROWEST)), px(_WIDEST))
            self._table.setColumnWidth(place, width)
        self._fitted = bool(model.columns) or self._fitted

    def _widths(self) -> dict[str, int]:
        """How wide each column is; of those that are hidden, how wide it was."""
        now = {
            column.key: self._table.columnWidth(place)
            for place, column in enumerate(self._model.columns)
        }
        return {**self._stored, **now}

    # State

    def state(self) -> dict[str, Any]:
        """How the columns were left."""
        return {"hidden": sorted(self._model.hidden), "widths": self._widths()}

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Go back to how they were left; what makes no sense is passed over."""
        hidden, widths = state.get("hidden"), state.get("widths")
        if isinstance(widths, dict):
            self._stored = {
                str(key): width
                for key, width in widths.items()
                if isinstance(width, int) and 0 < width < 5000
            }
        if isinstance(hidden, list):
            self._chosen = True
            self._model.set_hidden(str(key) for key in hidden)
        self.fit()
