"""The surveys of a project in a table, and how the answers to one of their questions divide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class WaveCounts:
    """How the answers to a question divided in one wave, called `name`."""

    name: str
    counts: Counts

    def of(self, answer: str) -> Count | None:
        """How many gave this answer; None if the question did not have it then."""
        return next((row for row in self.counts.rows if row.answer == answer), None)


class CountsModel(QAbstractTableModel):
    """A row for each answer to a closed question: how many gave it, and their share; of a question
    that several waves asked, wave beside wave."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waves: Sequence[WaveCounts] = ()
        self.answers: Sequence[str] = ()

    def show(self, waves: Sequence[WaveCounts]) -> None:
        """Show these counts."""
        self.beginResetModel()
        self.waves = waves
        every = (row.answer for wave in waves for row in wave.counts.rows)
        self.answers = tuple(dict.fromkeys(every))
        self.endResetModel()

    @property
    def has_waves(self) -> bool:
        """Whether waves stand side by side."""
        return len(self.waves) > 1

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.answers)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 1 + len(self.waves) if self.has_waves else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            if self.has_waves and section:
                wave = self.waves[section - 1]
                text = _("{wave} (of {base})")
                return text.format(wave=wave.name, base=wave.counts.base)
            return (_("Answer"), _("Number"), _("Share"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == 1 and not self.has_waves else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not (0 <= index.row() < len(self.answers) and self.waves):
            return None
        answer, column = self.answers[index.row()], index.column()
        row = self.waves[max(column - 1, 0) if self.has_waves else 0].of(answer)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return answer if column == 0 else self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 1 and not self.has_waves:
            return _RIGHT
        if role == BAR and row is not None and column >= (1 if self.has_waves else 2):
            return row.share
        return None

    def _text(self, row: Count | None, column: int) -> str:
        if row is None:
            return "–"
        if self.has_waves:
            return _("{number}, {share}").format(number=row.number, share=_share(row))
        return str(row.number) if column == 1 else _share(row)


def _share(row: Count) -> str:
    if row.share is None:
        return _("not in the base")
    return _("{percent} %").format(percent=percent(row.share))
