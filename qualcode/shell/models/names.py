"""Names to be replaced, and where they stand: the two tables of anonymising."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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

from qualcode.core.analysis.name_proposals import CONTACT, LABEL, PERSON, NameProposal
from qualcode.core.ids import DocumentId
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations.anonymising import NameHit, where
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.roles import PLACEHOLDER

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
_CHECKED: Final = Qt.CheckState.Checked


class NameColumn(IntEnum):
    """The columns of the names."""

    NAME, INSTEAD, SEEN = range(3)


#: what is wanted until the user says otherwise
_WANTED: Final = (PERSON, CONTACT)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name, what is to stand there, and whether it is to be replaced."""

    words: str
    put: str
    wanted: bool
    seen: str


class NamesModel(QAbstractTableModel):
    """The names, and one empty row to write another in.

    Signals:
        wanted_changed(): other names, or other words, are wanted.
    """

    wanted_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NameRow] = []

    def propose(self, proposals: Iterable[NameProposal]) -> None:
        """Show what was proposed; real names, and addresses and numbers that point at somebody, are
        wanted from the beginning where it is known what is to stand there. What the user has
        written stays."""
        self.beginResetModel()
        mine = [row for row in self.rows if not row.seen]
        written = {row.words.casefold() for row in mine}
        self.rows = [
            *mine,
            *(
                NameRow(one.words, one.put, one.sort in _WANTED and bool(one.put), _seen(one))
                for one in proposals
                if one.words.casefold() not in written
            ),
        ]
        self.endResetModel()
        self.wanted_changed.emit()

    def take(self, replacements: Iterable[Replacement]) -> None:
        """Take in names from a list; they are wanted, and come first."""
        self.beginResetModel()
        new = {one.old.casefold(): NameRow(one.old, one.new, True, "") for one in replacements}
        kept = [row for row in self.rows if row.words.casefold() not in new]
        self.rows = [*new.values(), *kept]
        self.endResetModel()
        self.wanted_changed.emit()

    def wanted(self) -> list[Replacement]:
        """The names that are to be replaced, of which it is known by what."""
        return [
            Replacement(row.words, row.put)
            for row in self.rows
            if row.wanted and row.words.strip() and row.put.strip()
        ]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(NameColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Name"), _("Instead"), _("Seen as"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_new = index.row() >= len(self.rows)
        row = NameRow("", "", False, "") if is_new else self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (row.words, row.put, row.seen)[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NameColumn.NAME:
            return None if is_new else (_CHECKED if row.wanted else Qt.CheckState.Unchecked)
        if role == PLACEHOLDER and index.column() == NameColumn.NAME:
            return _("Another name")
        if role == PLACEHOLDER and index.column() == NameColumn.INSTEAD and not is_new:
            return _("What stands there")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() != NameColumn.SEEN:
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == NameColumn.NAME and index.row() < len(self.rows):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        number = index.row()
        if role == Qt.ItemDataRole.CheckStateRole:
            self._set(number, wanted=Qt.CheckState(value) == _CHECKED)
        elif number >= len(self.rows):
            if not str(value).strip():
                return False
            last = len(self.rows) + 1
            self.beginInsertRows(QModelIndex(), last, last)
            self.rows.append(NameRow(str(value).strip(), "", True, ""))
            self.endInsertRows()
        elif index.column() == NameColumn.NAME:
            self._set(number, words=str(value).strip())
        else:
            put = str(value).strip()
            self._set(number, put=put, wanted=self.rows[number].wanted or bool(put))
        self.wanted_changed.emit()
        return True

    def _set(self, number: int, **values: Any) -> None:
        self.rows[number] = replace(self.rows[number], **values)
        self.dataChanged.emit(self.index(number, 0), self.index(number, NameColumn.SEEN))


def _seen(one: NameProposal) -> str:
    """What a name was proposed as."""
    if one.sort == PERSON:
        return _("Person")
    if one.sort == LABEL:
        words = ngettext("Label, {count} time", "Label, {count} times", one.count)
    else:
        words = ngettext("{count} time", "{count} times", one.count)
    return words.format(count=one.count)


class HitColumn(IntEnum):
    """The columns of the places: a name in the middle of what is beside it."""

    BEFORE, NAME, AFTER, INSTEAD, WHERE = range(5)


class HitsModel(QAbstractTableModel):
    """Where the names stand. What is unsure is not accepted from the beginning.

    Signals:
        accepted_changed(): another place is accepted, or one is no more.
    """

    accepted_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[NameHit] = []
        self._accepted: list[bool] = []
        self._titles: dict[DocumentId, str] = {}
        self._decided: dict[tuple[str, str, str, int, str], bool] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    def show_hits(self, hits: Sequence[NameHit], titles: dict[DocumentId, str]) -> None:
        """Show these places; what was decided of a place before stays so."""
        self.beginResetModel()
        self.hits, self._titles = list(hits), titles
        self._accepted = [self._decided.get(_place(hit), hit.found.sure) for hit in hits]
        self.endResetModel()
        self.accepted_changed.emit()

    def accepted(self) -> list[NameHit]:
        """The places at which the name is to be replaced."""
        return [hit for hit, taken in zip(self.hits, self._accepted, strict=True) if taken]

    def accept_all(self, *, accepted: bool) -> None:
        """Accept every place, or none."""
        for hit in self.hits:
            self._decided[_place(hit)] = accepted
        self._accepted = [accepted] * len(self.hits)
        self._say_changed()

    def accept_like(self, words: str, *, accepted: bool) -> None:
        """Accept every place where just these words stand, or none of them."""
        for other, hit in enumerate(self.hits):
            if hit.words == words:
                self._decided[_place(hit)] = accepted
                self._accepted[other] = accepted
        self._say_changed()

    def _say_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.hits) - 1, HitColumn.WHERE))
        self.accepted_changed.emit()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(HitColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("", _("Name"), "", _("Instead"), _("Where"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit, column = self.hits[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(hit, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == HitColumn.BEFORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column == HitColumn.NAME:
            return self._bold
        if role == Qt.ItemDataRole.CheckStateRole and column == HitColumn.NAME:
            return _CHECKED if self._accepted[index.row()] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{hit.before}{hit.words}{hit.after}"
        if role == Qt.ItemDataRole.AccessibleTextRole and column == HitColumn.NAME:
            return f"{hit.before}{hit.words}{hit.after}"
        return None

    def _text(self, hit: NameHit, column: int) -> str:
        if column == HitColumn.WHERE:
            title = self._titles.get(hit.document_id, "") if hit.document_id else ""
            return title if hit.in_text else " · ".join(filter(None, (where(hit), title)))
        words = {
            HitColumn.BEFORE: hit.before,
            HitColumn.NAME: hit.words,
            HitColumn.AFTER: hit.after,
            HitColumn.INSTEAD: hit.found.put,
        }
        return " ".join(words[HitColumn(column)].split())

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == HitColumn.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        taken = Qt.CheckState(value) == _CHECKED
        self._accepted[index.row()] = taken
        self._decided[_place(self.hits[index.row()])] = taken
        self.dataChanged.emit(index, index)
        self.accepted_changed.emit()
        return True

    def counts(self) -> Counter[str]:
        """How many places of each sort there are."""
        return Counter(hit.found.sort for hit in self.hits)


def _place(hit: NameHit) -> tuple[str, str, str, int, str]:
    return hit.table, hit.row_id, hit.column, hit.found.start, hit.words
