"""What takes names out of a project: they concern all of it, so they stand in the File menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.session import Session


class ConfidentialCommands(QObject):
    """Attributes: anonymise, seal: the actions."""

    def __init__(
        self, session: Session, window: QMainWindow, leave_text: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        #: what is being written in a text is put aside, for the words in it may be replaced
        self._leave_text = leave_text
        self.anonymise = action(
            self,
            _("&Anonymise…"),
            self.show_anonymise,
            tip=_("Put other words in the place of names, wherever they stand"),
        )
        self.seal = action(
            self,
            _("Seal the pro&ject…"),
            self.ask_seal,
            tip=_("Remove the wordings from before for good; it can’t be undone"),
        )
        self.refresh()

    def refresh(self) -> None:
        for made in (self.anonymise, self.seal):
            enable(made, self._session.why_not)

    def show_anonymise(self) -> None:
        """Open the list of names beside the window."""
        from qualcode.shell.dialogs.anonymise_window import AnonymiseWindow

        self._leave_text()
        AnonymiseWindow.show_for(self._session, self._window)

    def ask_seal(self) -> None:
        """Say what a seal does, and do it if that is wanted."""
        from qualcode.shell.dialogs.seal_dialog import ask_seal

        self._leave_text()
        ask_seal(self._session, self._window)
