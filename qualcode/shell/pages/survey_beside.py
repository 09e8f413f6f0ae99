"""The answers in surveys of the person who speaks at the caret, in step with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from qualcode.core.analysis.surveys import PersonAnswers, answers_of
from qualcode.core.changes import Changes
from qualcode.core.ids import PersonId
from qualcode.core.store import surveys as store
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.survey_answers import SurveyAnswers
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

#: milliseconds after which the caret has come to rest
_CALM: Final = 60
_FOLDED: Final = "survey_answers_folded"
_TOUCHED: Final = (
    "surveys",
    "survey_columns",
    "responses",
    "attributes",
    "attribute_values",
    "backgrounds",
)


class SurveyBeside(QObject):
    """Reads when the caret has come to another person and stays there.

    Signals:
        room_changed(): more or less is seen.
    """

    room_changed = Signal()

    def __init__(self, session: Session, shown: ShownDocument, panel: SurveyAnswers) -> None:
        super().__init__(panel)
        self._session = session
        self._shown = shown
        self._panel = panel
        self._person: PersonId | None = None
        self._any: bool | None = None
        self._calm = QTimer(self, interval=_CALM, singleShot=True)
        self._calm.timeout.connect(self._read)
        panel.set_open(is_open=not recall(session, _FOLDED))
        panel.toggled.connect(self._toggled)
        panel.hide()
        shown.reader.caret_moved.connect(lambda _place: self.refresh())
        session.opened.connect(self._start_over)
        session.changed.connect(self._changed)

    def _start_over(self) -> None:
        self._any = None
        self._forget()

    def _changed(self, changes: Changes) -> None:
        if changes.touches("surveys"):
            self._any = None
        if changes.touches(*_TOUCHED):
            self._forget()
            self.refresh()
        elif changes.touches("persons", "turns"):
            self.refresh()

    def _forget(self) -> None:
        self._calm.stop()
        self._person = None
        self._show([])

    def _has_surveys(self) -> bool:
        project = self._session.project
        if self._any is None and project is not None:
            self._any = bool(store.all_surveys(project.db))
        return bool(self._any) and project is not None

    def refresh(self) -> None:
        """The caret is elsewhere, perhaps in another person's words."""
        if not self._has_surveys() or self._shown.document is None:
            if self._person is not None:
                self._forget()
            return
        selected = self._shown.reader.selection()
        place = selected.start if selected else self._shown.reader.caret()
        person = self._shown.who.person_at(place)
        if person == self._person:
            return
        self._person = person
        if person is None:
            self._forget()
        else:
            self._calm.start()

    def _read(self) -> None:
        project, person = self._session.project, self._person
        if project is not None and person is not None:
            self._show(answers_of(project.db, person))

    def _show(self, found: list[PersonAnswers]) -> None:
        was = not self._panel.isHidden()
        self._panel.show_answers(found)
        if was != bool(found):
            self.room_changed.emit()

    def _toggled(self, is_open: bool) -> None:
        remember(self._session, **{_FOLDED: not is_open})
        self.room_changed.emit()
