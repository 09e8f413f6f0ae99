"""The columns of a survey's file as a table in which it is said what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.model import ATTRIBUTE_KINDS
from qualcode.core.surveys.plan import (
    BACKGROUND,
    CLOSED,
    IDENTITY,
    IGNORED,
    OPEN,
    ROLE_NAMES,
    ROLES,
    SEVERAL,
    TIME,
    PlannedColumn,
    SurveyPlan,
)
from qualcode.core.surveys.profile import profile
from qualcode.core.surveys.table import Table
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.models.roles import BENEATH, CHOICES, IS_WARNING, PLACEHOLDER

Index = QModelIndex | QPersistentModelIndex

KIND_NAMES: Final = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "yes-no": N_("Yes or no"),
    "choice": N_("Choice"),
}
#: what it means that a column becomes this
_BECOMES: Final = {
    IDENTITY: N_(
        "Tells who answers, and is never shown. By it a later wave finds the same persons."
    ),
    BACKGROUND: N_("What the person is, whatever is asked. It is kept with the person."),
    CLOSED: N_("An answer from a list. It is counted, and kept with the person."),
    SEVERAL: N_("Several answers from a list. They are counted, and kept with the person."),
    OPEN: N_("An answer in words of one’s own. It becomes text to code in a document."),
    TIME: N_("When the answers came. It is kept with them."),
    IGNORED: N_("Does not come into the project."),
}
_FIRST: Final = 3
#: of a value, in a cell
_LONGEST: Final = 40


class Column(IntEnum):
    """The table's columns."""

    HEADER = 0
    ROLE = 1
    KIND = 2
    QUESTION = 3


_HEADINGS: Final = {
    Column.HEADER: N_("Column, and what stands in it"),
    Column.ROLE: N_("Becomes, and why"),
    Column.KIND: N_("Kind"),
    Column.QUESTION: N_("Question"),
}
_TIPS: Final = {
    Column.HEADER: N_(
        "Below its name: how many different answers there are, how many are empty, and the first "
        "three"
    ),
    Column.ROLE: N_(
        "Open answers become text to code. Closed answers and background are known of the persons. "
        "By the identity a later wave finds the same persons."
    ),
    Column.KIND: N_("What the answers are: choices, numbers, dates …"),
    Column.QUESTION: N_("What was asked, as it will be called. It can be written anew."),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in a column.

    Attributes:
        first: the first different values.
        distinct, empty: how many different values there are, and how many cells without one.
    """

    first: tuple[str, ...]
    distinct: int
    empty: int

    @classmethod
    def of(cls, cells: Sequence[str], labels: Mapping[str, str]) -> Look:
        """Look through a column; `labels` are what its values mean."""
        about = profile(cells)
        first = tuple(labels.get(cell, cell) for cell in islice(about.counts, _FIRST))
        return cls(first, about.distinct, about.rows - len(about.cells))

    def words(self) -> str:
        """In one line."""
        if not self.first:
            return _("empty")
        shown = " · ".join(_cut(" ".join(value.split())) for value in self.first)
        numbers = ngettext("{number} different", "{number} different", self.distinct).format(
            number=self.distinct
        )
        if self.empty:
            numbers += ", " + ngettext("{number} empty", "{number} empty", self.empty).format(
                number=self.empty
            )
        return _("{numbers}: {values}").format(values=shown, numbers=numbers)


def looks_of(table: Table) -> tuple[Look, ...]:
    """What stands in each column; takes its time with many rows."""
    columns = zip(table.fields, table.columns, strict=True)
    return tuple(Look.of(cells, dict(field.labels)) for field, cells in columns)


class ColumnsModel(QAbstractTableModel):
    """The columns of one file.

    Attributes:
        together: the numbers of the columns that are changed along with one, itself included.

    Signals:
        edited(): the plan is another.
        role_wanted(numbers, role): columns are to be something else; `put` brings the answer.
    """

    edited = Signal()
    role_wanted = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: SurveyPlan | None = None
        self.looks: tuple[Look, ...] = ()
        self.together: Callable[[Index], Sequence[int]] = lambda index: [index.row()]

    def show(self, plan: SurveyPlan, looks: tuple[Look, ...]) -> None:
        """Show the columns of another file."""
        self.beginResetModel()
        self.plan, self.looks = plan, looks
        self.endResetModel()

    def set_plan(self, plan: SurveyPlan) -> None:
        """Show the same columns in another way."""
        self.plan = plan
        self._all_changed()
        self.edited.emit()

    def put(self, columns: Iterable[PlannedColumn]) -> None:
        """Let columns be as these are."""
        if self.plan is None:
            return
        plan = self.plan
        for column in columns:
            plan = plan.with_column(column)
        self.set_plan(plan)

    def column_at(self, row: int) -> PlannedColumn | None:
        """What becomes of the column in this row."""
        if self.plan is None or not 0 <= row < len(self.plan.columns):
            return None
        return self.plan.columns[row]

    def _all_changed(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # What Qt asks

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.plan.columns) if self.plan else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(_HEADINGS[Column(section)])
            if role == Qt.ItemDataRole.ToolTipRole and section in _TIPS:
                return _(_TIPS[Column(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        column = self.column_at(index.row())
        if column is not None and self._is_editable(column, index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _is_editable(self, column: PlannedColumn, at: int) -> bool:
        if at == Column.KIND:
            return column.role in (BACKGROUND, CLOSED)
        return at == Column.ROLE or (at == Column.QUESTION and column.role != IGNORED)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.column_at(index.row())
        if column is None or self.plan is None:
            return None
        at = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, at)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(column, at)
        if role == CHOICES:
            return self._choices(at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(column, at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(column, at) or _("empty")
        if role in (BENEATH, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._beneath(column, at)
        if role == PLACEHOLDER and at == Column.QUESTION:
            return _("Write what was asked")
        if role == IS_WARNING:
            return at == Column.ROLE and column.role == IGNORED
        return None

    def _text(self, column: PlannedColumn, at: Column) -> str:
        assert self.plan is not None, "a column is shown of no plan"
        match at:
            case Column.HEADER:
                return header_of(self.plan, column.number)
            case Column.ROLE:
                return _(ROLE_NAMES[column.role])
            case Column.KIND:
                asked = column.role in (BACKGROUND, CLOSED)
                return _(KIND_NAMES[column.kind]) if asked else ""
            case Column.QUESTION:
                return "" if column.role == IGNORED else " ".join(column.name.split())

    def _beneath(self, column: PlannedColumn, at: Column) -> str:
        if at == Column.HEADER:
            return self.looks[column.number].words()
        if at == Column.ROLE:
            return column.reason or _("You said so.")
        return ""

    def _value(self, column: PlannedColumn, at: Column) -> str:
        values = {
            Column.ROLE: column.role,
            Column.KIND: column.kind,
            Column.QUESTION: column.question,
        }
        return values.get(at, "")

    def _choices(self, at: Column) -> list[tuple[str, str]] | None:
        if at == Column.ROLE:
            return [(role, _(ROLE_NAMES[role])) for role in ROLES]
        if at == Column.KIND:
            return [(kind, _(KIND_NAMES[kind])) for kind in ATTRIBUTE_KINDS]
        return None

    def _tip(self, column: PlannedColumn, at: Column) -> str:
        if at == Column.HEADER:
            return "\n".join([self._text(column, at), "", *self.looks[column.number].first])
        if at == Column.ROLE:
            return becomes(column)
        return self._text(column, at)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.column_at(index.row())
        if column is None or role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == Column.ROLE:
            self.role_wanted.emit(list(self.together(index)), value)
        elif index.column() == Column.KIND:
            self.set_kind(self.together(index), value)
        elif index.column() == Column.QUESTION and str(value).strip():
            self._ask(column, str(value).strip())
        return True

    def set_kind(self, numbers: Iterable[int], kind: str) -> None:
        """Let the answers of closed questions be of this kind."""
        chosen = [one for number in numbers if (one := self.column_at(number))]
        self.put(replace(one, kind=kind) for one in chosen if one.role in (BACKGROUND, CLOSED))

    def _ask(self, column: PlannedColumn, question: str) -> None:
        """Columns that tick choices of one question are asked anew together."""
        assert self.plan is not None, "a question is written in no plan"
        same = [
            one
            for one in self.plan.columns
            if one is column
            or (
                not column.separator
                and one.role == column.role != OPEN
                and one.part
                and column.part
                and one.question == column.question
            )
        ]
        self.put(replace(one, question=question) for one in same)


def becomes(column: PlannedColumn) -> str:
    """What it means that the column becomes what it does."""
    return _(_BECOMES[column.role])


def header_of(plan: SurveyPlan, number: int) -> str:
    """A column as the file calls it."""
    field = plan.table.fields[number]
    name = " ".join(field.header.split())
    return _("{question} – {part}").format(question=name, part=field.part) if field.part else name


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
