"""Reads: the folders in which documents lie."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from qualcode.core.ids import DocumentId, FolderId
from qualcode.core.model import Document, Folder
from qualcode.core.store import rows


def all_folders(db: Database) -> list[Folder]:
    """Every folder in the order in which they are shown: a parent, then those in it."""
    return in_tree_order(rows.select(db, Folder, "folders", "ORDER BY position, id"))


def get(db: Database, folder_id: FolderId) -> Folder:
    """The folder with that id; KeyError if there is none."""
    return rows.get(db, Folder, "folders", folder_id)


def children(db: Database, parent_id: FolderId | None) -> list[Folder]:
    """The folders directly in a folder, or at the top, in their order."""
    return rows.select(
        db, Folder, "folders", "WHERE parent_id IS ? ORDER BY position, id", (parent_id,)
    )


def documents_in(db: Database, folder_id: FolderId | None) -> list[Document]:
    """The documents directly in a folder, or in none, in their order."""
    return rows.select(
        db, Document, "documents", "WHERE folder_id IS ? ORDER BY position, id", (folder_id,)
    )


def in_tree_order(folders: Iterable[Folder]) -> list[Folder]:
    """The folders depth first; siblings keep the order in which they come.

    Folders that lie in each other, as only a damaged file has them, are left out.
    """
    below: dict[FolderId | None, list[Folder]] = defaultdict(list)
    for folder in folders:
        below[folder.parent_id].append(folder)
    ordered: list[Folder] = []
    waiting = below[None][::-1]
    while waiting:
        folder = waiting.pop()
        ordered.append(folder)
        waiting.extend(reversed(below[folder.id]))
    return ordered


def subtree(folders: Iterable[Folder], folder_ids: Iterable[FolderId]) -> list[FolderId]:
    """These folders and all in them, each once, parents first. The folders are in tree order."""
    wanted = set(folder_ids)
    found: list[FolderId] = []
    for folder in folders:
        if folder.id in wanted or folder.parent_id in wanted:
            wanted.add(folder.id)
            found.append(folder.id)
    return found


def paths(folders: Iterable[Folder]) -> dict[FolderId, tuple[str, ...]]:
    """The names from the top down to each folder. The folders are in tree order."""
    found: dict[FolderId, tuple[str, ...]] = {}
    for folder in folders:
        above = found[folder.parent_id] if folder.parent_id is not None else ()
        found[folder.id] = (*above, folder.name)
    return found


def in_folder_order(documents: Sequence[Document], folders: Sequence[Folder]) -> list[Document]:
    """The documents as they are listed: folder by folder, then those that lie in none.

    Within a folder they keep the order in which they come. The folders are in tree order.
    """
    if not folders:
        return list(documents)
    places = {folder.id: number for number, folder in enumerate(folders)}
    last = len(places)

    def place(document: Document) -> int:
        return places.get(document.folder_id, last) if document.folder_id else last

    return sorted(documents, key=place)


def sizes(documents: Iterable[Document]) -> dict[FolderId, list[DocumentId]]:
    """Which documents lie directly in each folder."""
    found: dict[FolderId, list[DocumentId]] = defaultdict(list)
    for document in documents:
        if document.folder_id is not None:
            found[document.folder_id].append(document.id)
    return found
