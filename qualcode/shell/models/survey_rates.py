"""How many were invited to a survey's waves, how many declined and answered: a table to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFont

from qualcode.core.analysis.survey_groups import GroupRates
from qualcode.core.analysis.surveys import Rate
from qualcode.core.model.survey import WHOLE
from qualcode.core.operations.survey_figures import Figures
from qualcode.core.translate import N_, _
from qualcode.shell.models.roles import PLACEHOLDER
from qualcode.shell.models.survey_lists import BAR
from qualcode.shell.models.survey_words import rate_words

Index = QModelIndex | QPersistentModelIndex

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The table's columns."""

    WAVE = 0
    GROUP = 1
    INVITED = 2
    DECLINED = 3
    ANSWERED = 4
    RATE = 5


_HEADINGS: Final = {
    Column.WAVE: N_("Wave"),
    Column.GROUP: N_("Group"),
    Column.INVITED: N_("Invited"),
    Column.DECLINED: N_("Declined"),
    Column.ANSWERED: N_("Answered"),
    Column.RATE: N_("Response rate"),
}
_NUMBERS: Final = (Column.INVITED, Column.DECLINED, Column.ANSWERED)
_TIPS: Final = {
    Column.INVITED: N_("How many were asked to answer. Write the number in the cell."),
    Column.DECLINED: N_("How many of them said no. Who just did not answer is not among them."),
    Column.RATE: N_("The answered of the invited"),
}


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row of the table.

    Attributes:
        name: the group, or “All”.
        is_total: whether it sums the others up; such a row is not written in.
    """

    of: GroupRates
    rate: Rate
    name: str
    is_told: bool
    is_total: bool


class RatesModel(QAbstractTableModel):
    """Groups within waves.

    Signals:
        told(rates, figures): all figures of a wave, one of them changed.
        refused(why): what was written is no number of persons.
    """

    told = Signal(object, object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RateRow] = ()

    def show(self, waves: Sequence[GroupRates]) -> None:
        """Show these waves, one below the other."""
        self.beginResetModel()
        self.rows = [row for wave in waves for row in _rows(wave)]
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and section in _TIPS:
            return _(_TIPS[Column(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        fields = (Column.INVITED, Column.DECLINED)
        if index.column() in fields and self.rows[index.row()].is_told:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and row.is_total:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == PLACEHOLDER and column == Column.INVITED:
            return _("How many?")
        if role == BAR and column == Column.RATE:
            return row.rate.rate
        return None

    def _text(self, row: RateRow, column: Column) -> str:
        rate = row.rate
        match column:
            case Column.WAVE:
                return row.of.survey.wave or "–"
            case Column.GROUP:
                return row.name
            case Column.INVITED:
                return "" if rate.invited is None else str(rate.invited)
            case Column.DECLINED:
                return "" if rate.invited is None else str(rate.declined or 0)
            case Column.ANSWERED:
                return str(rate.answered)
            case Column.RATE:
                return rate_words(rate.of_invited, rate.invited) if rate.invited else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, text = self.rows[index.row()], "".join(str(value).split())
        if text and not (text.isascii() and text.isdigit()):
            self.refused.emit(
                _("“{text}” is no number of persons. Write it in figures, such as 22.").format(
                    text=str(value).strip()
                )
            )
            return False
        number = int(text) if text else None
        if index.column() == Column.DECLINED and row.rate.invited is None:
            if number is not None:
                self.refused.emit(_("Write first how many were invited."))
            return False
        self.told.emit(row.of, list(self._figures(row, index.column(), number)))
        return True

    def _figures(self, changed: RateRow, column: int, number: int | None) -> list[Figures]:
        """What is told of all groups of a wave; a group whose number is taken away is not told."""
        found = []
        for row in self.rows:
            if row.of is not changed.of or not row.is_told:
                continue
            invited, declined = row.rate.invited, row.rate.declined or 0
            if row is changed and column == Column.INVITED:
                invited = number
            elif row is changed:
                declined = number or 0
            if invited is not None:
                found.append(Figures(row.rate.group, invited, declined))
        return found


def _rows(wave: GroupRates) -> list[RateRow]:
    if wave.by.how == WHOLE:
        return [RateRow(wave, wave.total, _("All"), is_told=True, is_total=True)]
    rows = [RateRow(wave, rate, rate.group, is_told=True, is_total=False) for rate in wave.rows]
    if wave.nowhere:
        nowhere = Rate("", None, None, wave.nowhere)
        name = _("In none of the groups")
        rows.append(RateRow(wave, nowhere, name, is_told=False, is_total=False))
    rows.append(RateRow(wave, wave.total, _("All"), is_told=False, is_total=True))
    return rows
