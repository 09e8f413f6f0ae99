"""The surveys of a project in a table, and how the answers to one of their questions divide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcode.core.analysis.survey_groups import Listed
from qualcode.core.analysis.surveys import Count, Counts
from qualcode.core.shares import percent
from qualcode.core.translate import N_, _
from qualcode.shell.models.survey_words import rate_words

Index = QModelIndex | QPersistentModelIndex

#: how long a bar is, from 0 to 1; None for none
BAR: Final = Qt.ItemDataRole.UserRole + 40
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The list's columns."""

    TITLE = 0
    WAVE = 1
    RESPONDENTS = 2
    RATE = 3
    QUESTIONS = 4
    OPEN = 5
    ANSWERS = 6


_HEADINGS: Final = {
    Column.TITLE: N_("Survey"),
    Column.WAVE: N_("Wave"),
    Column.RESPONDENTS: N_("Respondents"),
    Column.RATE: N_("Response rate"),
    Column.QUESTIONS: N_("Questions"),
    Column.OPEN: N_("Open questions"),
    Column.ANSWERS: N_("Open answers"),
}


class SurveysModel(QAbstractTableModel):
    """A row for each survey and wave."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Listed] = ()

    def show(self, rows: Sequence[Listed]) -> None:
        """Show these surveys."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in (Column.TITLE, Column.WAVE) else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in (Column.TITLE, Column.WAVE):
            return _RIGHT
        return None


def _text(row: Listed, column: Column) -> str:
    match column:
        case Column.TITLE:
            return row.survey.title
        case Column.WAVE:
            return row.survey.wave or "–"
        case Column.RESPONDENTS:
            return str(row.respondents)
        case Column.RATE:
            total = row.total
            return rate_words(total.of_invited, total.invited) if total.invited else "–"
        case Column.QUESTIONS:
            return str(row.questions)
        case Column.OPEN:
            return str(row.open)
        case Column.ANSWERS:
            return str(row.answers)


class CountsModel(QAbstractTableModel):
    """A row for each answer to a closed question: how many gave it, and their share."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.counts: Counts | None = None

    def show(self, counts: Counts | None) -> None:
        """Show these counts."""
        self.beginResetModel()
        self.counts = counts
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.counts.rows) if self.counts else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Answer"), _("Number"), _("Share"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == 1 else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.counts is None or not 0 <= index.row() < len(self.counts.rows):
            return None
        row = self.counts.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.answer, str(row.number), self._share(row))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return _RIGHT
        if role == BAR and index.column() == 2:
            return row.share
        return None

    def _share(self, row: Count) -> str:
        if row.share is None:
            return _("not in the base")
        return _("{percent} %").format(percent=percent(row.share))
