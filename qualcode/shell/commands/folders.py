"""Folders in the list of documents: make and remove them, move and order what lies in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId, FolderId
from qualcode.core.operations import folders as operations
from qualcode.core.operations.names import free_title
from qualcode.core.store import folders as store
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action, choice, enable, fill, plain
from qualcode.shell.models.document_tree import BY_HAND, ORDERS, DocumentTree
from qualcode.shell.panels.documents import DocumentsPanel
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

#: Of so many folders it is remembered that they are folded.
_MOST_FOLDED: Final = 500
#: what is remembered for the person at this machine
_FOLDED, _ORDER = "folders_folded", "documents_order"


class FolderCommands(QObject):
    """Attributes: new, delete, moves: actions; move_menu: puts documents into a folder."""

    def __init__(self, session: Session, panel: DocumentsPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._page = page
        self._make_actions()
        panel.model.folder_rename_wanted.connect(self.rename)
        panel.model.move_wanted.connect(self.move_before)
        panel.folded.connect(self._remember_folded)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        self._opened()

    @property
    def _tree(self) -> DocumentTree:
        return self._panel.model.tree

    def _make_actions(self) -> None:
        self.new = self._in_panel(
            _("New &folder"),
            self.create,
            "Ins",
            _("Make a folder, with the chosen documents in it"),
        )
        self.delete = action(
            self,
            _("Remove fo&lder"),
            self.remove,
            tip=_("Remove the folder; what lies in it moves up"),
        )
        moves: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (_("Move &up"), "Alt+Up", lambda: self.move_beside(-1)),
            (_("Move do&wn"), "Alt+Down", lambda: self.move_beside(1)),
            (_("Move into the folder a&bove"), "Alt+Right", self.move_in),
            (_("Move &out of the folder"), "Alt+Left", self.move_out),
        )
        tip = _("Move what is chosen in the list")
        self.moves = [self._in_panel(text, run, key, tip) for text, key, run in moves]
        self.move_menu = QMenu(_("&Move to folder"), self._page)
        self.move_menu.aboutToShow.connect(self._fill_move_menu)
        group = QActionGroup(self)
        self.orders = {}
        for order, name in ORDERS.items():
            made = choice(self, _(name), partial(self.sort, order))
            made.setActionGroup(group)
            self.orders[order] = made
        fill(self._panel.more.menu(), [*self.orders.values(), None, self.new])

    def _in_panel(self, text: str, run: Callable[[], None], key: str, tip: str) -> QAction:
        made = action(self, text, run, shortcut=key, tip=tip)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._panel.view.addAction(made)
        return made

    # In step with the project

    def _opened(self) -> None:
        self.sort(str(recall(self._session, _ORDER) or BY_HAND))
        self._show_folders()
        stored = recall(self._session, _FOLDED)
        ids = stored if isinstance(stored, list) else []
        self._panel.set_collapsed([one for one in ids if isinstance(one, str)])

    def _changed(self, changes: Changes) -> None:
        if changes.touches("folders"):
            self._show_folders()

    def _show_folders(self) -> None:
        project = self._session.project
        self._panel.set_folders(store.all_folders(project.db) if project else [])

    def _remember_folded(self) -> None:
        remember(self._session, **{_FOLDED: self._panel.collapsed()[-_MOST_FOLDED:]})

    def refresh(self, why_not: str) -> None:
        """Enable what can be done now; say why the rest can't."""
        chosen = bool(self._panel.selected_rows())
        folders = bool(self._panel.selected_folders())
        enable(self.new, why_not)
        enable(self.delete, why_not or ("" if folders else _("Choose a folder first.")))
        for made in self.moves:
            enable(made, why_not or ("" if chosen else _("Choose a document or folder first.")))
        self.move_menu.setEnabled(chosen and not why_not)

    def sort(self, order: str) -> None:
        """Sort the documents within each folder, and remember it."""
        order = order if order in ORDERS else BY_HAND
        self.orders[order].setChecked(True)
        self._panel.set_order(order)
        if (recall(self._session, _ORDER) or BY_HAND) != order:
            remember(self._session, **{_ORDER: order})

    # Folders

    def create(self) -> None:
        """Make a folder where the current row is, with the chosen documents, and ask its name."""
        documents = self._panel.selected()
        documents = documents if len(documents) > 1 else []
        parent = self._panel.current_folder()
        names = [self._tree.folders[one].name for one in self._tree.folders_in(parent)]
        name = free_title(_("New folder"), names)
        changes = self._session.run(
            operations.create_folder, name, parent_id=parent, documents=documents
        )
        if changes is not None:
            folder_id = changes.first("folders")
            index = self._panel.model.index_of(folder_id)
            self._panel.view.setExpanded(index.parent(), True)
            self._panel.choose([folder_id])
            self._panel.edit_title()

    def rename(self, folder_id: str, name: str) -> None:
        self._session.run_soon(operations.rename_folder, FolderId(folder_id), name)

    def remove(self) -> None:
        """Remove the chosen folders. No document is lost, so nothing is asked."""
        chosen = self._panel.selected_folders()
        number = sum(self._tree.sizes[one] for one in self._tree.topmost(chosen))
        if self._session.run(operations.delete_folders, chosen) is not None and number:
            said = ngettext(
                "{number} document moved up, where the folder was.",
                "{number} documents moved up, where the folder was.",
                number,
            )
            self._say(said.format(number=number))

    # Moving

    def _chosen(self) -> tuple[list[DocumentId], list[FolderId]]:
        """What is chosen, in the order of the list, without what lies in a chosen folder."""
        return self._topmost(self._panel.selected_rows())

    def _topmost(self, row_ids: Sequence[str]) -> tuple[list[DocumentId], list[FolderId]]:
        folders = self._tree.topmost(FolderId(one) for one in row_ids if one in self._tree.folders)
        within = self._tree.inside(folders)
        documents = [
            one
            for one in self._tree.ordered
            if one in row_ids and self._tree.parent(one) not in within
        ]
        return documents, folders

    def move_before(
        self, row_ids: Sequence[str], folder_id: FolderId | None, before: str | None
    ) -> None:
        """Put what was dragged into a folder, before one that lies there, or last."""
        documents, folders = self._topmost(row_ids)
        if not documents and not folders:
            return
        place = self._place(folder_id, before, documents, folders)
        self._move(documents, folders, folder_id, place)

    def _place(
        self,
        folder_id: FolderId | None,
        before: str | None,
        documents: Sequence[DocumentId],
        folders: Sequence[FolderId],
    ) -> int | None:
        """How many of the sort that is moved stay before it; None for the last place."""
        there: list[str] = [
            *(self._tree.documents_in(folder_id) if documents else self._tree.folders_in(folder_id))
        ]
        if before is None or (documents and self._panel.model.order != BY_HAND):
            return None
        if before not in there:  # between two folders, or between folders and documents
            return 0 if documents else None
        moved = {*documents, *folders}
        return sum(one not in moved for one in there[: there.index(before)])

    def _move(
        self,
        documents: Sequence[DocumentId],
        folders: Sequence[FolderId],
        into: FolderId | None,
        place: int | None,
    ) -> None:
        current = self._panel.model.id_at(self._panel.view.currentIndex())
        moved = [*folders, *documents]
        done = self._session.run(
            operations.move_into_folder, into, documents=documents, folders=folders, position=place
        )
        if done:
            if into is not None:
                self._panel.view.setExpanded(self._panel.model.index_of(into), True)
            self._panel.choose(moved, current=current if current in moved else None)

    def move_beside(self, step: int) -> None:
        """Move what is chosen past a neighbour in its folder."""
        documents, folders = self._chosen()
        if bool(documents) == bool(folders):  # nothing, or both, which have no common neighbours
            return
        if documents and self._panel.model.order != BY_HAND:
            self._say(_("The list is sorted. Choose “By hand” to order documents yourself."))
            return
        first = (documents or folders)[0]
        parent = self._tree.parent(first)
        there: list[str] = [
            *(self._tree.documents_in(parent) if documents else self._tree.folders_in(parent))
        ]
        moved = [one for one in there if one in {*documents, *folders}]
        others = [one for one in there if one not in moved]
        at = sum(one in others for one in there[: there.index(moved[0])])
        place = at + step
        if 0 <= place <= len(others):
            self._move(documents, folders, parent, place)
        elif step < 0:
            self._say(_("It is the first one there already."))
        else:
            self._say(_("It is the last one there already."))

    def move_in(self) -> None:
        """Put what is chosen into the folder above it on its level."""
        documents, folders = self._chosen()
        if not (documents or folders):
            return
        parent = self._tree.parent((folders or documents)[0])
        there = self._tree.folders_in(parent)
        if folders:
            there = there[: there.index(folders[0])]
        if there:
            self._move(documents, folders, there[-1], None)
        else:
            self._say(_("No folder stands above, on this level, to move into."))

    def move_out(self) -> None:
        """Put what is chosen beside the folder it lies in."""
        documents, folders = self._chosen()
        if not (documents or folders):
            return
        parent = self._tree.parent((folders or documents)[0])
        if parent is None:
            self._say(_("It lies in no folder already."))
            return
        above = self._tree.parent(parent)
        beside = self._tree.folders_in(above)
        place = None if documents else beside.index(parent) + 1
        self._move(documents, folders, above, place)

    def _fill_move_menu(self) -> None:
        """The folders with how deep they lie; those that are chosen themselves are left out."""
        menu = self.move_menu
        menu.clear()
        _documents, folders = self._chosen()
        closed = self._tree.inside(folders)
        paths = store.paths(self._tree.folders.values())
        top = action(menu, _("No folder"), lambda: self._put(None))
        menu.addAction(top)
        menu.addSeparator()
        for folder_id, path in paths.items():
            if folder_id not in closed:
                name = "\u2003" * (len(path) - 1) + plain(path[-1])
                menu.addAction(action(menu, name, partial(self._put, folder_id)))
        menu.addSeparator()
        menu.addAction(self.new)

    def _put(self, folder_id: FolderId | None) -> None:
        documents, folders = self._chosen()
        self._move(documents, folders, folder_id, None)

    def _say(self, why: str) -> None:
        """In the status bar, what happened or why nothing does."""
        QApplication.sendEvent(self._page, QStatusTipEvent(why))
