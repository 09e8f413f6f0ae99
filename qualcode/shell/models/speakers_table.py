"""The speakers of one text as a table, in which each can be accepted, changed or refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont

from qualcode.core.translate import N_, _
from qualcode.shell.models.columns import ColumnsModel, Index
from qualcode.shell.models.roles import CHOICES, PLACEHOLDER, SUGGESTIONS, SWATCH
from qualcode.shell.models.speakers import KINDS, LABEL_IS, Proposed, SpeakerSheet


class Column(IntEnum):
    """The table's columns."""

    LABEL = 0
    TURNS = 1
    KIND = 2
    NAME = 3
    PSEUDONYM = 4
    ROLE = 5
    GROUP = 6


_HEADINGS: Final = {
    Column.LABEL: N_("Label"),
    Column.TURNS: N_("Turns"),
    Column.KIND: N_("Speaks as"),
    Column.NAME: N_("Real name?"),
    Column.PSEUDONYM: N_("Printed as"),
    Column.ROLE: N_("Role"),
    Column.GROUP: N_("Group"),
}
_TIPS: Final = {
    Column.LABEL: N_(
        "Take the tick away where a label is no speaker: its words then belong to whoever was speaking."
    ),
    Column.KIND: N_("Respondents are counted; interviewers are not."),
    Column.NAME: N_(
        "Tick this if the label is a person’s real name, such as “Anna”. A real name is never "
        "printed unless you ask for it; a label such as “Chair” is."
    ),
    Column.PSEUDONYM: N_("What stands by the quotes in reports."),
    Column.GROUP: N_("The group under which the person’s answers are reported."),
}
_FIELDS: Final = {Column.PSEUDONYM: "pseudonym", Column.ROLE: "role", Column.GROUP: "group"}
#: Longer than any label, and a sign of a slip of the hand.
_LONGEST: Final = 200


class SpeakersModel(ColumnsModel):
    """The speakers of one text.

    Attributes:
        suggestions: the roles or groups that are in use, by the name of the field.
        together: the cells that are edited along with one, itself included.

    Signals: edited(): the user changed something; the printed names may be others now.
    """

    edited = Signal()
    headings = _HEADINGS
    tips = _TIPS
    numbers = frozenset({Column.TURNS})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: SpeakerSheet | None = None
        self.suggestions: Callable[[str], Sequence[str]] = lambda _field: ()
        self.together: Callable[[Index], Sequence[Index]] = lambda index: [index]
        self._rows: list[Proposed] = []
        self._printed: dict[Proposed, str] = {}

    def show(self, sheet: SpeakerSheet | None, printed: dict[Proposed, str]) -> None:
        """Show this text's speakers, with what each will be printed as."""
        rows = sheet.shown if sheet else []
        if sheet is self.sheet and rows == self._rows:
            self._printed = printed
            self.say_all_changed()
            return
        self.beginResetModel()
        self.sheet, self._rows, self._printed = sheet, list(rows), printed
        self.endResetModel()

    def count(self) -> int:
        return len(self._rows)

    def printed(self, row: Proposed) -> str:
        """What somebody will be printed as."""
        return self._printed.get(row, "")

    def row_at(self, index: Index) -> Proposed | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def row_of(self, label: str) -> int:
        """The number of the row with this label, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.label == label), -1)

    # QAbstractTableModel

    def flags(self, index: Index) -> Qt.ItemFlag:
        row, sheet = self.row_at(index), self.sheet
        if row is None or sheet is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable
        if row is not sheet.whole and sheet.nobody:
            return flags
        flags |= Qt.ItemFlag.ItemIsEnabled
        column = Column(index.column())
        if self._check_state(row, column) is not None:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        fixed = column in (Column.LABEL, Column.TURNS, Column.NAME)
        return flags if fixed or not self._speaks(row) else flags | Qt.ItemFlag.ItemIsEditable

    def _speaks(self, row: Proposed) -> bool:
        return self.sheet is not None and row in self.sheet.accepted

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row_at(index), Column(index.column())
        if row is None or self.sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == Column.NAME else self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(row, column)
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(row, column)
        if role == CHOICES and column == Column.KIND:
            return [(kind, _(name)) for kind, name in KINDS.items()]
        if role == PLACEHOLDER and column in (Column.ROLE, Column.GROUP) and self._speaks(row):
            return _(_HEADINGS[column])
        if role == SUGGESTIONS and column in (Column.ROLE, Column.GROUP):
            return list(self.suggestions(_FIELDS[column]))
        if role == SWATCH and column == Column.LABEL and self._speaks(row):
            return None if row.is_interviewer else self.sheet.colour(row)
        return self._look(row, column, role)

    def _check_state(self, row: Proposed, column: Column) -> Qt.CheckState | None:
        if self.sheet is None or row is self.sheet.whole:
            return None
        if column == Column.LABEL:
            checked = row.accepted and not self.sheet.nobody
        elif column == Column.NAME and self._speaks(row):
            checked = row.is_name
        else:
            return None
        return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked

    def _look(self, row: Proposed, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole and column == Column.LABEL:
            font = QFont()
            font.setBold(self._speaks(row) and not row.is_interviewer)
            font.setItalic(self._speaks(row) and row.is_interviewer)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.numbers:
            return self.side(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in _TIPS:
            return _(_TIPS[column])
        return None

    def _text(self, row: Proposed, column: Column) -> str:
        if column == Column.LABEL:
            return row.label or _("The whole text")
        if column == Column.TURNS:
            return str(row.turns)
        if not self._speaks(row):
            return _("no speaker") if column == Column.KIND else ""
        if column == Column.KIND:
            return _(KINDS[row.kind])
        if column == Column.NAME:
            return _(LABEL_IS[row.is_name]) if row.label else ""
        if column == Column.PSEUDONYM:
            return self._printed.get(row, "")
        return str(getattr(row, _FIELDS[column]))

    def _value(self, row: Proposed, column: Column) -> Any:
        return row.kind if column == Column.KIND else self._text(row, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return self.set_many(self.together(index), value, role)

    def set_many(
        self, indexes: Sequence[Index], value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Set the same in several rows at once."""
        changed = False
        for index in indexes:
            row = self.row_at(index)
            if row is not None:
                changed |= self._set(row, Column(index.column()), value, role)
        if changed:
            self.edited.emit()
        return changed

    def _set(self, row: Proposed, column: Column, value: Any, role: int) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            if self._check_state(row, column) is None:
                return False
            field = "accepted" if column == Column.LABEL else "is_name"
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif column == Column.KIND:
            field = "kind"
        elif column in _FIELDS:
            field, value = _FIELDS[column], " ".join(str(value).split())[:_LONGEST]
            if value == self._text(row, column):
                return False
        else:
            return False
        if getattr(row, field) == value:
            return False
        setattr(row, field, value)
        row.kind_said = row.kind_said or column == Column.KIND
        return True
