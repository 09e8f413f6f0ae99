"""The list of what was found: hits under their documents, then what else was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from qualcode.core.analysis.search.context import Context, context_of
from qualcode.core.analysis.search.elsewhere import Mention, Section
from qualcode.core.analysis.search.find import Hit
from qualcode.core.ids import DocumentId
from qualcode.core.translate import N_, _, ngettext

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole
CONTEXT: Final = Qt.ItemDataRole.UserRole + 1
DETAIL: Final = Qt.ItemDataRole.UserRole + 2
TICKED: Final = Qt.ItemDataRole.UserRole + 3

#: characters on each side of a hit, which are two lines of the drawer
AROUND: Final = 48
_TEXTS_KEPT: Final = 6
#: A list lays all its rows out anew whenever one comes: it is given so many at a time.
_PORTION: Final = 500

_SECTIONS: Final = {
    Section.TITLES: N_("Titles of documents"),
    Section.CODES: N_("Codes"),
    Section.PERSONS: N_("Persons"),
    Section.COMMENTS: N_("Comments"),
    Section.CONDENSED: N_("Condensed"),
    Section.INTERPRETATIONS: N_("Interpretations"),
    Section.QUOTES: N_("Printed quotes"),
    Section.MEMOS: N_("Memos and journal"),
}


@dataclass(slots=True, repr=False)  # no interview in a report of a crash
class Heading:
    """A document with hits, or a section of what else was found."""

    title: str
    document_id: DocumentId | None = None
    hits: int = 0
    persons: set[str] = field(default_factory=set)


Row = Heading | Hit | Mention


class FoundModel(QAbstractListModel):
    """Rows in the order of the documents and their texts. The list is given the first of them, and
    more when it is scrolled to their end.

    Attributes:
        hits, by_document: what was found in the texts, in order.
        ticking: whether hits are chosen one by one.
    """

    def __init__(self, text_of: Callable[[DocumentId], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self._texts: dict[DocumentId, str] = {}
        self._titles: dict[DocumentId, str] = {}
        self._rows: list[Row] = []
        self._given = 0
        self._last_heading: int | None = None
        self._headings: list[Heading] = []
        self._ticked: set[Hit] = set()
        self.hits: list[Hit] = []
        self.by_document: dict[DocumentId, list[Hit]] = {}
        self.ticking = False

    def clear(self, titles: dict[DocumentId, str]) -> None:
        """Nothing is found yet; these are the documents' titles."""
        self.beginResetModel()
        self._titles = titles
        self._texts.clear()
        self._given = 0
        self._rows, self._headings, self.hits, self._last_heading = [], [], [], None
        self.by_document = {}
        self._ticked.clear()
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """More hits, which follow on those that are there."""
        if not hits:
            return
        last = self._last_heading
        heading = self._rows[last] if last is not None else None
        new: list[Row] = []
        for hit in hits:
            if not isinstance(heading, Heading) or heading.document_id != hit.document_id:
                heading = Heading(self._titles.get(hit.document_id, ""), hit.document_id)
                self._last_heading = len(self._rows) + len(new)
                self._headings.append(heading)
                new.append(heading)
            heading.hits += 1
            if hit.person_id is not None:
                heading.persons.add(hit.person_id)
            self.by_document.setdefault(hit.document_id, []).append(hit)
            new.append(hit)
        self.hits += hits
        self._append(new)
        if last is not None and last < self._given:
            self.dataChanged.emit(self.index(last), self.index(last))

    def add_mentions(self, mentions: Sequence[Mention]) -> None:
        """What else was found, after all hits."""
        new: list[Row] = []
        section: Section | None = None
        heading = Heading("")
        for mention in mentions:
            if mention.section is not section:
                section = mention.section
                heading = Heading(_(_SECTIONS[section]))
                new.append(heading)
            heading.hits += 1
            new.append(mention)
        self._append(new)

    def _append(self, new: list[Row]) -> None:
        self._rows += new
        if self._given < _PORTION:
            self._give(_PORTION)

    def _give(self, number: int) -> None:
        """Let the list have so many rows, as far as they are there."""
        number = min(number, len(self._rows))
        if number > self._given:
            self.beginInsertRows(QModelIndex(), self._given, number - 1)
            self._given = number
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are rows that the list doesn't have yet."""
        return not parent.isValid() and self._given < len(self._rows)

    def fetchMore(self, _parent: Index) -> None:
        """The list was scrolled to its end."""
        self._give(self._given + _PORTION)

    # What is shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._given

    def row(self, index: Index) -> Row | None:
        """What stands in a row."""
        return self._rows[index.row()] if index.isValid() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if isinstance(row, Heading):
            return self._heading(row, role)
        if role == TICKED:
            return row in self._ticked if self.ticking and isinstance(row, Hit) else None
        if role == CONTEXT:
            return self._context(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            around = self._context(row)
            return around.before + around.words + around.after
        return None

    def _heading(self, row: Heading, role: int) -> Any:
        if role == DETAIL:
            return _counted(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {_counted(row)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemNeverHasChildren if index.isValid() else flags

    def _context(self, row: Hit | Mention) -> Context:
        if isinstance(row, Mention):
            place = row.places[0]
            return context_of(row.text, place.start, place.end, around=AROUND)
        return context_of(self._text(row.document_id), row.start, row.end, around=AROUND)

    def _text(self, document_id: DocumentId) -> str:
        if document_id not in self._texts:
            while len(self._texts) >= _TEXTS_KEPT:
                self._texts.pop(next(iter(self._texts)))
            self._texts[document_id] = self._text_of(document_id)
        return self._texts[document_id]

    # Choosing hits

    def set_ticking(self, *, on: bool) -> None:
        """Let hits be chosen one by one; none is chosen at first."""
        self.ticking = on
        self._ticked.clear()
        self._all_changed()

    @property
    def ticked(self) -> list[Hit]:
        """The chosen hits, in order."""
        return [hit for hit in self.hits if hit in self._ticked]

    def tick(self, index: Index, *, on: bool) -> None:
        """Choose a hit, or not."""
        row = self.row(index)
        if isinstance(row, Hit) and self.ticking:
            (self._ticked.add if on else self._ticked.discard)(row)
            self.dataChanged.emit(index, index, [TICKED])

    def tick_all(self, *, on: bool) -> None:
        """Choose every hit, or none."""
        self._ticked = set(self.hits) if on else set()
        self._all_changed()

    def _all_changed(self) -> None:
        if self._given:
            self.dataChanged.emit(self.index(0), self.index(self._given - 1))

    # Finding rows

    def next_hit(self, from_row: int, step: int) -> int | None:
        """The row of the next hit, or of the one before; None if there is none."""
        row = from_row + step
        while 0 <= row < len(self._rows):
            if not isinstance(self._rows[row], Heading):
                self._give(row + 1 if row >= self._given else 0)
                return row
            row += step
        return None

    @property
    def persons(self) -> set[str]:
        """The respondents who say it."""
        return {person for heading in self._headings for person in heading.persons}

    @property
    def documents(self) -> int:
        """How many documents have hits."""
        return len(self._headings)


def _counted(row: Heading) -> str:
    """“3 · 2 persons”; what else was found has no persons."""
    if not row.persons:
        return str(row.hits)
    persons = len(row.persons)
    told = ngettext("{count} person", "{count} persons", persons).format(count=persons)
    return f"{row.hits} · {told}"
