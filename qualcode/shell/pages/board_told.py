"""Saying what a board has done to the codebook, which is not seen beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from qualcode.core.translate import _, ngettext
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session


class ToldOfMoves(QObject):
    """Tells which codes stand elsewhere, with a way back, until something else is done."""

    def __init__(self, session: Session, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notice = session, notice
        self._words = ""
        session.changed.connect(self._forget)
        session.opened.connect(self._forget)

    def tell(self, names: str, moved: int, steps: int) -> None:
        """Groups of these names are categories now, which took so many steps."""
        self._words = _words(names, moved)
        self._notice.tell(self._words, Step(_("Undo"), lambda: self._undo(steps)))

    def _undo(self, steps: int) -> None:
        for _step in range(steps):
            if not self._session.is_busy:
                self._session.undo()

    def _forget(self) -> None:
        """An undo would take back something else now."""
        if self._words and self._notice.text == self._words:
            self._notice.clear()
        self._words = ""


def _words(names: str, moved: int) -> str:
    if not moved:
        return _("“{name}” is a category of the codebook now.").format(name=names)
    return ngettext(
        "“{name}” is a category of the codebook now, and {count} code was moved under it.",
        "“{name}” is a category of the codebook now, and {count} codes were moved under it.",
        moved,
    ).format(name=names, count=moved)
