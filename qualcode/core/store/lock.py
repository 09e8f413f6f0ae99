"""Who has a project open for writing.

The operating system holds the lock, so a program that dies gives it up. The lock file lies beside
the project and is apart from the database; it says who holds it, for the one who comes second.
"""

import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from qualcode.core.clock import now

#: Windows locks bytes against reading too: the locked byte lies beyond anything written.
_LOCKED_BYTE = 1 << 20


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
            OSError: if the lock file can't be written.
        """
        path = lock_path(project)
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _lock(descriptor)
            except OSError:
                os.close(descriptor)
                return read_holder(path)
            if _is_still(path, descriptor):
                break
            os.close(descriptor)  # its last holder removed it between our two steps
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(asdict(_me())).encode())
        return cls(path, descriptor)

    def release(self) -> None:
        """Give the lock up and remove its file. May be called twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform == "win32":
            os.close(descriptor)  # an open file can't be removed there
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            os.close(descriptor)


def read_holder(path: Path) -> Holder | None:
    """Who the lock file says has the project."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # not written yet, or by another version


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
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
