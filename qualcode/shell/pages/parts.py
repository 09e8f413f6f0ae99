"""How the page for reading and coding is put together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.documents import DocumentsPanel
from qualcode.shell.panels.evaluators import EvaluatorsBar
from qualcode.shell.panels.outline import Outline
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.panels.passage import PassagePanel
from qualcode.shell.text.reader import Reader

LEFT, RIGHT = 256, 312  # px at normal size
LEAST_SIDE = 150
LEAST_TEXT = 160  # until the sides have been put away
EASY = 1.4  # times the narrowest text: lines that are read with ease
EASY_RIGHT = 240  # until the text is down to its narrowest
NOTHING_MARKED = 136  # enough for the hint, or for words that have no code yet
_NO_LIMIT = 16777215


class Columns(QFrame):
    """Documents, the text, and to the right of it codes above the passage; hairlines between.

    Signals:
        resized(): there is more room now, or less.
        import_wanted(): the button where a text would be.
    """

    resized = Signal()
    import_wanted = Signal()

    def __init__(self, evaluators: EvaluatorsBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.documents = DocumentsPanel(self)
        self.outline = Outline(self)
        self.reader = Reader(self, theme=current_theme())
        self.codes = CodesPanel(self)
        self.passage = PassagePanel(self)
        self._heights = [px(420), px(320)]
        self._left: list[int] = []
        self._widths = [px(LEFT), px(RIGHT)]
        self._is_small = False
        self.import_button = QPushButton(_("Import…"), self)
        self._stack = QStackedLayout()
        self.middle = self._make_middle(evaluators)
        self.right = _splitter(Qt.Orientation.Vertical, self.codes, self.passage)
        self.left = _splitter(Qt.Orientation.Vertical, self.documents, self.outline)
        self.left.setStretchFactor(0, 1)
        self.across = _splitter(Qt.Orientation.Horizontal, self.left, self.middle, self.right)
        self.across.setStretchFactor(1, 1)
        self.across.splitterMoved.connect(lambda _place, _number: self._moved())
        self.right.setStretchFactor(0, 3)
        self.right.setStretchFactor(1, 2)
        self.across.setAccessibleName(_("Documents, text and codes"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self.set_sizes()
        self._fit_passage(has_code=False)
        self.passage.coded.connect(lambda has_code: self._fit_passage(has_code=has_code))
        self._set_order()

    def _make_middle(self, evaluators: EvaluatorsBar) -> QWidget:
        middle = QWidget(self)
        middle.setProperty("kind", "ground")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(evaluators)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.reader)
        self._stack.addWidget(self._make_empty(middle))
        return middle

    def _make_empty(self, parent: QWidget) -> QWidget:
        empty = QWidget(parent)
        empty.setProperty("kind", "ground")
        sentence = QLabel(
            _("The texts stand here to be read and marked. Import transcripts, or drop them here."),
            empty,
        )
        sentence.setProperty("kind", "soft")
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button.setProperty("kind", "primary")
        self.import_button.clicked.connect(self.import_wanted)
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(60), 0, px(60), px(60))
        column.setSpacing(px(16))
        column.addStretch(1)
        column.addWidget(sentence)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return empty

    def add_instead(self, widget: QWidget) -> None:
        """Take in what may stand in the place of the text."""
        self._stack.addWidget(widget)

    def add_note(self, note: QWidget) -> None:
        """Put a note above the text."""
        column = self.middle.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, note)

    def show_instead(self, widget: QWidget | None) -> None:
        """Show this in the place of the text; None shows the text again."""
        self._stack.setCurrentWidget(widget or self.reader)

    def show_text(self, *, shows: bool) -> None:
        """Show the text, or in a sentence what will be there."""
        self._stack.setCurrentIndex(0 if shows else 1)

    def _set_order(self) -> None:
        """Tab goes as the eye does: documents, text, codes, passage."""
        self.setTabOrder(self.documents.view, self.outline.view)
        self.setTabOrder(self.outline.view, self.reader)
        self.setTabOrder(self.reader, self.codes.filter)
        self.setTabOrder(self.codes.filter, self.codes.view)
        self.setTabOrder(self.codes.view, self.passage.add_button)
        self.setTabOrder(self.passage.add_button, self.passage.condensed)
        self.setTabOrder(self.passage.condensed, self.passage.comment)

    def sizes(self) -> dict[str, list[int]]:
        """Where the hairlines are, for `set_sizes`."""
        right = self._heights if self._is_small else self.right.sizes()
        left = self.left.sizes() if self.outline.isVisibleTo(self.left) else self._left
        return {"across": self._widths, "right": right, "left": left}

    def set_sizes(self, stored: object = None) -> None:
        """Put the hairlines where they were; what can't be such is passed over."""
        known = stored if isinstance(stored, dict) else {}
        self._widths = _sizes(known.get("across"), 2) or [px(LEFT), px(RIGHT)]
        self._heights = _sizes(known.get("right"), 2) or [px(420), px(320)]
        self._left = _sizes(known.get("left"), 2) or []
        self.share_room()
        self.right.setSizes(self._heights)
        if self._left:
            self.left.setSizes(self._left)

    def _fit_passage(self, *, has_code: bool) -> None:
        """While nothing is marked, the codes have the passage's room."""
        if self._is_small != has_code:
            return
        if not has_code:
            self._heights = _sizes(self.right.sizes(), 2) or self._heights
        self._is_small = not has_code
        self.passage.setMaximumHeight(_NO_LIMIT if has_code else px(NOTHING_MARKED))
        if has_code:
            self.right.setSizes(self._heights)

    def lacks_room(self) -> tuple[bool, bool]:
        """Whether the documents, and even the codes, must give their room to the text."""
        text, side = self.reader.least_width(), px(LEAST_SIDE)
        return self.width() < text + 2 * side, self.width() < text + side

    def share_room(self) -> None:
        """Sides that are wider than they need give way before the lines get short."""
        for part, least in ((self.left, LEAST_SIDE), (self.right, LEAST_SIDE)):
            part.setMinimumWidth(px(least))
        self.middle.setMinimumWidth(px(LEAST_TEXT))
        sides = [
            width if part.isVisibleTo(self) else 0
            for part, width in ((self.left, self._widths[0]), (self.right, self._widths[1]))
        ]
        least = self.reader.least_width()
        for wanted, kept in ((EASY * least, (LEAST_SIDE, EASY_RIGHT)), (least, (LEAST_SIDE,) * 2)):
            short = round(wanted) - (self.width() - sum(sides))
            for side, width in enumerate(sides):
                given = max(0, min(short, width - px(kept[side])))
                sides[side] -= given
                short -= given
        self.across.setSizes([sides[0], max(1, self.width() - sum(sides)), sides[1]])

    def _moved(self) -> None:
        """The user has drawn a hairline elsewhere."""
        left, _text, right = self.across.sizes()
        self._widths = [left or self._widths[0], right or self._widths[1]]

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def panels(self) -> list[QWidget]:
        """Where F6 goes, in order."""
        found: list[QWidget] = [self.documents.view, self.outline.view]
        found += [self.reader, self.codes.view]
        if self.passage.shows_passage:
            found.append(self.passage)
        return [panel for panel in found if panel.isVisible()]


def _splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter


def _sizes(stored: object, number: int) -> list[int] | None:
    if not isinstance(stored, list) or len(stored) != number:
        return None
    if not all(isinstance(size, int) and size >= 0 for size in stored) or not any(stored):
        return None
    return stored
