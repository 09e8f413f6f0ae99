"""The codebook as a table: a row for each code, a column for each thing that describes it."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.model import LEVELS, Code
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import N_, _
from qualcode.shell.dialogs.code_dialog import LEVEL_NAMES
from qualcode.shell.models.codebook import NO_COUNT, Codebook
from qualcode.shell.models.codes import count_words, shortened
from qualcode.shell.models.roles import CHOICES, PLACEHOLDER, SWATCH

Index = QModelIndex | QPersistentModelIndex

#: whether a cell holds words of several lines
IS_WORDS: Final = Qt.ItemDataRole.UserRole + 40
#: how deep in the tree a code stands
DEPTH: Final = Qt.ItemDataRole.UserRole + 41
_LONGEST_TIP: Final = 600


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    DEFINITION = 1
    WHEN_TO_USE = 2
    WHEN_NOT_TO_USE = 3
    EXAMPLE = 4
    LEVEL = 5
    COLOUR = 6


#: the field of a code that a column shows
FIELDS: Final = {
    Column.NAME: "name",
    Column.DEFINITION: "definition",
    Column.WHEN_TO_USE: "when_to_use",
    Column.WHEN_NOT_TO_USE: "when_not_to_use",
    Column.EXAMPLE: "example",
    Column.LEVEL: "level",
    Column.COLOUR: "colour",
}
WORDS: Final = (
    Column.DEFINITION,
    Column.WHEN_TO_USE,
    Column.WHEN_NOT_TO_USE,
    Column.EXAMPLE,
)
_HEADINGS: Final = {
    Column.NAME: N_("Name"),
    Column.DEFINITION: N_("Definition"),
    Column.WHEN_TO_USE: N_("When to use"),
    Column.WHEN_NOT_TO_USE: N_("When not to use"),
    Column.EXAMPLE: N_("Example"),
    Column.LEVEL: N_("Level"),
    Column.COLOUR: N_("Colour"),
}
_INVITATIONS: Final = {
    Column.DEFINITION: N_("What it stands for"),
    Column.WHEN_TO_USE: N_("When"),
    Column.WHEN_NOT_TO_USE: N_("When not"),
    Column.EXAMPLE: N_("A passage"),
}


class CodebookTable(QAbstractTableModel):
    """Rows stay where they are while one writes in them, also when a filter would drop them now.

    Signals: edited(code_id, field, value): a cell was written in.
    """

    edited = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_write = False
        self._codebook = Codebook()
        self._ids: list[CodeId] = []
        self._lacking: Column | None = None
        self._count: Callable[[CodeId], CodeCount] = lambda _code_id: NO_COUNT

    # Filling

    def set_codebook(self, codebook: Codebook) -> None:
        """Show these codes; those in view stay so."""
        old, self._codebook = self._codebook, codebook
        if not _are_alike(old, codebook):
            self._refill()
        elif changed := [
            row for row, one in enumerate(self._ids) if old.codes[one] != codebook.codes[one]
        ]:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), last))

    def has_rows_of(self, codebook: Codebook) -> bool:
        """Whether its codes are those that are shown, in their order."""
        return _are_alike(self._codebook, codebook)

    def set_counts(self, count: Callable[[CodeId], CodeCount]) -> None:
        self._count = count

    def show_lacking(self, column: Column | None) -> None:
        """Show the codes of which nothing stands in a column; None shows all."""
        self._lacking = column
        self._refill()

    def lacking(self, column: Column) -> int:
        """How many codes have nothing there."""
        return sum(not getattr(code, FIELDS[column]) for code in self._codebook)

    def _refill(self) -> None:
        self.beginResetModel()
        column = self._lacking
        self._ids = [
            code.id
            for code in self._codebook
            if column is None or not getattr(code, FIELDS[column])
        ]
        self.endResetModel()

    # Asking

    def code(self, row: int) -> Code | None:
        """The code of a row."""
        return self._codebook.codes.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, code_id: CodeId | None) -> int:
        """The row of a code; -1 if it is not shown."""
        return self._ids.index(code_id) if code_id and code_id in self._ids else -1

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code = self.code(index.row()) if index.isValid() else None
        if code is None:
            return None
        column = Column(index.column())
        value = getattr(code, FIELDS[column]) or ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _shown(column, value)
            case Qt.ItemDataRole.EditRole:
                return value
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(code, column, value)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{code.name}, {_(_HEADINGS[column])}: {_shown(column, value)}"
        if role == IS_WORDS:
            return column in WORDS
        if role == DEPTH:
            return sum(1 for _above in self._codebook.ancestors(code.id))
        if role == PLACEHOLDER:
            return _(_INVITATIONS[column]) if column in _INVITATIONS else None
        if role == SWATCH:
            return code.colour if column in (Column.NAME, Column.COLOUR) else None
        if role == CHOICES:
            return _choices(column, value)
        return None

    def _tip(self, code: Code, column: Column, value: str) -> str:
        if column == Column.NAME:
            path = PATH_SEPARATOR.join(self._codebook.path(code.id))
            return f"{path}\n{count_words(self._count(code.id))}"
        return shortened(value, _LONGEST_TIP) if column in WORDS else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code = self.code(index.row())
        if code is None or role != Qt.ItemDataRole.EditRole:
            return False
        field = FIELDS[Column(index.column())]
        if (getattr(code, field) or "") == value:
            return False
        self.edited.emit(code.id, field, value)
        return True

    def flags(self, _index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_write else flags


def _shown(column: Column, value: str) -> str:
    if column == Column.LEVEL:
        return _(LEVEL_NAMES[value]) if value in LEVEL_NAMES else value
    if column == Column.COLOUR:
        return next((one.shown_name() for one in PALETTE if one.light == value), value)
    return value


def _choices(column: Column, value: str) -> list[tuple[str, str]] | None:
    if column == Column.LEVEL:
        return [(level, _(LEVEL_NAMES[level])) for level in LEVELS]
    if column == Column.COLOUR:
        known = [(one.light, one.shown_name()) for one in PALETTE]
        return known if value in dict(known) else [(value, value), *known]
    return None


def _are_alike(one: Codebook, other: Codebook) -> bool:
    return one.codes.keys() == other.codes.keys() and one.below == other.below
