"""The grid as a file: whether real names go with it, and where it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from qualcode.core.project import Project
from qualcode.core.report.export import ExportReport, export
from qualcode.core.report.options import GRID, ExportOptions
from qualcode.core.translate import _
from qualcode.shell.dialogs.files import ask_target
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session


class ExportGridDialog(FormDialog):
    """Asks whether real names are left in; they are not unless it is asked for."""

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Export the grid"), _("Choose the file…"), parent)
        words = {
            "documents": _(
                "A row for each document, with its attributes and how far one has come."
            ),
            "persons": _("A row for each person, with attributes and where they belong."),
            "cases": _("A row for each case, with its attributes."),
        }
        self.column.insertWidget(0, sentence(words[about], "plain"))
        self.names = QCheckBox(_("&Leave real names in it"), self)
        self.names.setToolTip(_("Otherwise pseudonyms stand in their place."))
        self.names.setVisible(about != "cases")
        self.column.insertWidget(1, self.names)
        self.set_size(440)

    @classmethod
    def ask(cls, session: Session, about: str, notice: Notice, parent: QWidget) -> None:
        """Ask, and write the file beside the window."""
        dialog = cls(about, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        real_names = dialog.names.isChecked()
        dialog.deleteLater()
        if not accepted or session.project is None:
            return
        path = ask_target(
            session,
            parent,
            _("Export the grid"),
            name=_file_name(session.project, about),
            filters={".xlsx": _("Excel"), ".csv": _("CSV"), ".json": _("JSON")},
        )
        if path is not None:
            write_to(session, path, about, notice, real_names=real_names)


def _file_name(project: Project, about: str) -> str:
    words = {"documents": _("documents"), "persons": _("persons"), "cases": _("cases")}
    return f"{project.info.name} – {words[about]}.xlsx"


def write_to(session: Session, path: Path, about: str, notice: Notice, *, real_names: bool) -> None:
    """Write the grid, and tell what came of it in the notice."""
    notice.clear()
    options = ExportOptions(about=about, real_names=real_names)
    job = session.start_reading(_("Writing “{file}”…").format(file=path.name), _work, path, options)
    if job is not None:
        job.done.connect(lambda report: _tell(report, notice))
        job.failed.connect(lambda error: notice.warn(str(error)))


def _work(
    project: Project, path: Path, options: ExportOptions, *, progress: Progress
) -> ExportReport:
    progress(0, 0)
    return export(project, path, what=GRID, options=options, overwrite=True)


def _tell(report: ExportReport, notice: Notice) -> None:
    tell_written(notice, report.path, report.warnings)
