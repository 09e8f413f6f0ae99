"""Reading a PDF in a process of its own, which may hang, crash or swell without harm to this one.

PDFium takes files apart that anybody may have written. A PDF of a megabyte can ask for gigabytes.

The process is this Python again, or this program where it is frozen into one file: then its `main`
must begin with `apart.serve_if_asked()`. It is told on its input what to read, so that no file's
name is seen in the list of processes, and answers in frames: four bytes of length, and JSON, never
anything that could run here. An empty frame says that it goes on.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Final

from qualcode.core import translate
from qualcode.core.errors import ImportRefused
from qualcode.core.importers.transcript import MAX_CHARACTERS, Reading, Removal

# A page takes some hundredths of a second; the process itself a third of a second to begin.
SILENCE: Final = 10.0
# PDFium and Python take 60 MB, a thousand pages of text 50 MB more.
MAX_MEMORY: Final = 400 * 1024 * 1024
ARGUMENT: Final = "--read-apart"
_MAX_ANSWER: Final = 8 * MAX_CHARACTERS
_LENGTH = 4
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
    task = {
        "module": read.__module__,
        "function": read.__name__,
        "path": os.fspath(path),
        "file_name": file_name,
        "language": translate.language(),
    }
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            return _reading(_answer(process, json.dumps(task).encode("ascii")))
        finally:
            process.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-P", "-m", __name__, ARGUMENT]


def _answer(process: subprocess.Popen[bytes], task: bytes) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: PT018
    frames: queue.Queue[bytes | None] = queue.Queue()
    reader = threading.Thread(target=_forward, args=(process.stdout, frames), daemon=True)
    reader.start()
    try:
        process.stdin.write(task)
        process.stdin.close()
        frame: bytes | None = _ALIVE
        while frame == _ALIVE:
            frame = frames.get(timeout=SILENCE)
    except queue.Empty as error:
        raise Stuck from error
    except OSError as error:
        raise Died from error
    finally:
        process.kill()
        reader.join()
    if frame is None:
        raise Died
    return frame


def _forward(stream: IO[bytes], frames: queue.Queue[bytes | None]) -> None:
    """Frames as they come; None at the end, or for what is no whole frame."""
    while len(head := stream.read(_LENGTH)) == _LENGTH:
        length = int.from_bytes(head, "big")
        frame = stream.read(length) if length <= _MAX_ANSWER else b""
        if len(frame) < length:
            break
        frames.put(frame)
    frames.put(None)


def _reading(frame: bytes) -> Reading:
    answer = json.loads(frame)
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


# The other process


def serve_if_asked() -> None:
    """Ends this process with an answer, if it was started to give one."""
    if sys.argv[1:] == [ARGUMENT]:
        _serve()
        sys.stdout.flush()
        os._exit(0)  # nothing of what a crash may have left behind runs now


def _serve() -> None:
    task = json.loads(sys.stdin.buffer.read())
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what PDFium prints is no answer

    def send(frame: bytes) -> None:
        answers.write(len(frame).to_bytes(_LENGTH, "big") + frame)

    _limit_memory()
    translate.set_language(task["language"])
    read = getattr(import_module(task["module"]), task["function"])
    answer = _answered(read, task, lambda: send(_ALIVE))
    if answer is not None:
        send(json.dumps(answer, ensure_ascii=False).encode("utf-8"))
    answers.close()


def _answered(
    read: Read, task: dict[str, str], alive: Callable[[], None]
) -> dict[str, object] | None:
    try:
        reading = read(Path(task["path"]).read_bytes(), task["file_name"], alive)
    except ImportRefused as error:
        return {"refused": str(error)}
    except (MemoryError, OSError):
        return None
    except Exception as error:  # noqa: BLE001 (a bug here must be one over there)
        return {"bug": _place(error)}
    return {
        "text": reading.text,
        "notes": reading.notes,
        "pages": reading.pages,
        "removals": [(one.start, one.end, one.kind) for one in reading.removals],
    }


def _place(error: Exception) -> str:
    """Where it happened, without what was read."""
    frames = traceback.extract_tb(error.__traceback__)
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places}"


def _limit_memory() -> None:
    """Where the system can: on Windows only time is limited."""
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in ((resource.RLIMIT_DATA, MAX_MEMORY), (resource.RLIMIT_CORE, 0)):
        hardest = resource.getrlimit(kind)[1]
        if hardest == resource.RLIM_INFINITY or limit <= hardest:
            resource.setrlimit(kind, (limit, hardest))


if __name__ == "__main__":
    serve_if_asked()
