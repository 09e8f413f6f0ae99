"""A list that comes down from a button, in which one ticks what is wanted, or all of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px

WIDTH, ROW = 280, 28
MOST_ROWS: Final = 12
_FILTER_FROM: Final = 10
_VALUE: Final = Qt.ItemDataRole.UserRole


class ChoicePopup(QFrame):
    """Lies in the window, over what is below the button. It goes when one clicks elsewhere or
    presses Esc; what is ticked counts at once.

    Signals:
        changed(): something was ticked or cleared.
        closed()
    """

    changed = Signal()
    closed = Signal()

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[Hashable, str]],
        ticked: Iterable[Hashable],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self._button = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setAccessibleName(title)
        heading = QLabel(title, self)
        heading.setProperty("kind", "caption")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.setVisible(len(choices) >= _FILTER_FROM)
        self.filter.textChanged.connect(self._show_matching)
        self.list = self._make_list(title, choices, set(ticked))
        self.all = QCheckBox(_("All"), self)
        self.all.setAccessibleName(_("All"))
        self.all.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(10), px(10), px(8))
        column.setSpacing(px(6))
        for part in (heading, self.filter, self.all, self.list):
            column.addWidget(part)
        self.all.setChecked(not self.ticked())

    def _make_list(
        self, title: str, choices: Sequence[tuple[Hashable, str]], ticked: set[Hashable]
    ) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(title)
        made.setStyleSheet("QListWidget { background: transparent; }")
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, text in choices:
            item = QListWidgetItem(text.replace("\n", " "), made)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            item.setData(_VALUE, value)
            item.setToolTip(text)
        made.setMinimumWidth(px(WIDTH))
        if choices:
            made.setCurrentRow(0)
        made.itemChanged.connect(lambda _item: self._tell())
        made.itemClicked.connect(self._clicked)
        self._pressed: dict[str, Qt.CheckState] = {}
        made.itemPressed.connect(self._note_state)
        return made

    def _note_state(self, item: QListWidgetItem) -> None:
        self._pressed = {item.text(): item.checkState()}

    def _clicked(self, item: QListWidgetItem) -> None:
        """A click on the words ticks as one on the box does, which Qt has done already."""
        if self._pressed.get(item.text()) == item.checkState():
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self._pressed = {}

    def _tell(self) -> None:
        self.all.setChecked(not self.ticked())
        self.changed.emit()

    def ticked(self) -> list[Hashable]:
        """What is ticked, in the order of the list."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_VALUE) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _clear(self) -> None:
        """All is what is meant when nothing is ticked by itself."""
        if not self.ticked():
            self.all.setChecked(True)
            return
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tell()

    def _show_matching(self, letters: str) -> None:
        wanted = casefold(letters.strip()) or ""
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in (casefold(item.text()) or ""))

    def open_at(self, button: QWidget) -> None:
        """Come down from a button."""
        room = self.window().rect().adjusted(px(8), px(8), -px(8), -px(8))
        rows = min(max(self.list.count(), 1), MOST_ROWS)
        spare = (room.height() - px(120)) // px(ROW)
        self.list.setFixedHeight(px(ROW) * max(2, min(rows, spare)) + px(4))
        self.adjustSize()
        point = button.mapTo(self.window(), QPoint(0, button.height() + px(3)))
        point.setX(max(room.left(), min(point.x(), room.right() - self.width())))
        point.setY(max(room.top(), min(point.y(), room.bottom() - self.height())))
        self.move(point)
        self.show()
        self.raise_()
        target = self.filter if self.filter.isVisibleTo(self) else self.list
        target.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the letters the arrows go to the list; a click elsewhere, or Tab, closes it."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and watched is self.filter:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus()
                return True
        elif (
            kind in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn)
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        ):
            self.close()
        return super().eventFilter(watched, event)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._button.setFocus()
            self.close()
            return
        super().keyPressEvent(event)

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.closed.emit()
