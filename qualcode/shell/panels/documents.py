"""The documents, to the left of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.model import Document
from qualcode.core.translate import _
from qualcode.shell.models.documents import DocumentsModel
from qualcode.shell.panels.delegates import DocumentDelegate
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.row_tree import RowTree


class DocumentsPanel(QFrame):
    """A list of the documents by kind, or what to do where there is none.

    Signals:
        chosen(document_id): a document is to be shown.
        entered(document_id): Enter or a double click: its text wants the keys.
        import_wanted(): the button on the empty panel.
        menu_wanted(global_point)
    """

    chosen = Signal(str)
    entered = Signal(str)
    import_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("Documents"))
        self.model = DocumentsModel(self)
        self.header = PanelHeader(_("Documents"), parent=self)
        self.view = self._make_view()
        self.import_button = QPushButton(_("Import…"))
        self._empty = self._make_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._stack)
        self._following = True

    def _make_view(self) -> RowTree:
        view = RowTree(self)
        view.setModel(self.model)
        view.setItemDelegate(DocumentDelegate(view))
        view.setAccessibleName(_("Documents"))
        view.selectionModel().currentChanged.connect(self._current_changed)
        view.entered_row.connect(self._entered)
        view.customContextMenuRequested.connect(self._menu)
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
        current, collapsed = self.current(), self._collapsed()
        self._following = False
        self.model.set_documents(documents)
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            self.view.setExpanded(index, index.data() not in collapsed)
        self._following = True
        if self.current() != current:
            self.set_current(current)
        number = len(self.model)
        self.header.set_detail(str(number) if number else "")
        self._stack.setCurrentIndex(0 if number else 1)

    def _collapsed(self) -> set[str]:
        rows = (self.model.index(row, 0) for row in range(self.model.rowCount()))
        return {index.data() for index in rows if not self.view.isExpanded(index)}

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

    def set_current(self, document_id: DocumentId | None) -> None:
        """Mark a document as the one shown, without asking for it to be shown."""
        index = self.model.index_of(document_id)
        self._following = False
        if index.isValid():
            self.view.setExpanded(index.parent(), True)
        self.view.choose(index)
        self._following = True

    def selected(self) -> list[DocumentId]:
        """The chosen documents as they are listed; the current one if none is marked."""
        chosen = {
            document.id
            for index in self.view.selectionModel().selectedIndexes()
            if (document := self.model.document_at(index))
        }
        if not chosen and (current := self.current()):
            chosen = {current}
        return [document_id for document_id in self.model.ordered if document_id in chosen]

    def edit_title(self) -> None:
        """Rename the current document in place."""
        index = self.view.currentIndex()
        if self.model.document_at(index) and self.model.can_write:
            self.view.setFocus()
            self.view.edit(index)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        document = self.model.document_at(current)
        if document is not None and self._following:
            self.chosen.emit(document.id)

    def _entered(self, index: QModelIndex) -> None:
        document = self.model.document_at(index)
        if document is not None:
            self.entered.emit(document.id)

    def _menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if self.model.document_at(index) is None:
            return
        self.menu_wanted.emit(self.view.viewport().mapToGlobal(point))
