"""Folders of documents: make, name, order and remove them, and put documents into them.

In a folder the folders come first, then the documents, each kind in an order of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, FolderId, new_id
from qualcode.core.model import Document, Folder
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.names import free_title, required
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

Row = TypeVar("Row")


def create_folder(
    project: Project,
    coder_id: CoderId,
    name: str,
    *,
    parent_id: FolderId | None = None,
    documents: Sequence[DocumentId] = (),
) -> Changes:
    """A new folder, last among its siblings, with these documents in it.

    Raises:
        Refused: if the name is empty or a sibling has it.
    """
    with project.operation(coder_id, "create_folder") as running:
        running.subject = name = _free_name(running.db, name, parent_id)
        folder_id = add_folder(running, name, parent_id)
        _put_documents(running, documents, folder_id, None)
        return running.changes("create_folder")


def add_folder(running: Transaction, name: str, parent_id: FolderId | None) -> FolderId:
    """A new folder as a part of another operation; the name must be free there."""
    siblings = store.children(running.db, parent_id)
    folder = Folder(
        id=FolderId(new_id()),
        name=name,
        parent_id=parent_id,
        position=max((sibling.position for sibling in siblings), default=-1) + 1,
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("folders", folder)
    return folder.id


def rename_folder(project: Project, coder_id: CoderId, folder_id: FolderId, name: str) -> Changes:
    """Give a folder another name.

    Raises:
        Refused: if the name is empty or a sibling has it.
    """
    with project.operation(coder_id, "rename_folder") as running:
        folder = store.get(running.db, folder_id)
        running.subject = _free_name(running.db, name, folder.parent_id, folder_id)
        running.update("folders", folder_id, name=running.subject)
        return running.changes("rename_folder")


def move_into_folder(
    project: Project,
    coder_id: CoderId,
    folder_id: FolderId | None,
    *,
    documents: Sequence[DocumentId] = (),
    folders: Sequence[FolderId] = (),
    position: int | None = None,
) -> Changes:
    """Put documents and folders into a folder, or at the top, side by side in this order.

    Args:
        position: counted among those there of the same kind without what is moved: among the
            documents if any are moved, else among the folders; None puts them last.

    Raises:
        Refused: if a folder would come to lie in itself, or beside one of the same name; nothing
            is moved then.
    """
    with project.operation(coder_id, "move_into_folder") as running:
        moved_documents = list(dict.fromkeys(documents))
        moved_folders = [store.get(running.db, one) for one in dict.fromkeys(folders)]
        titles = [documents_store.get(running.db, one).title for one in moved_documents]
        running.subject = ", ".join([*(folder.name for folder in moved_folders), *titles])
        place = None if moved_documents else position
        _put_folders(running, moved_folders, folder_id, place)
        _put_documents(running, moved_documents, folder_id, position)
        return running.changes("move_into_folder")


def delete_folders(project: Project, coder_id: CoderId, folder_ids: Sequence[FolderId]) -> Changes:
    """Remove folders; what lies in them moves up to where they lay."""
    with project.operation(coder_id, "delete_folders") as running:
        doomed = {folder_id: store.get(running.db, folder_id) for folder_id in folder_ids}
        running.subject = ", ".join(folder.name for folder in doomed.values())
        in_order = [folder for folder in store.all_folders(running.db) if folder.id in doomed]
        for folder in reversed(in_order):  # those further in first
            _empty(running, folder)
            delete_attached(running, [folder.id])
            running.delete("folders", folder.id)
        return running.changes("delete_folders")


def _empty(running: Transaction, folder: Folder) -> None:
    """Move what lies in a folder up to where the folder lies, in its place."""
    siblings = [one for one in store.children(running.db, folder.parent_id) if one.id != folder.id]
    names = [sibling.name for sibling in siblings]
    children = store.children(running.db, folder.id)
    for child in children:
        name = free_title(child.name, names)
        names.append(name)
        running.update("folders", child.id, name=name, parent_id=folder.parent_id)
    before = [one for one in siblings if _key(one) < _key(folder)]
    _renumber(running, "folders", [*before, *children, *siblings[len(before) :]])
    inside = [document.id for document in store.documents_in(running.db, folder.id)]
    _put_documents(running, inside, folder.parent_id, None)


def _key(folder: Folder) -> tuple[int, str]:
    return folder.position, folder.id


def _put_folders(
    running: Transaction,
    folders: Sequence[Folder],
    parent_id: FolderId | None,
    position: int | None,
) -> None:
    if not folders:
        return
    moved = {folder.id for folder in folders}
    if parent_id in store.subtree(store.all_folders(running.db), moved):
        raise Refused(_("A folder can’t be moved into itself. Choose another place."))
    for folder in folders:
        _free_name(running.db, folder.name, parent_id, folder.id)
        running.update("folders", folder.id, parent_id=parent_id)
    siblings = [one for one in store.children(running.db, parent_id) if one.id not in moved]
    _renumber(running, "folders", _inserted(siblings, folders, position))


def _put_documents(
    running: Transaction,
    document_ids: Iterable[DocumentId],
    folder_id: FolderId | None,
    position: int | None,
) -> None:
    moved = dict.fromkeys(document_ids)
    if not moved:
        return
    for document_id in moved:
        running.update("documents", document_id, folder_id=folder_id)
    there = store.documents_in(running.db, folder_id)
    by_id = {document.id: document for document in there}
    siblings = [document for document in there if document.id not in moved]
    ordered = _inserted(siblings, [by_id[document_id] for document_id in moved], position)
    _renumber(running, "documents", ordered)


def _inserted(siblings: Sequence[Row], moved: Sequence[Row], position: int | None) -> list[Row]:
    place = len(siblings) if position is None else max(0, min(position, len(siblings)))
    return [*siblings[:place], *moved, *siblings[place:]]


def _renumber(
    running: Transaction, table: str, ordered: Sequence[Document] | Sequence[Folder]
) -> None:
    """Give the rows the positions that they have among them, in this order.

    So the fewest rows change, and documents of other folders keep their places.
    """
    last = -1
    known = [(row.id, row.position) for row in ordered]
    free = sorted(position for _row_id, position in known)
    for (row_id, before), position in zip(known, free, strict=True):
        last = max(position, last + 1)
        if before != last:
            running.update(table, row_id, position=last)


def _free_name(
    db: Database, name: str, parent_id: FolderId | None, own: FolderId | None = None
) -> str:
    name = required(name, _("A folder needs a name."))
    for sibling in store.children(db, parent_id):
        if sibling.id != own and casefold(sibling.name) == casefold(name):
            raise Refused(
                _("There is already a folder “{name}” in that place. Choose another name.").format(
                    name=sibling.name
                )
            )
    return name
