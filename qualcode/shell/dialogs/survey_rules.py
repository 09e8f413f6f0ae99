"""What was said of a survey's columns, kept for the next file: as last time, or in a file of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from qualcode.core.surveys import plan_json
from qualcode.core.surveys.plan import SurveyPlan
from qualcode.core.translate import _
from qualcode.shell.dialogs.rules_button import RulesButton
from qualcode.shell.session import Session

#: what is remembered of a column outside the project: nothing that anybody answered
_KEPT: Final = ("column", "name", "part", "role", "kind", "separator", "field")


class SurveyRulesButton(RulesButton):
    """`chosen` is a plan, changed by rules where columns have the same headers."""

    remembered_as = "survey_rules"

    def __init__(
        self, session: Session, now: Callable[[], SurveyPlan | None], parent: QWidget | None = None
    ) -> None:
        tip = _("What each column becomes, kept for the next file")
        super().__init__(session, _("&Rules"), tip, parent)
        self._now = now

    def file_name(self) -> str:
        return _("Survey rules")

    def last_time(self) -> dict[str, Any] | None:
        kept = self.remembered()
        return kept if isinstance(kept, dict) else None

    def of_last_time(self, remembered: Any) -> SurveyPlan | None:
        plan = self._now()
        return plan_json.changed(plan, remembered) if plan else None

    def in_file(self, path: Path) -> SurveyPlan | None:
        plan = self._now()
        return plan_json.changed_by(plan, path) if plan else None

    def as_text(self) -> str | None:
        plan = self._now()
        if plan is None:
            return None
        return json.dumps(plan_json.as_json(plan), ensure_ascii=False, indent=2)

    def to_remember(self) -> dict[str, Any] | None:
        plan = self._now()
        if plan is None:
            return None
        columns = [
            {key: value for key, value in column.items() if key in _KEPT}
            for column in plan_json.as_json(plan)["columns"]
        ]
        return {"form": plan.form, "columns": columns}
