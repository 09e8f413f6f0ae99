"""Tables as the surveys' parts have them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from qualcode.shell.dialogs.cells import CellTable
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.share_bar import ShareDelegate
from qualcode.shell.theme import set_kind


def make_table(name: str, model: QAbstractItemModel, widest: int, parent: QWidget) -> CellTable:
    """A table of whole rows; the column `widest` takes the room that is left."""
    table = CellTable(parent)
    table.setItemDelegate(ShareDelegate(table))
    table.setAccessibleName(name)
    table.setModel(model)
    set_kind(table, "ground")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(px(60))
    table.setMinimumHeight(px(80))
    return table
