"""What evaluators do with each other's files, in the File menu."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.session import Session

TEAM: Final = "team"


class TeamCommands(QObject):
    """Attributes: hand_out, merge: the actions."""

    def __init__(self, session: Session, page: Callable[[], Any], parent: QObject) -> None:
        """Args: page: shows the page of the team, and returns it."""
        super().__init__(parent)
        self._session = session
        self._page = page
        self.hand_out = action(
            self,
            _("&Make a copy for a colleague…"),
            lambda: self._page().show_part("hand-out"),
            shortcut="Ctrl+Shift+H",
            tip=_("Write a project for a colleague, to be merged back later"),
        )
        self.merge = action(
            self,
            _("Mer&ge with colleagues’ work…"),
            self.ask_files,
            shortcut="Ctrl+Shift+O",
            tip=_("Look at what colleagues’ files would bring, and take it in"),
        )
        self.refresh()

    def refresh(self) -> None:
        """Let what can't be done now look like that."""
        for made in (self.hand_out, self.merge):
            made.setEnabled(self._session.can_write)

    def ask_files(self) -> None:
        """Let files be chosen, and show what they would bring."""
        page = self._page()
        page.show_part("merge")
        page.part("merge").ask_files()

    def merge_files(self, paths: list[Path]) -> None:
        """Show what these files would bring."""
        self._page().merge_files(paths)
