"""The project itself: its name, language and questions, and copies of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from qualcode.core.changes import Changes
from qualcode.core.errors import DamagedProject, NotAProject, ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.operations.names import free_title, optional, required
from qualcode.core.project import Project, taken, with_suffix
from qualcode.core.store import backups, connection, rows
from qualcode.core.store.backups import Backup
from qualcode.core.store.problems import errors_named
from qualcode.core.store.summary import last_change
from qualcode.core.translate import _

#: so much work may be lost with a file, at most
BETWEEN_BACKUPS: Final = timedelta(days=1)


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
    target = with_suffix(target)
    with errors_named(target):
        if target.exists() and not overwrite:
            raise taken(target)
        if project.path.exists() and target.exists() and target.samefile(project.path):
            raise ProjectError(_("A copy can’t replace the project itself. Choose another name."))
    backups.copy_whole(project.db, target)
    return target


def make_backup(project: Project, *, keep_all: bool = False) -> Backup:
    """Copy the project beside itself; the last three such copies are kept.

    Args:
        keep_all: drop none of the others before `drop_older_backups`.
    """
    project.require_writable()
    return backups.make_backup_of(project.db, project.path, keep_all=keep_all)


def drop_older_backups(project: Project) -> None:
    """Drop the backups beyond the last three."""
    backups.drop_older(project.path)


@contextmanager
def without_needless_backups(project: Project) -> Iterator[None]:
    """A backup that was made within goes again where something is refused that nothing came of: it
    would hold what the file holds. Make it with `keep_all`; older ones are dropped at the end."""
    there = {one.path for one in backups.backups_of(project.path)}
    before = rows.count(project.db, "journal")
    try:
        yield
    except ProjectError:
        with errors_named(project.path):
            if rows.count(project.db, "journal") == before:
                for one in backups.backups_of(project.path):
                    if one.path not in there:
                        one.path.unlink(missing_ok=True)
        raise
    with suppress(ProjectError):  # what was wanted is done; they go with the next backup
        with errors_named(project.path):
            is_new = any(one.path not in there for one in backups.backups_of(project.path))
        if is_new:
            drop_older_backups(project)


def backup_is_due(project: Project) -> bool:
    """Whether there are codings and no backup, or work since a backup of more than a day ago."""
    changed = None if project.read_only else last_change(project.db)
    if changed is None:
        return False
    newest = _newest_backup(project)
    if newest is None and has_codings(project):
        return True
    before = newest.time if newest else datetime.fromisoformat(project.info.created)
    is_old = datetime.now(UTC) - before > BETWEEN_BACKUPS
    return is_old and datetime.fromisoformat(changed) > before


def first_backup_is_due(project: Project) -> bool:
    """Whether there are codings and no backup."""
    return not project.read_only and _newest_backup(project) is None and has_codings(project)


def has_codings(project: Project) -> bool:
    """Whether anybody has coded anything."""
    return rows.count(project.db, "codings") > 0


def _newest_backup(project: Project) -> Backup | None:
    with errors_named(project.path):
        return next(iter(backups.backups_of(project.path)), None)


def restore_backup(path: Path, backup: Path) -> None:
    """Let the project, which must be closed, be as the backup is. What it was is backed up first.

    Raises:
        ProjectError: if the backup can't be read or the project is in use.
    """
    path = Path(os.path.realpath(path))
    if path.is_dir() or (path.exists() and path.samefile(backup)):
        raise ProjectError(
            _("“{file}” can’t be restored from itself. Choose a backup.").format(file=path.name)
        )
    connection.read_header(backup)
    connection.require_sound(backup)
    # Not as a project: one of an older version is restored as it is, and brought up to date later.
    old = connection.connect(backup, read_only=True)
    try:
        if path.exists():
            _back_up_closed(path, spare=backup)
        backups.copy_whole(old, path)
    finally:
        connection.close(old, last=False)


def _back_up_closed(path: Path, *, spare: Path) -> None:
    try:
        with Project.open(path) as current:
            current.require_writable()
            backups.make_backup_of(current.db, path, spare=spare)
    except (DamagedProject, NotAProject):
        # A damaged project is the usual reason to restore; keep its bytes all the same.
        _set_aside(path)


def _set_aside(path: Path) -> None:
    with errors_named(path):
        names = [file.stem for file in path.parent.iterdir()]
        aside = path.with_name(free_title(f"{path.stem} (damaged)", names) + path.suffix)
        path.replace(aside)
        for file, kept in zip(connection.beside(path), connection.beside(aside), strict=True):
            if file.exists():
                file.replace(kept)
