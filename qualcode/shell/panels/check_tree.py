"""A list or tree in which one ticks what is wanted; everything is ticked at first."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.theme import set_kind

_ID = Qt.ItemDataRole.UserRole
#: id, text, id of the row above it
Row = tuple[str, str, str | None]


class CheckTree(QWidget):
    """Ticking a row ticks those under it.

    Signals: changed(): something was ticked or cleared.
    """

    changed = Signal()

    def __init__(self, name: str, rows: Iterable[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(name)
        set_kind(self.tree, "ground")
        self._items: dict[str, QTreeWidgetItem] = {}
        self.show_rows(rows)
        self.tree.itemChanged.connect(self.changed)
        self.all = form_button(
            _("&All"), self, lambda: self._set_all(Qt.CheckState.Checked), kind="chip"
        )
        self.none = form_button(
            _("N&one"), self, lambda: self._set_all(Qt.CheckState.Unchecked), kind="chip"
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.all)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.tree, 1)
        column.addLayout(buttons)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Other rows: those that are there still stay as they are, and new ones are ticked."""
        cleared = set(self.rows()) - set(self.ticked())
        current = self.tree.currentItem()
        at = current.data(0, _ID) if current else ""
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        self._items = {}
        for row in rows:
            self._add(row)
        for own in cleared & set(self._items):
            if not self._items[own].childCount():  # others are as what is under them
                self.set_ticked(own, ticked=False)
        self.tree.setRootIsDecorated(self._is_deep())
        self.tree.expandAll()
        if now := self._items.get(at) or self.tree.topLevelItem(0):
            self.tree.setCurrentItem(now)
        self.tree.blockSignals(blocked)

    def _add(self, row: Row) -> None:
        own, text, above = row
        item = QTreeWidgetItem(self._items[above] if above else self.tree, [text])
        flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate
        item.setFlags(flags)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setData(0, _ID, own)
        self._items[own] = item

    def _set_all(self, state: Qt.CheckState) -> None:
        for item in self._top():
            item.setCheckState(0, state)

    def _top(self) -> list[QTreeWidgetItem]:
        return [item for item in self._items.values() if item.parent() is None]

    def _is_deep(self) -> bool:
        return len(self._top()) < len(self._items)

    def set_ticked(self, own: str, *, ticked: bool) -> None:
        """Tick or clear a row, with those under it."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self._items[own].setCheckState(0, state)

    @property
    def is_whole(self) -> bool:
        """Whether everything is ticked."""
        return all(item.checkState(0) == Qt.CheckState.Checked for item in self._top())

    def rows(self) -> tuple[str, ...]:
        """Every row."""
        return tuple(self._items)

    def ticked(self) -> tuple[str, ...]:
        """Every ticked row."""
        return tuple(own for own, item in self._items.items() if _is_ticked(item))

    def topmost(self) -> tuple[str, ...]:
        """The ticked rows which aren't under another ticked one."""
        return tuple(self._topmost())

    def _topmost(self) -> Iterator[str]:
        for own, item in self._items.items():
            above = item.parent()
            if _is_ticked(item) and not (above is not None and _is_ticked(above)):
                yield own


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked
