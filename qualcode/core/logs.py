"""The program's log: versions, the names of operations, and how long they took.

It never holds a text of an interview, nor a file's or a person's name: the whole log may be sent
to whoever helps. `Trail` keeps the last few lines for a crash report.
"""

import logging
import platform
import sys
from collections import deque
from pathlib import Path
from typing import Final

from qualcode import __version__
from qualcode.core.paths import log_dir

#: A month of daily work; then one older file is kept beside it.
_LARGEST: Final = 500_000
_REMEMBERED: Final = 20

logger = logging.getLogger("qualcode")


class Trail(logging.Handler):
    """The last things that were done, oldest first."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=_REMEMBERED)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(f"{self.time_of(record)} {record.getMessage()}")

    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)

    @staticmethod
    def time_of(record: logging.LogRecord) -> str:
        return logging.Formatter().formatTime(record, "%H:%M:%S")


def start(folder: Path | None = None) -> Trail:
    """Log to a file in this folder (the person's own, if None) and to the trail it returns.

    Where nothing can be written, the trail alone is kept: the program works without a log.
    """
    trail = Trail()
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(trail)
    try:
        logger.addHandler(_file_handler(folder or log_dir()))
    except OSError:
        logger.info("no log file: its folder can't be written to")
    logger.info("started %s", versions())
    return trail


def stop() -> None:
    """Close the log's file; for the end of the program."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def operation(name: str, seconds: float) -> None:
    """An operation was done: its name as the journal has it, never what it was done to."""
    logger.info("%s %.0f ms", name, seconds * 1000)


def versions() -> str:
    """The versions of the program, of Python and of the system."""
    python = ".".join(map(str, sys.version_info[:3]))
    # Not platform.platform(): on Linux it starts another program to learn of the processor.
    return f"Qualcode {__version__}, Python {python}, {platform.system()} {platform.release()}"


def _file_handler(folder: Path) -> logging.FileHandler:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "qualcode.log"
    if path.exists() and path.stat().st_size > _LARGEST:
        path.replace(path.with_suffix(".1.log"))
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler
