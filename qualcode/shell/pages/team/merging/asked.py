"""Questions under a heading, with the same answer for all of them, and the current one in full."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qualcode.core.merge.decided import CONFLICT, MINE, PLACE, THEIRS
from qualcode.core.merge.match import SAME_CODER, SAME_DOCUMENT
from qualcode.core.translate import _, ngettext
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.decision_list import DecisionList, which_keys
from qualcode.shell.pages.team.merging.question import Question
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

#: so many are named on a button that chooses their words
_MOST_NAMED: Final = 2
#: no answer: what is later stands
_LATER: Final = ""


class Asked(QWidget):
    """The questions of one kind. Takes no room if there are none.

    Attributes:
        list: the questions; keys: which keys answer, while the list has them.
        all: the buttons that answer all of them, by answer.
        full: what the current one says in full.

    Signals: more_wanted(): the rest of them is to be shown, where only some are.
    """

    more_wanted = Signal()

    def __init__(
        self, deciding: Deciding, kind: str, parent: QWidget | None = None, *, most: int = 0
    ) -> None:
        """Args: most: so many rows are shown; 0 for as many as there is room for."""
        super().__init__(parent)
        self._deciding, self._most, self._kind = deciding, most, kind
        title, note = _titles(kind)
        self.title = QLabel(title, self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.title, "heading")
        self.note = QLabel(note, self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        set_kind(self.note, "soft")
        self.list = DecisionList(title, deciding, kind, self)
        self.keys = QLabel(which_keys(), self)
        self.keys.setWordWrap(True)
        set_kind(self.keys, "label")
        self.full = QLabel(self)
        self.full.setWordWrap(True)
        self.full.setTextFormat(Qt.TextFormat.PlainText)
        self.full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton(self)
        set_kind(self.more, "link")
        self.more.clicked.connect(self.more_wanted)
        self.all: dict[str, QPushButton] = {}
        self._of_all: list[Question] = []
        self._arrange()
        self.list.row_changed.connect(self._show_full)
        self.list.keys_changed.connect(self.keys.setVisible)
        self.setFocusProxy(self.list)
        deciding.asked.connect(self._follow)
        self._follow()

    def _arrange(self) -> None:
        self._buttons = FlowLayout(spacing=px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addLayout(self._buttons)
        column.addWidget(self.list, 100)  # of it there can be much; only what it leaves is below
        column.addWidget(self.keys)
        column.addWidget(self.full)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.note.setVisible(bool(self.note.text()))
        kept = self.keys.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing is to move when the keys come or go
        self.keys.setSizePolicy(kept)
        self.keys.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _follow(self) -> None:
        rows = self.list.model_.rows
        self.setVisible(bool(rows) or not self._most)
        self._offer_all(rows)
        self._show_full(self.list.current() or next((one for one in rows if one.full), None))
        if self._most:
            shown = min(len(rows), self._most)
            self.list.setFixedHeight(self.list.row_height() * shown + px(2))
            self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            hidden = len(rows) - shown
            self.more.setVisible(hidden > 0)
            words = ngettext("Show {number} more", "Show {number} more", hidden)
            self.more.setText(words.format(number=hidden))
        else:
            self.more.hide()

    def set_room_above(self, room: int) -> None:
        """As long as it is shown itself."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, room, 0, 0)

    def fit(self) -> None:
        """As high as the rows are at the width that there is now."""
        if self._most:
            shown = min(len(self.list.model_.rows), self._most)
            self.list.setFixedHeight(self.list.row_height() * shown + px(2))

    def _offer_all(self, rows: list[Question]) -> None:
        """The buttons stay as long as they say the same: one of them may have the keys."""
        if self._kind == CONFLICT:
            rows = [one for one in rows if one.kind == PLACE]
        self._of_all = rows if len(rows) > 1 else []
        offered = _for_all(self._of_all) if self._of_all else []
        if offered == [(answer, made.text()) for answer, made in self.all.items()]:
            return
        for button in self.all.values():
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.all = {}
        before: QWidget = self.list
        for answer, words in offered:
            made = QPushButton(words, self)
            set_kind(made, "chip")
            made.clicked.connect(partial(self._answer_all, answer))
            self._buttons.addWidget(made)
            self.setTabOrder(before, made)  # made last, they would come after all of the page
            self.all[answer] = before = made

    def _answer_all(self, answer: str, _checked: bool = False) -> None:
        self._deciding.answer_all(self._of_all, None if answer == _LATER else answer)

    def _show_full(self, question: Question | None) -> None:
        """What the row has no room for."""
        self.full.setVisible(question is not None and not self._most)
        if question is not None:
            self.full.setText(_in_full(question))


def _in_full(question: Question) -> str:
    if question.kind == PLACE:
        return "\n\n".join(question.full)
    sides = [
        f"{side.detail}: {side.name}" if question.what else f"{side.name}\n{side.detail}"
        for side in (question.ours, question.theirs)
    ]
    return "\n\n".join(filter(None, [question.what, *sides, "\n".join(question.full)])).strip()


def _for_all(rows: list[Question]) -> list[tuple[str, str]]:
    """The answers that all of them may have, with words for a button."""
    if rows[0].kind == PLACE:
        return [
            (MINE, _at_every_place(rows, MINE) or _("The project’s at every place")),
            (THEIRS, _at_every_place(rows, THEIRS) or _("The files’ at every place")),
            (_LATER, _("The later at every place")),
        ]
    return [(answer, _("All: {answer}").format(answer=words)) for answer, words in rows[0].choices]


def _at_every_place(rows: list[Question], answer: str) -> str:
    """Whose words would stand; empty if they are of too many for a button."""
    whose = dict.fromkeys(dict(one.choices)[answer] for one in rows)
    if len(whose) > _MOST_NAMED:
        return ""
    return _("{whose} at every place").format(whose=" / ".join(whose))


def _titles(kind: str) -> tuple[str, str]:
    if kind == CONFLICT:
        return _("Changed on both sides"), _(
            "The later of the two stands, if you don’t decide otherwise. Both are in the history."
        )
    if kind == SAME_CODER:
        return _("The same person, or two of one name?"), ""
    if kind == SAME_DOCUMENT:
        return _("Which of the two documents is it?"), ""
    return _("Perhaps the same code?"), ""
