"""What models of tables have in common: columns with headings, and rows that change."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qualcode.core.translate import _

Index = QModelIndex | QPersistentModelIndex


class ColumnsModel(QAbstractTableModel):
    """A table whose columns are those that have a heading.

    Attributes:
        headings, tips: what stands above each column, and what is said of it there; translated
            when they are shown.
        numbers: the columns that stand to the right.
    """

    headings: ClassVar[Mapping[Any, str]] = {}
    tips: ClassVar[Mapping[Any, str]] = {}
    numbers: ClassVar[frozenset[int]] = frozenset()

    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    def say_row_changed(self, row: int) -> None:
        """Show a row anew."""
        self._say_changed(row, row)

    def say_all_changed(self) -> None:
        """Show all rows anew."""
        if self.count():
            self._say_changed(0, self.count() - 1)

    def _say_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.headings) - 1))

    def side(self, column: int) -> Qt.AlignmentFlag:
        """Where a column's texts stand."""
        right = column in self.numbers
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section])
        if role == Qt.ItemDataRole.ToolTipRole and section in self.tips:
            return _(self.tips[section])
        return self.side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
