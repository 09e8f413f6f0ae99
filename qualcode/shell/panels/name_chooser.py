"""A field by a cell in which one types a name: of a code that is there, or of one to be made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from qualcode.core.ids import CodeId
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.matching import Matcher
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.palette_rows import ROW, Candidate, CandidateDelegate, CandidatesModel

WIDTH: Final = 340
MOST_ROWS: Final = 7
_MOST_MATCHES: Final = 40


@dataclass(frozen=True)
class Choice:
    """What can be chosen, and what is told of it.

    Attributes:
        title: what is chosen, for a screen reader.
        codes: those that may be chosen; `first` come before the others.
        above: what a new one would stand under; `can_make` whether one may be made.
        hint: what choosing does, in a sentence.
    """

    title: str
    codebook: Codebook
    codes: Collection[CodeId]
    first: tuple[CodeId, ...] = ()
    above: CodeId | None = None
    can_make: bool = True
    hint: str = ""


class NameChooser(QFrame):
    """Stands below or above a cell, and takes the keys until something is chosen.

    Signals:
        chosen(code_id): one that is there.
        new_wanted(name): one that is to be made.
        closed(step): the keys go back; `step` is how many cells further.
    """

    chosen = Signal(str)
    new_wanted = Signal(str)
    closed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choice: Choice | None = None
        self._matcher = Matcher(Codebook())
        self._matched: Codebook | None = None
        self.setProperty("kind", "popup")
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("Name of a code"))
        self.field.setPlaceholderText(_("Type a few letters, or a new name"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.model = CandidatesModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(CandidateDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.clicked.connect(lambda _index: self._take(0))
        self.hint = QLabel(self)
        self.hint.setProperty("kind", "label")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        for part in (self.field, self.list, self.hint):
            column.addWidget(part)
        self.hide()

    def open(self, choice: Choice, cell: QRect, letters: str = "") -> None:
        """Come up by a cell, whose place is given in the parent's."""
        self._choice = choice
        if self._matched is not choice.codebook:
            self._matched, self._matcher = choice.codebook, Matcher(choice.codebook)
        self.setAccessibleName(choice.title)
        self.field.setAccessibleName(choice.title)
        self.list.setAccessibleName(choice.title)
        self.hint.setText(choice.hint)
        self.hint.setVisible(bool(choice.hint))
        self.field.setText(letters)
        self._find(letters)
        self.show()
        self.raise_()
        self._place(cell)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.setCursorPosition(len(letters))

    def _place(self, cell: QRect) -> None:
        parent = self.parentWidget()
        room = parent.rect() if parent else QRect()
        self.setFixedWidth(min(max(px(WIDTH), cell.width()), max(px(200), room.width() - px(16))))
        rows = min(max(1, self.model.rowCount()), MOST_ROWS)
        self.list.setFixedHeight(rows * px(ROW) + 2)
        self.adjustSize()
        left = max(px(8), min(cell.left(), room.right() - self.width() - px(8)))
        top = cell.bottom() + 2
        if top + self.height() > room.bottom() and cell.top() - self.height() > 0:
            top = cell.top() - self.height() - 2
        self.move(left, max(0, min(top, room.bottom() - self.height())))

    # Finding

    def _find(self, letters: str) -> None:
        choice = self._choice
        if choice is None:
            return
        matches = self._matcher.find(letters, choice.first, len(choice.codebook) or 1)
        rows = [
            self._candidate(match.code_id, match.matched)
            for match in matches
            if match.code_id in choice.codes
        ][:_MOST_MATCHES]
        self.model.set_rows(rows + self._new_one(letters))
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _candidate(self, code_id: CodeId, matched: tuple[tuple[int, int], ...]) -> Candidate:
        assert self._choice is not None
        codebook = self._choice.codebook
        return Candidate(
            name=codebook.codes[code_id].name,
            above=PATH_SEPARATOR.join(codebook.path(code_id)[:-1]),
            code_id=code_id,
            colour=codebook.codes[code_id].colour,
            matched=matched,
        )

    def _new_one(self, letters: str) -> list[Candidate]:
        choice, name = self._choice, " ".join(letters.split())
        if choice is None or not name or not choice.can_make:
            return []
        codes = choice.codebook.codes
        siblings = (codes[one].name for one in choice.codebook.children(choice.above))
        if any(casefold(other) == casefold(name) for other in siblings):
            return []
        above = codes[choice.above].name if choice.above in codes and choice.above else ""
        return [Candidate(name=name, above=above)]

    # Choosing

    def _take(self, step: int) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        candidate = self.model.rows[index.row()]
        self.close_chooser(step)
        if candidate.code_id is not None:
            self.chosen.emit(candidate.code_id)
        else:
            self.new_wanted.emit(candidate.name)

    def close_chooser(self, step: int = 0) -> None:
        """Go away, and give the keys back."""
        if self.isVisible():
            self.hide()
            self.closed.emit(step)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        left = watched is self.field and event.type() == QEvent.Type.FocusOut
        if left and self.isVisible() and self.window().isActiveWindow():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key == Qt.Key.Key_Escape:
            self.close_chooser()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            step = 1 if key == Qt.Key.Key_Tab else -1
            if self.field.text().strip():
                self._take(step)
            else:
                self.close_chooser(step)
        elif key in steps and self.model.rowCount():
            row = (self.list.currentIndex().row() + steps[Qt.Key(key)]) % self.model.rowCount()
            self.list.setCurrentIndex(self.model.index(row, 0))
        else:
            return False
        return True
