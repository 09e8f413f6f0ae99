"""The history as a list that is read as far as one looks: steps under their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from sqlite_utils import Database

from qualcode.core.ids import CoderId, EntryId
from qualcode.core.model import Coder
from qualcode.core.operations.steps import StepLine, StepReader
from qualcode.core.store import coders as coders_store
from qualcode.core.store.steps import Wanted
from qualcode.core.translate import _
from qualcode.shell.models.moments import clock, day_name, local

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole
#: so many steps are read at a time: more than a screen shows, and a few milliseconds' work
PAGE: Final = 200

Row = StepLine | dt.date


class StepsModel(QAbstractListModel):
    """Days, and under each its steps, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db: Database | None = None
        self._reader: StepReader | None = None
        self._wanted = Wanted()
        self._rows: list[Row] = []
        self._coders: Mapping[CoderId, Coder] = {}
        self._is_whole = True

    def show(self, db: Database | None, wanted: Wanted) -> None:
        """Begin anew with these steps."""
        self.beginResetModel()
        self._db, self._wanted = db, wanted
        self._rows, self._is_whole = [], db is None
        self._read_names()
        if db is not None:
            self._rows = self._with_days(self._read(None), None)
        self.endResetModel()

    def follow(self) -> None:
        """Something was done: put the new steps first, and show which are undone now."""
        if self._db is None:
            return
        self._read_names()
        newest = next((row for row in self._rows if isinstance(row, StepLine)), None)
        assert self._reader is not None
        fresh = self._reader.page(self._wanted, None, PAGE)
        if newest is None or (len(fresh) == PAGE and fresh[-1].seq > newest.seq):
            self.show(self._db, self._wanted)
            return
        added = [line for line in fresh if line.seq > newest.seq]
        if added:
            rows = self._with_days(added, None)
            if self._rows[0] == local(added[-1].time).date():
                self._drop_first()
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self._rows[:0] = rows
            self.endInsertRows()
        self._refresh_undone()

    def _drop_first(self) -> None:
        self.beginRemoveRows(QModelIndex(), 0, 0)
        del self._rows[0]
        self.endRemoveRows()

    def _refresh_undone(self) -> None:
        """Read anew what is listed already of steps whose state has changed."""
        assert self._reader is not None
        for number, row in enumerate(self._rows):
            if isinstance(row, StepLine) and row.is_undone != self._reader.is_undone(row.id):
                line = self._reader.line(row.id)
                if line is not None:
                    self._rows[number] = line
                    index = self.index(number, 0)
                    self.dataChanged.emit(index, index)

    def _read_names(self) -> None:
        self._reader = StepReader(self._db) if self._db is not None else None
        coders = coders_store.all_coders(self._db) if self._db is not None else []
        self._coders = {coder.id: coder for coder in coders}

    def _read(self, before: int | None) -> list[StepLine]:
        assert self._reader is not None
        found = self._reader.page(self._wanted, before, PAGE)
        self._is_whole = len(found) < PAGE
        return found

    def _with_days(self, lines: list[StepLine], day: dt.date | None) -> list[Row]:
        """The steps with each day before its first; `day` is that of the step before them."""
        rows: list[Row] = []
        for line in lines:
            own = local(line.time).date()
            if own != day:
                rows.append(own)
                day = own
            rows.append(line)
        return rows

    # What a view asks

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, parent: Index) -> None:
        last = self._rows[-1] if self._rows else None
        if parent.isValid() or not isinstance(last, StepLine):
            return
        rows = self._with_days(self._read(last.seq), local(last.time).date())
        if rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], StepLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def line(self, row: int) -> StepLine | None:
        """The step in a row, if there is one."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, StepLine) else None

    def row_of(self, entry_id: EntryId) -> int:
        """Where a step stands, of those that are read; -1 if it is not among them."""
        return next(
            (n for n, row in enumerate(self._rows) if getattr(row, "id", None) == entry_id), -1
        )

    def coder(self, line: StepLine) -> Coder | None:
        """Who did it."""
        return self._coders.get(line.coder_id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, dt.date):
            return day_name(row) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ". ".join(filter(None, (row.label, when_and_who(row), tag(row))))
        return None


def when_and_who(line: StepLine) -> str:
    """“14:05 · Anna Lindqvist”"""
    return f"{clock(line.time)} · {line.coder}"


def tag(line: StepLine) -> str:
    """What is to be known of a step before anything else."""
    if line.is_undone:
        return _("undone")
    if line.is_sealed:
        return _("sealed")
    return _("by merge") if line.brought_by else ""
