"""What the session tells, in the window's notes: what was refused, and what a step took back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qualcode.core.changes import Changes
from qualcode.core.translate import _
from qualcode.shell.panels.notice import Notice, PassingNotice, Step
from qualcode.shell.session import Session
from qualcode.shell.stepping import Stepped
from qualcode.shell.windows.banner import Banner


class Told(QObject):
    """Attributes: passing: the note that goes by itself."""

    def __init__(
        self,
        session: Session,
        notice: Notice,
        banner: Banner,
        ways: tuple[QAction, QAction],
        over: QWidget,
    ) -> None:
        """Args: ways: undo and redo. over: what the passing note lies over."""
        super().__init__(over)
        self._session, self._notice, self._banner = session, notice, banner
        self._undo, self._redo = ways
        self._because_busy = self._refusal = ""
        self.passing = PassingNotice(over)
        session.opened.connect(self.passing.clear)
        session.changed.connect(self._pass)
        session.refused.connect(self._refused)
        session.stepped.connect(self._stepped)
        session.busy_changed.connect(self._forget_work)

    def _pass(self, _changes: Changes) -> None:
        """Something was done: what was told before is behind."""
        self.passing.clear()
        if self._refusal and self._notice.text == self._refusal:
            self._notice.clear()
        self._refusal = ""

    def _refused(self, why: str) -> None:
        """What the banner says already is said anew there, and not twice."""
        if why == self._banner.text:
            self._banner.follow()
            return
        busy = self._session.is_busy and why == self._session.why_not
        self._because_busy = why if busy else ""
        self._refusal = why
        self._notice.warn(why)

    def _forget_work(self, busy: bool) -> None:
        """What other work stood in the way of can be done now."""
        if not busy and self._because_busy and self._notice.text == self._because_busy:
            self._notice.clear()

    def _stepped(self, step: Stepped) -> None:
        """What Ctrl+Z took back was perhaps not what one had in mind."""
        if step.undone:
            words = _("Undone: {label} ({evaluator})")
            back = Step(_("Redo"), self._redo.trigger)
        else:
            words = _("Done again: {label} ({evaluator})")
            back = Step(_("Undo"), self._undo.trigger)
        self.passing.tell(words.format(label=step.label, evaluator=step.coder), back)
