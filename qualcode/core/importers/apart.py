"""Reading a PDF in a process of its own, which may hang, crash or swell without harm to this one.

PDFium takes files apart that anybody may have written. A PDF of a megabyte can ask for gigabytes.
What comes back is JSON, never anything that could run here.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from qualcode.core import translate
from qualcode.core.errors import ImportRefused
from qualcode.core.importers.transcript import MAX_CHARACTERS, Reading, Removal

# A page takes some hundredths of a second; the process itself half a second to begin.
SILENCE: Final = 10.0
# PDFium and Python take 60 MB, a thousand pages of text 50 MB more.
MAX_MEMORY: Final = 400 * 1024 * 1024
_MAX_ANSWER: Final = 8 * MAX_CHARACTERS
_ALIVE: Final = b""

Read = Callable[[bytes, str, Callable[[], None]], Reading]
"""Of a file's bytes and its name; calls the third now and then, to say that it goes on."""


class Stuck(Exception):
    """The process said nothing for too long."""


class Died(Exception):
    """The process ended without an answer: it crashed, or wanted too much memory."""


def run(read: Read, path: Path, file_name: str) -> Reading:
    """What `read` makes of a file, in another process.

    `read` must be a function of a module. Raises ImportRefused as it does, Stuck and Died.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, read, os.fspath(path), file_name, translate.language())
    process = context.Process(target=_child, args=arguments, daemon=True)
    try:
        process.start()
        theirs.close()
        return _answer(ours)
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()


def _answer(ours: Connection) -> Reading:
    message = _ALIVE
    while message == _ALIVE:
        if not ours.poll(SILENCE):
            raise Stuck
        try:
            message = ours.recv_bytes(_MAX_ANSWER)
        except (EOFError, OSError) as error:
            raise Died from error
    answer = json.loads(message)
    if "refused" in answer:
        raise ImportRefused(answer["refused"])
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    return Reading(
        answer["text"],
        notes=tuple(answer["notes"]),
        pages=tuple(answer["pages"]),
        removals=tuple(Removal(*removal) for removal in answer["removals"]),
    )


def _child(theirs: Connection, read: Read, path: str, file_name: str, language: str) -> None:
    _limit_memory()
    _say_nothing()
    translate.set_language(language)
    try:
        with Path(path).open("rb") as file:
            reading = read(file.read(), file_name, lambda: theirs.send_bytes(_ALIVE))
        answer: dict[str, object] = {
            "text": reading.text,
            "notes": reading.notes,
            "pages": reading.pages,
            "removals": [(one.start, one.end, one.kind) for one in reading.removals],
        }
    except ImportRefused as error:
        answer = {"refused": str(error)}
    except (MemoryError, OSError):
        return
    except Exception as error:  # noqa: BLE001 (a bug here must be one over there)
        answer = {"bug": _place(error)}
    theirs.send_bytes(json.dumps(answer, ensure_ascii=False).encode("utf-8"))


def _place(error: Exception) -> str:
    """Where it happened, without what was read."""
    frames = traceback.extract_tb(error.__traceback__)
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places}"


def _say_nothing() -> None:
    """What PDFium prints of its end is nothing for a user's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory() -> None:
    """Where the system can: on Windows only time is limited."""
    if sys.platform == "win32":
        return
    import resource

    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_CORE):
        limit = MAX_MEMORY if kind == resource.RLIMIT_DATA else 0
        hardest = resource.getrlimit(kind)[1]
        if hardest == resource.RLIM_INFINITY or limit <= hardest:
            resource.setrlimit(kind, (limit, hardest))
