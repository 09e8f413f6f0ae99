"""Copies of a project beside it: the last three, and the user may delete them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect as sqlite_connect
from typing import Final

from sqlite_utils import Database

from qualcode.core.errors import LockedProject
from qualcode.core.store import connection
from qualcode.core.store.backup_files import STAMP, Backup, backups_of
from qualcode.core.store.lock import Lock
from qualcode.core.store.problems import errors_named
from qualcode.core.store.unfinished_copies import unfinished_copy_of
from qualcode.core.translate import _

__all__ = [
    "KEPT",
    "Backup",
    "backups_of",
    "copy_whole",
    "drop_older",
    "make_backup_of",
]

KEPT: Final = 3


def make_backup_of(
    db: Database, path: Path, *, spare: Path | None = None, keep_all: bool = False
) -> Backup:
    """Copy what the connection sees into a new backup, and drop those beyond the last three.

    Args:
        spare: a backup that is needed still.
        keep_all: drop none yet, for what it is made for may fail.

    Raises:
        DamagedProject: rather than put a damaged copy in the place of a sound one.
    """
    connection.require_whole(db, path)
    backup = _next_backup(path)
    copy_whole(db, backup.path)
    if not keep_all:
        drop_older(path, spare=spare)
    return backup


def drop_older(path: Path, *, spare: Path | None = None) -> None:
    """Drop the backups beyond the last three, but for one that is needed still."""
    with errors_named(path):
        for old in backups_of(path)[KEPT:]:
            if spare is None or not old.path.samefile(spare):
                old.path.unlink(missing_ok=True)


def _next_backup(path: Path) -> Backup:
    """Later than every one there is, by a second at least, so that two never share a name."""
    with errors_named(path):
        newest = next((backup.time for backup in backups_of(path)), None)
    moment = datetime.now(UTC).replace(microsecond=0)
    if newest is not None:
        moment = max(moment, newest + timedelta(seconds=1))
    return Backup(path.with_name(f"{path.stem} (backup {moment:{STAMP}}).qualcode"), moment)


def copy_whole(db: Database, target: Path) -> None:
    """Write the whole project as one file; it appears when it is complete, or not at all.

    Raises:
        LockedProject: if the target is a project that somebody has open.
    """
    with errors_named(target), unfinished_copy_of(target) as unfinished:
        copy = sqlite_connect(unfinished)
        try:
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        _put_in_place(unfinished, target)


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Replace the target. What SQLite kept beside the old file would be read into the new one."""
    if not target.exists():
        unfinished.replace(target)
        return
    lock = Lock.take(target)
    if not isinstance(lock, Lock):
        raise LockedProject(
            _("“{file}” is open. Close it first, or choose another name.").format(file=target.name)
        )
    try:
        for side_file in connection.beside(target):
            side_file.unlink(missing_ok=True)
        unfinished.replace(target)
    finally:
        lock.release()
