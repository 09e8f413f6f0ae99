"""The rules of an import: used as last time or from a file, and saved for next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from qualcode.core.importers import rules as importer
from qualcode.core.importers.rules import Rules
from qualcode.core.translate import _
from qualcode.shell.dialogs.rules_button import RulesButton
from qualcode.shell.session import Session


class ImportRulesButton(RulesButton):
    """`chosen` are rules that are to be used for every file."""

    remembered_as = "import_rules"

    def __init__(
        self, session: Session, now: Callable[[], Rules], parent: QWidget | None = None
    ) -> None:
        tip = _("Kind, names of files, guide and removals, kept for next time")
        super().__init__(session, _("Rules"), tip, parent)
        self._now = now

    def file_name(self) -> str:
        return _("Import rules")

    def last_time(self) -> Rules | None:
        return importer.of(self.remembered())

    def of_last_time(self, remembered: Any) -> Any:
        if importer.as_json(remembered) == importer.as_json(Rules()):
            self.said.emit(_("Nothing was said otherwise last time: all stays as it is."), "soft")
            return None
        return remembered

    def in_file(self, path: Path) -> Rules:
        rules = importer.load(path)
        guide = str(path.parent / rules.guide) if rules.guide else ""
        return replace(rules, guide=guide)

    def as_text(self) -> str:
        return importer.as_json(self._now())

    def to_remember(self) -> dict[str, Any] | None:
        """Whom labels stand for is the project's own. An import in which nothing was said leaves
        what was said before."""
        now = replace(self._now(), speakers={}, spellings={}, code_names={}, people={})
        before = self.last_time()
        if before and importer.says_something(before) and not importer.says_something(now):
            return None
        kept = asdict(now)
        kept["remove"] = list(kept["remove"])
        return kept
