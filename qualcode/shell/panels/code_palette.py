"""The palette: a few letters, Enter, and what is marked has a code. It stands beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.translate import _
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.models.matching import Match, Matcher
from qualcode.shell.models.new_codes import NewCodes
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.palette_rows import (
    ROW,
    Candidate,
    CandidateDelegate,
    CandidatesModel,
)

WIDTH, PADDING = 400, 14
MOST_ROWS: Final = 7
MOST_MATCHES: Final = 50
LONGEST_DEFINITION: Final = 260
LONGEST_WHEN: Final = 140
LONGEST_NAME: Final = 80


class CodePalette(QFrame):
    """Stands in the page, by what is marked and never over it, and takes the keys.

    Signals:
        chosen(code_id, further): a code; `further` when more are to follow, or "comment".
        new_wanted(name, parent_id, further): a code that isn't there yet.
        closed(): the keys belong to the text again.
    """

    ONE: Final = ""
    MORE: Final = "more"
    COMMENT: Final = "comment"

    chosen = Signal(str, str)
    new_wanted = Signal(str, object, str)
    closed = Signal()

    def __init__(self, codes: CodesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._codes = codes
        self._matcher = Matcher(Codebook())
        self._of: Codebook | None = None
        self._new = NewCodes(Codebook())
        self._recent: Sequence[CodeId] = ()
        self._parent_id: CodeId | None = None
        #: under what the last new code was put
        self._last_parent: CodeId | None = None
        self._avoid = QRect()
        self._instead = False
        self.setObjectName("palette")
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Choose a code"))
        self._is_made = False
        self.hide()

    def _make(self) -> None:
        """The parts, when letters are first asked for: pages have several palettes."""
        self._is_made = True
        self.field = self._make_field()
        self.model = CandidatesModel(self)
        self.list = self._make_list()
        self.done = self._label("good")
        self.definition = self._label("soft")
        self.definition.setTextFormat(Qt.TextFormat.RichText)
        self.keys = self._label("label")
        self._arrange()
        self._add_shadow()

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setFrame(False)
        field.setObjectName("palette-field")
        field.setStyleSheet(
            "#palette-field { border: none; background: transparent; padding: 6px; }"
        )
        field.setAccessibleName(_("Letters of a code"))
        field.textChanged.connect(self._find)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.model)
        view.setItemDelegate(CandidateDelegate(view))
        view.setObjectName("palette-list")
        view.setStyleSheet("#palette-list { background: transparent; }")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(_("Codes that fit"))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.clicked.connect(lambda _index: self._take(self.ONE))
        view.selectionModel().currentChanged.connect(lambda *_all: self._show_definition())
        return view

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(10))
        column.setSpacing(px(5))
        column.addWidget(self.field)
        column.addWidget(_line(self))
        column.addWidget(self.list)
        column.addWidget(_line(self))
        words = QVBoxLayout()
        words.setContentsMargins(px(PADDING), px(3), px(PADDING), 0)
        words.setSpacing(px(5))
        for label in (self.done, self.definition, self.keys):
            words.addWidget(label)
        column.addLayout(words)
        self.done.hide()

    def _add_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(32))
        shadow.setOffset(0, px(8))
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)

    # Coming and going

    def open(
        self,
        avoid: QRect,
        *,
        letters: str = "",
        recent: Sequence[CodeId] = (),
        parent_id: CodeId | None = None,
        prompt: str = "",
        instead: bool = False,
    ) -> None:
        """Come up beside a rectangle of the page that must stay in sight.

        Args:
            recent: the codes used last, the latest first.
            parent_id: what a new code could stand under.
            prompt: what the letters are for, if not to mark.
            instead: one code is chosen and something else is done than to mark with it, so that
                neither more can follow nor a comment.
        """
        self._avoid, self._recent, self._parent_id = avoid, recent, parent_id
        self._instead = instead
        if not self._is_made:
            self._make()
        prompt = prompt or _("Type a few letters of a code")
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self._match_anew()
        self.done.hide()
        self.field.setText(letters)
        self._find(letters)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.setCursorPosition(len(letters))

    def close_palette(self) -> None:
        """Go away, and give the keys back."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def marked(self, name: str, recent: Sequence[CodeId]) -> None:
        """A code was taken and more are to follow: say so, and begin anew by the same words."""
        self.done.setText(_("Marked: {name}").format(name=shortened(name, 60)))
        self.done.show()
        self._recent = recent
        self._match_anew()
        self.field.clear()
        self._find("")
        self._place()
        self.field.setFocus()

    def _match_anew(self) -> None:
        if self._of is not self._codes.codebook:
            self._of = self._codes.codebook
            self._matcher = Matcher(self._of)
            self._new = NewCodes(self._of)

    def _place(self) -> None:
        """Below the words if there is room, or else above, or else where there is most room."""
        self._fit()
        room, avoid, size, gap = self._room(), self._avoid, self.size(), px(10)
        left = max(room.left(), min(avoid.left(), room.right() - size.width()))
        if avoid.bottom() + gap + size.height() <= room.bottom():
            self.move(left, avoid.bottom() + gap)
        elif avoid.top() - gap - size.height() >= room.top():
            self.move(left, avoid.top() - gap - size.height())
        else:
            self.move(self._beside(room, avoid, size))

    def _room(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect().adjusted(px(8), px(8), -px(8), -px(8)) if parent else QRect()

    def _beside(self, room: QRect, avoid: QRect, size: QSize) -> QPoint:
        """To the side with more room; the words are so many that they fill the page."""
        right_side = room.right() - avoid.right() >= avoid.left() - room.left()
        x = room.right() - size.width() if right_side else room.left()
        y = max(room.top(), min(avoid.top(), room.bottom() - size.height()))
        return QPoint(x, y)

    def _fit(self) -> None:
        """As high as it takes; where the page is too low for that, first the definition is cut
        short, then there are fewer rows."""
        room = self._room()
        rows = min(max(self.model.rowCount(), 1), MOST_ROWS)
        self.setFixedWidth(min(px(WIDTH), max(room.width(), px(200))))
        height = 0
        for share, fewer in _SHORTER:
            self._say_definition(share)
            self.list.setFixedHeight(min(rows, fewer) * px(ROW) + 2)
            column = self.layout()
            height = column.heightForWidth(self.width()) if column else 0
            if height <= room.height():
                break
        self.setFixedHeight(max(height, 1))

    # Finding

    def _find(self, letters: str) -> None:
        self._match_anew()  # a code may have gone while one types
        matches = self._matcher.find(letters, self._recent, MOST_MATCHES)
        sure = [self._candidate(match) for match in matches if not match.is_loose]
        loose = [self._candidate(match) for match in matches if match.is_loose]
        self.model.set_rows([*sure, *self._new_ones(letters), *loose])
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._show_definition()
        if self.isVisible():
            self._place()

    def _candidate(self, match: Match) -> Candidate:
        codebook = self._codes.codebook
        code = codebook.codes[match.code_id]
        passages = self._codes.count_of(code.id).passages
        return Candidate(
            name=code.name,
            above=PATH_SEPARATOR.join(codebook.path(code.id)[:-1]),
            code_id=code.id,
            colour=code.colour,
            number=str(passages) if passages else "",
            matched=match.matched,
            is_recent=code.id in self._recent[:3],
        )

    def _new_ones(self, letters: str) -> list[Candidate]:
        """A code of that name that could be made: where the last new one was put in this session,
        at the top level, and under what is chosen."""
        codes = self._codes.codebook.codes
        last, chosen = (
            one if one in codes else None for one in (self._last_parent, self._parent_id)
        )
        found = self._new.of(letters, (last, None, chosen), self._best)
        return [
            Candidate(name=name, above=codes[place].name if place else "", parent_id=place)
            for name, place in found
        ]

    def _best(self, letters: str) -> CodeId | None:
        found = self._matcher.find(letters, self._recent, 1)
        return found[0].code_id if found else None

    # Choosing

    def current(self) -> Candidate | None:
        """The row that Enter would take."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _say_definition(self, share: float) -> None:
        """What the code of the current row stands for, so much of it."""
        candidate = self.current()
        code_id = candidate.code_id if candidate else None
        code = self._codes.codebook.codes.get(code_id) if code_id else None
        self.definition.setText(_described(code, share) if code and share else "")
        self.definition.setVisible(bool(self.definition.text()))

    def _show_definition(self) -> None:
        self._say_definition(1.0)
        if self._instead:
            keys = _("{enter} choose · {escape} leave it as it is")
        else:
            keys = _("{enter} mark · {ctrl_enter} mark and go on · {tab} mark and comment")
        self.keys.setText(keys.format(enter="↵", ctrl_enter="Ctrl ↵", tab="⇥", escape="Esc"))

    def _take(self, further: str) -> None:
        candidate = self.current()
        if candidate is None:
            return
        if self._instead:
            further = self.ONE
        if further != self.MORE:
            self.close_palette()
        if candidate.code_id is not None:
            self.chosen.emit(candidate.code_id, further)
        else:
            self._last_parent = candidate.parent_id
            self.new_wanted.emit(candidate.name, candidate.parent_id, further)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._focus_left()
        return super().eventFilter(watched, event)

    def _focus_left(self) -> None:
        window = self.window()
        if self.isVisible() and window.isActiveWindow():
            self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._take(self.MORE if control else self.ONE)
        elif key == Qt.Key.Key_Tab:
            self._take(self.COMMENT)
        elif key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = self.list.currentIndex().row() + by
            row = row % rows if abs(by) == 1 else max(0, min(row, rows - 1))
            self.list.setCurrentIndex(self.model.index(row, 0))
            self._place()


def _described(code: Code, share: float) -> str:
    """The name in bold, then so much of what it stands for, when to use it and when not; empty if
    nobody has said."""
    parts = [
        escape(shortened(" ".join(text.split()), round(most * share)))
        for text, most in ((code.definition, LONGEST_DEFINITION), (code.when_to_use, LONGEST_WHEN))
        if text
    ]
    if code.when_not_to_use:
        words = shortened(" ".join(code.when_not_to_use.split()), round(LONGEST_WHEN * share))
        parts.append(_("Not: {when}").format(when=escape(words)))
    if not parts:
        return ""
    return f"<b>{escape(shortened(code.name, LONGEST_NAME))}.</b> {' '.join(parts)}"


#: how much of a definition is shown with how many rows at most, until all of it fits the page
_SHORTER: Final = ((1.0, MOST_ROWS), (0.5, MOST_ROWS), (0.5, 4), (0.25, 4), (0.25, 3), (0.0, 3))

_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS,
    Qt.Key.Key_PageUp: -MOST_ROWS,
}


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("kind", "line")
    line.setFixedHeight(1)
    return line
