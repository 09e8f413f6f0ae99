"""The list of passages: headings with cards under them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import By, Group
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.documents import passage_words
from qualcode.shell.text.dragging import put_codings

Index = QModelIndex | QPersistentModelIndex
Row = Group | Found
#: what a row is known by while its contents may change: its heading's key, and a card's place
Key = tuple[str, Any]

ROW: Final = Qt.ItemDataRole.UserRole


class CardsModel(QAbstractListModel):
    """Rows of one list: each heading, then its cards.

    `describe` tells what a card says, for those who hear it read.
    """

    def __init__(self, describe: Callable[[Found], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self.can_write = False
        self.groups: Sequence[Group] = ()
        self.rows: list[Row] = []
        self._starts: list[int] = []

    # Filling

    def set_groups(self, groups: Sequence[Group], *, anew: bool = False) -> None:
        """Show these; only rows that are not the same are redrawn, unless all are new."""
        rows: list[Row] = []
        for one in groups:
            rows += [one, *one.passages]
        if anew:
            self.beginResetModel()
            self._take(groups, rows)
            self.endResetModel()
            return
        head, tail = _same_ends(self.rows, rows)
        removed, added = len(self.rows) - head - tail, len(rows) - head - tail
        old = self.rows
        if removed:
            self.beginRemoveRows(QModelIndex(), head, head + removed - 1)
            self._take(groups, old[:head] + old[head + removed :])
            self.endRemoveRows()
        if added:
            self.beginInsertRows(QModelIndex(), head, head + added - 1)
            self._take(groups, rows)
            self.endInsertRows()
        self._take(groups, rows)
        for row in (*range(head), *range(len(rows) - tail, len(rows))):
            before = old[row] if row < head else old[row - len(rows) + len(old)]
            if before is not rows[row] and before != rows[row]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _take(self, groups: Sequence[Group], rows: list[Row]) -> None:
        self.groups, self.rows = groups, rows
        self._starts = [number for number, row in enumerate(rows) if isinstance(row, Group)]

    # Asking

    def found(self, row: int) -> Found | None:
        """The card on a row; None for a heading."""
        shown = self.rows[row] if 0 <= row < len(self.rows) else None
        return shown if isinstance(shown, Found) else None

    def group_at(self, row: int) -> Group:
        """The heading that a row stands under, or is."""
        heading = self.rows[self._starts[bisect_right(self._starts, row) - 1]]
        assert isinstance(heading, Group)
        return heading

    def key(self, row: int) -> Key:
        """What a row is known by."""
        found = self.found(row)
        return self.group_at(row).key, found.key if found else None

    def row_of(self, key: Key) -> int | None:
        """Where a row is now: under the same heading if it is there still, or else elsewhere."""
        heading, place = key
        if place is None:
            return next((row for row in self._starts if self.group_at(row).key == heading), None)
        elsewhere: int | None = None
        for row, shown in enumerate(self.rows):
            if isinstance(shown, Found) and shown[:3] == place:
                if self.group_at(row).key == heading:
                    return row
                elsewhere = row if elsewhere is None else elsewhere
        return elsewhere

    def next_card(self, row: int, step: int) -> int | None:
        """The card after a row (or with -1 before it)."""
        row += step
        while 0 <= row < len(self.rows):
            if isinstance(self.rows[row], Found):
                return row
            row += step
        return None

    def cards(self, rows: Iterable[int]) -> list[Found]:
        """The passages on these rows, each once."""
        found = (self.found(row) for row in rows)
        return list(dict.fromkeys(one for one in found if one is not None))

    # QAbstractListModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Group):
                return f"{name_of(row)} · {words_of(row)}"
            return self._describe(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.found(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.can_write else flags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        cards = self.cards(index.row() for index in indexes)
        put_codings(data, (mark.coding_id for card in cards for mark in card.marks))
        return data


def _same_ends(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int]:
    """How many rows at the beginning and at the end stand for the same thing."""
    most = min(len(old), len(new))
    head = 0
    while head < most and _is_same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < most - head and _is_same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    return head, tail


def _is_same(one: Row, other: Row) -> bool:
    if one is other:
        return True
    if isinstance(one, Group) or isinstance(other, Group):
        return (
            isinstance(one, Group)
            and isinstance(other, Group)
            and (one.by, one.key) == (other.by, other.key)
        )
    return one[:3] == other[:3]


def name_of(group: Group) -> str:
    """A heading's name; for what has none, what that means."""
    if group.key:
        return group.name or _("Without a name")
    match group.by:
        case By.RESPONDENT:
            return _("Not said by a respondent")
        case By.GROUP:
            return _("Without a reporting group")
        case By.WAVE:
            return _("Without a wave")
        case By.QUESTION:
            return _("Before the first question")
        case _:
            return _("Others")


def words_of(group: Group) -> str:
    """How many persons of how many say it, and in how many passages."""
    passages = passage_words(len(group.passages))
    if group.by == By.RESPONDENT or group.asked == 0:
        return passages
    persons = ngettext(
        "{number} of {asked} person", "{number} of {asked} persons", group.asked
    ).format(number=group.persons, asked=group.asked)
    return _("{persons}, {passages}").format(persons=persons, passages=passages)
