"""A project: one file, open for work or for reading."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlite_utils import Database

from qualcode.core import settings
from qualcode.core.clock import now
from qualcode.core.errors import LockedProject, ProjectError, ReadOnlyProject
from qualcode.core.ids import CoderId, EntryId, new_id
from qualcode.core.model import ProjectInfo
from qualcode.core.store import connection, project_info
from qualcode.core.store.backups import make_backup_of
from qualcode.core.store.journal import Transaction, transaction
from qualcode.core.store.lock import Holder, Lock
from qualcode.core.store.migrations import VERSION, migrate
from qualcode.core.translate import _

SUFFIX: Final = ".qualcode"


@dataclass(frozen=True)
class _Access:
    """How a project is open: with the lock, or why without."""

    lock: Lock | None
    why_read_only: ProjectError | None = None
    holder: Holder | None = None


class Project:
    """An open project. Use it from one thread; `sibling` gives one to another thread.

    Attributes:
        path: the project's file.
        db: the connection, for the reads in `qualcode.core.store`.
        holder: who has the project open for writing, if somebody else has.
    """

    def __init__(self, path: Path, db: Database, access: _Access, *, first: bool = True) -> None:
        self.path = path
        self.db = db
        self._access = access
        self._first = first
        self._closed = False

    @classmethod
    def create(cls, path: Path, *, name: str | None = None, language: str = "sv") -> "Project":
        """A new project in a file that does not exist yet, open for writing.

        Raises:
            ProjectError: if the file exists or can't be made.
        """
        path = _with_suffix(path)
        if path.exists():
            raise ProjectError(
                _("There is already a file “{file}”. Choose another name.").format(file=path.name)
            )
        unfinished = path.with_name(f".{path.name}.{new_id()}.new")
        try:
            _write_new(unfinished, name or path.stem, language)
            with connection.errors_named(path):
                _move_if_free(unfinished, path)
        finally:
            for leftover in ("", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + leftover).unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Project":
        """Open a project, for reading alone where it can't be written to.

        A file of an older version is backed up and brought up to date.

        Raises:
            ProjectError: if the file is no project, damaged, or of a newer version.
        """
        version = connection.read_header(path)
        access = _Access(None) if read_only else _ask_to_write(path)
        try:
            db = connection.connect(path, read_only=access.lock is None)
            try:
                _bring_up_to_date(path, db, version, access)
                with connection.errors_named(path):
                    project_info.read(db)
            except BaseException:
                db.conn.close()
                raise
        except BaseException:
            if access.lock:
                access.lock.release()
            raise
        return cls(path, db, access)

    def sibling(self) -> "Project":
        """The same project on a connection of its own, for a worker's thread to use and close."""
        db = connection.connect(self.path, read_only=self.read_only)
        return Project(self.path, db, self._access, first=False)

    @property
    def read_only(self) -> bool:
        """Whether operations are refused."""
        return self._access.lock is None

    @property
    def holder(self) -> Holder | None:
        """Who has it, when somebody else has it open for writing."""
        return self._access.holder

    @property
    def info(self) -> ProjectInfo:
        """What the project says of itself."""
        return project_info.read(self.db)

    def require_writable(self) -> None:
        """Raise the reason why the project can't be changed, if it can't."""
        if self._access.lock is None:
            raise self._access.why_read_only or connection.read_only_place(self.path)

    @contextlib.contextmanager
    def operation(
        self,
        coder_id: CoderId,
        operation: str,
        subject: str = "",
        *,
        undoes: EntryId | None = None,
    ) -> Iterator[Transaction]:
        """The one way to change a project: a transaction that the journal knows.

        Raises:
            ReadOnlyProject, DiskFull, DamagedProject: and then nothing is changed.
        """
        self.require_writable()
        with (
            connection.errors_named(self.path),
            transaction(
                self.db,
                operation=operation,
                subject=subject,
                coder_id=coder_id,
                device=settings.device_id(),
                undoes=undoes,
            ) as running,
        ):
            yield running

    def close(self) -> None:
        """Close the file; it is then alone in its folder again. May be called twice."""
        if self._closed:
            return
        self._closed = True
        try:
            connection.close(self.db, last=self._first and self._access.lock is not None)
        finally:
            if self._first and self._access.lock:
                self._access.lock.release()

    def __enter__(self) -> "Project":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _write_new(path: Path, name: str, language: str) -> None:
    db = connection.connect_new(path)
    try:
        with connection.errors_named(path):
            migrate(db)
            project_info.write_first(db, ProjectInfo(new_id(), name, language, None, now()))
    finally:
        connection.close(db, last=True)


def _move_if_free(unfinished: Path, path: Path) -> None:
    """Give the new file its name, unless somebody took it meanwhile."""
    if hasattr(os, "link"):
        with contextlib.suppress(PermissionError, NotImplementedError):
            os.link(unfinished, path)  # fails if the name is taken, unlike a rename
            return
    unfinished.rename(path)


def _ask_to_write(path: Path) -> _Access:
    if not os.access(path, os.W_OK):
        return _Access(None, connection.read_only_place(path))
    try:
        answer = Lock.take(path)
    except OSError as error:
        reason = connection.named(error, path)
        if isinstance(reason, ReadOnlyProject):
            return _Access(None, reason)
        raise reason from error
    if isinstance(answer, Lock):
        return _Access(answer)
    return _Access(None, _in_use(path, answer), answer)


def _in_use(path: Path, holder: Holder | None) -> LockedProject:
    if holder is None:
        return LockedProject(
            _(
                "“{file}” is open in another window or on another computer, "
                "so it can only be read here. Close it there first."
            ).format(file=path.name)
        )
    return LockedProject(
        _(
            "“{file}” is open for {user} on {computer} since {time}, "
            "so it can only be read here. Close it there first."
        ).format(
            file=path.name,
            user=holder.user,
            computer=holder.computer,
            time=_local_time(holder.since),
        )
    )


def _local_time(stored: str) -> str:
    from datetime import datetime

    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"


def _bring_up_to_date(path: Path, db: Database, version: int, access: _Access) -> None:
    if version == VERSION:
        return
    if access.lock is None:
        raise ProjectError(
            _(
                "“{file}” is from an older version of Qualcode and has to be brought up to date "
                "once. Open it where it can be written to."
            ).format(file=path.name)
        )
    make_backup_of(db, path)
    with connection.errors_named(path):
        migrate(db)
