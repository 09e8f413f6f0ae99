"""Showing and hiding what stands beside the text."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.pages.parts import Columns


class Sides(QObject):
    """The documents to the left, codes and passage to the right: shown or not, as the user says.
    Where the window is too narrow for them the text has their room, until it is wide again.

    Attributes:
        actions: for the View menu, the left side first.
    """

    def __init__(self, columns: Columns, page: QWidget) -> None:
        super().__init__(page)
        self._columns = columns
        self._page = page
        self._lacking = (False, False)
        self._put_away: set[QAction] = set()
        self.actions = [
            self._make(_("List of &documents"), columns.left, ("Ctrl+Shift+D", "F9")),
            self._make(_("&Codes and passage"), columns.right, ("Ctrl+Shift+K", "Shift+F9")),
        ]
        columns.resized.connect(self.fit)
        columns.share_room()

    def _make(self, text: str, side: QWidget, keys: tuple[str, ...]) -> QAction:
        made = action(
            self,
            text,
            lambda: self._put_away.discard(made),
            shortcut=keys,
            tip=_("Show or hide this part of the window"),
        )
        made.setCheckable(True)
        made.setChecked(True)
        made.toggled.connect(side.setVisible)
        self._page.addAction(made)
        return made

    def fit(self) -> None:
        """Put sides away for which there is no room, and bring back those that were put away."""
        lacking = self._columns.lacks_room()
        if lacking != self._lacking:
            self._lacking = lacking
            self._put_away_or_back(lacking)
        self._columns.share_room()

    def _put_away_or_back(self, lacking: tuple[bool, bool]) -> None:
        for side, lacks in zip(self.actions, lacking, strict=True):
            if lacks and side.isChecked():
                self._put_away.add(side)
                side.setChecked(False)
            elif not lacks and side in self._put_away:
                self._put_away.discard(side)
                side.setChecked(True)

    def show_right(self) -> None:
        """Codes and passage are needed now."""
        self._put_away.discard(self.actions[1])
        self.actions[1].setChecked(True)

    def state(self) -> list[bool]:
        """Which of them the user wants, for `restore`."""
        return [side.isChecked() or side in self._put_away for side in self.actions]

    def restore(self, stored: object) -> None:
        """Show the sides that were wanted, as far as there is room."""
        if not isinstance(stored, list) or len(stored) != len(self.actions):
            return
        self._put_away.clear()
        self._lacking = (False, False)
        for side, is_wanted in zip(self.actions, stored, strict=True):
            side.setChecked(bool(is_wanted))
        self.fit()
