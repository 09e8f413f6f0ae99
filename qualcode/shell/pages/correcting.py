"""Correcting the text that is shown, in its place.

Nothing is saved as the text until it is kept. What is written meanwhile is put aside in the project
file every few seconds, and when one goes to another text or closes the project; it is taken up
again where the text is corrected next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from sqlite_utils import Database

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.edit import Edit
from qualcode.core.operations import drafts
from qualcode.core.store.drafts import Draft
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action, enable
from qualcode.shell.pages.parts import Columns
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.shell.pages.correcting_view import CorrectingView
    from qualcode.shell.pages.correction import Correction


class Correcting(QObject):
    """What leads to a correction of the document that is shown: actions, and a note above the text
    where corrections were put aside.

    Attributes:
        note: above the text, where corrections were put aside.
        correct, replace: the actions.
    """

    def __init__(
        self, session: Session, shown: ShownDocument, columns: Columns, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._columns = columns
        self._page = page
        self._made: Correction | None = None
        self.note = Notice(columns.middle)
        session.busy_changed.connect(self._offer_late)
        columns.add_note(self.note)
        self._make_actions()

    @property
    def _correction(self) -> Correction:
        """Made when something is first corrected."""
        if self._made is None:
            # Imported as late: comparing and carrying texts is not needed for a window to open.
            from qualcode.shell.pages.correction import Correction

            self._made = Correction(
                self._session, self._shown, self._columns, self.note, self._page
            )
            self._made.changed.connect(self.refresh)
        return self._made

    @property
    def view(self) -> CorrectingView:
        """The editor and its bar, in the place of the text."""
        return self._correction.view

    @property
    def is_active(self) -> bool:
        """Whether a text is being corrected."""
        return self._made is not None and self._made.is_active

    def _make_actions(self) -> None:
        self.correct = action(
            self._page,
            _("&Correct the text"),
            self.begin,
            shortcut="Ctrl+Shift+T",
            tip=_("Correct the transcript in its place; the marks move along"),
        )
        self.replace = action(
            self._page,
            _("Replace b&y a corrected file…"),
            self.ask_file,
            tip=_("Put a corrected file in the place of this text; see first what it touches"),
        )
        self._page.addAction(self.correct)

    def menu(self) -> list[QAction | QMenu | None]:
        """For the Document menu."""
        return [self.correct, self.replace]

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        why_not = self._session.why_not
        if not why_not and self._shown.document is None:
            why_not = _("Choose a document first.")
        if not why_not and self.is_active:
            why_not = _("The text is being corrected: keep or discard that first.")
        enable(self.correct, why_not)
        enable(self.replace, why_not)

    # A correction

    def begin(self) -> None:
        """Let the text be corrected, with what was put aside before."""
        if self.correct.isEnabled() and self._shown.document is not None:
            self._correction.begin(self._shown.document, self._draft())

    def ask_file(self) -> None:
        """Ask for a corrected file, and show the text as it would be."""
        self._correction.ask_file()

    def read_file(self, path: Path) -> None:
        """Read a corrected file, and show the text as it would be."""
        self._correction.read_file(path)

    def put_aside(self) -> None:
        """Save what was written in the project, without making it the text."""
        if self._made is not None:
            self._made.put_aside()

    def keep(self) -> None:
        """Make what was written the document's text."""
        if self._made is not None:
            self._made.keep()

    def discard(self) -> None:
        """Leave the text as it was."""
        if self._made is not None:
            self._made.discard()

    def leave(self) -> None:
        """One goes elsewhere: what was written is put aside."""
        if self._made is not None:
            self._made.leave()

    # What was put aside

    def _draft(self) -> Sequence[Edit]:
        return self._put_aside(drafts.put_aside_before)

    def _put_aside(
        self, find: Callable[[Database, CoderId, DocumentId], Draft | None]
    ) -> Sequence[Edit]:
        project, coder_id = self._session.project, self._session.coder_id
        document = self._shown.document
        if project is None or coder_id is None or document is None or project.read_only:
            return ()
        draft = find(project.db, coder_id, document.id)
        return draft.edits if draft else ()

    def offer(self) -> None:
        """Another document is shown, or another wording of it: say so if corrections of it were
        put aside."""
        document, lost = self._shown.document, list[Edit]()
        if self._made is not None:
            if self._made.is_keeping:
                return
            if self._made.is_active and document is not None:
                lost = self._made.follow_text(document)
        self.note.clear()
        go_on = Step(_("Go on with them"), self.begin)
        discard = Step(_("Discard them"), self._drop)
        steps = (go_on, discard) if self._draft() else ()
        if lost:
            words = ngettext(
                "The text was changed meanwhile: {number} correction no longer fits it.",
                "The text was changed meanwhile: {number} corrections no longer fit it.",
                len(lost),
            )
            self.note.warn(words.format(number=len(lost)), *steps, *_copying(lost))
        elif steps:
            self.note.tell(
                _("Corrections of this text were put aside and are not kept yet."), *steps
            )
        elif late := self._put_aside(drafts.put_aside_in_vain):
            words = _(
                "Corrections of this text were put aside. It was changed since, and they no longer "
                "fit it."
            )
            self.note.warn(words, *_copying(late), discard)

    def _offer_late(self, busy: bool) -> None:
        """Corrections could not be put aside while other work wrote."""
        if not busy and not self.is_active and not self.note.text:
            self.offer()

    def _drop(self) -> None:
        self.note.clear()
        if self._shown.document is not None:
            self._session.run(drafts.drop, self._shown.document.id)


def _copying(edits: Sequence[Edit]) -> tuple[Step, ...]:
    """The step that saves what was written, where anything was."""
    words = "\n".join(one.words for one in edits if one.words)
    copy = Step(_("Copy what was written"), lambda: QGuiApplication.clipboard().setText(words))
    return (copy,) if words else ()
