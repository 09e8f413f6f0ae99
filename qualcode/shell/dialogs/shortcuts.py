"""The keys that do something, read off the menus themselves, so that the list is always true."""

from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog

Section = tuple[str, list[tuple[str, str]]]


class ShortcutsDialog(FormDialog):
    """By menu; a field above the list narrows it."""

    def __init__(self, sections: list[Section], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), _("Close"), parent)
        self.cancel_button.hide()
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText(_("Find"))
        self.wanted.setClearButtonEnabled(True)
        self.add_field(_("&Find"), self.wanted)
        self.list = QTreeWidget(self)
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([_("What"), _("Keys")])
        self.list.setAccessibleName(_("Keyboard shortcuts"))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.column.insertWidget(1, self.list, 10)
        self._items: dict[QTreeWidgetItem, list[QTreeWidgetItem]] = {}
        for menu, rows in sections:
            top = QTreeWidgetItem(self.list, [menu])
            top.setFirstColumnSpanned(True)
            top.setExpanded(True)
            self._items[top] = [QTreeWidgetItem(top, list(row)) for row in rows]
        self.wanted.textChanged.connect(self._narrow)
        self.set_size(520, 560)

    def _narrow(self, wanted: str) -> None:
        for top, rows in self._items.items():
            for row in rows:
                row.setHidden(wanted.casefold() not in f"{row.text(0)} {row.text(1)}".casefold())
            top.setHidden(all(row.isHidden() for row in rows))

    @classmethod
    def ask(cls, bar: QMenuBar, parent: QWidget | None = None) -> None:
        dialog = cls(sections_of(bar), parent)
        dialog.exec()
        dialog.deleteLater()


def sections_of(bar: QMenuBar) -> list[Section]:
    """Each menu's name with its actions that have keys; what several pages have, once."""
    found = []
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):  # also those of other pages
            rows = dict.fromkeys((_named(action), _keys(action)) for action in actions_in(menu))
            found.append((_named(top), [row for row in rows if row[1]]))
    return [section for section in found if section[1]]


def actions_in(menu: QMenu) -> Iterator[QAction]:
    """Every action of a menu and of the menus in it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from actions_in(inner)
        elif not action.isSeparator():
            yield action


def _named(action: QAction) -> str:
    """Its text; the data of those whose text changes with what was done last."""
    text = action.data() if isinstance(action.data(), str) else action.text()
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in action.shortcuts())
