"""Files that are to be taken in, opened so that nothing is written to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlite_utils import Database

from qualcode.core.errors import LockedProject, Refused
from qualcode.core.project import Project
from qualcode.core.store import connection
from qualcode.core.store.connection import connect_in_memory
from qualcode.core.store.problems import errors_named
from qualcode.core.translate import _


class Source:
    """A file to be taken in.

    Attributes:
        path: where it is.
        db: for reading what stood in it when it was opened.
    """

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self._before = _state(path)

    def require_unchanged(self) -> None:
        """Refuse if somebody wrote to the file since it was opened."""
        if _state(self.path) != self._before:
            raise LockedProject(
                _(
                    "“{file}” was changed while it was read. Close it where it is open, "
                    "and merge it then."
                ).format(file=self.path.name)
            )


def _state(path: Path) -> tuple[object, ...]:
    with errors_named(path):
        found = path.stat()
    side_file = connection.beside(path)[0]
    size = side_file.stat().st_size if side_file.exists() else 0
    return found.st_size, found.st_mtime_ns, found.st_ino, size


@contextmanager
def opened(project: Project, paths: Sequence[Path]) -> Iterator[list[Source]]:
    """The files, after a look at every page of each.

    Raises:
        Refused: if one is given twice, or is the project itself.
        ProjectError: if one is no project, damaged, or of a newer version.
    """
    refuse_the_same_file(project.path, paths)
    with ExitStack() as stack:
        yield [stack.enter_context(_open(path)) for path in paths]


def refuse_the_same_file(own: Path, paths: Sequence[Path]) -> None:
    """Refuse a project that would be merged with itself, and a file that is given twice.

    Raises:
        Refused
    """
    seen = [own]
    for path in paths:
        for other in seen:
            if not _is_same(path, other):
                continue
            if other is own:
                raise Refused(
                    _(
                        "“{file}” is the project itself. Choose a colleague’s copy to merge into it."
                    ).format(file=path.name)
                )
            raise Refused(_("“{file}” is given twice. Give it once.").format(file=path.name))
        seen.append(path)


def _is_same(one: Path, other: Path) -> bool:
    with errors_named(one):
        return one.exists() and other.exists() and one.samefile(other)


@contextmanager
def _open(path: Path) -> Iterator[Source]:
    with Project.open(path, read_only=True, thorough=True) as project, errors_named(path):
        source = Source(path, project.db)
        # all that is read is of one moment, whoever writes meanwhile
        with project.db.atomic():
            yield source


def copy_in_memory(project: Project) -> Database:
    """The project as it is, to try out on it what is not to be written.

    Raises:
        ProjectError: if it can't be read.
    """
    db = connect_in_memory(project.path)
    with errors_named(project.path):
        project.db.conn.backup(db.conn)
    return db
