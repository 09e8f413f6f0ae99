"""Errors of SQLite and of the disk, as sentences for a user."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from qualcode.core.errors import (
    DamagedProject,
    DiskFull,
    LockedProject,
    ProjectError,
    ReadOnlyProject,
)
from qualcode.core.reasons import reason
from qualcode.core.store.backup_files import backups_of
from qualcode.core.store.lock import Holder
from qualcode.core.translate import _

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextlib.contextmanager
def errors_named(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the disk become sentences that name the file.

    Errors which only a bug can cause (a wrong statement, a broken constraint) pass through.
    """
    try:
        yield
    except ProjectError:
        raise
    except (sqlite3.DatabaseError, OSError) as error:
        sentence = named(error, path)
        if sentence is error:
            raise
        try:
            raise sentence from _shown(error)
        finally:
            del sentence  # or it and this frame would keep each other in memory


def named(error: Exception, path: Path) -> Exception:
    """The `ProjectError` that tells a user of `error`, or `error` itself if it is a bug."""
    if isinstance(error, OSError):
        return _named_os_error(error, path)
    if _quotes_the_file(error):
        return damaged(path)
    whole_code = getattr(error, "sqlite_errorcode", 0)
    code = whole_code & 0xFF
    if code == sqlite3.SQLITE_FULL or whole_code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return disk_full(path)  # the latter: no room for what lies beside the file
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if whole_code == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return read_only_place(path) if path.parent.is_dir() else no_folder(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedProject(
            _("“{file}” is busy. Wait a moment and try again.").format(file=path.name)
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS):
        return ProjectError(
            _(
                "“{file}” could not be read or written: the disk or the network drive failed. "
                "Check that it is connected and has room, and try again."
            ).format(file=path.name)
        )
    return error


def _shown(error: Exception) -> Exception | None:
    """The error as the cause of its sentence, unless it quotes what stands in the file."""
    return None if _quotes_the_file(error) else error


def _quotes_the_file(error: Exception) -> bool:
    """Python's own error for a text that is no UTF-8 holds the text, and no code of SQLite's."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode")


def _named_os_error(error: OSError, path: Path) -> ProjectError:
    if error.errno in _NO_ROOM:
        return disk_full(path)
    if error.errno in _NOT_ALLOWED:
        return read_only_place(path)
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return no_folder(path)
    if error.errno == errno.ENAMETOOLONG:
        return ProjectError(
            _("The name “{file}” is too long for a file. Choose a shorter one.").format(
                file=path.name
            )
        )
    return ProjectError(
        _("“{file}” could not be read or written: {reason}.").format(
            file=path.name, reason=reason(error)
        )
    )


def damaged(path: Path) -> DamagedProject:
    """The sentence for a file that has lost some of its contents."""
    return DamagedProject(
        _("“{file}” is damaged. It has not been touched. {remedy}").format(
            file=path.name, remedy=instead_of(path)
        )
    )


def instead_of(path: Path) -> str:
    """Where one finds a project that can no longer be trusted as it was."""
    newest = None
    with contextlib.suppress(OSError):  # a folder that can't be looked into
        newest = next(iter(backups_of(path)), None)
    if newest is None:
        return _(
            "There is no backup beside it: ask a colleague for a copy, "
            "or look in the backups of your computer."
        )
    return _("Open the backup that lies beside it, “{backup}”.").format(backup=newest.path.name)


def disk_full(path: Path) -> DiskFull:
    """The sentence for a disk without room."""
    return DiskFull(
        _(
            "There is no room left on the disk where “{file}” is. Nothing of this step was saved, "
            "and everything before it is. Make room and do it again."
        ).format(file=path.name)
    )


def read_only_place(path: Path) -> ReadOnlyProject:
    """The sentence for a file or folder that may not be written to."""
    return ReadOnlyProject(
        _(
            "“{file}” can’t be written to: the file or its folder is write-protected. "
            "Save a copy in a folder of your own and work there."
        ).format(file=path.name)
    )


def no_folder(path: Path) -> ProjectError:
    """The sentence for a file in a folder that is not there."""
    return ProjectError(
        _("There is no folder “{folder}” for “{file}”. Make it first, or choose another.").format(
            folder=path.parent.name, file=path.name
        )
    )


def moved(path: Path) -> ProjectError:
    """The sentence for a file that another program took away while it was open."""
    return ProjectError(
        _(
            "“{file}” was moved, deleted or replaced by another program while it was open here. "
            "Save a copy under another name, so that nothing is lost, and go on in the copy."
        ).format(file=path.name)
    )


def unfinished(path: Path, beside: Path) -> ReadOnlyProject:
    """The sentence for a file whose latest changes lie in another one and can't be taken in."""
    return ReadOnlyProject(
        _(
            "The latest changes to “{file}” are still in “{other}” beside it, and the folder is "
            "write-protected. Copy both files to a folder of your own and open the copy."
        ).format(file=path.name, other=beside.name)
    )


def in_use(path: Path, holder: Holder | None) -> LockedProject:
    """The sentence for a project that somebody else has open for writing."""
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
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"
