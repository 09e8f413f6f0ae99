"""What a document says of itself, as a table in which each row is made something of, or nothing."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from qualcode.core.importers.beginning import LEAVE, MEANING_NAMES, MEANINGS, is_of, value_of
from qualcode.core.importers.transcript import Detail
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.models.columns import ColumnsModel, Index
from qualcode.shell.models.documents import kind_name
from qualcode.shell.models.roles import CHOICES


class Column(IntEnum):
    """The table's columns."""

    LABEL = 0
    VALUE = 1
    MEANING = 2
    TAKEN = 3


_HEADINGS: Final = {
    Column.LABEL: N_("It says"),
    Column.VALUE: N_("Value"),
    Column.MEANING: N_("Use as"),
    Column.TAKEN: N_("Is then"),
}


class DetailsModel(ColumnsModel):
    """The rows of one document; `details` is a list that the choices are written in.

    Signals: edited(): something else is made of a row.
    """

    edited = Signal()
    headings = _HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.details: list[Detail] = []
        self._respondents = 1

    def show(self, details: list[Detail], respondents: int = 1) -> None:
        """Show what a document says in which so many people answer."""
        if details is self.details:
            if respondents != self._respondents:
                self._respondents = respondents
                self.say_all_changed()
            return
        self.beginResetModel()
        self.details, self._respondents = details, respondents
        self.endResetModel()

    def count(self) -> int:
        return len(self.details)

    # QAbstractTableModel

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.MEANING else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.details):
            return None
        detail, column = self.details[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(detail, column, self._respondents)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _text(detail, column, self._respondents) or None
        if column != Column.MEANING:
            return None
        if role == CHOICES:
            possible = [one for one in MEANINGS if value_of(replace(detail, meaning=one))]
            return [(one, _(MEANING_NAMES[one])) for one in possible]
        return detail.meaning if role == Qt.ItemDataRole.EditRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != Column.MEANING:
            return False
        self.details[index.row()] = replace(self.details[index.row()], meaning=str(value))
        self.say_row_changed(index.row())
        self.edited.emit()
        return True


def _text(detail: Detail, column: Column, respondents: int) -> str:
    if column == Column.LABEL:
        return detail.label
    if column == Column.VALUE:
        return detail.value
    if column == Column.MEANING:
        return _(MEANING_NAMES[detail.meaning])
    if not is_of(detail.meaning, respondents):
        return _not_used(respondents)
    said = "" if detail.meaning == LEAVE else value_of(detail) or ""
    return kind_name(said) if detail.meaning == "kind" and said else said


def _not_used(respondents: int) -> str:
    """Why what is said of one respondent is said of nobody."""
    if not respondents:
        return _("Not used: there is no respondent")
    text = ngettext(
        "Not used: there is {number} respondent",
        "Not used: there are {number} respondents",
        respondents,
    )
    return text.format(number=respondents)
