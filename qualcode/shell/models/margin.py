"""What stands in a file's margin, and what becomes of it: to be accepted, changed or refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from qualcode.core.ids import CodeId
from qualcode.core.importers.colours import colour_name, colour_value
from qualcode.core.importers.margin import Comment, Margin
from qualcode.core.importers.margin_rules import (
    NONE,
    ONE_CODE,
    TEXT,
    MarginRule,
    Wish,
    codes_and_memo,
    guess,
    wishes,
)
from qualcode.core.importers.rules import Rules
from qualcode.core.operations.margin_intake import colours, doubts, named_before, sentences
from qualcode.core.operations.margin_names import CodeNames
from qualcode.core.translate import N_, _, one_by_one
from qualcode.shell.models.columns import ColumnsModel, Index
from qualcode.shell.models.roles import IS_WARNING, PLACEHOLDER, SUGGESTIONS, SWATCH


@dataclass(frozen=True, slots=True)
class MarginRow:
    """Words of comments that name a code, or a colour, or somebody who has commented.

    Attributes:
        words: as they are written, or as the file calls the colour or the person.
        number: of how many passages.
        people: by whom; empty for colours and for people.
    """

    words: str
    number: int
    people: tuple[str, ...] = ()
    is_colour: bool = False
    is_person: bool = False


@dataclass(eq=False)
class MarginSheet:
    """One file's margin with what is decided of it.

    Attributes:
        text: as it will be stored; `margin` has its places there.
        comments, apart, under: as in `MarginRule`.
        names: the codes for words of comments that are others than the words themselves; an empty
            one makes memos of the comments.
        highlights: the codes for colours.
        people: evaluators by the names that the file has for them, where those are others.
        returns: whether the file was written from a document that is here, perhaps when codes had
            other names.
        said: which of the first three somebody has decided; the others are as they seem to be.
        before: words that seem to have become another code when the comments came in before.
    """

    text: str
    margin: Margin
    comments: str = NONE
    apart: str = ONE_CODE
    under: str = ""
    names: dict[str, str] = field(default_factory=dict)
    highlights: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    returns: bool = False
    said: set[str] = field(default_factory=set)
    before: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, margin: Margin) -> MarginSheet:
        """As it would be accepted: comments become what they seem to be, colours are left out."""
        return cls(text, margin, guess(margin))

    def say(self, **decided: str) -> None:
        """Somebody has decided this of `comments`, `apart` and `under`."""
        for name, value in decided.items():
            setattr(self, name, value)
        self.said |= decided.keys()

    def seems(self, rule: MarginRule) -> None:
        """Comments came in by this rule before; what somebody has decided goes before it."""
        if not self.said & {"comments", "apart"}:
            self.comments, self.apart = rule.comments, rule.apart

    def like(self, other: MarginSheet) -> None:
        """Decide as it was decided when the file was read before."""
        self.comments, self.apart, self.under = other.comments, other.apart, other.under
        self.names, self.highlights = other.names, other.highlights
        self.people, self.said = other.people, other.said

    def use(self, rules: Rules) -> None:
        """Decide as rules do; what they say nothing of stays."""
        said = {"comments": rules.comments, "apart": rules.codes_apart, "under": rules.codes_under}
        if not self.margin.comments:
            del said["comments"], said["apart"]
        self.say(**{name: value for name, value in said.items() if value})
        self.names |= rules.code_names
        self.highlights |= rules.highlights
        self.people |= rules.people

    @property
    def rule(self) -> MarginRule:
        """What is decided."""
        names = {words: code for words, code in self.names.items() if code != words}
        filled = {colour: code for colour, code in self.highlights.items() if code.strip()}
        people = {name: one for name, one in self.people.items() if one and one != name}
        return MarginRule(self.comments, self.apart, self.under, names, filled, people)

    def wishes(self, codes: CodeNames) -> list[Wish]:
        """What is to be coded in the file's own text."""
        return wishes(self.margin, self.rule, codes.finder.knows)

    def rows(self, codes: CodeNames) -> list[MarginRow]:
        """The words of comments that name codes, the most frequent first; then the colours, and
        then the people."""
        numbers: Counter[str] = Counter()
        people: dict[str, dict[str, None]] = defaultdict(dict)
        for comment in self.margin.comments:
            for word in self._codes_of(comment, codes):
                numbers[word] += 1
                people[word][comment.author] = None
        found = [
            MarginRow(word, number, tuple(people[word])) for word, number in numbers.most_common()
        ]
        found += [
            MarginRow(colour, number, is_colour=True)
            for colour, number in colours(self.margin).items()
        ]
        if self.comments not in (NONE, TEXT):
            authors = Counter(comment.author for comment in self.margin.comments if comment.author)
            found += [MarginRow(name, count, is_person=True) for name, count in authors.items()]
        return found

    def _codes_of(self, comment: Comment, codes: CodeNames) -> tuple[str, ...]:
        rule = MarginRule(self.comments, self.apart)
        return codes_and_memo(comment.text, rule, codes.finder.knows)[0]

    def code_of(self, row: MarginRow) -> str:
        """The code that a row becomes, or the evaluator; empty if it becomes none."""
        if row.is_person:
            return self.people.get(row.words) or row.words
        if row.is_colour:
            return self.highlights.get(row.words, "")
        return self.names.get(row.words, row.words)

    def decide(self, row: MarginRow, code: str) -> None:
        """Let a row become this code or evaluator, or with an empty one none."""
        chosen = " ".join(code.split())
        if row.is_person:
            self.people[row.words] = chosen
            return
        if row.is_colour:
            self.highlights[row.words] = chosen
        else:
            self.names[row.words] = chosen

    def sentences(self) -> str:
        """What becomes of it."""
        return one_by_one(sentences(self.margin, self.rule))

    def doubts(self) -> str:
        """What a person should look at, in sentences."""
        undecided = {words: code for words, code in self.before.items() if words not in self.names}
        return one_by_one([*doubts(self.margin), *named_before(undecided)])

    @property
    def is_codable(self) -> bool:
        """Whether the comments become something beside the text."""
        return bool(self.margin.comments) and self.comments not in (NONE, TEXT)


class Column(IntEnum):
    """The table's columns."""

    WORDS = 0
    NUMBER = 1
    PEOPLE = 2
    CODE = 3
    STATE = 4


_HEADINGS: Final = {
    Column.WORDS: N_("In the margin"),
    Column.NUMBER: N_("Passages"),
    Column.PEOPLE: N_("By"),
    Column.CODE: N_("Becomes"),
    Column.STATE: N_("What that is"),
}


class MarginModel(ColumnsModel):
    """The rows of one file's margin.

    Signals: edited(): something was decided otherwise.
    """

    edited = Signal()
    headings = _HEADINGS

    def __init__(
        self, codes: Callable[[], CodeNames | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._codes = codes
        self.sheet: MarginSheet | None = None
        self.rows: list[MarginRow] = []

    def show(self, sheet: MarginSheet | None) -> None:
        """Show a file's margin."""
        codes = self._codes()
        self.beginResetModel()
        self.sheet = sheet
        self.rows = sheet.rows(codes) if sheet and codes else []
        self.endResetModel()

    def row_at(self, index: Index) -> MarginRow | None:
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def alike(self, index: Index) -> str:
        """The path of a code that is like a row's words, where the row becomes a new one."""
        row, codes = self.row_at(index), self._codes()
        if row is None or codes is None or self.sheet is None or row.is_person:
            return ""
        code = self.sheet.code_of(row)
        if not code or codes.find(code) is not None or self._was(row, codes, self.sheet):
            return ""
        found = codes.alike(code)
        return codes.paths[found] if found else ""

    def take_alike(self, index: Index) -> bool:
        """Let a row become the code that its words are like."""
        path = self.alike(index)
        return bool(path) and self.setData(self.index(index.row(), Column.CODE), path)

    def count(self) -> int:
        return len(self.rows)

    # QAbstractTableModel

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.CODE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, codes, sheet = self.row_at(index), self._codes(), self.sheet
        if row is None or codes is None or sheet is None:
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column, codes, sheet)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, column, codes, sheet) or None
        if column == Column.CODE:
            return self._of_code(row, role, codes, sheet)
        if role == SWATCH and column == Column.WORDS and row.is_colour:
            return colour_value(row.words)
        if role == IS_WARNING:
            return column == Column.STATE and self._is_doubtful(row, codes, sheet)
        return None

    def _of_code(self, row: MarginRow, role: int, codes: CodeNames, sheet: MarginSheet) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            return sheet.code_of(row) if row.is_person else codes.path(sheet.code_of(row))
        if role == SUGGESTIONS:
            return codes.people if row.is_person else sorted(codes.paths.values(), key=str.casefold)
        if role == PLACEHOLDER:
            return _("No code") if row.is_colour else _("No code: a memo")
        return None

    def _text(self, row: MarginRow, column: Column, codes: CodeNames, sheet: MarginSheet) -> str:
        if column == Column.WORDS:
            return colour_name(row.words) if row.is_colour else row.words
        if column == Column.NUMBER:
            return f"{row.number:,}"
        if column == Column.PEOPLE:
            return ", ".join(filter(None, row.people))
        if column == Column.CODE:
            if row.is_person:
                return sheet.code_of(row)
            was = self._was(row, codes, sheet)
            return codes.paths[was] if was else codes.path(sheet.code_of(row))
        return self._state(row, codes, sheet)

    def _was(self, row: MarginRow, codes: CodeNames, sheet: MarginSheet) -> CodeId | None:
        """The code that had a row's name when the file was written."""
        code = sheet.code_of(row)
        return codes.was(code) if sheet.returns and code and not row.is_colour else None

    def _state(self, row: MarginRow, codes: CodeNames, sheet: MarginSheet) -> str:
        code = sheet.code_of(row)
        if row.is_person:
            return _("an evaluator here") if codes.has_person(code) else _("a new evaluator")
        if not code:
            return _("left out") if row.is_colour else _("a memo")
        if codes.find(code) is not None:
            return _("there already")
        if self._was(row, codes, sheet) is not None:
            return _("there already, by another name")
        if codes.is_several(code):
            return _("several codes have this name: a memo")
        alike = codes.alike(code)
        if alike is not None:
            return _("new; or “{code}”?").format(code=codes.paths[alike])
        return _("new")

    def _is_doubtful(self, row: MarginRow, codes: CodeNames, sheet: MarginSheet) -> bool:
        code = sheet.code_of(row)
        if row.is_person or not code or codes.find(code) is not None:
            return False
        if self._was(row, codes, sheet) is not None:
            return False
        return codes.is_several(code) or codes.alike(code) is not None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or self.sheet is None or role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() != Column.CODE:
            return False
        self.sheet.decide(row, str(value))
        self.say_row_changed(index.row())
        self.edited.emit()
        return True
