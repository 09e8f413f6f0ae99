"""Buttons in a row: those for which there is no room are found under one, the last ones first."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from qualcode.core.translate import _


class ToolButtons:
    """A button for each of some actions.

    Attributes:
        buttons: by the actions' keys.
        more: the button under which are those for which there is no room.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        self._actions = actions
        self.more = QPushButton(_("&More"), parent)
        self.more.setMenu(QMenu(self.more))
        self.more.setToolTip(_("What else can be done here"))
        self.buttons = {key: _button(does, parent) for key, does in actions.items()}

    def add_to(self, row: QBoxLayout) -> None:
        """Put them into a row."""
        for button in (*self.buttons.values(), self.more):
            row.addWidget(button)

    def share(self, room: int, gap: int, wanted: Collection[str]) -> None:
        """Show those that are wanted and for which there is room."""
        widths = {
            key: button.sizeHint().width() + gap
            for key, button in self.buttons.items()
            if key in wanted
        }
        more, hidden = self.more.sizeHint().width() + gap, list[str]()
        while sum(widths.values()) + (more if hidden else 0) > room and widths:
            hidden.insert(0, list(widths)[-1])
            del widths[hidden[0]]
        for key, button in self.buttons.items():
            button.setVisible(key in widths)
        menu = self.more.menu()
        menu.clear()
        for key in hidden:
            menu.addAction(self._actions[key])
        self.more.setVisible(bool(hidden))


def _button(does: QAction, parent: QWidget) -> QPushButton:
    button = QPushButton(does.text(), parent)
    button.setAccessibleName(does.text().replace("&", ""))
    button.setToolTip(does.statusTip())
    button.clicked.connect(does.trigger)

    def follow() -> None:
        button.setEnabled(does.isEnabled())
        button.setToolTip(does.statusTip())

    does.changed.connect(follow)
    return button
