"""The project's persons as a table: who they are, how they are printed, where they are heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from sqlite_utils import Database

from qualcode.core.analysis.passages import hides
from qualcode.core.ids import CaseId, DocumentId, PersonId
from qualcode.core.model import Person
from qualcode.core.model.label import is_name
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.operations.persons import PersonDetails
from qualcode.core.store import cases as cases_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_, _, language, ngettext
from qualcode.shell.models.roles import CHOICES, IS_WARNING, PLACEHOLDER, SUGGESTIONS
from qualcode.shell.models.speakers import KINDS

Index = QModelIndex | QPersistentModelIndex

#: What stands in a real name's place while names are hidden.
HIDDEN: Final = "•••"
#: Fewer persons than this in a group can be recognised by what they say.
FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """Where somebody speaks: a document's title, the label there, and how often."""

    document_id: DocumentId
    title: str
    label: str
    turns: int


class Column(IntEnum):
    """The table's columns."""

    PSEUDONYM = 0
    NAME = 1
    KIND = 2
    ROLE = 3
    GROUP = 4
    HEARD = 5
    PASSAGES = 6


_HEADINGS: Final = {
    Column.PSEUDONYM: N_("Printed as"),
    Column.NAME: N_("Name"),
    Column.KIND: N_("Speaks as"),
    Column.ROLE: N_("Role"),
    Column.GROUP: N_("Group"),
    Column.HEARD: N_("Heard in"),
    Column.PASSAGES: N_("Passages"),
}
_FIELDS: Final = {
    Column.PSEUDONYM: "pseudonym",
    Column.NAME: "name",
    Column.KIND: "kind",
    Column.ROLE: "role",
    Column.GROUP: "group",
}


def details_of(person: Person) -> PersonDetails:
    """What is said of a person now."""
    return PersonDetails(
        person.name, person.pseudonym, person.kind, person.role, person.reporting_group
    )


def small_groups(persons: list[Person]) -> list[str]:
    """The groups with so few respondents that these may be recognised."""
    groups = Counter(p.reporting_group for p in persons if p.kind == RESPONDENT)
    return sorted(group for group, number in groups.items() if group and number < FEW)


