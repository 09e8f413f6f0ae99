"""The research journal in a drawer: a page for each day and evaluator, today's at hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSplitter, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import MemoId
from qualcode.core.model import Memo
from qualcode.core.model.memo import JOURNAL
from qualcode.core.operations import memos as operations
from qualcode.core.store import coders as coders_store
from qualcode.core.store import memos as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, ngettext
from qualcode.shell.chosen import Chosen
from qualcode.shell.models.moments import day_name, today
from qualcode.shell.panels.drawer import Drawer, RowList
from qualcode.shell.panels.memo_editor import MemoEditor
from qualcode.shell.panels.memo_subject import MemoSubject
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import Index, TwoLines, TwoLinesDelegate
from qualcode.shell.session import Session

_LONGEST = 90
_PAUSE = 150  # ms after the last letter until the list is filtered


class PagesModel(QAbstractListModel):
    """The journal's pages, the latest day first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: list[tuple[Memo, TwoLines]] = []

    def set_pages(self, pages: Sequence[tuple[Memo, TwoLines]]) -> None:
        self.beginResetModel()
        self._pages = list(pages)
        self.endResetModel()

    def page(self, row: int) -> Memo | None:
        return self._pages[row][0] if 0 <= row < len(self._pages) else None

    def row_of(self, memo_id: str | None) -> int:
        return next((n for n, (memo, _l) in enumerate(self._pages) if memo.id == memo_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        lines = self._pages[index.row()][1]
        if role == Qt.ItemDataRole.UserRole:
            return lines
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{lines.first}. {lines.second}"
        return None


class _Delegate(TwoLinesDelegate):
    def lines(self, index: Index) -> TwoLines:
        found: TwoLines = index.data(Qt.ItemDataRole.UserRole)
        return found


class JournalDrawer(Drawer):
    """Each evaluator writes on their own pages and reads those of the others."""

    def __init__(self, session: Session, _chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("Research journal"), parent)
        self._session = session
        self._is_stale = True
        self.model = PagesModel(self)
        self.list = RowList(_("Pages of the journal"), self.model, _Delegate(), self)
        self.today = QPushButton(_("Today’s page"), self)
        self.today.setProperty("kind", "chip")
        self.today.clicked.connect(self.write_today)
        self.head.insertWidget(1, self.today)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find in the journal"))
        self.field.setAccessibleName(_("Find in the journal"))
        self.field.setClearButtonEnabled(True)
        self.day = QLabel(self)
        self.day.setProperty("kind", "heading")
        self.editor = MemoEditor(session, _("What you did and thought today"), self)
        self.editor.title.setPlaceholderText(_("Heading, if you want one"))
        self.editor.column.insertWidget(0, self.day)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.editor)
        parts.addWidget(self.list)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        search = QWidget(self)
        self._search(search)
        self.column.addWidget(search)
        self.column.addWidget(parts, 1)
        self._connect()

    def _search(self, box: QWidget) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        column = QVBoxLayout(box)
        column.setContentsMargins(px(14), 0, px(14), px(6))
        column.addWidget(self.field)

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._fill)
        self.field.textChanged.connect(self._timer.start)
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show_row(now))
        self.list.entered_row.connect(lambda _row: self.editor.focus_text())
        self.editor.done.connect(self.list.setFocus)
        self.editor.delete_wanted.connect(self._delete)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._opened)
        self._session.closing.connect(self.editor.write_out)
        self._session.busy_changed.connect(lambda _busy: self.editor.refresh())

    # In step

    def came(self) -> None:
        """It is seen now."""
        if self._is_stale:
            self._read()
        if self.editor.subject is None:
            self._show_day(today(), None)

    def went(self) -> None:
        """It is not seen any more."""
        self.editor.write_out()

    def focus_first(self) -> None:
        """Where the keys go when it opens: today's page."""
        self.write_today()

    def find_words(self, words: str) -> None:
        """Look for words in the journal."""
        self.field.setText(words)

    def _opened(self) -> None:
        self.editor.show_memo(None)
        self._is_stale = True
        if self.isVisible():
            self.came()

    def _changed(self, changes: Changes) -> None:
        if changes.touches("memos", "coders"):
            self._is_stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        self._is_stale = False
        self.today.setEnabled(self._session.can_write)
        self._fill()
        subject = self.editor.subject
        if subject is not None and subject.day is not None and self._is_own_day(subject):
            # undone, or written by another way: the day's page is what the project has of it
            page = self._own_page(subject.day)
            kept = MemoSubject(memo_id=page.id if page else None, day=subject.day)
            self.editor.show_memo(kept)
        self.editor.refresh()

    def _is_own_day(self, subject: MemoSubject) -> bool:
        project = self._session.project
        memo = subject.stored(project.db) if project is not None else None
        return memo is None or memo.coder_id == self._session.coder_id

    def _own_page(self, day: dt.date) -> Memo | None:
        project, coder_id = self._session.project, self._session.coder_id
        if project is None or coder_id is None:
            return None
        return store.journal_page(project.db, day.isoformat(), coder_id)

    def _fill(self) -> None:
        project = self._session.project
        pages = store.of_kind(project.db, JOURNAL)[::-1] if project is not None else []
        coders = (
            {coder.id: coder for coder in coders_store.all_coders(project.db)} if project else {}
        )
        wanted = casefold(self.field.text().strip()) or ""
        found = []
        for page in pages:
            if wanted in (casefold(f"{page.title}\n{page.text}") or ""):
                coder = coders.get(page.coder_id)
                first = " ".join((page.title or page.text).split())[:_LONGEST]
                name, initials, colour = (
                    (coder.name, coder.initials, coder.colour) if coder else ("", "?", "#808080")
                )
                second = f"{first} · {name}" if first else name
                found.append((page, TwoLines(self._day_of(page), second, initials, colour)))
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        self.model.set_pages(found)
        subject = self.editor.subject
        row = self.model.row_of(subject.memo_id if subject else None)
        self.list.setCurrentIndex(self.model.index(row, 0))
        selection.blockSignals(blocked)
        number = len(pages)
        words = ngettext("{number} page", "{number} pages", number).format(number=number)
        self.header.set_detail(words if number else "")

    def _day_of(self, page: Memo) -> str:
        return day_name(dt.date.fromisoformat(page.date)) if page.date else ""

    # Reading and writing

    def _show_row(self, index: Index) -> None:
        page = self.model.page(index.row())
        if page is not None and page.date:
            self._show_day(dt.date.fromisoformat(page.date), page.id)

    def _show_day(self, day: dt.date, memo_id: MemoId | None) -> None:
        self.day.setText(day_name(day))
        self.editor.show_memo(MemoSubject(memo_id=memo_id, day=day))

    def write_today(self) -> None:
        """Show today's page, and write on it."""
        self.came()
        page = self._own_page(today())
        self._show_day(today(), page.id if page else None)
        row = self.model.row_of(page.id if page else None)
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.editor.focus_text()

    def _delete(self, memo_id: str) -> None:
        if self._session.run(operations.delete_memo, MemoId(memo_id)) is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
