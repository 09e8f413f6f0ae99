"""The documents in their folders, to the left of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.ids import DocumentId, FolderId
from qualcode.core.model import Document, Folder
from qualcode.core.translate import _
from qualcode.shell.icons import line_icon
from qualcode.shell.models.documents import DocumentsModel
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.delegates import DocumentDelegate
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.panels.row_tree import RowTree

#: fewer documents are found at a glance
_FILTER_FROM: Final = 12


class DocumentsPanel(QFrame):
    """A tree of folders and documents, or what to do where there is none.

    Signals:
        chosen(document_id): a document is to be shown.
        entered(document_id): Enter or a double click: its text wants the keys.
        import_wanted(): the button on the empty panel.
        menu_wanted(global_point): on a document, a folder, or the ground below them.
        folded(): folders were folded or unfolded by the user.
    """

    chosen = Signal(str)
    entered = Signal(str)
    import_wanted = Signal()
    menu_wanted = Signal(QPoint)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("Documents"))
        self._collapsed: set[str] = set()
        self._settling = False
        self.model = DocumentsModel(self)
        self.header = PanelHeader(_("Documents"), parent=self)
        self.more = self._make_more()
        self.filter = self._make_filter()
        self.view = self._make_view()
        self.import_button = QPushButton(_("Import…"))
        self._empty = self._make_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._filter_row = QWidget(self)
        row = QVBoxLayout(self._filter_row)
        row.setContentsMargins(px(14), 0, px(14), px(6))
        row.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._filter_row)
        column.addLayout(self._stack)
        self._filter_row.hide()
        self._following = True

    def _make_more(self) -> QToolButton:
        """The button with the list's own menu: how it is sorted, and new folders."""
        more = QToolButton(self)
        more.setIcon(line_icon("more", current_theme()))
        more.setAccessibleName(_("Sorting and folders"))
        more.setToolTip(_("Sort the documents, and make folders"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(QMenu(more))
        more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        layout = self.header.layout()
        if layout is not None:
            layout.addWidget(more)
        return more

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(_("Find a document"))
        field.setAccessibleName(_("Find a document in the list"))
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._filter_changed)
        return field

    def _make_view(self) -> RowTree:
        view = RowTree(self)
        view.setModel(self.model)
        view.setItemDelegate(DocumentDelegate(view))
        view.setAccessibleName(_("Documents"))
        view.setDragEnabled(True)
        view.setAcceptDrops(True)
        view.setDropIndicatorShown(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setAutoExpandDelay(700)
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.entered_row.connect(self._entered)
        view.customContextMenuRequested.connect(self._menu)
        view.collapsed.connect(lambda index: self._fold(index, collapsed=True))
        view.expanded.connect(lambda index: self._fold(index, collapsed=False))
        self.setFocusProxy(view)
        return view

    def _make_empty(self) -> QWidget:
        empty = QWidget(self)
        sentence = QLabel(
            _("No documents yet. Import transcripts, or drop their files here, to begin."),
            empty,
        )
        sentence.setWordWrap(True)
        sentence.setProperty("kind", "soft")
        self.import_button.clicked.connect(self.import_wanted)
        self.import_button.setProperty("kind", "primary")
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(14), px(6), px(14), px(14))
        column.setSpacing(px(12))
        column.addWidget(sentence)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return empty

    # Filling

    def set_documents(self, documents: Iterable[Document]) -> None:
        """Show these documents; the current one stays current if it is among them."""
        with _Kept(self):
            self.model.set_documents(documents)
        number = len(self.model)
        self._filter_row.setVisible(number >= _FILTER_FROM or bool(self.model.filter))
        self._stack.setCurrentIndex(0 if number or self.model.tree.folders else 1)
        self.more.setVisible(bool(number))
        self.show_summary("")

    def set_folders(self, folders: Iterable[Folder]) -> None:
        """Show these folders."""
        with _Kept(self):
            self.model.set_folders(folders)

    def set_order(self, order: str) -> None:
        """Sort the documents within each folder by one of `ORDERS`."""
        with _Kept(self):
            self.model.set_order(order)

    def show_summary(self, summary: str) -> None:
        """What stands to the right of the caption: how many are done, or how many there are."""
        number = len(self.model)
        self.header.set_detail(summary or (str(number) if number else ""))

    def settle(self, *, is_settling: bool) -> None:
        """While the list is filled, nothing that happens in it is the user's doing."""
        self._following, self._settling = not is_settling, is_settling

    def unfold(self) -> None:
        """Unfold the folders that are not folded, or all while a filter is set."""
        filtered = bool(self.model.filter.strip())
        for folder_id in self.model.tree.folders:
            index = self.model.index_of(folder_id)
            if index.isValid():
                self.view.setExpanded(index, filtered or folder_id not in self._collapsed)

    def _fold(self, index: QModelIndex, *, collapsed: bool) -> None:
        folder = self.model.folder_at(index)
        if folder is None or self._settling or self.model.filter.strip():
            return
        (self._collapsed.add if collapsed else self._collapsed.discard)(folder.id)
        self.folded.emit()

    def collapsed(self) -> list[str]:
        """The folders that are folded."""
        return sorted(self._collapsed)

    def set_collapsed(self, folder_ids: Iterable[str]) -> None:
        self._collapsed = set(folder_ids)
        self._settling = True
        self.unfold()
        self._settling = False

    def _filter_changed(self, text: str) -> None:
        with _Kept(self):
            self.model.set_filter(text)

    def set_passages(
        self, passages: Mapping[DocumentId, int], covered: Mapping[DocumentId, int]
    ) -> None:
        """Show the numbers of passages, and how much of each text they cover."""
        self.model.set_passages(passages)
        self.model.set_covered(covered)

    def set_writable(self, can_write: bool, why_not: str) -> None:
        self.model.can_write = can_write
        self.import_button.setEnabled(can_write)
        self.import_button.setToolTip(why_not)

    # Choosing

    def current(self) -> DocumentId | None:
        document = self.model.document_at(self.view.currentIndex())
        return document.id if document else None

    def current_folder(self) -> FolderId | None:
        """The folder that the current row is, or lies in; None at the top."""
        folder = self.model.folder_at(self.view.currentIndex())
        if folder is not None:
            return folder.id
        row_id = self.model.id_at(self.view.currentIndex())
        return self.model.tree.parent(row_id) if row_id else None

    def set_current(self, document_id: DocumentId | None) -> None:
        """Mark a document as the one shown, without asking for it to be shown."""
        index = self.model.index_of(document_id)
        self._following = False
        above = index.parent()
        while above.isValid():
            self.view.setExpanded(above, True)
            above = above.parent()
        self.view.choose(index)
        self._following = True

    def choose(self, row_ids: Sequence[str], *, current: str | None = None) -> None:
        """Mark these folders and documents, and make one the current row."""
        self._following = False
        self.view.choose(self.model.index_of(current or next(iter(row_ids), None)))
        for index in map(self.model.index_of, row_ids):
            self.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self._following = True

    def selected_rows(self) -> list[str]:
        """The folders and documents that are marked."""
        indexes = self.view.selectionModel().selectedIndexes()
        return [row_id for index in indexes if (row_id := self.model.id_at(index))]

    def selected(self) -> list[DocumentId]:
        """The chosen documents as they are listed; the current one if none is marked."""
        chosen = set(self.selected_rows())
        if not chosen and (current := self.current()):
            chosen = {current}
        return [document_id for document_id in self.model.ordered if document_id in chosen]

    def selected_folders(self) -> list[FolderId]:
        """The chosen folders as they are listed."""
        chosen = set(self.selected_rows())
        return [folder_id for folder_id in self.model.tree.folders if folder_id in chosen]

    def edit_title(self) -> None:
        """Rename the current document or folder in place."""
        index = self.view.currentIndex()
        if index.isValid() and self.model.can_write:
            self.view.setFocus()
            self.view.scrollTo(index)
            self.view.edit(index)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        document = self.model.document_at(current)
        if document is not None and self._following:
            self.chosen.emit(document.id)

    def _entered(self, index: QModelIndex) -> None:
        document = self.model.document_at(index)
        if document is not None:
            self.entered.emit(document.id)
        elif index.isValid():
            self.view.setExpanded(index, not self.view.isExpanded(index))

    def _menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.view.viewport().mapToGlobal(point))

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "more"):
            self.more.setIcon(line_icon("more", current_theme()))


class _Kept:
    """Keeps what is chosen and folded, and where the list is scrolled to, while it is filled
    anew."""

    def __init__(self, panel: DocumentsPanel) -> None:
        self._panel = panel

    def __enter__(self) -> None:
        panel = self._panel
        view = panel.view
        self._current = panel.model.id_at(view.currentIndex())
        self._chosen = panel.selected_rows()
        self._place = view.verticalScrollBar().value()
        panel.settle(is_settling=True)

    def __exit__(self, *_error: object) -> None:
        panel = self._panel
        panel.unfold()
        if panel.model.id_at(panel.view.currentIndex()) != self._current:
            panel.view.choose(panel.model.index_of(self._current))
        if panel.selected_rows() != self._chosen:
            panel.choose(self._chosen, current=self._current)
        panel.view.verticalScrollBar().setValue(self._place)
        panel.settle(is_settling=False)
