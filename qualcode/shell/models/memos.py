"""Memos as they are listed: what they speak of, whose they are, in the order one wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from sqlite_utils import Database

from qualcode.core.analysis.things import Thing, describe
from qualcode.core.ids import CoderId, MemoId
from qualcode.core.model import Memo
from qualcode.core.store import coders as coders_store
from qualcode.core.store import memos as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_, _
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.panels.memo_lines import memo_title

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole

#: what memos are about, as one looks for them
ABOUTS: Final = {
    "": N_("About anything"),
    "free": N_("About nothing in particular"),
    "project": N_("About the project"),
    "documents": N_("About documents"),
    "persons": N_("About persons"),
    "codes": N_("About codes"),
    "segments": N_("About passages"),
    "codings": N_("About codings"),
    "memos": N_("About memos"),
    "guide_questions": N_("About questions"),
}
NEWEST, OLDEST, TITLE, ABOUT = "newest", "oldest", "title", "about"
ORDERS: Final = {
    NEWEST: N_("Newest first"),
    OLDEST: N_("Oldest first"),
    TITLE: N_("By title"),
    ABOUT: N_("By what they are about"),
}


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo with what a list shows of it."""

    memo: Memo
    title: str
    about: Thing | None
    coder: str
    initials: str
    colour: str
    links: tuple[Thing, ...] = ()

    @property
    def detail(self) -> str:
        """“Code “Mandate” · Today 14:05”"""
        when = day_and_time(self.memo.created)
        return f"{self.about.words} · {when}" if self.about else when


@dataclass(frozen=True, slots=True)
class MemoChoice:
    """Which memos are listed, and how."""

    about: str = ""
    coder_id: CoderId | None = None
    words: str = ""
    order: str = NEWEST
    of: frozenset[str] = field(default_factory=frozenset)

    def lets_through(self, row: MemoRow) -> bool:
        memo = row.memo
        if self.about and (memo.about_table or "free") != self.about:
            return False
        if self.coder_id is not None and memo.coder_id != self.coder_id:
            return False
        if self.of and self.of.isdisjoint([memo.about_id, *(link.id for link in row.links)]):
            return False
        wanted = casefold(self.words.strip())
        return not wanted or wanted in (casefold(_searched(row)) or "")


def _searched(row: MemoRow) -> str:
    about = [row.about.name, row.about.place] if row.about else []
    return "\n".join([row.memo.title, row.memo.text, *about, *(link.name for link in row.links)])


def read_rows(db: Database) -> list[MemoRow]:
    """Every memo with what it speaks of; the research journal is apart."""
    memos = store.of_kind(db)
    coders = {coder.id: coder for coder in coders_store.all_coders(db)}
    links = store.links_of(db, [memo.id for memo in memos])
    refs = [(memo.about_table, memo.about_id) for memo in memos if memo.about_table]
    things = describe(
        db,
        [
            *((table, row_id or "") for table, row_id in refs if table),
            *((link.to_table, link.to_id) for link in links),
        ],
    )
    linked: dict[str, list[Thing]] = defaultdict(list)
    for link in links:
        linked[link.memo_id].append(things[link.to_table, link.to_id])
    found = []
    for memo in memos:
        coder = coders.get(memo.coder_id)
        found.append(
            MemoRow(
                memo=memo,
                title=memo_title(memo),
                about=things.get((memo.about_table or "", memo.about_id or "")),
                coder=coder.name if coder else "",
                initials=coder.initials if coder else "?",
                colour=coder.colour if coder else "#808080",
                links=tuple(linked[memo.id]),
            )
        )
    return found


class MemosModel(QAbstractListModel):
    """The memos that were chosen, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[MemoRow] = []
        self._rows: list[MemoRow] = []
        self._choice = MemoChoice()

    def set_memos(self, rows: Sequence[MemoRow]) -> None:
        self._all = list(rows)
        self.choose(self._choice)

    def choose(self, choice: MemoChoice) -> None:
        """Show these of them."""
        self.beginResetModel()
        self._choice = choice
        self._rows = [row for row in self._all if choice.lets_through(row)]
        if choice.order == NEWEST:
            self._rows.reverse()
        elif choice.order == TITLE:
            self._rows.sort(key=lambda row: casefold(row.title) or "")
        elif choice.order == ABOUT:
            self._rows.sort(key=lambda row: casefold(row.about.words) or "" if row.about else "")
        self.endResetModel()

    @property
    def number(self) -> int:
        """Of all memos."""
        return len(self._all)

    def row_of(self, memo_id: str | None) -> int:
        """Where a memo stands; -1 if it is not listed."""
        return next((n for n, row in enumerate(self._rows) if row.memo.id == memo_id), -1)

    def memo(self, memo_id: str | None) -> MemoRow | None:
        """A memo, listed or not."""
        return next((row for row in self._all if row.memo.id == memo_id), None)

    def id_at(self, row: int) -> MemoId | None:
        return self._rows[row].memo.id if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{title}. {detail}. {evaluator}").format(
                title=row.title, detail=row.detail, evaluator=row.coder
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.detail}"
        return None
