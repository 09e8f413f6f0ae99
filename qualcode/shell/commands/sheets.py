"""Codebooks and codings that come from a sheet, in the File menu."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.commands.actions import action
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session


@dataclass
class _Result:
    """What the work found out beside its changes; set in its thread, read when it is over."""

    value: Any = None


class SheetCommands(QObject):
    """Attributes: codebook, codings: the actions; menu: both."""

    def __init__(self, session: Session, window: QMainWindow, notice: Notice) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._notice = notice
        self.codebook = action(
            self,
            _("&Codebook…"),
            self.ask_codebook,
            tip=_("Categories with their definitions, from Excel, CSV, JSON or a Word outline"),
        )
        self.codings = action(
            self,
            _("C&odings…"),
            self.ask_codings,
            tip=_("Marked passages from Excel, CSV or JSON: document, code and quote or place"),
        )
        self.menu = QMenu(_("Import from a s&heet"), window)
        self.menu.setAccessibleName(_("Import from a sheet"))
        self.menu.addAction(self.codebook)
        self.menu.addAction(self.codings)
        self.refresh()

    def refresh(self) -> None:
        self.menu.setEnabled(self._session.can_write)
        for made in (self.codebook, self.codings):
            made.setEnabled(self._session.can_write)

    # Codebook

    def ask_codebook(self) -> None:
        from qualcode.core.interchange.codebook import SUFFIXES

        if path := self._ask(_("Import a codebook"), _("Codebooks"), SUFFIXES):
            self.import_codebook(path)

    def import_codebook(self, path: Path) -> None:
        def read_in(project: Project, coder_id: CoderId, result: _Result) -> Changes:
            from qualcode.core.interchange import codebook
            from qualcode.core.operations.codebook import import_codebook

            rows = codebook.read(path)
            read = result.value = import_codebook(project, coder_id, rows, source=path.name)
            return read.changes

        self._start(path, read_in, self._tell_of_codebook)

    def _tell_of_codebook(self, path: Path, result: Any) -> None:
        said = _("Codes: {created} new, {updated} described anew, {unchanged} as they were.")
        self._tell(
            path,
            said.format(created=result.created, updated=result.updated, unchanged=result.unchanged),
        )

    # Codings

    def ask_codings(self) -> None:
        from qualcode.core.interchange.sheets import SUFFIXES

        if path := self._ask(_("Import codings"), _("Sheets"), SUFFIXES):
            self.import_codings(path)

    def import_codings(self, path: Path, *, partial: bool = False) -> None:
        """All rows or none; with `partial` those that can be placed."""

        def read_in(project: Project, coder_id: CoderId, result: _Result) -> Changes:
            from qualcode.core.interchange import codings
            from qualcode.core.operations.sheet_codings import code_from_sheet

            rows = codings.read(path)
            read = result.value = code_from_sheet(
                project, coder_id, rows, source=path.name, partial=partial
            )
            return read.changes

        self._start(
            path,
            read_in,
            self._tell_of_codings,
            others=lambda: self.import_codings(path, partial=True),
        )

    def _tell_of_codings(self, path: Path, result: Any) -> None:
        said = [
            ngettext("{count} coding written.", "{count} codings written.", result.written).format(
                count=result.written
            )
        ]
        if result.skipped:
            said.append(
                ngettext(
                    "{count} was there already and was skipped.",
                    "{count} were there already and were skipped.",
                    result.skipped,
                ).format(count=result.skipped)
            )
        if result.codes_created:
            said.append(_("New codes: {codes}.").format(codes=", ".join(result.codes_created)))
        self._tell(path, one_by_one(said))

    # Both

    def _ask(self, title: str, what: str, suffixes: tuple[str, ...]) -> Path | None:
        from qualcode.shell.dialogs.files import ask_files

        found = ask_files(self._session, self._window, title, what, suffixes, several=False)
        return found[0] if found else None

    def _start(
        self,
        path: Path,
        read_in: Callable[[Project, CoderId, _Result], Changes],
        tell: Callable[[Path, Any], None],
        *,
        others: Callable[[], None] | None = None,
    ) -> None:
        result = _Result()

        def work(project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
            progress(0, 0)
            return read_in(project, coder_id, result)

        title = _("Reading “{file}”…").format(file=path.name)
        job = self._session.start_operation(title, work)
        if job is not None:
            job.done.connect(lambda _changes: tell(path, result.value))
            job.failed.connect(lambda error: self._offer_rows(error, others))

    def _tell(self, path: Path, said: str) -> None:
        self._notice.tell(_("“{file}” is read. {result}").format(file=path.name, result=said))

    def _offer_rows(self, error: Exception, others: Callable[[], None] | None) -> None:
        """With a sheet that was refused, the rows and their reasons are a click away."""
        from qualcode.core.interchange.problems import SheetRefused

        if not isinstance(error, SheetRefused):
            return
        rows = [str(problem) for problem in error.problems]
        steps = [Step(_("Show the rows…"), lambda: self._show_rows(rows))]
        if others is not None:
            steps.append(Step(_("Take in the other rows"), others))
        self._notice.warn(str(error), *steps)

    def _show_rows(self, rows: list[str]) -> None:
        from qualcode.shell.dialogs.rows import RowsDialog

        RowsDialog.ask(_("Rows that can’t be used"), rows, self._window)
