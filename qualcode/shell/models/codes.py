"""The tree of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.analysis.counts import CodeCount
from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codebook import NO_COUNT, Codebook
from qualcode.shell.text.dragging import CODES, CODINGS, PASSAGE, codes_in, put_codes

Index = QModelIndex | QPersistentModelIndex

CODE: Final = Qt.ItemDataRole.UserRole
COUNT: Final = Qt.ItemDataRole.UserRole + 1
KEY: Final = Qt.ItemDataRole.UserRole + 2
MEMOS: Final = Qt.ItemDataRole.UserRole + 3

#: a tool tip is for a glance: a longer definition is read in its window
_LONGEST_TIP: Final = 600


class CodesModel(QAbstractItemModel):
    """Codes as a tree, or those of them that a filter lets through with what stands above them.

    Signals:
        rename_wanted(code_id, name): a name was edited in place.
        move_wanted(code_ids, parent_id, before): codes were dropped; `before` is the sibling that
            comes to stand after them, or None for the last place.
        tag_wanted(code_id): a passage of the text was dropped on a code.
        passages_dropped(code_id, is_copy): passages of a list were; a copy leaves them their own.
    """

    rename_wanted = Signal(str, str)
    move_wanted = Signal(list, object, object)
    tag_wanted = Signal(str)
    passages_dropped = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.codebook = Codebook()
        self.can_write = False
        self._shown: dict[CodeId | None, list[CodeId]] = {}
        self._rows: dict[CodeId, int] = {}
        self._ids: list[CodeId] = []
        self._handles: dict[CodeId, int] = {}
        self._counts: dict[CodeId, CodeCount] = {}
        self._keys: dict[CodeId, int] = {}
        self._memos: Mapping[str, int] = {}
        self._filter = ""

    # Filling

    def set_codebook(self, codebook: Codebook) -> None:
        """Show these codes. As little as possible is redrawn."""
        old, self.codebook = self.codebook, codebook
        if not self._filter and old.below == codebook.below:
            self._say_changed(code.id for code in codebook if old.codes[code.id] != code)
        elif self._filter or not self._one_row(old, codebook):
            self._reset()

    def _one_row(self, old: Codebook, new: Codebook) -> bool:
        """Add or remove one row, if that is all the difference."""
        added, removed = new.codes.keys() - old.codes.keys(), old.codes.keys() - new.codes.keys()
        if len(added) + len(removed) != 1:
            return False
        bigger, smaller = (new, old) if added else (old, new)
        (code_id,) = added or removed
        siblings = bigger.below[bigger.parent(code_id)]
        without = dict(bigger.below)
        without[bigger.parent(code_id)] = [other for other in siblings if other != code_id]
        if {parent: ids for parent, ids in without.items() if ids} != smaller.below:
            return False
        parent, row = self.index_of(bigger.parent(code_id)), siblings.index(code_id)
        if added:
            self.beginInsertRows(parent, row, row)
            self._show(new)
            self.endInsertRows()
        else:
            self.beginRemoveRows(parent, row, row)
            self._show(new)
            self.endRemoveRows()
        changed = (code.id for code in smaller if bigger.codes[code.id] != code)
        self._say_changed(changed)
        return True

    def set_filter(self, text: str) -> None:
        """Show only codes whose name holds the text, and what stands above them."""
        folded = casefold(text.strip()) or ""
        if folded != self._filter:
            self._filter = folded
            self._reset()

    @property
    def is_filtered(self) -> bool:
        return bool(self._filter)

    def _reset(self) -> None:
        self.beginResetModel()
        self._show(self.codebook)
        self.endResetModel()

    def _show(self, codebook: Codebook) -> None:
        self._shown = codebook.below if not self._filter else self._let_through(codebook)
        self._rows = {
            code_id: row for ids in self._shown.values() for row, code_id in enumerate(ids)
        }
        for code_id in self._rows:
            if code_id not in self._handles:
                self._handles[code_id] = len(self._ids)
                self._ids.append(code_id)

    def _let_through(self, codebook: Codebook) -> dict[CodeId | None, list[CodeId]]:
        wanted: set[CodeId] = set()
        for code in codebook:
            if self._filter in (casefold(code.name) or ""):
                wanted.add(code.id)
                wanted.update(codebook.ancestors(code.id))
        return {
            parent: kept
            for parent, ids in codebook.below.items()
            if (kept := [code_id for code_id in ids if code_id in wanted])
        }

    def set_counts(self, counts: Mapping[CodeId, CodeCount], *, whole: bool = False) -> None:
        """Show these numbers; if they are not the `whole`, others stay as they are."""
        before = self._counts
        self._counts = dict(counts) if whole else {**before, **counts}
        changed = before.keys() | counts.keys() if whole else counts.keys()
        self._say_changed(c for c in changed if before.get(c) != self._counts.get(c))

    def set_keys(self, keys: Mapping[int, CodeId]) -> None:
        """Show which number key stands for which code."""
        before, self._keys = self._keys, {code_id: key for key, code_id in keys.items()}
        self._say_changed(before.keys() | self._keys.keys())

    def set_memos(self, numbers: Mapping[str, int]) -> None:
        """Show which codes have memos, and how many."""
        before, self._memos = self._memos, dict(numbers)
        keys = before.keys() | numbers.keys()
        self._say_changed(CodeId(c) for c in keys if before.get(c) != numbers.get(c))

    def _say_changed(self, code_ids: Iterable[CodeId]) -> None:
        for code_id in code_ids:
            if code_id in self._rows:
                index = self.index_of(code_id)
                self.dataChanged.emit(index, index)

    # Asking

    def code_at(self, index: Index) -> Code | None:
        """The code at an index."""
        return self.codebook.codes.get(self._ids[index.internalId()]) if index.isValid() else None

    def index_of(self, code_id: CodeId | None) -> QModelIndex:
        """Where a code stands; invalid for the top, and for one that isn't shown."""
        if code_id is None or code_id not in self._rows:
            return QModelIndex()
        return self.createIndex(self._rows[code_id], 0, self._handles[code_id])

    def count_of(self, code_id: CodeId) -> CodeCount:
        return self._counts.get(code_id, NO_COUNT)

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        ids = self._shown.get(self._id_at(parent), [])
        if column != 0 or not 0 <= row < len(ids):
            return QModelIndex()
        return self.createIndex(row, 0, self._handles[ids[row]])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        code = self.code_at(index)
        return self.index_of(code.parent_id) if code else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._shown.get(self._id_at(parent), ()))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 1

    def _id_at(self, index: Index) -> CodeId | None:
        return self._ids[index.internalId()] if index.isValid() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code = self.code_at(index)
        if code is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return code.name
        if role == CODE:
            return code
        if role == COUNT:
            return self.count_of(code.id)
        if role == KEY:
            return self._keys.get(code.id)
        if role == MEMOS:
            return self._memos.get(code.id, 0)
        if role == Qt.ItemDataRole.ToolTipRole:
            tip, memos = tip_for(code, self.count_of(code.id)), self._memos.get(code.id, 0)
            return f"{tip}\n{memo_words(memos)}" if memos else tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(code)
        return None

    def _said(self, code: Code) -> str:
        said = _("{name}, {count}").format(
            name=code.name, count=count_words(self.count_of(code.id))
        )
        memos = self._memos.get(code.id, 0)
        return f"{said}, {memo_words(memos)}" if memos else said

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code = self.code_at(index)
        if code is None or role != Qt.ItemDataRole.EditRole or value == code.name:
            return False
        self.rename_wanted.emit(code.id, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.can_write else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_write:
            flags |= (
                Qt.ItemFlag.ItemIsEditable
                | Qt.ItemFlag.ItemIsDragEnabled
                | Qt.ItemFlag.ItemIsDropEnabled
            )
        return flags

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [CODES, PASSAGE, CODINGS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        codes = [code for index in indexes if (code := self.code_at(index))]
        data = QMimeData()
        put_codes(data, [code.id for code in codes])
        data.setText("\n".join(code.name for code in codes))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if not self.can_write:
            return False
        if data.hasFormat(PASSAGE) or data.hasFormat(CODINGS):
            return parent.isValid() and row < 0
        return self._may_move(codes_in(data), self._id_at(parent))

    def _may_move(self, code_ids: Sequence[str], parent_id: CodeId | None) -> bool:
        moved = [CodeId(code_id) for code_id in code_ids if code_id in self.codebook]
        return bool(moved) and (parent_id is None or parent_id not in self.codebook.subtree(moved))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        target = self._id_at(parent)
        if data.hasFormat(PASSAGE):
            self.tag_wanted.emit(target)
            return True
        if data.hasFormat(CODINGS):
            self.passages_dropped.emit(target, action == Qt.DropAction.CopyAction)
            return True
        ids = self._shown.get(target, [])
        before = ids[row] if 0 <= row < len(ids) else None
        self.move_wanted.emit(self.codebook.topmost(map(CodeId, codes_in(data))), target, before)
        return True


def count_words(count: CodeCount) -> str:
    """“41 passages, 9 persons”"""
    passages = ngettext("{number} passage", "{number} passages", count.passages)
    persons = ngettext("{number} person", "{number} persons", count.persons)
    return _("{passages}, {persons}").format(
        passages=passages.format(number=count.passages),
        persons=persons.format(number=count.persons),
    )


def memo_words(number: int) -> str:
    """“2 memos”"""
    return ngettext("{number} memo", "{number} memos", number).format(number=number)


def tip_for(code: Code, count: CodeCount) -> str:
    """A code's name, numbers and definition, as a tool tip."""
    lines = [code.name, count_words(count)]
    if code.definition:
        lines.append(shortened(code.definition, _LONGEST_TIP))
    return "\n".join(lines)


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis if it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip(" \n\t.,;:–-") + "…"
