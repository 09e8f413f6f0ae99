"""The speakers proposed in a text, as a table in which each can be accepted, changed or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from qualcode.core.ids import PersonId
from qualcode.core.importers.file_names import Facts
from qualcode.core.importers.rules import NOBODY
from qualcode.core.importers.spellings import Spelling, propose
from qualcode.core.importers.transcript import SpeakerGuess, Speech
from qualcode.core.model.palette import PALETTE
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.operations.names import optional
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    Pseudonyms,
    accepted_speeches,
    wanted_pseudonyms,
)
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.models.roles import CHOICES, PLACEHOLDER, SUGGESTIONS, SWATCH

Index = QModelIndex | QPersistentModelIndex

KINDS: Final = {RESPONDENT: N_("Respondent"), INTERVIEWER: N_("Interviewer")}
LABEL_IS: Final = {True: N_("A real name"), False: N_("Not a real name")}


@dataclass(eq=False)
class Proposed:
    """A label, and whom the user takes it for.

    Attributes:
        label: empty for whoever speaks in a whole text without labels.
        is_name: whether the label may point somebody out; it is never printed then.
        pseudonym: as typed; empty lets the program find one.
        guessed_kind: what the label looks like.
        name: the real name of a person there is already.
        said_name: the real name that the document says of its respondent.
    """

    label: str
    turns: int
    kind: str = RESPONDENT
    is_name: bool = False
    accepted: bool = True
    pseudonym: str = ""
    role: str = ""
    group: str = ""
    name: str = ""
    said_name: str = ""
    person_id: PersonId | None = None
    guessed_kind: str = RESPONDENT

    @classmethod
    def of(cls, guess: SpeakerGuess) -> Proposed:
        """As the importer sees the speaker."""
        return cls(guess.label, guess.turns, guess.kind, guess.is_name, guessed_kind=guess.kind)

    @property
    def is_interviewer(self) -> bool:
        return self.kind == INTERVIEWER

    def speaker(self, pseudonym: str | None = None) -> AcceptedSpeaker:
        """As it would be accepted, printed under this pseudonym."""
        return AcceptedSpeaker(
            label=self.label,
            kind=self.kind,
            name=self._real_name(),
            pseudonym=pseudonym or optional(self.pseudonym) or self._own_pseudonym(),
            role=optional(self.role),
            group=optional(self.group),
            person_id=self.person_id,
        )

    def _real_name(self) -> str | None:
        known = self.name or self.said_name
        return optional(known or self.label) if self.is_name else optional(self.said_name)

    def _own_pseudonym(self) -> str | None:
        return None if self.is_name else self.label or None


@dataclass(eq=False)
class SpeakerSheet:
    """One text with the speakers proposed in it.

    Attributes:
        kind: the document's kind; an interview in which nobody is labelled has one respondent.
        nobody: the user says that nobody is labelled in this text.
        whole: that one respondent.
        joined: labels that the user takes for other spellings, and of which labels.
        kept_apart: pairs that look like one label and are not.
    """

    text: str
    speeches: tuple[Speech, ...]
    rows: list[Proposed]
    kind: str
    nobody: bool = False
    whole: Proposed = field(default_factory=lambda: Proposed("", 1))
    joined: dict[str, str] = field(default_factory=dict)
    kept_apart: set[tuple[str, str]] = field(default_factory=set)

    def join(self, label: str, other: str) -> None:
        """Take a label for another spelling of another one."""
        self.joined[label] = other
        self.speeches = tuple(
            replace(speech, label=other) if speech.label == label else speech
            for speech in self.speeches
        )
        rows = {row.label: row for row in self.rows}
        misspelled = rows.get(label)
        if misspelled is None:
            return
        if other in rows:
            rows[other].turns += misspelled.turns
            self.rows.remove(misspelled)
        else:
            misspelled.label = other

    def spellings(self, elsewhere: Iterable[str] = ()) -> list[Spelling]:
        """Labels that may be misspelled, unless the user has said that they are not."""
        turns = {row.label: row.turns for row in self.rows if row.accepted}
        found = propose(turns, elsewhere) if not self.nobody else []
        return [one for one in found if (one.label, one.other) not in self.kept_apart]

    @property
    def accepted(self) -> list[Proposed]:
        """Those who speak, if it stays as it is."""
        rows = [] if self.nobody else [row for row in self.rows if row.accepted]
        return [self.whole] if not rows and self.kind == "interview" else rows

    @property
    def shown(self) -> list[Proposed]:
        """What the table shows: refused labels too, so that they can be accepted again."""
        return [*self.rows, self.whole] if self.whole in self.accepted else self.rows

    @property
    def everybody(self) -> list[Proposed]:
        """All labels, and whoever speaks in the whole text."""
        return [*self.rows, self.whole]

    def fill(self, before: Facts, facts: Facts, rows: Iterable[Proposed]) -> None:
        """Let what is known of the document be known of its respondents, unless the user has said
        otherwise; a role and a real name only where there is one respondent."""
        alone = self.respondents == 1
        for row in rows:
            if row.is_interviewer:
                continue
            if row.group in ("", before.group or ""):
                row.group = facts.group or ""
            if row.role in ("", before.role or ""):
                row.role = (facts.role or "") if alone else ""
            row.said_name = (facts.name or "") if alone else ""

    @property
    def respondents(self) -> int:
        return sum(not row.is_interviewer for row in self.accepted)

    def turns(self) -> tuple[Speech, ...]:
        """The turns, if it stays as it is."""
        labels = {row.label for row in self.accepted}
        return accepted_speeches(self.text, self.speeches, labels, self.kind)

    def colour(self, row: Proposed) -> str:
        """A colour to know the speaker by in the text."""
        return PALETTE[self.everybody.index(row) % len(PALETTE)].light

    def speakers(self, printed: dict[Proposed, str]) -> list[AcceptedSpeaker]:
        """Those who speak, for the operation."""
        return [row.speaker(printed.get(row)) for row in self.accepted]


def speakers_said(sheets: Iterable[SpeakerSheet]) -> dict[str, str]:
    """What the user has said labels stand for, other than they look: a kind of person, or none."""
    found = {}
    for row in (row for sheet in sheets for row in sheet.rows):
        if not row.accepted:
            found[row.label] = NOBODY
        elif row.kind != row.guessed_kind:
            found[row.label] = row.kind
    return found


def pseudonyms_of(
    sheets: Iterable[SpeakerSheet], taken: Iterable[str], language: str
) -> dict[Proposed, str]:
    """What each accepted speaker will be printed as, when the texts come in in this order."""
    sheets = list(sheets)
    wanted = wanted_pseudonyms(row.speaker() for sheet in sheets for row in sheet.accepted)
    pseudonyms = Pseudonyms(taken, language, wanted)
    found: dict[Proposed, str] = {}
    for sheet in sheets:
        for row in sheet.accepted:
            speaker = row.speaker()
            known = row.person_id is not None and speaker.pseudonym
            found[row] = str(known) if known else pseudonyms.give(speaker)
    return found


class Column(IntEnum):
    """The table's columns."""

    LABEL = 0
    TURNS = 1
    KIND = 2
    NAME = 3
    PSEUDONYM = 4
    ROLE = 5
    GROUP = 6


