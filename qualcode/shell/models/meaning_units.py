"""The table of meaning units, as the window shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.analysis.meaning_units import Chains, Unit
from qualcode.core.ids import CodeId, CoderId, SegmentId
from qualcode.core.model import Code
from qualcode.core.model.chain import Chain
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.unit_material import (
    EDITABLE,
    HEADINGS,
    LEVEL_OF,
    Column,
    Sieve,
    UnitFilter,
    UnitMaterial,
)

Index = QModelIndex | QPersistentModelIndex

UNIT: Final = Qt.ItemDataRole.UserRole
#: the code that stands in a cell of the chain
CODE: Final = Qt.ItemDataRole.UserRole + 1
#: whether a code stands there though its own level says something else
UNSAID: Final = Qt.ItemDataRole.UserRole + 2
#: what stands in small print under a passage
SOURCE: Final = Qt.ItemDataRole.UserRole + 3

#: a tool tip is for a glance
_LONGEST_TIP: Final = 800


class UnitsModel(QAbstractTableModel):
    """Rows that a filter lets through, sorted by a column or as the texts run.

    A row that is being filled in stays where it is, whether or not it still fits the filter and
    the order: `show_anew` sorts and filters again.

    Signals:
        text_wanted(segment_id, column, text): a condensed form or an interpretation was written.
    """

    text_wanted = Signal(str, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.material = UnitMaterial()
        self.codebook = Codebook()
        self.chains = Chains({})
        self.filter = UnitFilter()
        self.can_write = False
        #: whose words can be written; everybody’s if None
        self.writer: CoderId | None = None
        #: a passage of somebody else's of which it was asked whether words are to be written there
        self.allowed: SegmentId | None = None
        #: those columns whose words stand under the passage, for they aren't shown themselves
        self.sources: tuple[Column, ...] = (Column.PERSON, Column.DOCUMENT, Column.EVALUATOR)
        self._sorted: tuple[Column, bool] | None = None
        self._all: list[Unit] = []
        self._rows: list[Unit] = []
        self._places_of: dict[SegmentId, list[int]] | None = None
        self._source_of: dict[tuple[Any, ...], str] = {}

    # Filling

    def set_material(self, material: UnitMaterial, codebook: Codebook) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.material, self.codebook = material, codebook
        self.chains = Chains(codebook.codes)
        self._source_of.clear()
        self._all = list(material.units)
        self._rows = self._found()
        self._places_of = None
        self.endResetModel()

    def set_codebook(self, codebook: Codebook) -> None:
        """Codes are called or stand otherwise; the rows stay."""
        self.codebook, self.chains = codebook, Chains(codebook.codes)
        self._say_changed(Column.CODE, Column.THEME)

    def set_filter(self, wanted: UnitFilter) -> None:
        self.filter = wanted
        self.show_anew()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 is as the texts run."""
        falling = order == Qt.SortOrder.DescendingOrder
        self._sorted = None if column < 0 else (Column(column), falling)
        self.show_anew()

    def show_anew(self) -> None:
        """Filter and sort again."""
        self.beginResetModel()
        self._rows = self._found()
        self._places_of = None
        self.endResetModel()

    def _found(self) -> list[Unit]:
        units: Iterable[Unit] = self._all
        if not self.filter.is_open:
            sieve = Sieve(self.filter, self.material, self.codebook, self.chains)
            units = filter(sieve.lets_through, units)
        found = list(units)
        if self._sorted is not None and self._sorted != (Column.UNIT, False):
            column, falling = self._sorted
            self._sort(found, column, falling=falling)
        return found

    def _sort(self, rows: list[Unit], column: Column, *, falling: bool) -> None:
        """What is empty comes last, whichever way; the chain is sorted as the codebook stands."""
        if column is Column.UNIT:
            rows.reverse()
            return
        if column in LEVEL_OF:
            places = self._places(LEVEL_OF[column], falling=falling)
            rows.sort(key=lambda unit: places[unit.code_id], reverse=falling)
            return

        def key(unit: Unit) -> tuple[bool, str]:
            text = casefold(self.text(unit, column)) or ""
            return ((not text) is not falling, text)

        rows.sort(key=key, reverse=falling)

    def _places(self, level: int, *, falling: bool) -> dict[CodeId | None, tuple[bool, int, int]]:
        """Where each code's rows come in: by what stands at a level, then by the code itself."""
        tree: dict[CodeId | None, int] = {c: at for at, c in enumerate(self.codebook.codes)}
        found: dict[CodeId | None, tuple[bool, int, int]] = {None: (not falling, -1, -1)}
        for code_id in self.codebook.codes:
            there = self.chains.of(code_id).places[level]
            found[code_id] = ((there is None) is not falling, tree.get(there, -1), tree[code_id])
        return found

    def update(self, segment_ids: Collection[SegmentId], units: Sequence[Unit]) -> None:
        """The rows of these passages are others now; every other stays in its place."""
        new: dict[SegmentId, list[Unit]] = defaultdict(list)
        for unit in units:
            new[unit.segment_id].append(unit)
        for segment_id in dict.fromkeys(segment_ids):
            self._keep(segment_id, new.get(segment_id, []))
            self._update_one(segment_id, new.get(segment_id, []))

    def _keep(self, segment_id: SegmentId, new: list[Unit]) -> None:
        """Among all rows, in the order of the texts."""
        order, everything = self.material.order, self._all
        first = (
            bisect_left(everything, order(new[0])[:4], key=lambda one: order(one)[:4]) if new else 0
        )
        at = first
        while at < len(everything) and everything[at].segment_id == segment_id:
            at += 1
        if at > first:
            everything[first:at] = new
            return
        for place in reversed(range(len(everything))):
            if everything[place].segment_id == segment_id:
                del everything[place]
        if new:
            first = bisect_left(everything, order(new[0]), key=order)
            everything[first:first] = new

    def _rows_of(self, segment_id: SegmentId) -> list[int]:
        """Where a passage is shown; looked up once until rows come or go."""
        if self._places_of is None:
            self._places_of = defaultdict(list)
            for row, unit in enumerate(self._rows):
                self._places_of[unit.segment_id].append(row)
        return list(self._places_of.get(segment_id, ()))

    def _update_one(self, segment_id: SegmentId, new: list[Unit]) -> None:
        at = self._rows_of(segment_id)
        known = {self._rows[row].key for row in at}
        fresh = [unit for unit in new if unit.key not in known]
        by_key = {unit.key: unit for unit in new}
        last = at[-1] + 1 if at else None
        for row in reversed(at):
            unit = by_key.get(self._rows[row].key) or (fresh.pop(0) if fresh else None)
            if unit is None:
                self._remove(row)
                last = (last or 0) - 1
            else:
                self._rows[row] = unit
                self._say_changed(Column.UNIT, Column.THEME, row)
        for unit in fresh:
            self._insert(unit, last)

    def _remove(self, row: int) -> None:
        self._places_of = None
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()

    def _insert(self, unit: Unit, place: int | None) -> None:
        if place is None:
            sieve = Sieve(self.filter, self.material, self.codebook, self.chains)
            if not sieve.lets_through(unit):
                return
            place = self._place(unit)
        self._places_of = None
        self.beginInsertRows(QModelIndex(), place, place)
        self._rows.insert(place, unit)
        self.endInsertRows()

    def _place(self, unit: Unit) -> int:
        """Where a passage that is new belongs: among the texts, or last where they are sorted."""
        if self._sorted is not None:
            return len(self._rows)
        own = self.material.order(unit)
        later = (r for r, one in enumerate(self._rows) if self.material.order(one) > own)
        return next(later, len(self._rows))

    def _say_changed(self, first: Column, last: Column, row: int | None = None) -> None:
        if self._rows:
            top, bottom = (0, len(self._rows) - 1) if row is None else (row, row)
            self.dataChanged.emit(self.index(top, first), self.index(bottom, last))

    def set_sources(self, columns: tuple[Column, ...]) -> None:
        """Which columns are told under the passage."""
        if columns != self.sources:
            self.sources = columns
            self._source_of.clear()
            self._say_changed(Column.UNIT, Column.UNIT)

    # Asking

    @property
    def everything(self) -> Sequence[Unit]:
        """All rows, also those that the filter holds back."""
        return self._all

    @property
    def rows(self) -> Sequence[Unit]:
        """The rows that are shown."""
        return self._rows

    def unit(self, index: Index) -> Unit | None:
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, key: str) -> int | None:
        """The row of a coding, or of a passage."""
        return next(
            (r for r, unit in enumerate(self._rows) if key in (unit.key, unit.segment_id)), None
        )

    def chain(self, unit: Unit) -> Chain:
        return self.chains.of(unit.code_id)

    def code_in(self, unit: Unit, column: Column) -> Code | None:
        """The code that stands in a cell of the chain."""
        code_id: CodeId | None = self.chain(unit).places[LEVEL_OF[column]]
        return self.codebook.codes.get(code_id) if code_id else None

    def text(self, unit: Unit, column: Column) -> str:
        """What a cell says."""
        if column in LEVEL_OF:
            code = self.code_in(unit, column)
            return code.name if code else ""
        match column:
            case Column.UNIT:
                return unit.quote
            case Column.DOCUMENT:
                document = self.material.documents.get(unit.document_id)
                return document.title if document else ""
            case Column.PERSON:
                persons = self.material.persons
                return ", ".join(persons[one].pseudonym for one in unit.persons if one in persons)
            case Column.EVALUATOR:
                coder = self.material.coders.get(unit.coder_id)
                return coder.name if coder else ""
            case Column.CONDENSED:
                return unit.condensed or ""
        return unit.interpretation or ""

    def source(self, unit: Unit) -> str:
        """Who says it, where, and who marked it, as far as no column shows that."""
        key = (unit.persons, unit.document_id, unit.coder_id)
        if key not in self._source_of:
            said = (self.text(unit, column) for column in self.sources)
            self._source_of[key] = " · ".join(part for part in said if part)
        return self._source_of[key]

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unit, column = self._rows[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(unit, column)
        if role == UNIT:
            return unit
        if role == CODE:
            return self.code_in(unit, column) if column in LEVEL_OF else None
        if role == UNSAID:
            return column in LEVEL_OF and LEVEL_OF[column] in self.chain(unit).unsaid
        if role == SOURCE:
            return self.source(unit) if column is Column.UNIT else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(unit, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(unit, column)
        return None

    def _spoken(self, unit: Unit, column: Column) -> str:
        text = self.text(unit, column)
        if column is Column.UNIT:
            return f"{text} ({self.source(unit)})"
        return text or _("empty")

    def _tip(self, unit: Unit, column: Column) -> str:
        text = self.text(unit, column)
        code = self.code_in(unit, column) if column in LEVEL_OF else None
        if code is None:
            return shortened(text, _LONGEST_TIP)
        lines = [" > ".join(self.codebook.path(code.id))]
        if LEVEL_OF[column] in self.chain(unit).unsaid:
            lines.append(_("It stands here because of its place in the codebook: no level is set."))
        if code.definition:
            lines.append(shortened(code.definition, _LONGEST_TIP))
        return "\n".join(lines)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        unit = self.unit(index)
        if unit is None or role != Qt.ItemDataRole.EditRole:
            return False
        if value.strip() != self.text(unit, Column(index.column())):
            self.text_wanted.emit(unit.segment_id, index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = Column(index.column())
        if self.can_write and column in EDITABLE and not self.needs_leave(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def needs_leave(self, index: Index) -> bool:
        """Whether it is asked first, before words are written there: to somebody else's passage."""
        unit = self.unit(index)
        words = index.column() in (Column.CONDENSED, Column.INTERPRETATION)
        if unit is None or not self.can_write or not words:
            return False
        return self.writer not in (None, unit.coder_id) and unit.segment_id != self.allowed
