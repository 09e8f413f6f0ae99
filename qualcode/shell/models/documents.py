"""The documents, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcode.core.ids import DocumentId
from qualcode.core.model import DOCUMENT_KINDS, Document
from qualcode.core.translate import N_, _, ngettext

Index = QModelIndex | QPersistentModelIndex

DOCUMENT: Final = Qt.ItemDataRole.UserRole
PASSAGES: Final = Qt.ItemDataRole.UserRole + 1
SHARE: Final = Qt.ItemDataRole.UserRole + 2

KINDS: Final = {
    "interview": N_("Interview"),
    "group-interview": N_("Group interview"),
    "workshop": N_("Workshop"),
    "observation": N_("Observation"),
    "survey": N_("Survey answers"),
    "document": N_("Document"),
}
_HEADINGS: Final = {
    "interview": N_("Interviews"),
    "group-interview": N_("Group interviews"),
    "workshop": N_("Workshops"),
    "observation": N_("Observations"),
    "survey": N_("Survey answers"),
    "document": N_("Documents"),
}
_NO_GROUP: Final = 0


class DocumentsModel(QAbstractItemModel):
    """Documents under headings for their kinds.

    Signals:
        rename_wanted(document_id, title): a title was edited in place.
    """

    rename_wanted = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_write = False
        self._documents: dict[DocumentId, Document] = {}
        self._kinds: list[str] = []
        self._groups: dict[str, list[DocumentId]] = {}
        self._rows: dict[DocumentId, int] = {}
        self._passages: dict[DocumentId, int] = {}
        self._covered: dict[DocumentId, int] = {}

    def set_documents(self, documents: Iterable[Document]) -> None:
        """Show these documents, in this order within each kind."""
        old, self._documents = self._documents, {document.id: document for document in documents}
        if [(d.id, d.kind) for d in old.values()] == [
            (d.id, d.kind) for d in self._documents.values()
        ]:
            self._say_changed(d.id for d in self._documents.values() if old[d.id] != d)
            return
        self.beginResetModel()
        groups: dict[str, list[DocumentId]] = {kind: [] for kind in DOCUMENT_KINDS}
        for document in self._documents.values():
            groups.setdefault(document.kind, []).append(document.id)
        self._groups = {kind: ids for kind, ids in groups.items() if ids}
        self._kinds = list(self._groups)
        self._rows = {d: row for ids in self._groups.values() for row, d in enumerate(ids)}
        self.endResetModel()

    def set_passages(self, passages: Mapping[DocumentId, int]) -> None:
        """Show how many passages each document holds; without an entry it holds none."""
        before, self._passages = self._passages, dict(passages)
        keys = before.keys() | passages.keys()
        self._say_changed(d for d in keys if before.get(d) != passages.get(d))

    def set_covered(self, covered: Mapping[DocumentId, int]) -> None:
        """Show how many characters of each document have a code."""
        before, self._covered = self._covered, dict(covered)
        keys = before.keys() | covered.keys()
        self._say_changed(d for d in keys if before.get(d) != covered.get(d))

    def set_passages_of(self, document_id: DocumentId, number: int, covered: int | None) -> None:
        """Show how many passages one document holds, and how much of it they cover if known."""
        self._passages[document_id] = number
        if covered is not None:
            self._covered[document_id] = covered
        self._say_changed([document_id])

    def _say_changed(self, document_ids: Iterable[DocumentId]) -> None:
        for document_id in document_ids:
            index = self.index_of(document_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    # Asking

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def ordered(self) -> list[DocumentId]:
        """The documents as they are listed."""
        return [document_id for ids in self._groups.values() for document_id in ids]

    def get(self, document_id: DocumentId | None) -> Document | None:
        return self._documents.get(document_id) if document_id else None

    def passages(self, document_id: DocumentId) -> int:
        return self._passages.get(document_id, 0)

    def share(self, document_id: DocumentId) -> float:
        """How much of a document's text has a code, from 0 to 1."""
        document = self._documents[document_id]
        return min(1.0, self._covered.get(document_id, 0) / max(document.characters, 1))

    def index_of(self, document_id: DocumentId | None) -> QModelIndex:
        document = self.get(document_id)
        if document is None or document.id not in self._rows:
            return QModelIndex()
        group = self._kinds.index(document.kind)
        return self.createIndex(self._rows[document.id], 0, group + 1)

    def document_at(self, index: Index) -> Document | None:
        """The document at an index; None for a heading."""
        if not index.isValid() or index.internalId() == _NO_GROUP:
            return None
        ids = self._groups[self._kinds[index.internalId() - 1]]
        return self._documents.get(ids[index.row()])

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _NO_GROUP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _NO_GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _NO_GROUP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._kinds)
        if parent.internalId() == _NO_GROUP:
            return len(self._groups[self._kinds[parent.row()]])
        return 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        document = self.document_at(index)
        if document is None:
            return self._heading(index.row(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return document.title
        if role == DOCUMENT:
            return document
        if role == PASSAGES:
            return self.passages(document.id)
        if role == SHARE:
            return self.share(document.id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_for(document, self.passages(document.id), self.share(document.id))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{title}, {passages}").format(
                title=document.title, passages=passage_words(self.passages(document.id))
            )
        return None

    def _heading(self, row: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(_HEADINGS.get(self._kinds[row], self._kinds[row]))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        document = self.document_at(index)
        if document is None or role != Qt.ItemDataRole.EditRole or value == document.title:
            return False
        self.rename_wanted.emit(document.id, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.document_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_write else flags


def kind_name(kind: str) -> str:
    """What a kind of document is called."""
    return _(KINDS.get(kind, kind))


def passage_words(number: int) -> str:
    """“12 passages”"""
    return ngettext("{number} passage", "{number} passages", number).format(number=number)


def tip_for(document: Document, passages: int, share: float) -> str:
    """A document's title, kind, date, wave, length and marks, as a tool tip."""
    kind = [kind_name(document.kind), document.date, document.wave]
    length = ngettext("{number} character", "{number} characters", document.characters)
    return "\n".join(
        (
            document.title,
            " · ".join(part for part in kind if part),
            length.format(number=f"{document.characters:,}".replace(",", "\u202f")),
            _("{passages}; {share} % of the text is marked").format(
                passages=passage_words(passages), share=round(100 * share)
            ),
        )
    )
