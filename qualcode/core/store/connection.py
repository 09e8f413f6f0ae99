"""The one place where a connection to a project's file is opened, and where its errors are caught.

While a project is open for writing it is in WAL mode: one write and one sync for each operation,
and readers are never in the way. When it is closed the side files are gone.
"""

import contextlib
import os
import sqlite3
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import quote
from weakref import WeakSet

from sqlite_utils import Database

from qualcode.core.errors import NewerProject, NotAProject, ProjectError
from qualcode.core.store.migrations import VERSION, has_our_schema
from qualcode.core.store.problems import (
    damaged,
    disk_full,
    errors_named,
    named,
    read_only_place,
    unfinished,
)
from qualcode.core.store.schema import APPLICATION_ID
from qualcode.core.translate import _

__all__ = [
    "beside",
    "casefold",
    "close",
    "connect",
    "connect_in_memory",
    "connect_new",
    "damaged",
    "disk_full",
    "errors_named",
    "named",
    "read_header",
    "read_only_place",
    "require_sound",
    "require_whole",
    "version",
    "was_cut_short",
]

_HEADER_SIZE: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
#: how long a statement waits for another connection of the same program, in seconds
_PATIENCE: Final = 10.0
#: for each connection: several read at a time, and the window's memory is to stay small. Pages of an
#: operation that do not fit are written twice, which costs coding 50 000 passages half a second
_CACHE_KIB: Final = 16_384
#: how long closing waits for somebody who reads, in milliseconds
_PATIENCE_TO_CLOSE: Final = 300
#: Rows that are fetched in one go where a query is read to its end.
_ROWS_AT_ONCE: Final = 1000
_NO_SIDE_FILES_HERE: Final = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
)


#: SQLite quotes a damaged file in its messages, and Python can't always read those
_ERRORS: Final = (sqlite3.DatabaseError, UnicodeDecodeError)


class Cursor(sqlite3.Cursor):
    """A cursor whose errors are sentences, while rows are fetched as well."""

    connection: "Connection"

    def execute(self, *arguments: Any) -> "Cursor":  # type: ignore[override,unused-ignore]
        try:
            return super().execute(*arguments)
        except _ERRORS as error:
            self.connection.tell(error)

    def executemany(self, *arguments: Any) -> "Cursor":  # type: ignore[override,unused-ignore]
        try:
            return super().executemany(*arguments)
        except _ERRORS as error:
            self.connection.tell(error)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except _ERRORS as error:
            self.connection.tell(error)

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except _ERRORS as error:
            self.connection.tell(error)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override,unused-ignore]
        try:
            while rows := super().fetchmany(_ROWS_AT_ONCE):
                yield from rows
        except _ERRORS as error:
            self.connection.tell(error)


