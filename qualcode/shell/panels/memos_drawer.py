"""All memos in a drawer: found, sorted, and written in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSplitter, QWidget

from qualcode.core.analysis.things import Ref
from qualcode.core.ids import DocumentId, MemoId
from qualcode.core.operations import memos as operations
from qualcode.core.store import coders as coders_store
from qualcode.core.translate import _, ngettext
from qualcode.shell.chosen import Chosen
from qualcode.shell.models.memos import (
    ABOUTS,
    ORDERS,
    ROW,
    MemoChoice,
    MemoRow,
    MemosModel,
    read_rows,
)
from qualcode.shell.panels.drawer import RowList, combo, fill_combo
from qualcode.shell.panels.memo_editor import MemoEditor
from qualcode.shell.panels.memo_links import MemoLinks
from qualcode.shell.panels.memo_subject import MemoSubject
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import Index, TwoLines, TwoLinesDelegate
from qualcode.shell.panels.written_drawer import WrittenDrawer
from qualcode.shell.session import Session


class _Delegate(TwoLinesDelegate):
    def lines(self, index: Index) -> TwoLines:
        row: MemoRow = index.data(ROW)
        return TwoLines(row.title, row.detail, row.initials, row.colour)


class MemosDrawer(WrittenDrawer):
    """Signals: code_wanted(code_id): a code is to be shown."""

    TABLES = (
        *("memos", "memo_links", "documents", "codes"),
        *("persons", "segments", "codings", "coders"),
    )

    code_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("Memos"), session, parent)
        self._chosen = chosen
        self.model = MemosModel(self)
        self.list = RowList(_("Memos"), self.model, _Delegate(), self)
        self.new = QPushButton(_("New memo"), self)
        self.new.setProperty("kind", "chip")
        self.new.clicked.connect(lambda: self.write_about(None))
        self.head.insertWidget(1, self.new)
        self.column.addWidget(self._make_filters())
        self.editor = MemoEditor(session, _("Write the memo here"), self)
        self.links = MemoLinks(session, self.editor)
        self.editor.column.insertWidget(0, self.links.about)
        self.editor.column.insertWidget(3, self.links)
        self.empty = QLabel(
            _("Memos hold what you think of a text, a code or a person. Ctrl+M writes one."), self
        )
        self.empty.setProperty("kind", "soft")
        self.empty.setWordWrap(True)
        self.empty.setMargin(px(14))
        self.column.addWidget(self.empty)
        self.column.addWidget(self._make_parts(), 1)
        self._connect()

    def _make_parts(self) -> QSplitter:
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.editor)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        self._parts = parts
        return parts

    def _make_filters(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(px(14), 0, px(14), px(8))
        grid.setSpacing(px(6))
        self.field = self._make_field(_("Find in memos"), box)
        self.about = combo(_("What they are about"), _in_words(ABOUTS), box)
        self.coder = combo(_("Whose"), {None: _("Everybody’s")}, box)
        self.order = combo(_("In which order"), _in_words(ORDERS), box)
        self.of = QPushButton(_("Only on what is chosen"), box)
        self.of.setProperty("kind", "choice")
        self.of.setCheckable(True)
        self.of.setToolTip(_("Only memos on the passage, document or code that is chosen"))
        grid.addWidget(self.field, 0, 0, 1, 2)
        grid.addWidget(self.about, 1, 0)
        grid.addWidget(self.coder, 1, 1)
        grid.addWidget(self.order, 2, 0)
        grid.addWidget(self.of, 2, 1)
        return box

    def _connect(self) -> None:
        for box in (self.about, self.coder, self.order):
            box.currentIndexChanged.connect(self._filter)
        self.of.toggled.connect(self._filter)
        self._chosen.changed.connect(self._chosen_changed)
        self.editor.written.connect(self._written)
        self.links.jump_wanted.connect(self._jump)
        self._connect_parts()

    # In step

    def focus_first(self) -> None:
        """Where the keys go when it opens."""
        if self.editor.subject is not None and self.editor.subject.memo_id is None:
            self.editor.focus_text()
        else:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self) -> None:
        project = self._session.project
        rows = read_rows(project.db) if project is not None else []
        coders = coders_store.all_coders(project.db) if project is not None else []
        fill_combo(
            self.coder, {None: _("Everybody’s"), **{coder.id: coder.name for coder in coders}}
        )
        self._keep_current(lambda: self.model.set_memos(rows))
        subject = self.editor.subject
        gone = subject is not None and subject.memo_id and not self.model.memo(subject.memo_id)
        if gone and not self.editor.hasFocus():
            self.editor.show_memo(None)

    def _follow_work(self) -> None:
        super()._follow_work()
        self._show_links()

    def _choice(self) -> MemoChoice:
        return MemoChoice(
            about=self.about.currentData() or "",
            coder_id=self.coder.currentData(),
            words=self.field.text(),
            order=self.order.currentData(),
            of=self._chosen_rows() if self.of.isChecked() else frozenset(),
        )

    def _chosen_rows(self) -> frozenset[str]:
        """What is chosen on the page: the passage, or else the document, and the code."""
        chosen = self._chosen
        place = chosen.segment_id or chosen.document_id
        return frozenset(row for row in (place, chosen.code_id) if row) or frozenset({"-"})

    def _chosen_changed(self) -> None:
        if self.of.isChecked():
            self._timer.start()

    def _filter(self) -> None:
        self._keep_current(lambda: self.model.choose(self._choice()))

    def _row_of(self, memo_id: str | None) -> int:
        return self.model.row_of(memo_id)

    def _keep_current(self, change: Callable[[], object]) -> None:
        super()._keep_current(change)
        shown, number = self.model.rowCount(), self.model.number
        counted = ngettext("{number} memo", "{number} memos", number).format(number=number)
        if shown != number:
            counted = _("{shown} of {memos}").format(shown=shown, memos=counted)
        self.header.set_detail(counted if number else "")
        self.empty.setVisible(not number and self.editor.subject is None)

    # Reading and writing

    def _show_row(self, index: Index) -> None:
        memo_id = self.model.id_at(index.row())
        if memo_id is not None:
            self._show(MemoSubject(memo_id))

    def _show(self, subject: MemoSubject) -> None:
        self.editor.show_memo(subject)
        self._show_links()
        self.empty.hide()

    def _show_links(self) -> None:
        subject = self.editor.subject
        row = self.model.memo(subject.memo_id) if subject else None
        self.links.show_memo(subject, row)

    def open_memo(self, memo_id: str) -> None:
        """Show a memo, whatever is filtered."""
        self.came()
        if self.model.row_of(memo_id) < 0:
            self.show_all()
        self.list.setCurrentIndex(self.model.index(self.model.row_of(memo_id), 0))
        self._show(MemoSubject(MemoId(memo_id)))

    def show_all(self) -> None:
        """Filter no more."""
        self.of.setChecked(False)
        self.field.clear()
        for box in (self.about, self.coder):
            box.setCurrentIndex(0)
        self._filter()

    def write_about(self, about: Ref | None) -> None:
        """Room for a new memo about a row, or about nothing."""
        self._begin(MemoSubject(about=about))

    def write_on_words(self, document_id: DocumentId, start: int, end: int) -> None:
        """Room for a new memo on words of a text."""
        self._begin(MemoSubject(words=(document_id, start, end)))

    def _begin(self, subject: MemoSubject) -> None:
        self.came()
        self.list.clearSelection()
        self._show(subject)
        self.editor.focus_text()

    def _written(self, memo_id: str) -> None:
        self._keep_current(lambda: None)
        self._show_links()
        self.list.scrollTo(self.model.index(self.model.row_of(memo_id), 0))

    def _delete(self, memo_id: str) -> None:
        row = self.model.row_of(memo_id)
        if self._session.run(operations.delete_memo, MemoId(memo_id)) is None:
            return
        row = min(row, self.model.rowCount() - 1)
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._show_row(self.model.index(row, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, thing: Any) -> None:
        """Go to what the memo speaks of."""
        if thing.table == "memos":
            self.open_memo(thing.id)
        elif thing.table == "persons":
            self.person_wanted.emit()
        elif thing.document_id is not None:
            self._chosen.choose_document(thing.document_id)
            self.passage_wanted.emit(thing.document_id, thing.start or 0, thing.end or 0)
        elif thing.code_id is not None:
            self._chosen.choose_code(thing.code_id)
            self.code_wanted.emit(thing.code_id)

    # Places

    def state(self) -> dict[str, Any]:
        """How it was left. It holds no word."""
        subject = self.editor.subject
        return {
            "order": self.order.currentData(),
            "parts": self._parts.sizes(),
            "memo": subject.memo_id if subject else None,
        }

    def restore_state(self, stored: dict[str, Any]) -> None:
        """Go back to how it was left."""
        at = self.order.findData(stored.get("order"))
        self.order.setCurrentIndex(max(0, at))
        sizes = stored.get("parts")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) for s in sizes):
            self._parts.setSizes(sizes)


def _in_words(names: dict[str, str]) -> dict[Any, str]:
    return {value: _(text) for value, text in names.items()}
