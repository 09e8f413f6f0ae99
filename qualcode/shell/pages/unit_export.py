"""The table of meaning units as a file, from the page itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.project import Project
from qualcode.core.report.options import MEANING_UNITS, ExportOptions
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action
from qualcode.shell.dialogs.files import ask_target
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session

if TYPE_CHECKING:
    from qualcode.core.report.export import ExportReport

_KINDS: Final = {
    ".docx": N_("Word, as it is printed"),
    ".xlsx": N_("Excel"),
    ".html": N_("Web page"),
    ".csv": N_("List (CSV)"),
}


class UnitExport(QObject):
    """Asks where, and writes beside the window.

    Attributes:
        notice: where the page tells what was written.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.notice = Notice(page)
        self._rows: Callable[[], frozenset[str] | None] = lambda: None
        self._interpretation: Callable[[], bool] = lambda: False

    def fill_menu(
        self,
        menu: QMenu,
        rows: Callable[[], frozenset[str] | None],
        interpretation: Callable[[], bool],
    ) -> None:
        """A line for each kind of file."""
        self._rows, self._interpretation = rows, interpretation
        for suffix, name in _KINDS.items():
            menu.addAction(action(menu, _("{kind}…").format(kind=_(name)), _asking(self, suffix)))

    def ask(self, suffix: str) -> None:
        """Ask where the file is to be."""
        project = self._session.project
        if project is None:
            return
        name = _("{project}, meaning units").format(project=project.path.stem)
        out = ask_target(
            self._session,
            self._page,
            _("Export meaning units"),
            name=f"{name}{suffix}",
            filters={suffix: _(_KINDS[suffix])},
        )
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write the rows that are shown, with pseudonyms."""
        options = ExportOptions(only=self._rows(), interpretation=self._interpretation())

        def work(own: Project, *, progress: Progress) -> ExportReport:
            from qualcode.core.report.export import export

            progress(0, 0)
            return export(own, out, what=MEANING_UNITS, options=options, overwrite=True)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=out.name), work)
        if job is not None:
            job.done.connect(self._tell)

    def _tell(self, report: ExportReport) -> None:
        tell_written(self.notice, report.path, report.warnings)


def _asking(export: UnitExport, suffix: str) -> Callable[[], None]:
    return lambda: export.ask(suffix)