class PersonsModel(QAbstractTableModel):
    """Every person of the project. Nothing is written here.

    Signals: edit_wanted(person_id, PersonDetails): something was edited in place.
    """

    edit_wanted = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_write = False
        self.names_shown = False
        self.persons: list[Person] = []
        self._heard: dict[PersonId, list[Heard]] = {}
        self._belongs: dict[PersonId, list[str]] = {}
        self._passages: Mapping[PersonId, int] | None = None
        self._small: set[str] = set()

    def read(self, db: Database | None) -> None:
        """Read everything anew; the same persons stay in their rows."""
        persons = store.all_persons(db) if db else []
        titles = documents_store.titles(db) if db else {}
        heard: dict[PersonId, list[Heard]] = defaultdict(list)
        for person_id, document_id, label, turns in store.hearings(db) if db else ():
            heard[person_id].append(Heard(document_id, titles[document_id], label, turns))
        same = [p.id for p in persons] == [p.id for p in self.persons]
        if not same:
            self.beginResetModel()
        self.persons, self._heard = persons, dict(heard)
        self._belongs = where_words(db) if db else {}
        self._small = {casefold(group) or "" for group in small_groups(persons)}
        if same:
            self.say_changed()
        else:
            self.endResetModel()

    def set_passages(self, passages: Mapping[PersonId, int] | None) -> None:
        """Show how many passages each respondent is behind; None while that is not known."""
        self._passages = passages
        self.say_changed()

    def show_names(self, shown: bool) -> None:
        self.names_shown = shown
        self.say_changed()

    def say_changed(self) -> None:
        if self.persons:
            last = self.index(len(self.persons) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Asking

    def person_at(self, index: Index) -> Person:
        return self.persons[index.row()]

    def belongs(self, row: int) -> list[str]:
        """Where the person of a row belongs, in words."""
        return self._belongs.get(self.persons[row].id, [])

    def heard(self, person: Person) -> list[Heard]:
        return self._heard.get(person.id, [])

    def places(self, person: Person) -> list[str]:
        """Where somebody speaks, one text for each label in each document."""
        return [self._place(person, heard) for heard in self.heard(person)]

    def _place(self, person: Person, heard: Heard) -> str:
        turns = ngettext("{number} turn", "{number} turns", heard.turns)
        hidden = not self.names_shown and is_name(heard.label) and hides(heard.label, person)
        return _("{title} ({details})").format(
            title=heard.title,
            details=", ".join(
                part
                for part in (
                    HIDDEN if hidden else heard.label,
                    turns.format(number=heard.turns),
                )
                if part
            ),
        )

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.persons)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if section == Column.PASSAGES:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = Column(index.column())
        hidden = column == Column.NAME and not self.names_shown
        if not self.can_write or hidden or column not in _FIELDS:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.persons):
            return None
        person, column = self.person_at(index), Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(person, column)
        if role == Qt.ItemDataRole.EditRole:
            return person.kind if column == Column.KIND else self._text(person, column)
        if role == CHOICES and column == Column.KIND:
            return [(kind, _(name)) for kind, name in KINDS.items()]
        if role == SUGGESTIONS and column in (Column.ROLE, Column.GROUP):
            return sorted({text for p in self.persons if (text := self._text(p, column))})
        if role == PLACEHOLDER and column in (Column.ROLE, Column.GROUP):
            return _(_HEADINGS[column])
        return self._look(person, column, role)

    def _look(self, person: Person, column: Column, role: int) -> Any:
        if role == IS_WARNING and column == Column.GROUP:
            return person.kind == RESPONDENT and self._is_small(person)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == Column.PASSAGES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(person, column)
        return None

    def _is_small(self, person: Person) -> bool:
        group = casefold(person.reporting_group)
        return bool(group) and group in self._small

    def _tip(self, person: Person, column: Column) -> str | None:
        if column == Column.HEARD:
            return "\n".join(self.places(person))
        if column == Column.PSEUDONYM:
            return "\n".join(self._belongs.get(person.id, ())) or None
        if column == Column.NAME and not self.names_shown:
            return _(
                "Choose “Show names” to see and edit real names. They are never printed unasked."
            )
        if column == Column.GROUP and person.kind == RESPONDENT and self._is_small(person):
            return _("fewer than 3 persons: they may be recognised")
        return None

    def _text(self, person: Person, column: Column) -> str:
        if column == Column.NAME:
            hidden = person.name and not self.names_shown
            return HIDDEN if hidden else person.name or ""
        if column == Column.KIND:
            return _(KINDS[person.kind])
        if column == Column.HEARD:
            return "; ".join(self.places(person))
        if column == Column.PASSAGES:
            return self._passages_text(person)
        return getattr(details_of(person), _FIELDS[column]) or ""

    def _passages_text(self, person: Person) -> str:
        if person.kind == INTERVIEWER:
            return "–"
        return "…" if self._passages is None else str(self._passages.get(person.id, 0))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the edit. What is shown changes when it has been done, and not if it is
        refused."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        person, column = self.person_at(index), Column(index.column())
        before = details_of(person)
        wanted = _edited(before, column, " ".join(str(value).split()))
        if wanted == before:
            return False
        self.edit_wanted.emit(person.id, wanted)
        return True


def _edited(before: PersonDetails, column: Column, text: str) -> PersonDetails:
    if column == Column.PSEUDONYM:
        return replace(before, pseudonym=text)
    if column == Column.KIND:
        return replace(before, kind=text)
    if column == Column.NAME:
        return replace(before, name=text or None)
    if column == Column.ROLE:
        return replace(before, role=text or None)
    return replace(before, group=text or None)


def where_words(db: Database) -> dict[PersonId, list[str]]:
    """Where each person belongs, a text for each place: “AF · handläggare · Uppsala”."""
    cases = {case.id: case.name for case in store.all_cases(db)}
    found: dict[PersonId, list[str]] = defaultdict(list)
    for row in cases_store.all_affiliations(db):
        parts = (row.organisation, row.role, row.place, cases.get(row.case_id or CaseId("")))
        found[row.person_id].append(" · ".join(part for part in parts if part))
    return found


class PersonsFilter(QSortFilterProxyModel):
    """Persons of whom a text says something, sorted as people do: 2 before 10."""

    def __init__(self, model: PersonsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted = ""
        self._collator = QCollator(QLocale(language()))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSourceModel(model)

    def set_filter(self, text: str) -> None:
        """Show those whose row holds all these words."""
        self._wanted = casefold(text.strip()) or ""
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        shown = " ".join(
            self._model.index(row, column).data() for column in Column if column != Column.PASSAGES
        )
        shown += " " + " ".join(self._model.belongs(row))
        folded = casefold(shown) or ""
        return all(word in folded for word in self._wanted.split())

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = str(left.data()), str(right.data())
        if not one or not other:  # what is not filled in comes last
            return bool(one) and not other
        return self._collator.compare(one, other) < 0
