"""Projects as commands open them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualcode.core.ids import CoderId
    from qualcode.core.project import Project


ENDING: Final = ".qualcode"


def with_ending(path: Path) -> Path:
    """The project that is meant by its name without the ending, as `new` takes it."""
    ended = path.with_name(path.name + ENDING) if path.name else path
    return ended if not os.path.lexists(path) and os.path.lexists(ended) else path


@contextmanager
def writing(path: Path) -> Iterator[Project]:
    """The project, open for a command that changes it; `back_up_if_due` before it does.

    Raises:
        ProjectError: if it can't be changed, as when somebody else has it open or it is damaged.
    """
    from qualcode.core.operations.project_details import without_needless_backups
    from qualcode.core.project import Project

    with Project.open(with_ending(path), thorough=True) as project:
        project.require_writable()
        with without_needless_backups(project):
            yield project


def back_up_if_due(project: Project) -> None:
    """Ask before much is written: where there are codings, one can go back to before it.

    Raises:
        ProjectError: if there is no room for the backup; then there is little for more work too.
    """
    from qualcode.core.operations import project_details

    if project_details.has_codings(project) and project_details.backup_is_due(project):
        project_details.make_backup(project, keep_all=True)


@contextmanager
def reading(path: Path) -> Iterator[Project]:
    """The project, open for a command that only looks; nobody is in the way."""
    from qualcode.core.project import Project

    with Project.open(with_ending(path), read_only=True) as project:
        yield project


def coder(project: Project, name: str) -> CoderId:
    """The evaluator who acts. One who is new joins, so ask when nothing can be refused any more."""
    from qualcode.core.operations.coders import ensure_coder

    return ensure_coder(project, name)