_HEADINGS: Final = {
    Column.LABEL: N_("Label"),
    Column.TURNS: N_("Turns"),
    Column.KIND: N_("Speaks as"),
    Column.NAME: N_("Real name?"),
    Column.PSEUDONYM: N_("Printed as"),
    Column.ROLE: N_("Role"),
    Column.GROUP: N_("Group"),
}
_TIPS: Final = {
    Column.LABEL: N_(
        "Take the tick away where a label is no speaker: its words then belong to whoever was speaking."
    ),
    Column.KIND: N_("Respondents are counted; interviewers are not."),
    Column.NAME: N_(
        "Tick this if the label is a person’s real name, such as “Anna”. A real name is never "
        "printed unless you ask for it; a label such as “Chair” is."
    ),
    Column.PSEUDONYM: N_("What stands by the quotes in reports."),
    Column.GROUP: N_("The group under which the person’s answers are reported."),
}
_FIELDS: Final = {Column.PSEUDONYM: "pseudonym", Column.ROLE: "role", Column.GROUP: "group"}
#: Longer than any label, and a sign of a slip of the hand.
_LONGEST: Final = 200


class SpeakersModel(QAbstractTableModel):
    """The speakers of one text.

    Attributes:
        suggestions: the roles or groups that are in use, by the name of the field.
        together: the cells that are edited along with one, itself included.

    Signals: edited(): the user changed something; the printed names may be others now.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: SpeakerSheet | None = None
        self.suggestions: Callable[[str], Sequence[str]] = lambda _field: ()
        self.together: Callable[[Index], Sequence[Index]] = lambda index: [index]
        self._rows: list[Proposed] = []
        self._printed: dict[Proposed, str] = {}

    def show(self, sheet: SpeakerSheet | None, printed: dict[Proposed, str]) -> None:
        """Show this text's speakers, with what each will be printed as."""
        rows = sheet.shown if sheet else []
        if sheet is self.sheet and rows == self._rows:
            self._printed = printed
            self._all_changed()
            return
        self.beginResetModel()
        self.sheet, self._rows, self._printed = sheet, list(rows), printed
        self.endResetModel()

    def _all_changed(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def printed(self, row: Proposed) -> str:
        """What somebody will be printed as."""
        return self._printed.get(row, "")

    def row_at(self, index: Index) -> Proposed | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def row_of(self, label: str) -> int:
        """The number of the row with this label, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.label == label), -1)

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[column])
        if role == Qt.ItemDataRole.ToolTipRole and column in _TIPS:
            return _(_TIPS[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if column == Column.TURNS:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row, sheet = self.row_at(index), self.sheet
        if row is None or sheet is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable
        if row is not sheet.whole and sheet.nobody:
            return flags
        flags |= Qt.ItemFlag.ItemIsEnabled
        column = Column(index.column())
        if self._check_state(row, column) is not None:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        fixed = column in (Column.LABEL, Column.TURNS, Column.NAME)
        return flags if fixed or not self._speaks(row) else flags | Qt.ItemFlag.ItemIsEditable

    def _speaks(self, row: Proposed) -> bool:
        return self.sheet is not None and row in self.sheet.accepted

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row_at(index), Column(index.column())
        if row is None or self.sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == Column.NAME else self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(row, column)
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(row, column)
        if role == CHOICES and column == Column.KIND:
            return [(kind, _(name)) for kind, name in KINDS.items()]
        if role == PLACEHOLDER and column in (Column.ROLE, Column.GROUP) and self._speaks(row):
            return _(_HEADINGS[column])
        if role == SUGGESTIONS and column in (Column.ROLE, Column.GROUP):
            return list(self.suggestions(_FIELDS[column]))
        if role == SWATCH and column == Column.LABEL and self._speaks(row):
            return None if row.is_interviewer else self.sheet.colour(row)
        return self._look(row, column, role)

    def _check_state(self, row: Proposed, column: Column) -> Qt.CheckState | None:
        if self.sheet is None or row is self.sheet.whole:
            return None
        if column == Column.LABEL:
            checked = row.accepted and not self.sheet.nobody
        elif column == Column.NAME and self._speaks(row):
            checked = row.is_name
        else:
            return None
        return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked

    def _look(self, row: Proposed, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole and column == Column.LABEL:
            font = QFont()
            font.setBold(self._speaks(row) and not row.is_interviewer)
            font.setItalic(self._speaks(row) and row.is_interviewer)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column == Column.TURNS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column in _TIPS:
            return _(_TIPS[column])
        return None

    def _text(self, row: Proposed, column: Column) -> str:
        if column == Column.LABEL:
            return row.label or _("The whole text")
        if column == Column.TURNS:
            return str(row.turns)
        if not self._speaks(row):
            return _("no speaker") if column == Column.KIND else ""
        if column == Column.KIND:
            return _(KINDS[row.kind])
        if column == Column.NAME:
            return _(LABEL_IS[row.is_name]) if row.label else ""
        if column == Column.PSEUDONYM:
            return self._printed.get(row, "")
        return str(getattr(row, _FIELDS[column]))

    def _value(self, row: Proposed, column: Column) -> Any:
        return row.kind if column == Column.KIND else self._text(row, column)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return self.set_many(self.together(index), value, role)

    def set_many(
        self, indexes: Sequence[Index], value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Set the same in several rows at once."""
        changed = False
        for index in indexes:
            row = self.row_at(index)
            if row is not None:
                changed |= self._set(row, Column(index.column()), value, role)
        if changed:
            self.edited.emit()
        return changed

    def _set(self, row: Proposed, column: Column, value: Any, role: int) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            if self._check_state(row, column) is None:
                return False
            field = "accepted" if column == Column.LABEL else "is_name"
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif column == Column.KIND:
            field = "kind"
        elif column in _FIELDS:
            field, value = _FIELDS[column], " ".join(str(value).split())[:_LONGEST]
            if value == self._text(row, column):
                return False
        else:
            return False
        if getattr(row, field) == value:
            return False
        setattr(row, field, value)
        return True


def speakers_found(sheet: SpeakerSheet) -> str:
    """What was found, in few words: “4 speakers, 3 of them respondents”."""
    if sheet.whole in sheet.accepted:
        return _("One respondent, since nobody is labelled")
    number = len(sheet.accepted)
    if not number:
        return _("Nobody is labelled")
    speakers = ngettext("{number} speaker", "{number} speakers", number).format(number=number)
    respondents = ngettext("{number} respondent", "{number} respondents", sheet.respondents)
    return _("{speakers}, {respondents}").format(
        speakers=speakers, respondents=respondents.format(number=sheet.respondents)
    )
