"""Who has a project open for writing.

The operating system holds the lock, so a program that dies gives it up. The lock file lies beside
the project and is apart from the database; it says who holds it, for the one who comes second.
"""

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from qualcode.core.clock import now

#: Windows locks bytes against reading too: the locked byte lies beyond anything written.
_LOCKED_BYTE: Final = 1 << 20
#: what the system answers when somebody else has the lock, and not when it has no locks at all
_TAKEN: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
#: how often a lock is tried that is given up and taken again meanwhile
_TRIES: Final = 100


@dataclass(frozen=True)
class Holder:
    """Who has the project open: the user's name on the computer, the computer, since when."""

    user: str
    computer: str
    since: str
    process: int


def lock_path(path: Path) -> Path:
    """The lock file of a project."""
    return path.with_name(f".{path.name}.lock")


class Lock:
    """The right to write to a project, until released."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, project: Path) -> "Lock | Holder | None":
        """The lock, or who has it; None when they left no word of who they are.

        Raises:
            OSError: if the lock file can't be made, or the place has no locks.
        """
        path = lock_path(project)
        for _ in range(_TRIES):
            try:
                descriptor = _open(path)
            except BlockingIOError:
                return read_holder(path)
            try:
                _lock(descriptor)
                if _is_still(path, descriptor):
                    return cls._taken(path, descriptor)
            except OSError as error:
                os.close(descriptor)
                if error.errno in _TAKEN:
                    return read_holder(path)
                raise
            os.close(descriptor)  # its last holder removed it between our two steps
        return read_holder(path)

    @classmethod
    def _taken(cls, path: Path, descriptor: int) -> "Lock":
        with contextlib.suppress(OSError):  # the lock holds, though nobody learns whose it is
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps(asdict(_me())).encode())
        return cls(path, descriptor)

    def release(self) -> None:
        """Give the lock up and remove its file. May be called twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # A lock file that stays, in a folder that is write-protected now, harms nobody.
        if sys.platform == "win32":
            os.close(descriptor)  # an open file can't be removed there
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(descriptor)


def read_holder(path: Path) -> Holder | None:
    """Who the lock file says has the project."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        since, process = str(stored["since"]), int(stored["process"])
        datetime.fromisoformat(since)
        return Holder(str(stored["user"]), str(stored["computer"]), since, process)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None  # not written yet, or by another version


def _open(path: Path) -> int:
    """The lock file, made if it isn't there.

    Another user's, left when their program died, can only be read here. Nobody holds it, so it is
    removed (which the folder decides) and made anew.
    """
    flags = os.O_RDWR | os.O_CREAT
    try:
        return os.open(path, flags, 0o644)
    except PermissionError:
        if sys.platform == "win32" or not path.exists():
            raise
        descriptor = os.open(path, os.O_RDONLY)
        try:
            _lock(descriptor)
            path.unlink()
        finally:
            os.close(descriptor)
        return os.open(path, flags, 0o644)


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        user = "?"  # an account without a name, as in some containers
    return Holder(user, platform.node(), now(), os.getpid())


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
