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
)
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

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
from qualcode.shell.panels.drawer import RowList
from qualcode.shell.panels.memo_editor import MemoEditor
from qualcode.shell.panels.memo_subject import MemoSubject
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.two_lines import Index, TwoLines, TwoLinesDelegate
from qualcode.shell.panels.written_drawer import WrittenDrawer
from qualcode.shell.session import Session

_LONGEST = 90


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


class JournalDrawer(WrittenDrawer):
    """Each evaluator writes on their own pages and reads those of the others."""

    TABLES = ("memos", "coders")

    def __init__(self, session: Session, _chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("Research journal"), session, parent)
        self.model = PagesModel(self)
        self.list = RowList(_("Pages of the journal"), self.model, _Delegate(), self)
        self.new = QPushButton(_("Today’s page"), self)
        self.new.setProperty("kind", "chip")
        self.new.clicked.connect(self.write_today)
        self.head.insertWidget(1, self.new)
        search = QWidget(self)
        column = QVBoxLayout(search)
        column.setContentsMargins(px(14), 0, px(14), px(6))
        self.field = self._make_field(_("Find in the journal"), search)
        column.addWidget(self.field)
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
        self.column.addWidget(search)
        self.column.addWidget(parts, 1)
        self._connect_parts()

    # In step

    def came(self) -> None:
        """It is seen now."""
        super().came()
        if self.editor.subject is None:
            self._show_day(today(), None)

    def focus_first(self) -> None:
        """Where the keys go when it opens: today's page."""
        self.write_today()

    def _read(self) -> None:
        self._filter()
        subject = self.editor.subject
        if subject is not None and subject.day is not None and self._is_own_day(subject):
            # undone, or written by another way: the day's page is what the project has of it
            page = self._own_page(subject.day)
            kept = MemoSubject(memo_id=page.id if page else None, day=subject.day)
            self.editor.show_memo(kept)

    def _is_own_day(self, subject: MemoSubject) -> bool:
        project = self._session.project
        memo = subject.stored(project.db) if project is not None else None
        return memo is None or memo.coder_id == self._session.coder_id

    def _own_page(self, day: dt.date) -> Memo | None:
        project, coder_id = self._session.project, self._session.coder_id
        if project is None or coder_id is None:
            return None
        return store.journal_page(project.db, day.isoformat(), coder_id)

    def _row_of(self, memo_id: str | None) -> int:
        return self.model.row_of(memo_id)

    def _filter(self) -> None:
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
        self._keep_current(lambda: self.model.set_pages(found))
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
