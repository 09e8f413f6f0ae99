"""Files that grow beside what they are to become, and what programs that died left of such files.

They hold interviews, so none is left where it can be known that nobody is writing it: whoever
writes one holds a lock beside it, which the system gives up when their program dies.
"""

import contextlib
import platform
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from qualcode.core.ids import new_id
from qualcode.core.store.connection import beside
from qualcode.core.store.lock import Lock, lock_path, read_holder

_COPY: Final = re.compile(r"(?P<copy>\.(.*\.)?[0-9a-f-]{36}\.new)(-wal|-shm|-journal)?")
_LOCK: Final = re.compile(r"\.(?P<copy>\.[0-9a-f-]{36}\.new)\.lock")
#: The age in seconds at which a copy belongs to a program that died, where no lock says so: it is
#: of another computer, of a place without locks or of a version that took none.
_ABANDONED: Final = 3600


@contextlib.contextmanager
def unfinished_copy_of(target: Path) -> Iterator[Path]:
    """A name beside the target for a file that grows; afterwards nothing has that name.

    What a program that was killed left of such a file goes too.
    """
    clear_unfinished(target.parent)
    path, lock = _claimed(target.parent)
    try:
        yield path
    finally:
        try:
            for leftover in (path, *beside(path)):
                leftover.unlink(missing_ok=True)
        finally:
            if lock is not None:
                lock.release()


def _claimed(folder: Path) -> tuple[Path, Lock | None]:
    """A new name, short, for the target's may be as long as any; and the lock on it."""
    while True:
        path = folder / f".{new_id()}.new"
        try:
            lock = Lock.take(path)
        except OSError:  # no locks there, or nothing can be written: whoever tries will say so
            _remove([lock_path(path)])
            return path, None
        if isinstance(lock, Lock):
            return path, lock
        # somebody who clears away had it for a moment, and has removed it


def clear_unfinished(folder: Path) -> list[Path]:
    """Remove the unfinished copies in a folder that nobody is writing any more.

    Returns:
        What there still is of such copies: being written, or not to be removed.
    """
    for copy in sorted({match["copy"] for match in _matches(folder, _COPY, _LOCK)}):
        _clear(folder / copy)
    return sorted(folder / match[0] for match in _matches(folder, _COPY))


def _matches(folder: Path, *patterns: re.Pattern[str]) -> list[re.Match[str]]:
    with contextlib.suppress(OSError):  # no such folder: whoever writes there will say so
        names = [file.name for file in folder.iterdir()]
        return [found for name in names for one in patterns if (found := one.fullmatch(name))]
    return []


def _clear(copy: Path) -> None:
    files = (copy, *beside(copy))
    is_old = _age([*files, lock_path(copy)]) > _ABANDONED
    if not is_old and not _was_written_here(copy):
        return
    try:
        lock = Lock.take(copy)
    except OSError:  # no locks there, or nothing can be removed either
        if is_old:
            _remove([*files, lock_path(copy)])
        return
    if isinstance(lock, Lock):
        try:
            _remove(files)
        finally:
            lock.release()


def _was_written_here(copy: Path) -> bool:
    """Whether its lock is of this computer, whose system knows whether it is held."""
    holder = read_holder(lock_path(copy))
    return holder is not None and holder.computer == platform.node()


def _age(files: Iterable[Path]) -> float:
    """Seconds since one of them was written."""
    times = [0.0]
    for file in files:
        with contextlib.suppress(OSError):  # gone just now
            times.append(file.stat().st_mtime)
    return time.time() - max(times)


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):  # gone just now, or another person's to remove
            file.unlink()
