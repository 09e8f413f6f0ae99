"""Copies of a project beside it: the last three, and the user may delete them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect as sqlite_connect
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import new_id
from qualcode.core.store import connection

KEPT: Final = 3
_STAMP: Final = "%Y-%m-%dT%H%M%S"
_NAME: Final = re.compile(r"^(?P<stem>.*) \(backup (?P<stamp>\d{4}-\d\d-\d\dT\d{6})\)\.qualcode$")


@dataclass(frozen=True)
class Backup:
    """A copy of a project as it was at a moment (UTC)."""

    path: Path
    time: datetime


def backups_of(path: Path) -> list[Backup]:
    """The project's backups, newest first."""
    found = []
    for candidate in path.parent.glob("*.qualcode"):
        match = _NAME.match(candidate.name)
        if match and match["stem"] == path.stem:
            time = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(candidate, time))
    return sorted(found, key=lambda backup: backup.time, reverse=True)


def make_backup_of(db: Database, path: Path) -> Backup:
    """Copy what the connection sees into a new backup, and drop those beyond the last three."""
    time = datetime.now(UTC).replace(microsecond=0)
    target = path.with_name(f"{path.stem} (backup {time.strftime(_STAMP)}).qualcode")
    copy_whole(db, target)
    for backup in backups_of(path)[KEPT:]:
        backup.path.unlink(missing_ok=True)
    return Backup(target, time)


def copy_whole(db: Database, target: Path) -> None:
    """Write the whole project as one file; it appears when it is complete, or not at all."""
    unfinished = target.with_name(f".{target.name}.{new_id()}.new")
    try:
        with connection.errors_named(target):
            copy = sqlite_connect(unfinished)
            try:
                db.conn.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
            unfinished.replace(target)
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + leftover).unlink(missing_ok=True)
