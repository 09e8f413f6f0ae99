"""The list of passages: going through it, choosing in it, dragging out of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import Group
from qualcode.shell.models.passages import CardsModel, Key
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.card_list import CardList
from qualcode.shell.panels.painting import picture_of, px

Index = QModelIndex | QPersistentModelIndex


class CardView(CardList):
    """Signals:
    entered_row(index): Enter, or a double click, on a card.
    typed(letters): letters were typed over the chosen cards.
    current_card_changed()
    copy_wanted(): the chosen passages are to be put on the clipboard.
    """

    entered_row = Signal(QModelIndex)
    typed = Signal(str)
    current_card_changed = Signal()
    copy_wanted = Signal()

    def __init__(self, cards: CardsModel, parent: QWidget | None = None) -> None:
        super().__init__(cards, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._enter)

    # Filling

    def show_groups(
        self, groups: Sequence[Group], *, anew: bool, wanted: Key | None = None
    ) -> None:
        """Show these; what was chosen and seen is so still, as far as it is there.

        Args:
            anew: they have nothing to do with what was shown: begin at the top.
            wanted: what is to be chosen.
        """
        current = self.currentIndex().row()
        key = wanted or (self.cards.key(current) if current >= 0 else None)
        top, below = self.place()
        seen = self.cards.key(top) if self.cards.rows and (top or below) else None
        self.setUpdatesEnabled(False)
        self.cards.set_groups(groups, anew=anew)
        if anew:
            self._begin(wanted)
        else:
            row = self.cards.row_of(seen) if seen else 0
            self.restore_place((top if row is None else row, below))
            self._keep(key, current)
        self.setUpdatesEnabled(True)

    def _begin(self, wanted: Key | None) -> None:
        self.verticalScrollBar().setValue(0)
        row = self.cards.row_of(wanted) if wanted else None
        self.choose(self.cards.next_card(-1, 1) if row is None else row)
        if row is None:
            self.verticalScrollBar().setValue(0)

    def _keep(self, key: Key | None, row: int) -> None:
        """What was chosen is so still; where it has gone, the card that took its place is."""
        now = self.currentIndex()
        is_there = now.isValid() and self.cards.found(now.row()) is not None
        if is_there and (key is None or self.cards.key(now.row()) == key):
            return
        target = self.cards.row_of(key) if key is not None else None
        if target is None and row >= 0:
            row = min(row, len(self.cards.rows) - 1)
            target = self.cards.next_card(row - 1, 1)
            if target is None:
                target = self.cards.next_card(row, -1)
        self.choose(target)

    # Going through it

    @called_by_qt
    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        _modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        moves = QAbstractItemView.CursorAction
        row, last = self.currentIndex().row(), len(self.cards.rows)
        match action:
            case moves.MoveUp | moves.MovePrevious | moves.MoveLeft:
                target = self.cards.next_card(row if row >= 0 else last, -1)
            case moves.MoveHome:
                target = self.cards.next_card(-1, 1)
            case moves.MoveEnd:
                target = self.cards.next_card(last, -1)
            case moves.MovePageUp | moves.MovePageDown:
                target = self._a_page_on(row, down=action == moves.MovePageDown)
            case _:
                target = self.cards.next_card(row, 1)
        return self.cards.index(target) if target is not None else self.currentIndex()

    def _a_page_on(self, row: int, *, down: bool) -> int | None:
        page = self.verticalScrollBar().pageStep()
        y = self._heights.top(max(row, 0)) + (page if down else -page)
        target = self._heights.at(min(max(y, 0), self._heights.total - 1))
        if down:
            return self.cards.next_card(target - 1, 1) or self.cards.next_card(target, -1)
        return self.cards.next_card(target + 1, -1) or self.cards.next_card(-1, 1)

    @called_by_qt
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_card_changed.emit()

    # Choosing

    def selected_rows(self) -> list[int]:
        """The rows of the chosen cards, in order."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(number) for number in range(chosen.size())]
        rows = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        return sorted(row for row in rows if self.cards.found(row) is not None)

    def selected(self) -> list[Found]:
        """The chosen passages in their order, each once."""
        return self.cards.cards(self.selected_rows())

    def current(self) -> Found | None:
        """The passage that the keys are at."""
        return self.cards.found(self.currentIndex().row())

    def choose(self, row: int | None) -> None:
        """Make this row the only one that is chosen."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.cards.index(row) if row is not None else QModelIndex()
        self.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect if index.isValid() else flags.Clear
        )
        if index.isValid():
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Choose the next card, or the one before; round the ends."""
        rows = len(self.cards.rows)
        row = self.cards.next_card(self.currentIndex().row(), by)
        if row is None:
            row = self.cards.next_card(-1 if by > 0 else rows, by)
        self.choose(row)

    def copy(self) -> None:
        """What the Edit menu does with whatever has the keys."""
        self.copy_wanted.emit()

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid() and self.cards.found(index.row()) is not None:
            self.entered_row.emit(index)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alone:
            self._enter(self.currentIndex())
            return
        letters = event.text()
        if alone and letters.strip() and letters.isprintable():
            self.typed.emit(letters)
            return
        super().keyPressEvent(event)

    @called_by_qt
    def startDrag(self, actions: Qt.DropAction) -> None:
        """With the first words beside the pointer, and how many more there are."""
        rows = self.selected_rows()
        indexes = [self.cards.index(row) for row in rows]
        if not indexes or not self.cards.can_write:
            return
        drag = QDrag(self)
        drag.setMimeData(self.cards.mimeData(indexes))
        words = str(indexes[0].data() or "")
        drag.setPixmap(picture_of(words if len(rows) == 1 else f"{words[:24]}… +{len(rows) - 1}"))
        drag.setHotSpot(QPoint(-px(14), -px(10)))
        drag.exec(actions, Qt.DropAction.MoveAction)
