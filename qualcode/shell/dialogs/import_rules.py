"""The rules of an import: used as last time or from a file, and saved for next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.importers import rules as importer
from qualcode.core.importers.beginning import ANY, PROPOSED
from qualcode.core.importers.rules import Rules
from qualcode.core.report.export import save
from qualcode.core.translate import _
from qualcode.shell.dialogs.files import Kind, ask_files, ask_target
from qualcode.shell.models.import_file import FATES, ImportFile
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

_LAST = "import_rules"


class RulesButton(QPushButton):
    """A button with a menu.

    Signals:
        chosen(rules): these are to be used for every file.
        said(text): something went wrong, or was done, in a sentence.
    """

    chosen = Signal(object)
    said = Signal(str)

    def __init__(
        self, session: Session, now: Callable[[], Rules], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Rules"), parent)
        self._session = session
        self._now = now
        self.setAccessibleName(_("Rules of the import"))
        self.setToolTip(_("Kind, names of files, guide and removals, kept for next time"))
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.last = menu.addAction(_("As &last time"), self.use_last)
        self.open = menu.addAction(_("From a &file…"), self.ask_open)
        menu.addSeparator()
        self.save = menu.addAction(_("&Save these rules…"), self.ask_save)
        menu.aboutToShow.connect(lambda: self.last.setEnabled(self._last() is not None))
        self.setMenu(menu)

    def _last(self) -> Rules | None:
        return importer.of(recall(self._session, _LAST))

    def use_last(self) -> None:
        """Use the rules of the last import."""
        rules = self._last()
        if rules is not None:
            self.chosen.emit(rules)

    def remember(self) -> None:
        """Keep the rules for next time; whom labels stand for is the project's own."""
        kept = asdict(replace(self._now(), speakers={}, code_names={}, people={}))
        kept["remove"] = list(kept["remove"])
        remember(self._session, **{_LAST: kept})

    def ask_open(self) -> None:
        """Choose a file of rules."""
        suffixes = (importer.SUFFIX,)
        found = ask_files(
            self._session,
            self,
            _("Rules of an import"),
            _("Rules"),
            suffixes,
            several=False,
            kind=Kind.RULES,
        )
        if found:
            self.use(found[0])

    def use(self, path: Path) -> None:
        """Use the rules in a file."""
        try:
            rules = importer.load(path)
        except ProjectError as error:
            self.said.emit(str(error))
            return
        guide = str(path.parent / rules.guide) if rules.guide else ""
        self.chosen.emit(replace(rules, guide=guide))

    def ask_save(self) -> None:
        """Choose where these rules are to be."""
        out = ask_target(
            self._session,
            self,
            _("Save the rules"),
            name=_("Import rules"),
            filters={importer.SUFFIX: _("Rules")},
            kind=Kind.RULES,
        )
        if out is not None:
            self.save_to(out)

    def save_to(self, out: Path) -> None:
        """Write the rules as they are now."""
        try:
            save(out, importer.as_json(self._now()).encode())
        except ProjectError as error:
            self.said.emit(str(error))


def rules_of(file: ImportFile, rules: Rules) -> Rules:
    """What is done with a file, as rules for others; `rules` is what is done with all files."""
    found = replace(
        rules,
        kind=file.kind if file.kind_chosen else None,
        language=file.language if file.language_chosen else None,
        encoding=file.encoding,
        remove=tuple(sorted(file.removed.kinds)),
        details={ANY: PROPOSED, **_meanings(file)} if file.details else {},
        known=next((said for said, one in FATES.items() if one == file.choice), None),
        no_speakers=bool(file.sheet and file.sheet.nobody),
    )
    return file.margin.as_rules(found)


def _meanings(file: ImportFile) -> dict[str, str]:
    return {detail.label: detail.meaning for detail in file.details}
