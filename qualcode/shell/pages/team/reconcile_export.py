"""The disagreements as a file: asked for by a button, written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.project import Project
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action
from qualcode.shell.dialogs.files import ask_target
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.reconcile_list import Asked
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_KINDS: Final = {".xlsx": N_("Excel"), ".docx": N_("Word"), ".csv": N_("List (CSV)")}


class ExportButton(QPushButton):
    """Writes what the compared evaluators differ in, in the documents that are asked for."""

    def __init__(
        self,
        session: Session,
        evaluators: Callable[[], tuple[CoderId, ...]],
        asked: Callable[[], Asked],
        notice: Notice,
        parent: QWidget,
    ) -> None:
        super().__init__(_("E&xport"), parent)
        self._session, self._notice = session, notice
        self._evaluators, self._asked = evaluators, asked
        set_kind(self, "chip")
        menu = QMenu(self)
        for suffix, name in _KINDS.items():
            text = _("{kind}…").format(kind=_(name))
            menu.addAction(action(menu, text, partial(self.ask, suffix)))
        self.setMenu(menu)

    def ask(self, suffix: str) -> None:
        """Ask where the file is to be, and write it."""
        project = self._session.project
        if project is None or len(self._evaluators()) < 2:
            return
        name = _("{project}, disagreements").format(project=project.path.stem)
        out = ask_target(
            self._session,
            self,
            _("Export the disagreements"),
            name=f"{name}{suffix}",
            filters={suffix: _(_KINDS[suffix])},
        )
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write the file."""
        evaluators = self._evaluators()
        documents: frozenset[DocumentId] | None = self._asked().documents or None

        def work(project: Project, *, progress: Progress) -> list[str]:
            from qualcode.core.report.disagreements import write_to

            progress(0, 0)
            return write_to(project, evaluators, out, documents)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=out.name), work)
        if job is not None:
            job.done.connect(lambda warnings: self._tell(out, warnings))

    def _tell(self, out: Path, warnings: list[str]) -> None:
        tell_written(self._notice, out, warnings)
