"""Locks on an open project which the rest of the program can't take away by accident.

SQLite's locks on Unix belong to the whole process: they are gone as soon as the process closes any
other descriptor of the same file, and desktops' file dialogs open every file they list, to learn of
what kind it is. Another program that then reads the project takes itself for the last one, and
removes the side file with the latest changes from under the open window.

These locks are held beside SQLite's, on the same bytes, and belong to the descriptor they were
taken with (Linux, since 3.15). Elsewhere the dialogs are in another process, or the system's locks
are of the second kind anyway.
"""

import contextlib
import os
import struct
import sys
from pathlib import Path
from typing import Final

from sqlite_utils import Database

#: The bytes that SQLite locks as long as a file in WAL mode is open (`SHARED_FIRST`, `SHARED_SIZE`
#: in its os.h, `UNIX_SHM_DMS` in its os_unix.c), as first byte and number.
_SHARED: Final = (0x40000000 + 2, 510)
_INDEX_IS_USED: Final = (128, 1)


class Guard:
    """What an open project's file, and the index beside it, are held by."""

    def __init__(self, db: Database, path: Path) -> None:
        """Hold the file of an open connection, if it is one with side files."""
        self._descriptors: list[int] = []
        db.execute("PRAGMA schema_version").fetchone()  # the index is made by the first who reads
        if sys.platform == "linux" and db.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            self._hold(path, _SHARED)
            self._hold(path.with_name(path.name + "-shm"), _INDEX_IS_USED)

    def _hold(self, path: Path, span: tuple[int, int]) -> None:
        with contextlib.suppress(OSError):  # no such file, or a place that has no such locks
            descriptor = os.open(path, os.O_RDONLY)
            # Kept open even if it can't be locked: closing it would take SQLite's locks away.
            self._descriptors.append(descriptor)
            _lock(descriptor, span)

    def let_go(self) -> None:
        """Unlock, so that the connection can be closed as the last one."""
        for descriptor in self._descriptors:
            with contextlib.suppress(OSError):  # a place that has no such locks
                _unlock(descriptor)

    def close(self) -> None:
        """Close what is held; to be done after SQLite has closed the file. May be done twice."""
        while self._descriptors:
            os.close(self._descriptors.pop())


if sys.platform == "linux":
    import fcntl

    def _set(descriptor: int, kind: int, span: tuple[int, int]) -> None:
        """The kernel's `struct flock`; the process's id in it must be 0."""
        wanted = struct.pack("hhqqi4x", kind, os.SEEK_SET, *span, 0)
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)

    def _lock(descriptor: int, span: tuple[int, int]) -> None:
        _set(descriptor, fcntl.F_RDLCK, span)

    def _unlock(descriptor: int) -> None:
        _set(descriptor, fcntl.F_UNLCK, (0, 0))
else:

    def _lock(descriptor: int, span: tuple[int, int]) -> None: ...

    def _unlock(descriptor: int) -> None: ...
