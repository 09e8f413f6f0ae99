"""The questions of a guide as they are asked in one text: to be accepted, changed or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import SURE, Asked
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.guide import AskedAt
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.models.columns import ColumnsModel, Index
from qualcode.shell.models.import_found import Found
from qualcode.shell.models.roles import CHOICES, IS_WARNING


@dataclass(eq=False)
class AskedRow:
    """A question, and where it is asked.

    Attributes:
        question: its number in the guide.
        span: None where it was not found.
        score: how alike the words are; 1 where the user has said so.
    """

    question: int
    span: Span | None = None
    score: float = 0.0
    in_order: bool = True
    accepted: bool = False


@dataclass(eq=False)
class QuestionSheet:
    """One text with the questions of a guide, in the guide's order; at least a row for each."""

    guide: Guide
    text: str
    rows: list[AskedRow]

    @classmethod
    def of(cls, guide: Guide, found: Found) -> QuestionSheet:
        """As they were found on importing; what is not sure is accepted too, and says so."""
        return cls.proposed(guide, found.transcript.text, found.asked)

    @classmethod
    def proposed(cls, guide: Guide, text: str, asked: Sequence[Asked]) -> QuestionSheet:
        """With a row for each place that was found."""
        rows = [
            AskedRow(one.question, Span(one.start, one.end), one.score, one.in_order, accepted=True)
            for one in asked
        ]
        there = {row.question for row in rows}
        rows += [AskedRow(n) for n in range(len(guide.questions)) if n not in there]
        return cls(guide, text, sorted(rows, key=_order))

    def accepted(self) -> list[AskedAt]:
        """What is to be stored."""
        return [
            AskedAt(row.question, *row.span)
            for row in self.rows
            if row.accepted and row.span is not None
        ]

    @property
    def found(self) -> int:
        """How many questions are accepted somewhere."""
        return len({row.question for row in self.rows if row.accepted and row.span})

    @property
    def unsure(self) -> int:
        """How many places are accepted that are not sure."""
        return sum(row.accepted and row.span is not None and row.score < SURE for row in self.rows)

    def summary(self) -> str:
        """What was found, in few words."""
        number = len(self.guide.questions)
        text = ngettext("{found} of {number} question", "{found} of {number} questions", number)
        return text.format(found=self.found, number=number)


def _order(row: AskedRow) -> tuple[int, int]:
    return row.question, row.span.start if row.span else 0


class Column(IntEnum):
    """The table's columns."""

    NUMBER = 0
    QUESTION = 1
    WORDS = 2
    SURE = 3


_HEADINGS: Final = {
    Column.NUMBER: N_("No."),
    Column.QUESTION: N_("Question of the guide"),
    Column.WORDS: N_("As it is asked"),
    Column.SURE: N_("How sure"),
}


class QuestionsModel(ColumnsModel):
    """The questions of one text.

    Signals: edited(): something was accepted, changed or refused.
    """

    edited = Signal()
    headings = _HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: QuestionSheet | None = None

    def show(self, sheet: QuestionSheet | None) -> None:
        """Show the questions of a text."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def row_at(self, index: Index) -> AskedRow | None:
        rows = self.sheet.rows if self.sheet else []
        return rows[index.row()] if 0 <= index.row() < len(rows) else None

    def ask_at(self, row: int, start: int, end: int) -> bool:
        """Say that the question of a row is asked in these words; False if there are none."""
        sheet = self.sheet
        span = trim(sheet.text, start, end) if sheet else None
        if sheet is None or span is None or not 0 <= row < len(sheet.rows):
            return False
        one = sheet.rows[row]
        one.span, one.score, one.in_order, one.accepted = span, 1.0, True, True
        self._changed(row)
        return True

    def _changed(self, row: int) -> None:
        self.say_row_changed(row)
        self.edited.emit()

    def count(self) -> int:
        return len(self.sheet.rows) if self.sheet else 0

    # QAbstractTableModel

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == Column.NUMBER and row.span is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Column.QUESTION and row.span is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row_at(index), Column(index.column())
        if row is None or self.sheet is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, column) or None
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.NUMBER and row.span:
            return Qt.CheckState.Checked if row.accepted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole and column == Column.QUESTION:
            return row.question
        if role == CHOICES and column == Column.QUESTION and row.span:
            return self._choices()
        if role == IS_WARNING:
            return column == Column.SURE and row.accepted and row.score < SURE
        return None

    def _choices(self) -> list[tuple[int, str]]:
        questions = self.sheet.guide.questions if self.sheet else ()
        return [
            (number, f"{question.number} {question.text}".strip())
            for number, question in enumerate(questions)
        ]

    def _text(self, row: AskedRow, column: Column) -> str:
        assert self.sheet is not None
        question = self.sheet.guide.questions[row.question]
        if column == Column.NUMBER:
            return question.number
        if column == Column.QUESTION:
            return question.text
        if column == Column.WORDS:
            words = self.sheet.text[row.span.start : row.span.end] if row.span else ""
            return " ".join(words.split())
        return self._how_sure(row)

    def _how_sure(self, row: AskedRow) -> str:
        if row.span is None:
            return _("not found")
        if not row.accepted:
            return _("refused")
        if row.score >= SURE:
            return _("sure")
        return _("look at it") if row.in_order else _("look at it: out of order")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or row.span is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.NUMBER:
            row.accepted = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role == Qt.ItemDataRole.EditRole and index.column() == Column.QUESTION:
            row.question, row.score = int(value), 1.0
        else:
            return False
        self._changed(index.row())
        return True
