"""How the page for reading and coding is put together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.documents import DocumentsPanel
from qualcode.shell.panels.evaluators import EvaluatorsBar
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.panels.passage import PassagePanel
from qualcode.shell.text.reader import Reader

LEFT, RIGHT = 242, 312  # px at normal size
LEAST_SIDE, LEAST_TEXT = 150, 320


class Columns(QFrame):
    """Documents, the text, and to the right of it codes above the passage; hairlines between."""

    def __init__(self, evaluators: EvaluatorsBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.documents = DocumentsPanel(self)
        self.reader = Reader(self, theme=current_theme())
        self.codes = CodesPanel(self)
        self.passage = PassagePanel(self)
        self._stack = QStackedLayout()
        self.middle = self._make_middle(evaluators)
        self.right = _splitter(Qt.Orientation.Vertical, self.codes, self.passage)
        self.across = _splitter(Qt.Orientation.Horizontal, self.documents, self.middle, self.right)
        self.across.setStretchFactor(1, 1)
        self.right.setStretchFactor(0, 3)
        self.right.setStretchFactor(1, 2)
        self.across.setAccessibleName(_("Documents, text and codes"))
        self.documents.setMinimumWidth(px(LEAST_SIDE))
        self.right.setMinimumWidth(px(LEAST_SIDE))
        self.middle.setMinimumWidth(px(LEAST_TEXT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self.set_sizes()
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
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(60), 0, px(60), px(60))
        column.addWidget(sentence)
        return empty

    def show_text(self, *, shows: bool) -> None:
        """Show the text, or in a sentence what will be there."""
        self._stack.setCurrentIndex(0 if shows else 1)

    def _set_order(self) -> None:
        """Tab goes as the eye does: documents, text, codes, passage."""
        self.setTabOrder(self.documents.view, self.reader)
        self.setTabOrder(self.reader, self.codes.filter)
        self.setTabOrder(self.codes.filter, self.codes.view)
        self.setTabOrder(self.codes.view, self.passage.add_button)
        self.setTabOrder(self.passage.add_button, self.passage.condensed)
        self.setTabOrder(self.passage.condensed, self.passage.comment)

    def sizes(self) -> dict[str, list[int]]:
        """Where the hairlines are, for `set_sizes`."""
        return {"across": self.across.sizes(), "right": self.right.sizes()}

    def set_sizes(self, stored: object = None) -> None:
        """Put the hairlines where they were; what can't be such is passed over."""
        known = stored if isinstance(stored, dict) else {}
        across = _sizes(known.get("across"), 3) or [px(LEFT), px(900), px(RIGHT)]
        right = _sizes(known.get("right"), 2) or [px(420), px(320)]
        self.across.setSizes(across)
        self.right.setSizes(right)

    def panels(self) -> list[QWidget]:
        """Where F6 goes, in order."""
        found: list[QWidget] = [self.documents.view, self.reader, self.codes.view]
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
