"""The report of a merge, or of its plan, written as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.merging.deciding import Looked
from qualcode.shell.pages.team.merging.work import Failure
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.session import Session


def save_report(
    session: Session, parent: QWidget, looked: Looked, notice: Notice, *, is_plan: bool
) -> None:
    """Ask for a file, write what the merge does or did, and tell of it."""
    from qualcode.shell.dialogs.files import ask_target

    if session.project is None:
        return
    name = _("Merge plan") if is_plan else _("Merge report")
    target = ask_target(
        session,
        parent,
        _("Save the plan") if is_plan else _("Save the report"),
        name=f"{name}.docx",
        filters={".docx": _("Word"), ".html": _("HTML"), ".json": _("JSON")},
        folder=session.project.path.absolute().parent,
    )
    if target is None:
        return
    job = session.start_reading(
        _("Writing “{file}”…").format(file=target.name), _write, target, looked, is_plan
    )
    if job is not None:
        job.done.connect(lambda outcome: _tell(outcome, notice))


def _write(
    project: Project, target: Path, looked: Looked, is_plan: bool, *, progress: Progress
) -> Path | Failure:
    from qualcode.core.report.merge import write_merge_report

    progress(0, 0)
    try:
        write_merge_report(project, looked.plan, target, is_plan=is_plan)
    except ProjectError as error:
        return Failure(str(error))
    return target


def _tell(outcome: Path | Failure, notice: Notice) -> None:
    if isinstance(outcome, Failure):
        notice.warn(outcome.sentence)
        return
    notice.tell(
        _("“{file}” is written.").format(file=outcome.name),
        Step(_("Open"), lambda: _open(outcome)),
        Step(_("Show in its folder"), lambda: _open(outcome.parent)),
    )


def _open(path: Path) -> None:
    """With the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
