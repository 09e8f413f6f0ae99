"""Sealing a project: what was worded otherwise before is removed for good."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from qualcode.core.changes import Changes, both_changes
from qualcode.core.errors import DiskFull, ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.operations.survey_identities import forget_identities
from qualcode.core.project import Project
from qualcode.core.store import drafts as drafts_store
from qualcode.core.store import sealing as store
from qualcode.core.store import surveys as surveys_store
from qualcode.core.store.backups import Backup, backups_of
from qualcode.core.store.problems import disk_full, errors_named
from qualcode.core.store.unfinished_copies import clear_unfinished
from qualcode.core.translate import _

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class SealPlan:
    """What a seal would remove.

    Attributes:
        steps: how many steps of the history could not be undone any more.
        texts: how many texts there are that no document has any more.
        identities: how many answers to surveys there are of which is kept what the file knew the
            person by, such as an address.
        backups: copies beside the project, which hold what it held when they were made.
    """

    steps: int
    texts: int
    identities: int
    backups: tuple[Backup, ...]


def plan_seal(project: Project) -> SealPlan:
    """What `seal` would do."""
    return SealPlan(
        steps=store.unsealed(project.db),
        texts=len(store.unused_texts(project.db)),
        identities=len(surveys_store.with_identity(project.db)),
        backups=tuple(backups_of(project.path)),
    )


def seal(
    project: Project,
    coder_id: CoderId,
    *,
    delete_backups: Collection[Path] = (),
    identities: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """Remove every wording that is no longer in use: texts from before a correction, what the
    journal kept of notes, names and quotes, and what is left of them in the file's empty pages.

    It can't be undone, nor can anything that was done before. That it was done, when and by whom
    stays in the history, without its words. Corrections that were put aside go as well. Persons'
    real names, and copies of the project elsewhere, are as they were.

    Args:
        delete_backups: those of the project's backups that are to go as well.
        identities: remove what surveys know their respondents by, too: see `survey_identities`.

    Raises:
        DiskFull: if there is no room for a second copy of the file meanwhile; nothing is done.
        ProjectError: if somebody else reads the file just now; the seal holds once that is closed.
            If the disk is full in the end after all. Or if there are unfinished copies of projects
            beside it that are being written or can't be removed.
    """

    _require_room(project, delete_backups)

    def tell(done: int, total: int) -> None:
        if progress:
            progress(done, total, _("The history"))

    with project.together():
        # a step of its own, so that its words are among those that are sealed
        forgotten = forget_identities(project, coder_id) if identities else None
        with project.operation(coder_id, "seal") as running:
            store.seal_journal(running.db, running.number, tell)
            store.remove_unused_texts(running.db)
            store.seal_originals(running.db)
            drafts_store.remove_all(running.db)
            running.kept = True
            changes = running.changes("seal")
    with errors_named(project.path):
        for backup in backups_of(project.path):
            if backup.path in delete_backups:
                backup.path.unlink(missing_ok=True)
    _leave_no_pages(project)
    _leave_no_copies(project)
    return both_changes(changes, forgotten) if forgotten else changes


def _leave_no_pages(project: Project) -> None:
    if not _compact(project):
        raise ProjectError(
            _(
                "“{file}” is sealed, but another program is reading it. Old wordings may lie "
                "beside it until both have closed it."
            ).format(file=project.path.name)
        )


def _leave_no_copies(project: Project) -> None:
    if left := clear_unfinished(project.path.parent):
        raise ProjectError(
            _(
                "“{file}” is sealed, but unfinished copies lie beside it that may hold old "
                "wordings: {files}. Remove them when nobody is writing a copy or a backup there."
            ).format(file=project.path.name, files=", ".join(one.name for one in left))
        )


def _require_room(project: Project, delete_backups: Collection[Path]) -> None:
    """Refuse before anything is done: what is sealed can't be taken back, and a second copy of the
    file is to lie beside it for a moment."""
    with errors_named(project.path):
        going = [one.path for one in backups_of(project.path) if one.path in delete_backups]
        room = shutil.disk_usage(project.path.parent).free
        room += sum(path.stat().st_size for path in going)
        needed = project.path.stat().st_size
    if room < needed:
        raise disk_full(project.path)


def _compact(project: Project) -> bool:
    try:
        return store.compact(project.db, project.path)
    except DiskFull as error:
        raise ProjectError(
            _(
                "“{file}” is sealed, but there was no room to write it anew, and old wordings may "
                "still lie in it. Make room and seal it again."
            ).format(file=project.path.name)
        ) from error
