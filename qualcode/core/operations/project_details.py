"""The project itself: its name, language and questions, and copies of it."""

from pathlib import Path

from qualcode.core.changes import Changes
from qualcode.core.errors import DamagedProject, ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.operations.names import optional, required
from qualcode.core.project import SUFFIX, Project
from qualcode.core.store import backups, connection
from qualcode.core.store.backups import Backup
from qualcode.core.translate import _


def edit_project(
    project: Project, coder_id: CoderId, *, name: str, language: str, questions: str | None
) -> Changes:
    """Change the project's name, language or evaluation questions."""
    name = required(name, _("A project needs a name."))
    with project.operation(coder_id, "edit_project", name) as running:
        running.update(
            "project", project.info.id, name=name, language=language, questions=optional(questions)
        )
        return running.changes("edit_project")


def save_copy(project: Project, target: Path, *, overwrite: bool = False) -> Path:
    """Write the whole project, as it is now, as another file.

    Raises:
        ProjectError: if the file exists (and may not be replaced), or can't be written.
    """
    target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
    if target.exists() and not overwrite:
        raise ProjectError(
            _("There is already a file “{file}”. Choose another name.").format(file=target.name)
        )
    if target.exists() and target.samefile(project.path):
        raise ProjectError(_("A copy can’t replace the project itself. Choose another name."))
    backups.copy_whole(project.db, target)
    return target


def make_backup(project: Project) -> Backup:
    """Copy the project beside itself; the last three such copies are kept."""
    project.require_writable()
    return backups.make_backup_of(project.db, project.path)


def restore_backup(path: Path, backup: Path) -> None:
    """Let the project, which must be closed, be as the backup is. What it was is backed up first.

    Raises:
        ProjectError: if the backup can't be read or the project is in use.
    """
    connection.read_header(backup)
    with Project.open(backup, read_only=True) as old:
        if path.exists():
            _back_up_closed(path)
        backups.copy_whole(old.db, path)


def _back_up_closed(path: Path) -> None:
    try:
        with Project.open(path) as current:
            current.require_writable()
            backups.make_backup_of(current.db, path)
    except DamagedProject:
        # A damaged project is the usual reason to restore; keep its bytes all the same.
        path.replace(path.with_name(f"{path.stem} (damaged){SUFFIX}"))
