"""What comes into a project and what leaves it: import and export, in the File menu."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow

from qualcode.core.project import SUFFIX, Project
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.core.report.export import ExportReport


class ExchangeCommands(QObject):
    """Attributes: import_files, export: the actions."""

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
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
        self.refresh()

    def refresh(self) -> None:
        self.import_files.setEnabled(self._session.can_write)
        self.import_folder.setEnabled(self._session.can_write)
        self.export.setEnabled(self._session.project is not None)

    # In

    def ask_import(self) -> None:
        from qualcode.core.importers import SUFFIXES
        from qualcode.shell.dialogs.files import Kind, ask_files

        files = ask_files(
            self._session,
            self._window,
            _("Import transcripts"),
            _("Transcripts"),
            SUFFIXES,
            kind=Kind.TRANSCRIPTS,
        )
        if files:
            self.import_paths(files)

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Show these files as they will be, and import what is accepted."""
        from qualcode.shell.dialogs.import_dialog import ImportDialog

        if self._session.project is None:
            self._notice.warn(_("Make or open a project first, then drop the files again."))
            return
        wanted = list(paths)
        if not any(path.is_dir() for path in wanted):
            ImportDialog.ask(self._session, wanted, self._window)
            return
        job = self._session.start_apart(_("Looking into folders…"), _files_of, wanted)
        job.done.connect(self._show_files)

    def ask_import_folder(self) -> None:
        """Choose a folder, and import what is in it."""
        from qualcode.shell.dialogs.files import Kind, ask_folder, remember_folder

        title, kind = _("Import a folder"), Kind.TRANSCRIPTS
        folder = ask_folder(self._session, self._window, title, kind)
        if folder is not None:
            remember_folder(self._session, folder, kind)
            self.import_paths([folder])

    def _show_files(self, found: list[Path]) -> None:
        from qualcode.shell.dialogs.import_dialog import ImportDialog

        if found:
            ImportDialog.ask(self._session, found, self._window)
        else:
            self._notice.warn(_("There are no transcripts in that folder."))

    # Out

    def ask_export(self) -> None:
        from qualcode.core.report.export import ExportReport, export
        from qualcode.shell.dialogs.export_dialog import ExportDialog

        project = self._session.project
        wanted = None if project is None else ExportDialog.ask(self._session, self._window)
        if wanted is None:
            return

        def work(own: Project, *, progress: Progress) -> ExportReport:
            progress(0, 0)
            return export(own, wanted.out, what=wanted.what, options=wanted.options, overwrite=True)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=wanted.out.name), work)
        if job is not None:
            job.done.connect(self._tell_of_export)

    def _tell_of_export(self, report: "ExportReport") -> None:
        sentences = [
            _("“{file}” is written.").format(file=report.path.name),
            *report.warnings,
        ]
        show = self._notice.warn if report.warnings else self._notice.tell
        show(
            " ".join(sentences),
            Step(_("Open"), lambda: _open(report.path)),
            Step(_("Show in its folder"), lambda: _open(report.path.parent)),
        )


def _files_of(paths: list[Path], *, progress: Progress) -> list[Path]:
    """What is in folders, in a thread: a folder may be far away."""
    from qualcode.core.importers.folder import files_of

    progress(0, 0)
    return files_of(paths)


def is_project(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX


def _open(path: Path) -> None:
    """With the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
