"""Which marks are shown, which stand out, and in whose colours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.pages.view_choices import ViewChoices
from qualcode.shell.panels.codes import CodesPanel
from qualcode.shell.panels.evaluators import EvaluatorsBar, EvaluatorsMenu
from qualcode.shell.session import Session


class WhichMarks(QObject):
    """Lets the text follow what is chosen in the View menu and the list of codes."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        codes: CodesPanel,
        evaluators: EvaluatorsMenu,
        bar: EvaluatorsBar,
        page: QObject,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._codes = codes
        self._evaluators = evaluators
        self._bar = bar
        self._choices: ViewChoices | None = None
        evaluators.changed.connect(self._evaluators_changed)
        codes.current_changed.connect(self.show_alone)

    def follow(self, choices: ViewChoices) -> None:
        """Do as is chosen there from now on."""
        self._choices = choices

    def show_coders(self) -> None:
        """List the evaluators of the project."""
        self._evaluators.show_coders(self._shown.coders, self._session.coder_id)
        self._show_hidden()

    def _evaluators_changed(self) -> None:
        self._shown.set_hidden(self._evaluators.hidden())
        self._show_hidden()

    def _show_hidden(self) -> None:
        self._bar.show_coders(self._shown.coders, self._evaluators.hidden())

    def show_alone(self) -> None:
        """Let the current code stand out, with those under it, if that is wanted."""
        wanted = self._choices is not None and self._choices.alone.isChecked()
        current = self._codes.current() if wanted else None
        subtree = self._codes.model.codebook.subtree([current]) if current else None
        self._shown.set_standing_out(subtree)

    def show_by_evaluator(self) -> None:
        """Let marks have the evaluators' colours, or the codes'."""
        wanted = self._choices is not None and self._choices.by_evaluator.isChecked()
        self._shown.set_by_evaluator(wanted=wanted)

    def state(self) -> dict[str, Any]:
        """What is chosen, for `restore_choices`."""
        assert self._choices is not None
        return {
            "alone": self._choices.alone.isChecked(),
            "by_evaluator": self._choices.by_evaluator.isChecked(),
        }

    def restore_choices(self, state: dict[str, Any]) -> None:
        """What was chosen before."""
        assert self._choices is not None
        self._choices.alone.setChecked(state.get("alone") is True)
        self._choices.by_evaluator.setChecked(state.get("by_evaluator") is True)
        self.show_by_evaluator()
