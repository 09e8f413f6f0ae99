"""Tables as the surveys' parts have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.share_bar import ShareDelegate
from qualcode.shell.theme import set_kind

_LEAST: Final = 150


class WholeRows(CellTable):
    """A table of whole rows; one column, or several, take the room that is left, and no less than
    they can be read in."""

    def __init__(self, name: str, model: QAbstractItemModel, widest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._widest: tuple[int, ...] = (widest,)
        self.setItemDelegate(ShareDelegate(self))
        self.setAccessibleName(name)
        self.setModel(model)
        set_kind(self, "ground")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.widen([widest])
        header.setMinimumSectionSize(px(60))
        self.setMinimumHeight(px(100))
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        model.modelReset.connect(self._fitting.start)

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def widen(self, columns: Iterable[int]) -> None:
        """Let these columns share the room that is left."""
        header = self.horizontalHeader()
        self._widest = tuple(columns)
        for column in range(header.count()):
            wide = column in self._widest
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Interactive if wide else mode.ResizeToContents)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        others = sum(
            header.sectionSize(column)
            for column in range(header.count())
            if column not in self._widest and not header.isSectionHidden(column)
        )
        room = (self.viewport().width() - others) // max(len(self._widest), 1)
        for column in self._widest:
            header.resizeSection(column, max(px(_LEAST), room))
