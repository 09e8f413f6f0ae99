"""The note above the page that stays as long as it is so: why nothing can be written here, or whose
copy this is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.model import Coder
from qualcode.core.translate import _
from qualcode.shell.at_keyboard import whose_copy
from qualcode.shell.commands.actions import plain
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session


class Banner(Notice):
    """Follows the session when it is told to."""

    def __init__(self, session: Session, save_copy: Callable[[], object], parent: QWidget) -> None:
        """Args: save_copy: what a project that can only be read offers."""
        super().__init__(parent, can_close=False)
        self._session, self._save_copy = session, save_copy

    def follow(self) -> None:
        """Say what is to be said of the open project; nothing as a rule."""
        project = self._session.project
        if owner := self._session.asks_about:
            self._ask_about(owner)
            return
        if project is None or not project.read_only:
            self.clear()
            return
        try:
            project.require_writable()
        except ProjectError as reason:
            self.warn(str(reason), Step(_("Save a copy…"), self._save_copy))

    def _ask_about(self, owner: Coder) -> None:
        """Whose marks are made here: nothing can be done before it is said."""
        own_name = self._session.settings.coder_name
        self.tell(
            whose_copy(owner),
            Step(
                _("I am {name}").format(name=plain(owner.name)),
                lambda: self._session.become(owner),
            ),
            Step(_("No, I am {name}").format(name=plain(own_name)), self._be_oneself),
        )

    def _be_oneself(self) -> None:
        stored = self._session.settings
        self._session.set_coder(
            stored.coder_name, initials=stored.coder_initials, colour=stored.coder_colour
        )