class Connection(sqlite3.Connection):
    """A connection that knows which file its errors are about."""

    path: Path

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._cursors: WeakSet[Cursor] = WeakSet()

    def cursor(self, *_arguments: Any, **_more: Any) -> Any:
        cursor = super().cursor(Cursor)
        self._cursors.add(cursor)
        return cursor

    def close(self) -> None:
        """Close the file too, which SQLite keeps open and locked while somebody has a cursor."""
        for cursor in list(self._cursors):
            cursor.close()
        super().close()

    # Python 3.11 makes a cursor of its own in these two, past `cursor`.
    def execute(self, *arguments: Any) -> Any:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        return self.cursor().executemany(*arguments)

    def tell(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> NoReturn:
        """Raise the sentence for the error, or the error itself if it is a bug."""
        try:
            if isinstance(error, UnicodeDecodeError):
                raise damaged(self.path) from None
            with errors_named(self.path):
                code = getattr(error, "sqlite_errorcode", 0)
                # "No such table" is a bug of ours, unless the tables are not what they were.
                if code == sqlite3.SQLITE_ERROR and not has_our_schema(self):
                    raise damaged(self.path) from error
                raise error
        finally:
            del error  # or it and this frame would keep each other, and the file, in memory


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
    version = int.from_bytes(header[60:64], "big", signed=True)
    if version > VERSION:
        raise NewerProject(
            _(
                "“{file}” was saved by a newer version of Qualcode. "
                "Install that version, or a later one, to open it."
            ).format(file=path.name)
        )
    if version < 1:
        raise damaged(path)
    _refuse_truncated(path, header)
    return version


def _first_bytes(path: Path) -> bytes:
    try:
        # Asked first: opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            return b""
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise NotAProject(
            _("There is no file “{file}”. Check the name and the folder.").format(file=path.name)
        ) from None
    except OSError as error:
        if path.is_dir():
            raise NotAProject(
                _("“{file}” is a folder. Choose a project file in it.").format(file=path.name)
            ) from None
        raise named(error, path) from error


def _refuse_truncated(path: Path, header: bytes) -> None:
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    same_counter = header[24:28] == header[92:96]  # otherwise the count is not to be trusted
    if same_counter and not _unfinished_beside(path) and path.stat().st_size < pages * page_size:
        raise damaged(path)


def beside(path: Path) -> list[Path]:
    """The files in which SQLite keeps what is not in the project's own file yet."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _unfinished_beside(path: Path) -> Path | None:
    wal, _index, journal = beside(path)
    return next((file for file in (wal, journal) if file.exists() and file.stat().st_size), None)


def connect(path: Path, *, read_only: bool) -> Database:
    """A connection with foreign keys, functions and settings as every part expects them."""
    with errors_named(path):
        connection = _connect_reading(path) if read_only else _connect(path, "rw")
        return _prepared(connection, read_only=read_only)


def connect_new(path: Path, *, shown_as: Path) -> Database:
    """A connection to a file that does not exist yet; its errors name another one."""
    with errors_named(shown_as):
        connection = _connect(path, "rwc")
        connection.path = shown_as
        return _prepared(connection, read_only=False)


def version(db: Database) -> int:
    """The version of an open project. To read it past SQLite would take the file's locks away."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def connect_in_memory(shown_as: Path) -> Database:
    """An empty file that is in memory alone; its errors name another one."""
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=Connection
    )
    connection.path = shown_as
    return _prepared(connection, read_only=False)


def was_cut_short(path: Path) -> bool:
    """Whether a change is to be taken back before anything is read, and that is writing."""
    return beside(path)[2].exists()


def require_sound(path: Path, *, thorough: bool = False) -> None:
    """Read a little of the project without being able to write, so that a damaged one stays as it is.

    Args:
        thorough: look at every page; 50 ms for 50 MB.

    Raises:
        DamagedProject: if that can't be read.
    """
    if was_cut_short(path):
        return
    with errors_named(path), contextlib.closing(_connect_reading(path)) as connection:
        if connection.execute("SELECT count(*) FROM project").fetchone() != (1,):
            raise damaged(path)
        if thorough:
            require_whole(connection, path)


def require_whole(connection: Connection | Database, path: Path) -> None:
    """Look at every page of the file.

    Raises:
        DamagedProject: if one is not what the others say of it.
    """
    with errors_named(path):
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(path)


def _connect(path: Path, mode: str) -> Connection:
    name = os.fsencode(path.absolute()).replace(os.sep.encode(), b"/")
    # Three slashes before a drive's letter, four before a server's name.
    uri = f"file://{'' if name.startswith(b'/') else '/'}{quote(name, safe='/:')}?mode={mode}"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    connection.path = path
    return connection


def _connect_reading(path: Path) -> Connection:
    """WAL wants to write beside the file even to read it; where that fails, read it as it lies."""
    connection = _connect(path, "ro")
    try:
        sqlite3.Cursor(connection).execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in _NO_SIDE_FILES_HERE:
            raise
        if left := _unfinished_beside(path):
            raise unfinished(path, left) from error
        return _connect(path, "ro&immutable=1")
    except UnicodeDecodeError:
        connection.close()
        raise damaged(path) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _prepared(connection: Connection, *, read_only: bool) -> Database:
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # What is removed is overwritten at once: not every SQLite is built to do so.
            connection.execute("PRAGMA secure_delete = ON")
        connection.create_function("casefold", 1, casefold, deterministic=True)
        return Database(connection, recursive_triggers=False, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def casefold(text: str | None) -> str | None:
    """Text as it is compared without regard to case: ``Å`` and ``å`` in both normal forms."""
    return None if text is None else unicodedata.normalize("NFC", text).casefold()


def close(db: Database, *, last: bool) -> None:
    """Close a connection; the `last` writing one folds the side files into the project."""
    try:
        if last:
            with contextlib.suppress(ProjectError):
                # A reader may still look at the file, or the disk be full: then the side file
                # stays, nothing is lost, and the next one to close takes it in.
                db.execute(f"PRAGMA busy_timeout = {_PATIENCE_TO_CLOSE}")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                db.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.conn.close()
