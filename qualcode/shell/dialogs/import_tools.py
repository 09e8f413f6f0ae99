"""What is done with all files of an import: names, folders, a guide, rules and a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qualcode.core.importers.rules import Rules
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_guide import GuideField
from qualcode.shell.dialogs.import_names import NamesField
from qualcode.shell.dialogs.import_report import ReportButton
from qualcode.shell.dialogs.import_rules import ImportRulesButton
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.models.import_rules import rules_of
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class ForAllFiles(QWidget):
    """One tool above the other.

    Attributes: guide_field, names, folders, rules, report.

    Signals:
        guide_chosen(guide): another guide, or None for none.
        pattern_chosen(pattern): names are to be read by another one, or None for none.
        rules_chosen(rules): these are to be used.
        decided(): the user has decided any of this.
        said(text, kind): something was done, or could not be, in a sentence; “soft” or “warning”.
    """

    guide_chosen = Signal(object)
    pattern_chosen = Signal(object)
    rules_chosen = Signal(object)
    decided = Signal()
    said = Signal(str, str)

    def __init__(
        self,
        session: Session,
        files: ImportFilesModel,
        current: Callable[[], ImportFile | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._current = files, current
        set_kind(self, "panel")
        self.folders = self._folders_box()
        self.names = NamesField([file.path.stem for file in files.files], self)
        self.names.changed.connect(self.pattern_chosen)
        self.guide_field = GuideField(session, self)
        self.guide_field.chosen.connect(self.guide_chosen)
        self.guide_field.refused.connect(lambda text: self.said.emit(text, "warning"))
        self.rules = ImportRulesButton(session, self._rules_now, self)
        self.rules.chosen.connect(self._use)
        self.rules.said.connect(self.said)
        self.report = ReportButton(session, lambda: files.files, self)
        self.report.said.connect(self.said)
        for decided in (
            self.folders.clicked,
            self.names.changed,
            self.guide_field.chosen,
            self.rules.chosen,
        ):
            decided.connect(self.decided)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(px(8))
        for tool in (self.folders, self.names, self.guide_field, self.rules, self.report):
            column.addWidget(tool)
        column.addStretch(1)

    def _folders_box(self) -> QCheckBox:
        box = QCheckBox(_("Make the folders t&hey lie in"), self)
        box.setAccessibleName(_("Make the folders they lie in"))
        box.setToolTip(
            _("The project gets folders named after those on the disk, with the documents in them")
        )
        box.setChecked(True)
        box.setVisible(any(file.folders for file in self._files.files))
        return box

    @property
    def makes_folders(self) -> bool:
        return self.folders.isVisibleTo(self) and self.folders.isChecked()

    def _rules_now(self) -> Rules:
        """What is done with the files, as rules for others."""
        together = Rules(
            pattern=self.names.field.text() if self.names.pattern else "",
            folders=self.makes_folders,
            guide=str(self.guide_field.path or ""),
        )
        front = self._current()
        files = sorted(self._files.kept, key=lambda file: file is not front)
        return rules_of(files, together)

    def _use(self, rules: Rules) -> None:
        self.names.field.setText(rules.pattern)
        self.folders.setChecked(self.folders.isChecked() or rules.folders)
        self.rules_chosen.emit(rules)
        if rules.guide:
            self.guide_field.read(Path(rules.guide))
