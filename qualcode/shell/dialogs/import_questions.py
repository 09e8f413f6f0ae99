"""A text with the questions of a guide: the table to decide in, and below it where they stand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.dialogs.import_preview import LONGEST_WHOLE
from qualcode.shell.dialogs.text_panel import TextPanel
from qualcode.shell.models.questions import Column, QuestionSheet, QuestionsModel
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.reader import Reader
from qualcode.shell.theme import set_kind

_LEAST_WIDTH: Final = 60
_LEAST_ROWS: Final = 2


class QuestionsPanel(TextPanel):
    """Which question of a guide is asked where in one text, to be accepted, changed or refused.

    Signals: edited(): something was.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: QuestionSheet | None = None
        self.model = QuestionsModel(self)
        self.model.edited.connect(self._show_places)
        self.model.edited.connect(self.edited)
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.found, "heading")
        self.here_button = QPushButton(_("Asked in the &marked words"), self)
        self.here_button.setAccessibleName(_("Asked in the marked words"))
        self.here_button.setToolTip(
            _("Mark words in the text below: the question of the chosen row is asked there.")
        )
        self.here_button.setAutoDefault(False)
        self.here_button.clicked.connect(self.ask_here)
        self.table = self._table()
        self.reader = Reader(self, theme=current_theme())
        self.reader.selectionChanged.connect(self._show_state)
        self._lay_out()
        self._fit()

    def _table(self) -> CellTable:
        table = CellTable(self)
        table.setAccessibleName(_("Questions of the guide"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.QUESTION, Column.WORDS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def _lay_out(self) -> None:
        top = QWidget(self)
        line = QHBoxLayout()
        line.addWidget(self.found, 1)
        line.addWidget(self.here_button)
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 6)
        upper.setSpacing(4)
        upper.addLayout(line)
        upper.addWidget(self.table, 1)
        self.splitter = self._text_below(top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    # What is shown

    def show_sheet(self, sheet: QuestionSheet | None) -> None:
        """Show a text and the questions that are asked in it."""
        if sheet is not self.sheet:
            self.sheet = sheet
            self.model.show(sheet)
            text = sheet.text[:LONGEST_WHOLE] if sheet else ""
            self.reader.show_text(str(id(sheet)) if sheet else "", "", "", text)
            self.splitter.setSizes([self.height() // 2, self.height() // 2])
        self._show_places()

    def _show_places(self) -> None:
        sheet = self.sheet
        self.found.setText(sheet.summary() if sheet else "")
        rows = [row for row in sheet.rows if row.accepted and row.span] if sheet else []
        end = len(self.reader.text())
        self.reader.hits.show({row.span for row in rows if row.span and row.span.end <= end})
        self._row_chosen(self.table.currentIndex())

    def _row_chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        span = row.span if row is not None and row.accepted else None
        if row is not None and row.span is not None and row.span.end <= len(self.reader.text()):
            self.reader.scroll_to(row.span.start, row.span.end)
        self.reader.hits.go_to(span)
        self._show_state()

    def _show_state(self) -> None:
        marked = self.reader.selection() is not None
        self.here_button.setEnabled(marked and self.table.currentIndex().isValid())

    def ask_here(self) -> None:
        """Say that the question of the chosen row is asked in the words that are marked."""
        marked = self.reader.selection()
        if marked is not None:
            self.model.ask_at(self.table.currentIndex().row(), *marked)

    # Appearance

    def _fit(self) -> None:
        super()._fit()
        self.table.keep_rows(_LEAST_ROWS)
