"""How what is selected becomes what is marked: by whole words, and without speakers' labels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from qualcode.core.model.span import Span
from qualcode.core.translate import _
from qualcode.shell.commands.actions import choice
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.notice import PassingNotice, Step
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.text.words import rounded

_WHOLE_WORDS: Final = "whole_words"
_NO_LABELS: Final = "no_labels"
_HINTED: Final = "hinted_at_words"


class MarkingChoices(QObject):
    """Attributes: whole_words, no_labels: the choices; hint: what is said once."""

    def __init__(self, session: Session, shown: ShownDocument) -> None:
        super().__init__(shown)
        self._session, self._shown = session, shown
        self.hint = PassingNotice(shown.reader)
        self.whole_words = choice(
            self,
            _("Mar&k whole words"),
            self._choose,
            tip=_("What is marked with the mouse is drawn out to whole words"),
        )
        self.no_labels = choice(
            self,
            _("Leave speakers’ labels unmarked"),
            self._choose,
            tip=_("What is marked begins with the first word that is said, not with the speaker"),
        )
        self.whole_words.setChecked(recall(session, _WHOLE_WORDS) is True)
        self.no_labels.setChecked(recall(session, _NO_LABELS) is not False)
        self._follow()

    @property
    def actions(self) -> list[QAction]:
        """For the menus."""
        return [self.whole_words, self.no_labels]

    def _choose(self) -> None:
        self._follow()
        chosen = {
            _WHOLE_WORDS: self.whole_words.isChecked(),
            _NO_LABELS: self.no_labels.isChecked(),
        }
        remember(self._session, **chosen)

    def _follow(self) -> None:
        self._shown.reader.whole_words = self.whole_words.isChecked()
        self._shown.reader.no_labels = self.no_labels.isChecked()

    def tell_of_half_words(self, span: Span) -> None:
        """Say once, when a word was cut, that whole words can be marked."""
        if self.whole_words.isChecked() or recall(self._session, _HINTED):
            return
        if rounded(self._shown.reader.text(), *span) == tuple(span):
            return
        remember(self._session, **{_HINTED: True})
        self.hint.tell(
            _("A part of a word was marked. “View > Mark whole words” takes words whole."),
            Step(_("Mark whole words"), self._mark_whole_words),
        )

    def _mark_whole_words(self) -> None:
        self.hint.clear()
        self.whole_words.setChecked(True)
        self._choose()
