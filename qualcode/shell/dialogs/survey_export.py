"""Writing surveys' response rates, or the answers to their closed questions, as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qualcode.core.project import Project
from qualcode.core.report.export import ExportReport, export
from qualcode.core.report.options import FORMATS, RATES, ExportOptions
from qualcode.core.translate import _
from qualcode.shell.dialogs.export_dialog import NAMES
from qualcode.shell.dialogs.files import Kind, ask_target
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session


def ask_export(session: Session, parent: QWidget, what: str, notice: Notice) -> None:
    """Ask where, and write it there."""
    project = session.project
    if project is None:
        return
    is_rates = what == RATES
    words = _("response rates") if is_rates else _("closed answers")
    out = ask_target(
        session,
        parent,
        _("Export response rates") if is_rates else _("Export closed answers"),
        name=f"{project.info.name} – {words}{FORMATS[what][0]}",
        filters={suffix: _(NAMES[suffix]) for suffix in FORMATS[what]},
        kind=Kind.REPORTS,
    )
    if out is not None:
        write_to(session, out, what, notice)


def write_to(session: Session, path: Path, what: str, notice: Notice) -> None:
    """Write the file, and tell what came of it in the notice."""
    notice.clear()
    job = session.start_reading(_("Writing “{file}”…").format(file=path.name), _work, path, what)
    if job is not None:
        job.done.connect(lambda report: _tell(report, notice))
        job.failed.connect(lambda error: notice.warn(str(error)))


def _work(project: Project, path: Path, what: str, *, progress: Progress) -> ExportReport:
    progress(0, 0)
    return export(project, path, what=what, options=ExportOptions(), overwrite=True)


def _tell(report: ExportReport, notice: Notice) -> None:
    tell_written(notice, report.path, report.warnings)
