"""The documents, in their folders."""

from __future__ import annotations

import json
from collections import defaultdict
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

from qualcode.core.analysis.progress import DocumentProgress
from qualcode.core.ids import CoderId, DocumentId, FolderId
from qualcode.core.model import Document, Folder
from qualcode.core.model.document import DONE
from qualcode.core.operations.grid_fields import DOCUMENT_KIND_NAMES, STATE_NAMES
from qualcode.core.shares import percent
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codes import memo_words
from qualcode.shell.models.document_tree import BY_HAND, DocumentTree

Index = QModelIndex | QPersistentModelIndex

DOCUMENT: Final = Qt.ItemDataRole.UserRole
PASSAGES: Final = Qt.ItemDataRole.UserRole + 1
SHARE: Final = Qt.ItemDataRole.UserRole + 2
STATE: Final = Qt.ItemDataRole.UserRole + 3
FOLDER: Final = Qt.ItemDataRole.UserRole + 4
#: how many documents lie in a folder
SIZE: Final = Qt.ItemDataRole.UserRole + 5
MEMOS: Final = Qt.ItemDataRole.UserRole + 6

DOCUMENTS: Final = "application/x-qualcode-documents"
KINDS: Final = DOCUMENT_KIND_NAMES


class DocumentsModel(QAbstractItemModel):
    """Folders with documents in them, and below them the documents that lie in none.

    Signals:
        rename_wanted(document_id, title): a title was edited in place.
        folder_rename_wanted(folder_id, name): a folder's name was.
        move_wanted(row_ids, folder_id, before): folders and documents were dropped; `before` is
            what comes to stand after them, or None for the last place.
    """

    rename_wanted = Signal(str, str)
    folder_rename_wanted = Signal(str, str)
    move_wanted = Signal(list, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_write = False
        self.tree = DocumentTree()
        self.order = BY_HAND
        self.filter = ""
        self._memos: Mapping[str, int] = {}
        #: whose coding the bars and checks tell of
        self.coder_id: CoderId | None = None
        self._folders: list[Folder] = []
        self._rows: dict[str, int] = {}
        self._ids: list[str] = []
        self._handles: dict[str, int] = {}
        self._passages: dict[DocumentId, int] = {}
        self._covered: dict[DocumentId, int] = {}
        self._progress: dict[DocumentId, DocumentProgress] = {}
        self._states: Mapping[DocumentId, Mapping[CoderId, str]] = {}

    # Filling

    def set_documents(self, documents: Iterable[Document]) -> None:
        """Show these documents, in this order within each folder."""
        self._build(documents, self._folders)

    def set_folders(self, folders: Iterable[Folder]) -> None:
        """Show these folders. A document in another one stands at the top."""
        self._folders = list(folders)
        self._build(self.tree.documents.values(), self._folders)

    def set_order(self, order: str) -> None:
        """Sort by one of `ORDERS`."""
        if order != self.order:
            self.order = order
            self._build(self.tree.documents.values(), self._folders)

    def set_filter(self, text: str) -> None:
        """Show only what holds the words."""
        if text != self.filter:
            self.filter = text
            self._build(self.tree.documents.values(), self._folders)

    def _build(self, documents: Iterable[Document], folders: Iterable[Folder]) -> None:
        by_hand = sorted(documents, key=lambda one: (one.position, one.id))
        new = DocumentTree.of(by_hand, folders, order=self.order, wanted=self.filter)
        old = self.tree
        if dict(old.below) == dict(new.below):
            self.tree = new
            self._say_changed(d for d in new.documents if old.documents.get(d) != new.documents[d])
            self._say_changed(f for f in new.folders if old.folders.get(f) != new.folders[f])
            return
        self.beginResetModel()
        self.tree = new
        self._rows = {one: row for ids in new.below.values() for row, one in enumerate(ids)}
        for row_id in self._rows:
            if row_id not in self._handles:
                self._handles[row_id] = len(self._ids)
                self._ids.append(row_id)
        self.endResetModel()

    def set_passages(self, passages: Mapping[DocumentId, int]) -> None:
        """Show how many passages each document holds; without an entry it holds none."""
        before, self._passages = self._passages, dict(passages)
        keys = before.keys() | passages.keys()
        self._say_changed(d for d in keys if before.get(d) != passages.get(d))

    def set_covered(self, covered: Mapping[DocumentId, int]) -> None:
        """Show how many characters of each document have a code."""
        self._covered = dict(covered)

    def set_passages_of(self, document_id: DocumentId, number: int, covered: int | None) -> None:
        """Show how many passages one document holds, and how much of it they cover if known."""
        self._passages[document_id] = number
        if covered is not None:
            self._covered[document_id] = covered
        self._say_changed([document_id])

    def set_progress(
        self, progress: Mapping[DocumentId, DocumentProgress], *, whole: bool = False
    ) -> None:
        """Show how far the coding has come; if these are not all, others stay as they are."""
        before = self._progress
        self._progress = dict(progress) if whole else {**before, **progress}
        self._say_changed(d for d in progress if before.get(d) != progress[d])

    def set_states(
        self, states: Mapping[DocumentId, Mapping[CoderId, str]], coder_id: CoderId | None
    ) -> None:
        """Show how far the evaluators say they are; bars and checks are those of one of them."""
        before, self._states, self.coder_id = self._states, states, coder_id
        keys = before.keys() | states.keys()
        self._say_changed(d for d in keys if before.get(d) != states.get(d))

    def set_memos(self, numbers: Mapping[str, int]) -> None:
        """Show which documents have memos, and how many."""
        before, self._memos = self._memos, dict(numbers)
        keys = before.keys() | numbers.keys()
        self._say_changed(d for d in keys if before.get(d) != numbers.get(d))

    def _say_changed(self, row_ids: Iterable[str]) -> None:
        """Once for each folder: a view looks through all it shows each time."""
        rows = defaultdict[str | None, list[int]](list)
        for row_id in filter(self._rows.__contains__, row_ids):
            rows[self.tree.parent(row_id)].append(self._rows[row_id])
        for folder, all_rows in rows.items():
            ends = (self.index(end(all_rows), 0, self.index_of(folder)) for end in (min, max))
            self.dataChanged.emit(*ends)

    # Asking

    def __len__(self) -> int:
        return len(self.tree.documents)

    @property
    def ordered(self) -> list[DocumentId]:
        """All documents as they are listed, those that a filter hides among them."""
        return list(self.tree.ordered)

    def get(self, document_id: DocumentId | None) -> Document | None:
        return self.tree.documents.get(document_id) if document_id else None

    def passages(self, document_id: DocumentId) -> int:
        return self._passages.get(document_id, 0)

    def share(self, document_id: DocumentId) -> float:
        """How much of a document's respondents' words the evaluator has marked, from 0 to 1."""
        progress = self._progress.get(document_id)
        if progress is not None:
            return progress.coverage(self.coder_id)
        return self.covered(document_id)

    def covered(self, document_id: DocumentId) -> float:
        """How much of a document's text has a code, anyone's, from 0 to 1."""
        document = self.tree.documents[document_id]
        return min(1.0, self._covered.get(document_id, 0) / max(document.characters, 1))

    def progress(self, document_id: DocumentId) -> DocumentProgress | None:
        """How far the coding of a document has come, if that is counted."""
        return self._progress.get(document_id)

    def states(self, document_id: DocumentId) -> Mapping[CoderId, str]:
        """How far the evaluators say they are with a document."""
        return self._states.get(document_id, {})

    def state(self, document_id: DocumentId) -> str | None:
        """How far the evaluator at the keyboard says to be."""
        return self.states(document_id).get(self.coder_id) if self.coder_id else None

    def index_of(self, row_id: str | None) -> QModelIndex:
        """Where a document or folder stands; invalid for one that isn't shown."""
        if row_id is None or row_id not in self._rows:
            return QModelIndex()
        return self.createIndex(self._rows[row_id], 0, self._handles[row_id])

    def id_at(self, index: Index) -> str | None:
        """The folder or document at an index."""
        return self._ids[index.internalId()] if index.isValid() else None

    def document_at(self, index: Index) -> Document | None:
        """The document at an index; None for a folder."""
        row_id = self.id_at(index)
        return self.tree.documents.get(DocumentId(row_id)) if row_id else None

    def folder_at(self, index: Index) -> Folder | None:
        """The folder at an index; None for a document."""
        row_id = self.id_at(index)
        return self.tree.folders.get(FolderId(row_id)) if row_id else None

    # QAbstractItemModel

    def _shown_in(self, index: Index) -> Sequence[str]:
        row_id = self.id_at(index)
        return self.tree.below.get(FolderId(row_id) if row_id else None, ())

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        ids = self._shown_in(parent)
        if column != 0 or not 0 <= row < len(ids):
            return QModelIndex()
        return self.createIndex(row, 0, self._handles[ids[row]])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        row_id = self.id_at(index)
        if row_id is None or row_id not in self._rows:
            return QModelIndex()
        return self.index_of(self.tree.parent(row_id))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._shown_in(parent))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        document = self.document_at(index)
        if document is None:
            folder = self.folder_at(index)
            return self._of_folder(folder, role) if folder else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return document.title
        if role == DOCUMENT:
            return document
        if role == PASSAGES:
            return self.passages(document.id)
        if role == SHARE:
            return self.share(document.id)
        if role == STATE:
            return self.state(document.id)
        if role == MEMOS:
            return self._memos.get(document.id, 0)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(document)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(document)
        return None

    def _of_folder(self, folder: Folder, role: int) -> Any:
        size = self.tree.sizes.get(folder.id, 0)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return folder.name
        if role == FOLDER:
            return folder
        if role == SIZE:
            return size
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ngettext("{name}, {number} document", "{name}, {number} documents", size)
            return said.format(name=folder.name, number=size)
        return folder.name if role == Qt.ItemDataRole.ToolTipRole else None

    def _said(self, document: Document) -> str:
        state = self.state(document.id)
        return ", ".join(
            filter(
                None,
                (
                    document.title,
                    passage_words(self.passages(document.id)),
                    _("{share} % coded").format(share=percent(self.share(document.id))),
                    _(STATE_NAMES[state]) if state in STATE_NAMES else "",
                    memo_words(number) if (number := self._memos.get(document.id, 0)) else "",
                ),
            )
        )

    def _tip(self, document: Document) -> str:
        lines = [tip_for(document, self.passages(document.id), self.covered(document.id))]
        if self._progress.get(document.id) is not None and self.coder_id:
            said = _("You have coded {share} % of what the respondents say.")
            lines.append(said.format(share=percent(self.share(document.id))))
        if self.state(document.id) == DONE:
            lines.append(_("You are done with it."))
        if number := self._memos.get(document.id, 0):
            lines.append(memo_words(number))
        return "\n".join(lines)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == index.data(role):
            return False
        document, folder = self.document_at(index), self.folder_at(index)
        if document is not None:
            self.rename_wanted.emit(document.id, value)
        elif folder is not None:
            self.folder_rename_wanted.emit(folder.id, value)
        return document is not None or folder is not None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.can_write else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_write:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
            if self.folder_at(index) is not None:
                flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [DOCUMENTS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [row_id for index in indexes if (row_id := self.id_at(index))]
        data.setData(DOCUMENTS, json.dumps(ids).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        folders = [FolderId(one) for one in self._dragged(data) if one in self.tree.folders]
        if not self.can_write or not self._dragged(data):
            return False
        return self.id_at(parent) not in self.tree.inside(folders)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        ids = self._shown_in(parent)
        before = ids[row] if 0 <= row < len(ids) else None
        self.move_wanted.emit(self._dragged(data), self.id_at(parent), before)
        return True

    def _dragged(self, data: QMimeData) -> list[str]:
        """The ids of dragged rows. Anyone may offer data of this kind: what isn't here is none."""
        try:
            content = json.loads(bytes(data.data(DOCUMENTS).data()))
        except ValueError:
            return []
        known = (self.tree.documents, self.tree.folders)
        wanted = content if isinstance(content, list) else []
        return [one for one in wanted if isinstance(one, str) and any(one in ids for ids in known)]


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
                passages=passage_words(passages), share=percent(share)
            ),
        )
    )
