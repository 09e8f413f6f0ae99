"""One disagreement: who marked what, what is done about it, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.ids import CoderId
from qualcode.core.model import Memo
from qualcode.core.model.team import LATER
from qualcode.core.report.typography import quoted
from qualcode.core.translate import _, language
from qualcode.shell.disc import disc_icon
from qualcode.shell.models.codes import shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.reconcile_list import Key, key_of, told
from qualcode.shell.pages.team.reconcile_words import said_sentence, state_sentence
from qualcode.shell.pages.team.reconcile_work import Names
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind

_LONGEST_QUOTE: Final = 120
#: where there is so little room that the buttons would be out of sight
_SHORT_QUOTE: Final = 40
_LONGEST_NAME: Final = 24
_LONGEST_CALLED: Final = 40
_DISC: Final = 18
#: px of what was said before; the rest is scrolled to
_HIGHEST: Final = 96
_NARROW: Final = 340
_LEAST: Final = 160
#: keys beside the digits, which take each evaluator's
BOTH, LATER_KEY, REOPEN = "B", "L", "O"


class PlacePanel(QFrame):
    """Signals:
    taken(coder_ids): these evaluators' codes are to be the consensus.
    later(), reopened(): it is to be talked about later, or opened again.
    said(text): somebody says something of it.
    """

    taken = Signal(list)
    later = Signal()
    reopened = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(_("The disagreement"))
        self.listed: Listed | None = None
        self._compared: tuple[CoderId, ...] = ()
        self._told: object = None
        self._text = ""
        self._settled: Sequence[tuple[int, int]] = ()
        self._names = Names()
        self._drafts: dict[Key, str] = {}
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.takes: list[QPushButton] = []
        self.state_line = QLabel(self)
        self.state_line.setTextFormat(Qt.TextFormat.PlainText)
        self.state_line.setWordWrap(True)
        set_kind(self.state_line, "soft")
        self.both = self._button(_("Take both ({key})"), BOTH)
        self.both.clicked.connect(self._take_several)
        self.later_button = self._button(_("Talk later ({key})"), LATER_KEY)
        self.later_button.clicked.connect(self.later)
        self.later_button.setToolTip(_("Leave it for later and go on; C then writes why"))
        self.reopen = self._button(_("Open again ({key})"), REOPEN)
        self.reopen.clicked.connect(self.reopened)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        set_kind(self.hint, "label")
        self.said_before = QLabel(self)
        self.comment = QPlainTextEdit(self)
        self.say = QPushButton(_("Co&mment"), self)
        self._arrange()

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(text.format(key=key), self)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        self._marks = QGridLayout()
        self._marks.setHorizontalSpacing(px(8))
        self._marks.setVerticalSpacing(px(2))
        self._marks.setColumnStretch(1, 1)
        self._buttons = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._flow = FlowLayout(self._buttons, spacing=px(6))
        for button in (self.both, self.later_button, self.reopen):
            self._flow.addWidget(button)
        self._arrange_thread()
        self._column = column = QVBoxLayout(self)
        column.setSpacing(px(6))
        column.addWidget(self.state_line)
        column.addLayout(self._marks)
        column.addWidget(self._buttons)
        column.addWidget(self.hint)
        column.addWidget(self._scroll)
        column.addLayout(self._saying)

    def _arrange_thread(self) -> None:
        self.said_before.setWordWrap(True)
        self.said_before.setTextFormat(Qt.TextFormat.PlainText)
        self.said_before.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said_before.setAccessibleName(_("What was said"))
        self.said_before.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.said_before)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(_("What was said of it"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.comment.setAccessibleName(_("Say something of it"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(px(46))
        self.comment.installEventFilter(self)
        self.comment.textChanged.connect(self._refresh_saying)
        self.say.setAutoDefault(False)
        self.say.clicked.connect(self._say)
        self._saying = QHBoxLayout()
        self._saying.setSpacing(px(8))
        self._saying.addWidget(self.comment, 1)
        self._saying.addWidget(self.say)

    # What is shown

    def show_place(
        self, listed: Listed | None, names: Names, thread: Sequence[Memo], *, can_write: bool
    ) -> None:
        """Show a disagreement with what was said of it."""
        self._keep_draft()
        moved = self.listed is None or listed is None or key_of(listed) != key_of(self.listed)
        self.listed = listed
        self._names = names
        self.setVisible(listed is not None)
        if listed is None:
            return
        self._show_compared(listed.difference.compared, names)
        for coder_id, (_disc, words) in zip(self._compared, self._rows, strict=True):
            words.setText(self._marked(listed, coder_id, names))
        self._name_takes(listed, names)
        self.state_line.setText(state_sentence(listed, names, self._other_words()))
        self.said_before.setText("\n".join(said_sentence(memo, names) for memo in thread))
        self._scroll.setVisible(bool(thread))
        self._fit_thread()
        if moved:
            self.comment.setPlainText(self._drafts.get(key_of(listed), ""))
        self._set_writable(listed, can_write=can_write)

    def _fit_thread(self) -> None:
        """As high as what was said, within reason; the latest is seen."""
        room = max(self._scroll.viewport().width(), px(200))
        wanted = self.said_before.heightForWidth(room)
        self._scroll.setFixedHeight(min(wanted, px(_HIGHEST)) + px(2))
        bar = self._scroll.verticalScrollBar()
        bar.setRange(0, max(0, wanted - px(_HIGHEST)))
        bar.setValue(bar.maximum())

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()
        self._fit_thread()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_LEAST), super().minimumSizeHint().height())

    def _fit_width(self) -> None:
        """Where there is little room the button comes under the field."""
        is_narrow = self.width() < px(_NARROW)
        direction = QHBoxLayout.Direction
        self._saying.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        edge = px(12) if is_narrow else px(20)
        self._column.setContentsMargins(edge, px(10), edge, px(12))

    def _set_writable(self, listed: Listed, *, can_write: bool) -> None:
        for button in (*self.takes, self.both, self.comment):
            button.setEnabled(can_write)
        self.later_button.setEnabled(can_write and listed.state != LATER)
        was_said = listed.state != "open"
        self.reopen.setEnabled(can_write and was_said)
        self.reopen.setVisible(was_said)
        self.later_button.setVisible(listed.state != LATER)
        self._refresh_saying()

    def _marked(self, listed: Listed, coder_id: CoderId, names: Names) -> str:
        """What an evaluator marked there."""
        pieces = listed.difference.of(coder_id)
        name = names.coders[coder_id].name
        if not pieces:
            return _("{name} marked nothing there.").format(name=name)
        codes = ", ".join(dict.fromkeys(names.code(piece.code_id) for piece in pieces))
        words = " … ".join(
            " ".join(self._words(piece.start, piece.end).split()) for piece in pieces
        )
        longest = _LONGEST_QUOTE if self.width() >= px(_NARROW) else _SHORT_QUOTE
        quote = quoted(shortened(words, longest), language())
        return _("{name}: {codes} {quote}").format(name=name, codes=codes, quote=quote)

    def set_text(self, text: str, settled: Sequence[tuple[int, int]] = ()) -> None:
        """The text of the document that the next place lies in, and the words with which it was
        settled, if nobody marked just these."""
        self._text, self._settled = text, settled

    def _other_words(self) -> list[str]:
        return [" ".join(self._words(start, end).split()) for start, end in self._settled]

    def _words(self, start: int, end: int) -> str:
        return self._text[start : min(end, start + 4 * _LONGEST_QUOTE)]

    def _show_compared(self, compared: tuple[CoderId, ...], names: Names) -> None:
        """A line and a button for each evaluator."""
        coders = [names.coders[one] for one in compared]
        told = (compared, [(one.name, one.colour, one.initials) for one in coders], current_theme())
        if told == self._told:
            return
        self._told = told
        self._compared = compared
        for widget in (*(part for row in self._rows for part in row), *self.takes):
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._rows, self.takes = [], []
        for number, coder in enumerate(coders):
            disc, words = QLabel(self), QLabel(self)
            icon = disc_icon(coder.initials, coder.colour, current_theme(), px(_DISC))
            disc.setPixmap(icon.pixmap(px(_DISC), px(_DISC)))
            disc.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._marks.addWidget(disc, number, 0)
            self._marks.addWidget(words, number, 1)
            self._rows.append((disc, words))
            button = self._button("{key}", str(number + 1))
            button.clicked.connect(partial(self._take, coder.id))
            self.takes.append(button)
        self._reorder()

    def _name_takes(self, listed: Listed, names: Names) -> None:
        """What each button would do here: who marked nothing offers to have no code there."""
        without_code = False
        for number, (coder_id, button) in enumerate(
            zip(self._compared, self.takes, strict=True), start=1
        ):
            marked = bool(listed.difference.of(coder_id))
            name = shortened(names.coders[coder_id].name, _LONGEST_NAME).replace("&", "&&")
            words = _("Take {name}’s ({key})") if marked else _("No code ({key})")
            button.setText(words.format(name=name, key=number))
            button.setVisible(marked or not without_code)
            without_code = without_code or not marked
        number = len(self._who_marked(listed))
        several = _("Take both ({key})") if number == 2 else _("Take all ({key})")
        self.both.setText(several.format(key=BOTH))
        self.both.setVisible(number > 1)

    def _who_marked(self, listed: Listed) -> list[CoderId]:
        """Those of the evaluators who marked something there."""
        return [one for one in self._compared if listed.difference.of(one)]

    def _reorder(self) -> None:
        """The evaluators' buttons first; so Tab goes too."""
        while self._flow.count():
            self._flow.takeAt(0)
        before: QWidget | None = None
        for button in (*self.takes, self.both, self.later_button, self.reopen, self.comment):
            if button is not self.comment:
                self._flow.addWidget(button)
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(self.comment, self.say)

    def show_hint(self, *, is_selected: bool, left: Listed | None) -> None:
        """What a key would do that is not seen at the place itself.

        Args:
            is_selected: whether words are marked in the text, on which codes can be put.
            left: the place that was left for later just now, which the next comment is on.
        """
        warns = is_selected or left is not None
        if is_selected and self.listed is not None:
            words = _(
                "Taking puts the codes of “{place}” on the words that are marked in the text. Press "
                "Esc to take them where they were."
            ).format(place=self._called(self.listed))
        elif left is not None:
            words = _(
                "C writes a comment on “{place}”, which you left for later. This is the next place."
            ).format(place=self._called(left))
        else:
            words = _(
                "Mark other words in the text to put the codes there instead. N goes to the next "
                "place, P to the one before."
            )
        self.hint.setText(words)
        set_kind(self.hint, "warned" if warns else "label")
        self._invite(is_by_key=left is None)

    def _invite(self, *, is_by_key: bool) -> None:
        """Ask in the empty field for a comment on the place that is shown."""
        words = _("Say something of “{place}”, and keep it with Ctrl+Enter")
        if is_by_key:
            words = _("Say something of “{place}” (C), and keep it with Ctrl+Enter")
        if self.listed is not None:
            self.comment.setPlaceholderText(words.format(place=self._called(self.listed)))

    def _called(self, listed: Listed) -> str:
        return shortened(told(listed.difference, self._names), _LONGEST_CALLED)

    # What is done

    def take(self, number: int) -> None:
        """Take the codes of an evaluator, counted from 1."""
        if number <= len(self.takes) and self.takes[number - 1].isEnabled():
            self.takes[number - 1].click()

    def _take(self, coder_id: CoderId, _checked: bool = False) -> None:
        self.taken.emit([coder_id])

    def _take_several(self) -> None:
        if self.listed is not None:
            self.taken.emit(self._who_marked(self.listed))

    def _say(self) -> None:
        text = self.comment.toPlainText()
        if text.strip():
            self.said.emit(text)

    def was_said(self) -> None:
        """The comment is kept: the field is free for the next."""
        if self.listed is not None:
            self._drafts.pop(key_of(self.listed), None)
        self.comment.clear()

    def _keep_draft(self) -> None:
        if self.listed is not None and self.comment.toPlainText().strip():
            self._drafts[key_of(self.listed)] = self.comment.toPlainText()

    def _refresh_saying(self) -> None:
        self.say.setEnabled(self.comment.isEnabled() and bool(self.comment.toPlainText().strip()))

    def forget(self) -> None:
        """Another project is open."""
        self.listed = None
        self.comment.clear()
        self._drafts.clear()

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter says it."""
        if event.type() == QEvent.Type.KeyPress and watched is self.comment:
            assert isinstance(event, QKeyEvent)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._say()
                return True
        return super().eventFilter(watched, event)
