"""What a document says of itself before anybody speaks, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QVBoxLayout, QWidget

from qualcode.core.importers.transcript import Detail
from qualcode.core.translate import _
from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.models.details import Column, DetailsModel
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_LEAST_WIDTH: Final = 60


class DetailsPanel(QWidget):
    """A row for each thing that is said: what it is used as can be chosen.

    Signals: edited(): something was.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DetailsModel(self)
        self.model.edited.connect(self.edited)
        said = QLabel(
            _(
                "The document says this of itself before anybody speaks. It stays in the text, "
                "unless you take it out. A real name is kept with the person and never printed "
                "unless you ask for it."
            ),
            self,
        )
        said.setWordWrap(True)
        set_kind(said, "soft")
        self.table = CellTable(self)
        self.table.setAccessibleName(_("What the document says of itself"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.VALUE, Column.TAKEN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(_LEAST_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addWidget(said)
        box.addWidget(self.table, 1)

    def show_details(self, details: Sequence[Detail], respondents: int) -> None:
        """Show what a document says in which so many people answer; choices are written in the
        list."""
        self.model.show(details if isinstance(details, list) else list(details), respondents)
