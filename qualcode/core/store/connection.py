"""The one place where a connection to a project's file is opened, and where its errors are named.

While a project is open for writing it is in WAL mode: one write and one sync for each operation,
and readers are never in the way. When it is closed the side files are gone.
"""

import contextlib
import errno
import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlite_utils import Database

from qualcode.core.errors import (
    DamagedProject,
    DiskFull,
    LockedProject,
    NewerProject,
    NotAProject,
    ProjectError,
    ReadOnlyProject,
)
from qualcode.core.store.migrations import VERSION
from qualcode.core.store.schema import APPLICATION_ID
from qualcode.core.translate import _

_HEADER_SIZE: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
#: how long a statement waits for another connection of the same program, in seconds
_PATIENCE: Final = 10.0


def read_header(path: Path) -> int:
    """The version of the project in the file, which is neither opened nor changed.

    Raises:
        NotAProject, DamagedProject, NewerProject, ReadOnlyProject
    """
    header = _first_bytes(path)
    if header[:16] != _MAGIC or len(header) < _HEADER_SIZE:
        raise NotAProject(
            _("“{file}” is not a Qualcode project. Choose a file that Qualcode has made.").format(
                file=path.name
            )
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAProject(
            _(
                "“{file}” is a database of another program, not a Qualcode project. "
                "Choose a file that Qualcode has made."
            ).format(file=path.name)
        )
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise NewerProject(
            _(
                "“{file}” was saved by a newer version of Qualcode. "
                "Install that version, or a later one, to open it."
            ).format(file=path.name)
        )
    _refuse_truncated(path, header)
    return version


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise NotAProject(
            _("There is no file “{file}”. Check the name and the folder.").format(file=path.name)
        ) from None
    except IsADirectoryError:
        raise NotAProject(
            _("“{file}” is a folder. Choose a project file in it.").format(file=path.name)
        ) from None
    except OSError as error:
        raise named(error, path) from error


def _refuse_truncated(path: Path, header: bytes) -> None:
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    same_counter = header[24:28] == header[92:96]  # otherwise the count is not to be trusted
    beside = path.with_name(path.name + "-wal")
    if same_counter and not beside.exists() and path.stat().st_size < pages * page_size:
        raise damaged(path)


def connect(path: Path, *, read_only: bool) -> Database:
    """A connection with foreign keys, functions and settings as every part expects them."""
    with errors_named(path):
        connection = _connect_reading(path) if read_only else _connect(path, "rw")
        return _prepared(connection, read_only=read_only)


def connect_new(path: Path) -> Database:
    """A connection to a file that does not exist yet."""
    with errors_named(path):
        return _prepared(_connect(path, "rwc"), read_only=False)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()).replace(os.sep, '/'))}?mode={mode}"
    return sqlite3.connect(
        uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )


def _connect_reading(path: Path) -> sqlite3.Connection:
    """WAL wants to write beside the file even to read it; where that fails, read it as it lies."""
    connection = _connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return _connect(path, "ro&immutable=1")
    return connection


def _prepared(connection: sqlite3.Connection, *, read_only: bool) -> Database:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    connection.create_function("casefold", 1, casefold, deterministic=True)
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def casefold(text: str | None) -> str | None:
    """Text as it is compared without regard to case: ``Å`` and ``å`` in both normal forms."""
    return None if text is None else unicodedata.normalize("NFC", text).casefold()


def close(db: Database, *, last: bool) -> None:
    """Close a connection; the `last` writing one folds the side files into the project."""
    try:
        if last:
            with contextlib.suppress(sqlite3.OperationalError):
                # A reader may still look at the file, or the disk be full: then the side file
                # stays, nothing is lost, and the next one to close takes it in.
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                db.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.conn.close()


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
        raise sentence from error


def named(error: Exception, path: Path) -> Exception:
    """The `ProjectError` that tells a user of `error`, or `error` itself if it is a bug."""
    if isinstance(error, OSError):
        return _named_os_error(error, path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return read_only_place(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedProject(
            _("“{file}” is busy. Wait a moment and try again.").format(file=path.name)
        )
    if code == sqlite3.SQLITE_IOERR:
        return ProjectError(
            _(
                "“{file}” could not be read or written: the disk or the network drive failed. "
                "Check that it is connected and has room, and try again."
            ).format(file=path.name)
        )
    return error


def _named_os_error(error: OSError, path: Path) -> ProjectError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only_place(path)
    return ProjectError(
        _("“{file}” could not be read or written: {reason}.").format(
            file=path.name, reason=error.strerror or type(error).__name__
        )
    )


def damaged(path: Path) -> DamagedProject:
    """The sentence for a file that has lost some of its contents."""
    return DamagedProject(
        _(
            "“{file}” is damaged and can’t be read. It has not been touched. "
            "Open one of the backups that lie beside it."
        ).format(file=path.name)
    )


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
