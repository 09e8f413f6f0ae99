"""Marking with one code all that is marked with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import CodeId
from qualcode.core.operations import copied_marks
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.shell.pages.choosing import Choosing


class CopyCommand(QObject):
    """Attributes: copy: the action, for the current code of the panel."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        codes: CodesPanel,
        choosing: Choosing,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._codes = codes
        self._choosing = choosing
        self._page = page
        self.copy = action(
            self,
            _("Cop&y its marks to…"),
            self.ask,
            tip=_("Mark all that has this code with another code too; comments are copied"),
        )
        codes.current_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Enable it where there is something to copy; say why not otherwise."""
        current = self._codes.current()
        why_not = "" if current else _("Choose a code first.")
        if current and not self._codes.model.count_of(current).passages:
            why_not = _("Nothing is marked with this code.")
        enable(self.copy, self._session.why_not or why_not)

    def ask(self) -> None:
        """Let the other code be chosen, and copy."""
        current = self._codes.current()
        if current is not None:
            row = self._codes.view.visualRect(self._codes.model.index_of(current))
            view = self._codes.view.viewport()
            place = QRect(view.mapTo(self._page, row.topLeft()), row.size())
            self._choosing.ask_copy(current, place, lambda to_code: self.run(current, to_code))

    def run(self, from_code: CodeId, to_code: CodeId) -> None:
        """Copy the marks of those evaluators whose marks are shown."""
        hidden = self._shown.hidden
        seen = [one for one in self._shown.coders if one not in hidden] if hidden else None
        self._session.run_on_many(
            _("Copying marks…"),
            self._codes.model.count_of(from_code).passages,
            copied_marks.copy_marks,
            from_code,
            to_code,
            coders=seen,
        )
