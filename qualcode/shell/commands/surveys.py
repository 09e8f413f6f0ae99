"""Surveys that come into a project, in the File menu."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.panels.notice import Notice
from qualcode.shell.session import Session


class SurveyCommands(QObject):
    """Attributes: import_survey: the action."""

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
        self._waiting: list[Path] = []
        self.import_survey = action(
            self,
            _("Import a sur&vey…"),
            self.ask_import,
            tip=_(
                "Read who answered what from Excel, CSV or SPSS: open answers become text to code"
            ),
        )
        session.opened.connect(self._waiting.clear)
        self.refresh()

    def refresh(self) -> None:
        self.import_survey.setEnabled(self._session.can_write)

    def ask_import(self) -> None:
        """Choose a file of answers, and import what is accepted."""
        from qualcode.core.surveys.reading import SUFFIXES
        from qualcode.shell.dialogs.files import Kind, ask_files

        found = ask_files(
            self._session,
            self._window,
            _("Import a survey"),
            _("Surveys"),
            SUFFIXES,
            several=False,
            kind=Kind.SHEETS,
        )
        self.show(found)

    def show(self, paths: Iterable[Path]) -> None:
        """Show these files as they will be, one after the other."""
        self._waiting += paths
        self.show_next()

    def show_next(self) -> None:
        """Show the file that is next, if one is waiting."""
        from qualcode.shell.dialogs.survey_dialog import SurveyDialog

        if self._waiting and self._session.project is not None:
            dialog = SurveyDialog.ask(self._session, self._waiting.pop(0), self._window)
            dialog.finished.connect(self.show_next)


def is_survey(path: Path) -> bool:
    """Whether a file can only be a survey's answers, and no transcript."""
    from qualcode.core.surveys.reading import SUFFIXES

    return path.suffix.casefold() in SUFFIXES
