"""What lies where in the list of documents: folders, their documents, sorted and filtered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCollator, QLocale, Qt

from qualcode.core.ids import DocumentId, FolderId
from qualcode.core.model import DOCUMENT_KINDS, Document, Folder
from qualcode.core.store.connection import casefold
from qualcode.core.store.folders import in_tree_order
from qualcode.core.translate import N_, language

BY_HAND: Final = "hand"
BY_TITLE: Final = "title"
BY_DATE: Final = "date"
BY_KIND: Final = "kind"
ORDERS: Final = {
    BY_HAND: N_("By &hand"),
    BY_TITLE: N_("By &title"),
    BY_DATE: N_("By d&ate"),
    BY_KIND: N_("By &kind"),
}


@dataclass(frozen=True)
class DocumentTree:
    """Folders and documents as they are shown.

    Attributes:
        documents, folders: all of them by id, whatever the filter.
        below: what is shown in each folder, and at the top for None: folders first.
        ordered: all documents as they are listed without a filter.
        sizes: how many documents lie in each folder, and in those in it.
    """

    documents: Mapping[DocumentId, Document] = field(default_factory=dict)
    folders: Mapping[FolderId, Folder] = field(default_factory=dict)
    below: Mapping[FolderId | None, Sequence[str]] = field(default_factory=dict)
    ordered: Sequence[DocumentId] = ()
    sizes: Mapping[FolderId, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        folders: Iterable[Folder],
        *,
        order: str = BY_HAND,
        wanted: str = "",
    ) -> DocumentTree:
        """Args:
        order: one of `ORDERS`, within each folder.
        wanted: only documents whose title holds these words, or which lie in such a folder.
        """
        by_folder = {folder.id: folder for folder in in_tree_order(folders)}
        known = {document.id: document for document in documents}
        below: dict[FolderId | None, list[str]] = defaultdict(list)
        for folder in by_folder.values():
            below[folder.parent_id].append(folder.id)
        for document in _sorted(known.values(), order):
            folder_id = document.folder_id if document.folder_id in by_folder else None
            below[folder_id].append(document.id)
        tree = cls(known, by_folder, below, tuple(_listed(below, known)), _sizes(by_folder, below))
        words = (casefold(wanted.strip()) or "").split()
        return tree._filtered(words) if words else tree

    def _filtered(self, words: Sequence[str]) -> DocumentTree:
        kept: dict[FolderId | None, list[str]] = defaultdict(list)

        def take(folder_id: FolderId | None, *, whole: bool) -> bool:
            for child in self.below.get(folder_id, ()):
                folder = self.folders.get(FolderId(child))
                name = folder.name if folder else self.documents[DocumentId(child)].title
                fits = whole or _holds(name, words)
                within = folder is not None and take(folder.id, whole=fits)
                if fits or within:
                    kept[folder_id].append(child)
            return bool(kept.get(folder_id))

        take(None, whole=False)
        return DocumentTree(self.documents, self.folders, kept, self.ordered, self.sizes)

    def parent(self, row_id: str) -> FolderId | None:
        """The folder that a folder or document lies in; None at the top."""
        folder = self.folders.get(FolderId(row_id))
        if folder is not None:
            return folder.parent_id
        folder_id = self.documents[DocumentId(row_id)].folder_id
        return folder_id if folder_id in self.folders else None

    @property
    def visible(self) -> list[DocumentId]:
        """The documents that the filter lets through, as they are listed."""
        return list(_listed(self.below, self.documents))

    def documents_in(self, folder_id: FolderId | None) -> list[DocumentId]:
        """The documents directly in a folder, as they are shown."""
        return [DocumentId(one) for one in self.below.get(folder_id, ()) if one in self.documents]

    def folders_in(self, folder_id: FolderId | None) -> list[FolderId]:
        """The folders directly in a folder, as they are shown."""
        return [FolderId(one) for one in self.below.get(folder_id, ()) if one in self.folders]

    def inside(self, folder_ids: Iterable[FolderId]) -> set[FolderId]:
        """These folders and all that lie in them."""
        found = set(folder_ids)
        for folder in self.folders.values():  # a parent comes before those in it
            if folder.parent_id in found:
                found.add(folder.id)
        return found

    def topmost(self, folder_ids: Iterable[FolderId]) -> list[FolderId]:
        """Those of the folders that lie in none of the others, as they are shown."""
        chosen = set(folder_ids)
        return [one for one in self.folders if one in chosen and not self._above(one) & chosen]

    def _above(self, folder_id: FolderId) -> set[FolderId]:
        found: set[FolderId] = set()
        parent = self.folders[folder_id].parent_id
        while parent is not None and parent in self.folders:
            found.add(parent)
            parent = self.folders[parent].parent_id
        return found


def _holds(name: str, words: Sequence[str]) -> bool:
    folded = casefold(name) or ""
    return all(word in folded for word in words)


def _sorted(documents: Iterable[Document], order: str) -> list[Document]:
    if order == BY_HAND:
        return list(documents)
    collator = QCollator(QLocale(language()))
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    by_title = sorted(documents, key=lambda document: collator.sortKey(document.title))
    if order == BY_DATE:  # what has no date comes last
        return sorted(by_title, key=lambda document: (not document.date, document.date or ""))
    if order == BY_KIND:
        places = {kind: number for number, kind in enumerate(DOCUMENT_KINDS)}
        return sorted(by_title, key=lambda document: places.get(document.kind, len(places)))
    return by_title


def _listed(
    below: Mapping[FolderId | None, Sequence[str]], documents: Mapping[DocumentId, Document]
) -> list[DocumentId]:
    found: list[DocumentId] = []
    waiting = list(below.get(None, ()))[::-1]
    while waiting:
        row_id = waiting.pop()
        if row_id in documents:
            found.append(DocumentId(row_id))
        else:
            waiting += list(below.get(FolderId(row_id), ()))[::-1]
    return found


def _sizes(
    folders: Mapping[FolderId, Folder], below: Mapping[FolderId | None, Sequence[str]]
) -> dict[FolderId, int]:
    sizes = dict.fromkeys(folders, 0)
    for folder in reversed(list(folders.values())):  # those further in first
        sizes[folder.id] += sum(one not in folders for one in below.get(folder.id, ()))
        if folder.parent_id is not None:
            sizes[folder.parent_id] += sizes[folder.id]
    return sizes
