"""The report of a merge, or of its plan, written as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.merge.apply import Merged
from qualcode.core.merge.plan import Plan
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.merging.work import Failure
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session


def save_report(session: Session, parent: QWidget, what: Plan | Merged, notice: Notice) -> None:
    """Ask for a file, write there what a merge would do or did, and tell of it."""
    from qualcode.shell.dialogs.files import Kind, ask_target

    if session.project is None:
        return
    is_plan = isinstance(what, Plan)
    name = _("Merge plan") if is_plan else _("Merge report")
    target = ask_target(
        session,
        parent,
        _("Save the plan") if is_plan else _("Save the report"),
        name=f"{name}.docx",
        filters={".docx": _("Word"), ".html": _("HTML"), ".json": _("JSON")},
        kind=Kind.REPORTS,
    )
    if target is None:
        return
    job = session.start_reading(
        _("Writing “{file}”…").format(file=target.name), _write, target, what
    )
    if job is not None:
        job.done.connect(lambda outcome: _tell(outcome, notice))


def _write(
    project: Project, target: Path, what: Plan | Merged, *, progress: Progress
) -> Path | Failure:
    from qualcode.core.report.merge import write_plan, write_report

    progress(0, 0)
    try:
        # the dialog has asked already whether a file may be replaced
        if isinstance(what, Plan):
            write_plan(project, target, what, overwrite=True)
        else:
            write_report(project, target, what, overwrite=True)
    except ProjectError as error:
        return Failure(str(error))
    return target


def _tell(outcome: Path | Failure, notice: Notice) -> None:
    if isinstance(outcome, Failure):
        notice.warn(outcome.sentence)
        return
    tell_written(notice, outcome)
