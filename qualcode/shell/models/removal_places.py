"""Every place that is offered for removal in a text, each with a tick of its own."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from qualcode.core.importers.removals import Choice
from qualcode.core.importers.transcript import Removal, Transcript
from qualcode.core.translate import N_, _
from qualcode.shell.models.columns import ColumnsModel, Index

REMOVAL_NAMES: Final = {
    "header": N_("Page header"),
    "footer": N_("Page footer"),
    "page-number": N_("Page number"),
    "hyphen": N_("Hyphen"),
    "beginning": N_("What it says of itself"),
}
_AROUND: Final = 30
_LONGEST: Final = 100


class Column(IntEnum):
    """The table's columns."""

    KIND = 0
    PAGE = 1
    WORDS = 2


_HEADINGS: Final = {
    Column.KIND: N_("Take out"),
    Column.PAGE: N_("Page"),
    Column.WORDS: N_("Words"),
}


class RemovalPlacesModel(ColumnsModel):
    """The places of one text.

    Signals: chosen(choice): others are to be taken out.
    """

    chosen = Signal(object)
    headings = _HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transcript: Transcript | None = None
        self._choice = Choice()

    def show(self, transcript: Transcript | None, choice: Choice) -> None:
        """Show what is offered in a text as it was read, and what of it is taken out."""
        if transcript is not self._transcript:
            self.beginResetModel()
            self._transcript, self._choice = transcript, choice
            self.endResetModel()
        elif choice != self._choice:
            self._choice = choice
            self.say_all_changed()

    def removal_at(self, index: Index) -> Removal | None:
        places = self._transcript.removals if self._transcript else ()
        return places[index.row()] if 0 <= index.row() < len(places) else None

    def count(self) -> int:
        return len(self._transcript.removals) if self._transcript else 0

    # QAbstractTableModel

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.KIND else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        removal, column = self.removal_at(index), Column(index.column())
        if removal is None or self._transcript is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(self._transcript, removal, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.KIND:
            taken = self._choice.takes(removal)
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return None

    def _text(self, transcript: Transcript, removal: Removal, column: Column) -> str:
        if column == Column.KIND:
            return _(REMOVAL_NAMES[removal.kind])
        if column == Column.PAGE:
            page = transcript.page(removal.start)
            return str(page) if page is not None else ""
        return _words(transcript.text, removal)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        removal = self.removal_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or removal is None:
            return False
        if self._choice.takes(removal) != (Qt.CheckState(value) == Qt.CheckState.Checked):
            self._choice = self._choice.with_other(removal)
            self.dataChanged.emit(index, index)
            self.chosen.emit(self._choice)
        return True


def _words(text: str, removal: Removal) -> str:
    """The line that goes, or the word that a hyphen divides, with what stands around it."""
    if removal.kind != "hyphen":
        return " ".join(text[removal.start : min(removal.end, removal.start + _LONGEST)].split())
    before = text[max(0, removal.start - _AROUND) : removal.start].rpartition("\n")[2]
    after = text[removal.end : removal.end + _AROUND].partition("\n")[0]
    return f"{before}[-]{after}"
