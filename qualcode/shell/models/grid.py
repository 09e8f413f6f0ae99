"""The grid as a table that is sorted, filtered and edited in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.analysis.grid import Column, Grid
from qualcode.core.ids import CoderId
from qualcode.core.model.document import DONE
from qualcode.core.operations.grid import STATE
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, language
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.roles import CHOICES, IS_WARNING, SUGGESTIONS

Index = QModelIndex | QPersistentModelIndex

#: What stands in a real name's place while names are hidden.
HIDDEN: Final = "•••"
SHARE: Final = Qt.ItemDataRole.UserRole + 40
IS_DONE: Final = Qt.ItemDataRole.UserRole + 41
#: whether a cell may hold several of its choices
SEVERAL: Final = Qt.ItemDataRole.UserRole + 42
#: letters; thousands of persons may speak in one document
_LONGEST: Final = 500
#: columns in which an empty cell makes no sense
_NEVER_EMPTY: Final = ("kind", "language")
_NUMBERS: Final = ("number", "count", "share")
_SEEN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WRITTEN: Final = _SEEN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class Filter:
    """What a column's cells must be.

    Attributes:
        words: the cell must hold all of them.
        values: the cell must show one of these, an empty text for an empty cell; None for any.
    """

    words: str = ""
    values: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return bool(self.words.strip()) or self.values is not None

    def accepts(self, shown: str) -> bool:
        if self.values is not None and shown not in self.values:
            return False
        folded = casefold(shown) or ""
        return all(word in folded for word in (casefold(self.words) or "").split())


class GridModel(QAbstractTableModel):
    """Shows some of a grid's columns, and those of its rows that the filters let through.

    Signals:
        edit_wanted(row_id, column, text): something was edited in place.
    """

    edit_wanted = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_write = False
        self.coder_id: CoderId | None = None
        self.names_shown = False
        self.grid = Grid("documents")
        self.columns: list[Column] = []
        self.rows: list[str] = []
        self.filters: dict[str, Filter] = {}
        self.search = ""
        self.sorted_by: tuple[str, bool] | None = None
        self._places: dict[str, int] = {}
        #: what a row's shown cells say together, as it is searched
        self._said: dict[str, str] = {}
        self._hidden: frozenset[str] = frozenset()
        #: cells that could not be filled in, with the reason
        self.problems: Mapping[tuple[str, str], str] = {}
        self._decimal = QLocale(language()).decimalPoint()

    # Filling

    def set_grid(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self._choose_columns()
        self._choose_rows()
        self.endResetModel()

    def follow(self, touched: Iterable[str] | None) -> None:
        """The grid has other rows or columns, for None; or these of its rows look different.

        The order of the rows stays, so that nothing jumps away under the hands.
        """
        if touched is None:
            self.set_grid(self.grid)
            return
        touched = list(touched)
        for row_id in touched:
            self._said.pop(row_id, None)
        rows = [self._places[row_id] for row_id in touched if row_id in self._places]
        if rows and self.columns:
            last = self.index(max(rows), len(self.columns) - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Show all columns but these."""
        self._hidden = frozenset(keys)
        self.beginResetModel()
        self._choose_columns()
        self.endResetModel()

    @property
    def hidden(self) -> frozenset[str]:
        return self._hidden

    def set_filter(self, key: str, wanted: Filter) -> None:
        """Show only rows whose cell in that column is so."""
        if wanted:
            self.filters[key] = wanted
        else:
            self.filters.pop(key, None)
        self.arrange()

    def clear_filters(self) -> None:
        self.filters, self.search = {}, ""
        self.arrange()

    def set_search(self, text: str) -> None:
        """Show only rows of which a shown column holds each of the words."""
        self.search = text
        self.arrange()

    def set_sorted(self, key: str | None, *, descending: bool = False) -> None:
        """Sort by a column; by None as they are listed everywhere."""
        self.sorted_by = (key, descending) if key else None
        self.arrange()

    def arrange(self) -> None:
        """Filter and sort anew."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [(self.rows[index.row()], index.column()) for index in before]
        self._choose_rows()
        after = [
            self.index(self._places[row_id], column) if row_id in self._places else QModelIndex()
            for row_id, column in places
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def set_problems(self, problems: Mapping[tuple[str, str], str]) -> None:
        """Mark cells that could not be filled in."""
        before, self.problems = self.problems, problems
        self.follow({row_id for row_id, _key in (*before, *problems)})

    def show_names(self, shown: bool) -> None:
        self.names_shown = shown
        self.follow(self.rows)

    def _choose_columns(self) -> None:
        self._said.clear()
        self.columns = [column for column in self.grid.columns if column.key not in self._hidden]

    def _choose_rows(self) -> None:
        rows = list(self.grid.row_ids)
        for key, wanted in self.filters.items():
            column = self.grid.column(key)
            if column is not None:
                shown = self._texts(column)
                rows = [row_id for row_id in rows if wanted.accepts(shown(row_id))]
        words = (casefold(self.search.strip()) or "").split()
        if words:
            self._hear(rows)
            said = self._said
            rows = [row_id for row_id in rows if all(word in said[row_id] for word in words)]
        if self.sorted_by is not None:
            rows = self._sorted(rows, *self.sorted_by)
        self.rows = rows
        self._places = {row_id: place for place, row_id in enumerate(rows)}

    def _hear(self, rows: Iterable[str]) -> None:
        """Put together what these rows say, column by column, for there may be many."""
        missing = [row_id for row_id in rows if row_id not in self._said]
        texts = [list(map(self._texts(column), missing)) for column in self.columns]
        for row_id, said in zip(missing, zip(*texts, strict=True), strict=True):
            self._said[row_id] = casefold(" ".join(said)) or ""

    def _sorted(self, rows: list[str], key: str, descending: bool) -> list[str]:
        column = self.grid.column(key)
        if column is None:
            return rows
        value = self.grid.getter(key)
        empty = [row_id for row_id in rows if value(row_id) in (None, "")]
        apart = set(empty)
        filled = [row_id for row_id in rows if row_id not in apart]
        filled.sort(key=self._sort_key(column), reverse=descending)
        return filled + empty  # what is not filled in comes last, whichever way

    def _sort_key(self, column: Column) -> Callable[[str], Any]:
        value = self.grid.getter(column.key)
        if column.kind in _NUMBERS:
            return lambda row_id: float(value(row_id) or 0)
        if column.choices:
            places = {value: place for place, (value, _name) in enumerate(column.choices)}
            last = len(places)
            return lambda row_id: places.get(str(value(row_id)).partition("\n")[0], last)
        collator = QCollator(QLocale(language()))
        collator.setNumericMode(True)
        collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        shown = self._texts(column)
        return lambda row_id: collator.sortKey(shown(row_id))

    # Asking

    def text(self, row_id: str, column: Column) -> str:
        """What a cell shows."""
        value = self.grid.value(row_id, column.key)
        if column.key == "name" and self.grid.about == "persons" and not self.names_shown:
            return HIDDEN if value else ""
        if column.kind == "time" and value:
            return _local(str(value))
        return column.shown(value, self._decimal)

    def glance(self, row_id: str, column: Column) -> str:
        """As much of that as is for a glance: Qt measures all of a text before it cuts it."""
        return shortened(self.text(row_id, column), _LONGEST)

    def _texts(self, column: Column) -> Callable[[str], str]:
        """Tells what a column's cells show: `text`, made for many rows."""
        if column.kind == "time" or (column.key == "name" and self.grid.about == "persons"):
            return lambda row_id: self.text(row_id, column)
        value = self.grid.getter(column.key)
        known: dict[Any, str] = {None: ""}

        def text(row_id: str) -> str:
            there = value(row_id)
            shown = known.get(there)
            if shown is None:
                shown = known[there] = column.shown(there, self._decimal)
            return shown

        return text

    def values_in(self, key: str) -> list[str]:
        """What the column's cells show, each once, in order; an empty text for empty cells."""
        column = self.grid.column(key)
        if column is None:
            return []
        shown = self._texts(column)
        known: dict[str, str] = {}
        for row_id in self.grid.row_ids:
            known.setdefault(shown(row_id), row_id)
        sort_key = self._sort_key(column)
        filled = sorted((text for text in known if text), key=lambda text: sort_key(known[text]))
        return [*filled, *([""] if "" in known else [])]

    def row_at(self, index: Index) -> str:
        return self.rows[index.row()]

    def column_at(self, index: Index) -> Column:
        return self.columns[index.column()]

    def place(self, row_id: str, key: str | None = None) -> QModelIndex:
        """Where a cell is; invalid if it isn't shown."""
        row = self._places.get(row_id)
        column = next((n for n, one in enumerate(self.columns) if key in (None, one.key)), None)
        return QModelIndex() if row is None or column is None else self.index(row, column)

    def is_editable(self, column: Column) -> bool:
        """Whether cells of the column can be filled in now."""
        if not self.can_write or not column.editable:
            return False
        if column.key.startswith(STATE):
            return column.coder_id == self.coder_id
        hidden = self.grid.about == "persons" and column.key == "name" and not self.names_shown
        return not hidden

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.heading} ▾" if column.key in self.filters else column.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            filtered = _("{column}, filtered").format(column=column.heading)
            return filtered if column.key in self.filters else column.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column) | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and self.is_editable(self.column_at(index))
        return _WRITTEN if editable else _SEEN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row_id, column = self.row_at(index), self.column_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.glance(row_id, column)
        if role == Qt.ItemDataRole.EditRole:
            value = self.grid.value(row_id, column.key)
            return (
                value or "" if column.choices and not column.several else self.text(row_id, column)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {text}").format(
                column=column.heading, text=self.glance(row_id, column) or _("empty")
            )
        return self._look(row_id, column, role)

    def _look(self, row_id: str, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column) | Qt.AlignmentFlag.AlignVCenter
        if role == CHOICES and column.choices:
            empty = [] if column.key in _NEVER_EMPTY else [("", "")]
            return [*empty, *column.choices]
        if role == SEVERAL:
            return column.several
        if role == SUGGESTIONS and not column.choices and column.kind == "text":
            return self.grid.in_use(column.key)
        if role == IS_WARNING:
            return (row_id, column.key) in self.problems
        if role == SHARE and column.kind == "share":
            return self.grid.value(row_id, column.key)
        if role == IS_DONE:
            return column.key.startswith(STATE) and self.grid.value(row_id, column.key) == DONE
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problems.get((row_id, column.key)) or self.glance(row_id, column) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the edit. What is shown changes when it has been done, and not if refused."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.edit_wanted.emit(self.row_at(index), self.column_at(index).key, str(value or ""))
        return True


def _side(column: Column) -> Qt.AlignmentFlag:
    right = column.kind in _NUMBERS
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _local(stored: str) -> str:
    """A stored time as the clock on the wall showed it."""
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"
