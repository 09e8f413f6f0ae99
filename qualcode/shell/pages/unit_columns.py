"""Which columns the table of meaning units shows, how wide they are, and by which it is sorted."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qualcode.core.translate import _
from qualcode.shell.commands.actions import choice
from qualcode.shell.models.unit_material import HEADINGS, Column
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.unit_table import UnitTable

#: the widest columns share what the others leave
_WIDTHS: Final = {
    Column.UNIT: 360,
    Column.DOCUMENT: 150,
    Column.PERSON: 130,
    Column.EVALUATOR: 130,
    Column.CONDENSED: 230,
    Column.INTERPRETATION: 210,
    Column.CODE: 160,
    Column.SUB_CATEGORY: 140,
    Column.CATEGORY: 140,
    Column.THEME: 140,
}
_NARROWEST, _WIDEST = 20, 4000
#: by a length of so many px it is seen how large the text is
_SIZE: Final = 1000
_HIDDEN: Final = (Column.DOCUMENT, Column.PERSON, Column.EVALUATOR, Column.INTERPRETATION)


class UnitColumns(QObject):
    """Attributes: actions: for each column but the passage's own, whether it is shown.

    Signals: order_wanted(column, order): -1 is as the texts run.
    """

    order_wanted = Signal(int, Qt.SortOrder)

    def __init__(self, table: UnitTable, page: QWidget) -> None:
        super().__init__(page)
        self._table = table
        self._sorted: tuple[int, bool] | None = None
        self._size = px(_SIZE)
        header = table.horizontalHeader()
        header.sectionClicked.connect(self.click_heading)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.actions = {column: self._action(column) for column in Column if column}

    def _action(self, column: Column) -> QAction:
        made = choice(self, _(HEADINGS[column]), partial(self._toggle, column))
        made.setChecked(column not in _HIDDEN)
        return made

    def _toggle(self, column: Column) -> None:
        self._table.setColumnHidden(column, not self.actions[column].isChecked())
        self._show_sources()

    def _show_sources(self) -> None:
        """Who, where and by whom stands under the passage, unless it has a column."""
        sources = (Column.PERSON, Column.DOCUMENT, Column.EVALUATOR)
        self._table.units.set_sources(tuple(c for c in sources if self._table.isColumnHidden(c)))

    def set_widths(self, stored: object = None) -> None:
        """As they were stored, or as wide as is usual; what can't be a width is passed over."""
        known = stored if isinstance(stored, dict) else {}
        for column in Column:
            width = known.get(column.name)
            if not isinstance(width, int) or not _NARROWEST <= width <= _WIDEST:
                width = px(_WIDTHS[column])
            self._table.setColumnWidth(column, width)
            if column:
                self._table.setColumnHidden(column, not self.actions[column].isChecked())
        self._table.horizontalHeader().setStretchLastSection(True)
        self._show_sources()

    def follow_size(self) -> None:
        """The text has another size, perhaps: the columns are as much wider or narrower."""
        before, self._size = self._size, px(_SIZE)
        if self._size != before:
            for column in Column:
                width = round(self._table.columnWidth(column) * self._size / before)
                self._table.setColumnWidth(column, width or px(_WIDTHS[column]))

    def click_heading(self, column: int) -> None:
        """Rising, falling, and as the texts run again."""
        before = self._sorted
        if before is None or before[0] != column:
            self.sort_rows((column, False))
        else:
            self.sort_rows(None if before[1] else (column, True))

    def sort_rows(self, wanted: tuple[int, bool] | None) -> None:
        """By a column, rising or falling; None is as the texts run."""
        self._sorted = wanted
        column, falling = wanted or (-1, False)
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self._table.horizontalHeader().setSortIndicator(column, order)
        self.order_wanted.emit(column, order)

    def prints_interpretations(self) -> bool:
        """Whether they are printed: if their column is shown."""
        return not self._table.isColumnHidden(Column.INTERPRETATION)

    def state(self) -> dict[str, Any]:
        """Which are shown, how wide, and the order."""
        shown = [column for column in Column if not self._table.isColumnHidden(column)]
        return {
            "shown": [column.name for column in shown],
            "widths": {column.name: self._table.columnWidth(column) for column in shown},
            "sorted": self._sorted,
        }

    def restore_state(self, stored: dict[str, Any]) -> None:
        """Go back to how they were left; what can't be such is passed over."""
        shown = stored.get("shown")
        if isinstance(shown, list):
            for column, one in self.actions.items():
                one.setChecked(column.name in shown)
        self.set_widths(stored.get("widths"))
        match stored.get("sorted"):
            case [int(place), bool(falling)] if 0 <= place < len(Column):
                self.sort_rows((place, falling))
