"""What is told of a bug: enough to find it, and nothing out of an interview.

A report holds the kinds of the exceptions, and for each frame a file, a line number and the name
of the function. It holds no values: an exception's message or a local variable may be a passage.
"""

import os
import sys
import sysconfig
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from qualcode.core.clock import now
from qualcode.core.logs import versions
from qualcode.core.paths import PACKAGE

#: Exceptions which Python itself words, out of names in the program. A subclass may say anything.
_SAFE: Final = frozenset(
    {ImportError, ModuleNotFoundError, RecursionError, MemoryError, ZeroDivisionError}
)


def report(error: BaseException, *, done: Iterable[str] = (), extra: Iterable[str] = ()) -> str:
    """The report of an unexpected exception.

    Args:
        done: the last operations, as the log has them.
        extra: more lines on the surroundings, such as the version of Qt.
    """
    lines = [f"Qualcode crash report, {now()}", versions(), *extra, ""]
    for depth, exception in enumerate(_chain(error)):
        if depth:
            lines.append("that came of:")
        lines += _described(exception)
    lines += ["", "Done before:"]
    lines += [f"  {line}" for line in done] or ["  nothing"]
    return "\n".join(lines) + "\n"


def kind(error: BaseException) -> str:
    """The exception's class, and its message only where that can't hold a text."""
    name = type(error).__qualname__
    return f"{name}: {error}" if type(error) in _SAFE else name


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and those it came of, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)


def _described(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__, limit=200)
    lines = [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return [kind(error), *lines]


def _place(file: str) -> str:
    """The file relative to the program, or to Python's library: no folder of the user's."""
    if file.startswith("<"):
        return file.split(" ")[0].rstrip(">") + ">"
    path = Path(os.path.realpath(file))
    for root in (PACKAGE.parent, *_libraries()):
        if path.is_relative_to(root) and (root != PACKAGE.parent or path.is_relative_to(PACKAGE)):
            return path.relative_to(root).as_posix()
    return path.name


def _libraries() -> list[Path]:
    paths = sysconfig.get_paths()
    found = [Path(os.path.realpath(paths[name])) for name in ("purelib", "platlib", "stdlib")]
    frozen = getattr(sys, "_MEIPASS", None)
    return [*found, Path(frozen)] if frozen else found
