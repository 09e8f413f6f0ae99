"""Every place that may be taken out of a text, in a table, and below it where it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers.removals import Choice
from qualcode.core.importers.transcript import Transcript
from qualcode.core.translate import _
from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.dialogs.import_preview import LONGEST_WHOLE
from qualcode.shell.dialogs.text_panel import TextPanel
from qualcode.shell.models.removal_places import Column, RemovalPlacesModel
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.reader import Reader

_LEAST_WIDTH: Final = 60
_LEAST_ROWS: Final = 2


class RemovalsPanel(TextPanel):
    """A tick for each place; the one that is looked at is shown in the text.

    Signals: chosen(choice): other places are to be taken out.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript: Transcript | None = None
        self._choice = Choice()
        self.model = RemovalPlacesModel(self)
        self.model.chosen.connect(self._changed)
        self.table = CellTable(self)
        self.table.setAccessibleName(_("Places that may be taken out"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        for column in (Column.KIND, Column.PAGE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.reader = Reader(self, theme=current_theme())
        self.splitter = self._text_below(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self._fit()

    # What is shown

    def show_offers(self, transcript: Transcript | None, choice: Choice) -> None:
        """Show what is offered in a text as it was read, and what of it is taken out."""
        self.model.show(transcript, choice)
        if transcript is not self._transcript:
            self._transcript = transcript
            text = transcript.text[:LONGEST_WHOLE] if transcript else ""
            self.reader.show_text(str(id(transcript)) if transcript else "", "", "", text)
            self.splitter.setSizes([self.height() // 2, self.height() // 2])
        self._choice = choice
        self._strike()

    def _changed(self, choice: Choice) -> None:
        self._choice = choice
        self._strike()
        self.chosen.emit(choice)

    def _strike(self) -> None:
        end = len(self.reader.text())
        offered = self._transcript.removals if self._transcript else ()
        seen = [one for one in offered if one.end <= end]
        self.reader.struck.show(
            [(one.start, one.end) for one in seen if self._choice.takes(one)],
            [(one.start, one.end) for one in seen if not self._choice.takes(one)],
        )

    def _row_chosen(self, index: QModelIndex) -> None:
        removal = self.model.removal_at(index)
        if removal is not None and removal.end <= len(self.reader.text()):
            self.reader.scroll_to(removal.start, removal.end)

    # Appearance

    def _fit(self) -> None:
        super()._fit()
        self.table.keep_rows(_LEAST_ROWS)
