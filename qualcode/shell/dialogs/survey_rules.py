"""What was said of a survey's columns, kept for the next file: as last time, or in a file of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.report.export import save
from qualcode.core.surveys import plan_json
from qualcode.core.surveys.plan import SurveyPlan
from qualcode.core.translate import _
from qualcode.shell.dialogs.files import Kind, ask_files, ask_target
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

_LAST: Final = "survey_rules"
_SUFFIX: Final = ".json"
#: what is remembered of a column outside the project: nothing that anybody answered
_KEPT: Final = ("column", "name", "part", "role", "kind", "separator", "field")


class SurveyRulesButton(QPushButton):
    """A button with a menu.

    Signals:
        chosen(plan): the plan, changed by rules.
        said(text): something went wrong, or was done, in a sentence.
    """

    chosen = Signal(object)
    said = Signal(str)

    def __init__(
        self, session: Session, now: Callable[[], SurveyPlan | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("&Rules"), parent)
        self._session = session
        self._now = now
        self.setAccessibleName(_("Rules of the import"))
        self.setToolTip(_("What each column becomes, kept for the next file"))
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.last = menu.addAction(_("As &last time"), self.use_last)
        self.open = menu.addAction(_("From a &file…"), self.ask_open)
        menu.addSeparator()
        self.save = menu.addAction(_("&Save these rules…"), self.ask_save)
        menu.aboutToShow.connect(lambda: self.last.setEnabled(self._last() is not None))
        self.setMenu(menu)

    def _last(self) -> dict[str, Any] | None:
        kept = recall(self._session, _LAST)
        return kept if isinstance(kept, dict) else None

    def use_last(self) -> None:
        """Do as with the last survey, where columns have the same headers."""
        plan, rules = self._now(), self._last()
        if plan is None or rules is None:
            return
        try:
            self.chosen.emit(plan_json.changed(plan, rules))
        except ProjectError as error:
            self.said.emit(str(error))

    def remember(self) -> None:
        """Keep what was said of the columns for next time."""
        plan = self._now()
        if plan is None:
            return
        rules = plan_json.as_json(plan)
        columns = [
            {key: value for key, value in column.items() if key in _KEPT}
            for column in rules["columns"]
        ]
        remember(self._session, **{_LAST: {"form": plan.form, "columns": columns}})

    def ask_open(self) -> None:
        """Choose a file of rules."""
        found = ask_files(
            self._session,
            self,
            _("Rules of an import"),
            _("Rules"),
            (_SUFFIX,),
            several=False,
            kind=Kind.RULES,
        )
        if found:
            self.use(found[0])

    def use(self, path: Path) -> None:
        """Use the rules in a file."""
        plan = self._now()
        if plan is None:
            return
        try:
            self.chosen.emit(plan_json.changed_by(plan, path))
        except ProjectError as error:
            self.said.emit(str(error))

    def ask_save(self) -> None:
        """Choose where these rules are to be."""
        out = ask_target(
            self._session,
            self,
            _("Save the rules"),
            name=_("Survey rules"),
            filters={_SUFFIX: _("Rules")},
            kind=Kind.RULES,
        )
        if out is not None:
            self.save_to(out)

    def save_to(self, out: Path) -> None:
        """Write the rules as they are now."""
        plan = self._now()
        if plan is None:
            return
        text = json.dumps(plan_json.as_json(plan), ensure_ascii=False, indent=2)
        try:
            save(out, text.encode())
        except ProjectError as error:
            self.said.emit(str(error))
        else:
            self.said.emit(_("“{file}” is written.").format(file=out.name))
