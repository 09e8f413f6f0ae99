"""What comes into a project and what leaves it: import and export, in the File menu."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from qualcode.core.project import SUFFIX, Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.commands.actions import action
from qualcode.shell.commands.surveys import SurveyCommands, is_survey
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import folder_step, tell_all, tell_written
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.core.importers.folder import FoundFile
    from qualcode.core.report.export import ExportReport
    from qualcode.shell.dialogs.export_dialog import ExportRequest


class ExchangeCommands(QObject):
    """Attributes: import_files, export, export_margins: the actions; surveys: what is done with surveys' files."""

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
        self.surveys = SurveyCommands(session, window, notice)
        self.import_files = action(
            self,
            _("&Import transcripts…"),
            self.ask_import,
            shortcut="Ctrl+I",
            tip=_("Read interviews, workshop notes and other texts into the project"),
        )
        self.import_folder = action(
            self,
            _("Im&port a folder…"),
            self.ask_import_folder,
            tip=_("Read all transcripts in a folder and the folders in it"),
        )
        self.export = action(
            self,
            _("&Export…"),
            self.ask_export,
            shortcut="Ctrl+E",
            tip=_("Write the summary, the codings, the codebook or a document as a file"),
        )
        self.export_margins = action(
            self,
            _("&Word with codes in the margin…"),
            self.ask_export_margins,
            tip=_("Write coded documents for a colleague who has Word but not Qualcode"),
        )
        self.refresh()

    def refresh(self) -> None:
        self.import_files.setEnabled(self._session.can_write)
        self.import_folder.setEnabled(self._session.can_write)
        self.surveys.refresh()
        for out in (self.export, self.export_margins):
            out.setEnabled(self._session.project is not None)

    # In

    def ask_import(self) -> None:
        from qualcode.core.importers import SUFFIXES
        from qualcode.core.surveys.reading import SUFFIXES as SURVEYS
        from qualcode.shell.dialogs.files import Kind, ask_files

        files = ask_files(
            self._session,
            self._window,
            _("Import transcripts"),
            _("Transcripts"),
            (*SUFFIXES, *SURVEYS),
            kind=Kind.TRANSCRIPTS,
        )
        if files:
            self.import_paths(files)

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Show these files as they will be, and import what is accepted."""
        if self._session.project is None:
            self._notice.warn(_("Make or open a project first, then drop the files again."))
            return
        wanted = list(paths)
        if not any(path.is_dir() for path in wanted):
            self._show_wanted(wanted)
            return
        job = self._session.start_apart(_("Looking into folders…"), _files_of, wanted)
        job.done.connect(self._show_files)

    def _show_wanted(self, wanted: list[Path]) -> None:
        """Transcripts together, and surveys one by one after them."""
        from qualcode.shell.dialogs.import_dialog import ImportDialog

        surveys = [path for path in wanted if is_survey(path)]
        texts = [path for path in wanted if path not in surveys]
        if texts:
            dialog = ImportDialog.ask(self._session, texts, self._window)
            if surveys:
                dialog.finished.connect(lambda _result: self.surveys.show(surveys))
        else:
            self.surveys.show(surveys)

    def ask_import_folder(self) -> None:
        """Choose a folder, and import what is in it."""
        from qualcode.shell.dialogs.files import Kind, ask_folder, remember_folder

        title, kind = _("Import a folder"), Kind.TRANSCRIPTS
        folder = ask_folder(self._session, self._window, title, kind)
        if folder is not None:
            remember_folder(self._session, folder, kind)
            self.import_paths([folder])

    def _show_files(self, looked: "tuple[list[FoundFile], str]") -> None:
        from qualcode.shell.dialogs.import_dialog import ImportDialog

        found, beside = looked
        if found:
            folders = {file.path: file.folders for file in found}
            ImportDialog.ask(
                self._session, list(folders), self._window, folders=folders, beside=beside
            )
        else:
            none = _("There are no transcripts in that folder.")
            tell_all(self._notice, [none, *filter(None, [beside])], warned=True)

    # Out

    def ask_export_margins(self) -> None:
        """Write documents with their codes as Word's comments."""
        self.ask_export(what="margin")

    def ask_export(self, *_clicked: object, what: str | None = None) -> None:
        from qualcode.core.report.export import ExportReport, export
        from qualcode.core.report.options import MARGIN
        from qualcode.shell.dialogs.export_dialog import ExportDialog

        project = self._session.project
        wanted = (
            None if project is None else ExportDialog.ask(self._session, self._window, what=what)
        )
        if wanted is None:
            return
        if wanted.what == MARGIN and wanted.options.document is None:
            self._write_margins(wanted)
            return

        def work(own: Project, *, progress: Progress) -> ExportReport:
            progress(0, 0)
            return export(own, wanted.out, what=wanted.what, options=wanted.options, overwrite=True)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=wanted.out.name), work)
        if job is not None:
            job.done.connect(self._tell_of_export)

    def _write_margins(self, wanted: "ExportRequest") -> None:
        """A file for each document, in a folder."""
        from qualcode.core.report.export import ExportReport
        from qualcode.core.report.margin_files import export_margins

        def work(own: Project, *, progress: Progress) -> list[ExportReport]:
            return export_margins(own, wanted.out, options=wanted.options, progress=progress)

        job = self._session.start_reading(_("Writing documents…"), work)
        if job is not None:
            job.done.connect(self._tell_of_margins)

    def _tell_of_margins(self, reports: "list[ExportReport]") -> None:
        from qualcode.core.report.margin_files import cautions_of

        number = len(reports)
        text = ngettext("{number} document is written.", "{number} documents are written.", number)
        warnings = cautions_of(reports)
        folder = reports[0].path.parent if reports else Path()
        sentences = (text.format(number=number), *warnings)
        tell_all(self._notice, sentences, folder_step(folder), warned=bool(warnings))

    def _tell_of_export(self, report: "ExportReport") -> None:
        tell_written(self._notice, report.path, report.warnings)


def _files_of(paths: list[Path], *, progress: Progress) -> "tuple[list[FoundFile], str]":
    """What is in folders, and what is passed over, in a thread: a folder may be far away."""
    from qualcode.core.importers.folder import files_in, passed_over

    progress(0, 0)
    return files_in(paths), passed_over(paths)


def is_project(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX
