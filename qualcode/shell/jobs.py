"""Long work beside the window: with progress, cancel, and one signal when it is over.

Create the job, connect, then start:

    job = session.job(_("Importing…"), import_all, files)
    job.done.connect(self.imported)
    job.start()

The function runs in a thread of its own on a connection of its own. It must not call any part of
the window. It is one operation, one transaction: cancelling leaves nothing behind.
"""

import threading
from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from qualcode.core.collector import collector_paused
from qualcode.core.errors import ProjectError
from qualcode.core.project import Project

#: ms; work that does a thousand small things would call the window for each of them otherwise
_TELLS_EVERY: Final = 40


class Cancelled(Exception):
    """The user cancelled; raised within the work to leave it."""


class Progress(Protocol):
    """What the work calls to say how far it has come."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Say how far, and what is being done. Raises `Cancelled` when the user has cancelled."""


#: The work: gets a project of its own (None if no project is open) and a progress to call.
Work = Callable[..., Any]


class Job(QObject):
    """One piece of work in a thread.

    Attributes: is_quiet: how far it is shows where it was started, and not in the window's strip.

    Signals:
        progressed(done, total, what): how far the work has come; not each of its steps is told.
        done(result): it succeeded.
        failed(error): the world failed; a `ProjectError`.
        broke(error): a bug; any other exception, for the crash dialog.
        over(): it has ended, in whichever way, and the thread with it. Comes last.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    broke = Signal(object)
    over = Signal()

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], Any],
        *,
        writes: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.writes = writes
        self.is_quiet = False
        self._cancelled = threading.Event()
        self._thread = _Thread(self, work)
        self._thread.finished.connect(self._end)
        self._outcome: tuple[str, Any] | None = None
        self._is_over = False
        self._come_to: tuple[int, int, str] | None = None
        self._told: tuple[int, int, str] | None = None
        self._telling = QTimer(self, interval=_TELLS_EVERY)
        self._telling.timeout.connect(self._tell)

    def start(self) -> None:
        """Begin. Connect first."""
        self._telling.start()
        self._thread.start()

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop where it next says how far it has come."""
        self._cancelled.set()

    @property
    def is_running(self) -> bool:
        """Whether the thread is at work."""
        return self._thread.isRunning()

    @property
    def come_to(self) -> tuple[int, int, str] | None:
        """How far the work had come when that was told last; None as long as it has not been."""
        return self._told

    @property
    def was_cancelled(self) -> bool:
        """Whether the user has asked the work to stop."""
        return self._cancelled.is_set()

    def wait(self) -> None:
        """Block until the thread has ended; for closing down and for tests."""
        self._thread.wait()

    def give_up(self) -> None:
        """Stop it, wait for that, and tell nobody what it came to: its project is about to close.

        A bug is told all the same, and that it is over.
        """
        self.cancel()
        self.wait()
        if self._outcome is not None and self._outcome[0] != "broke":
            self._outcome = None
        self._end()

    def progress(self, done: int, total: int, what: str = "") -> None:
        """`Progress`, called within the thread."""
        if self._cancelled.is_set():
            raise Cancelled
        self._come_to = (done, total, what)

    def _tell(self) -> None:
        """Say how far it has come, if it has gone on since that was said."""
        come_to = self._come_to
        if come_to is not None and come_to is not self._told:
            self._told = come_to
            self.progressed.emit(*come_to)

    def settle(self, kind: str, value: Any) -> None:
        """Keep the outcome until the thread has ended; called within the thread."""
        self._outcome = (kind, value)

    @Slot()
    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._telling.stop()
        self._tell()
        kind, value = self._outcome or ("cancelled", None)
        if kind == "done":
            self.done.emit(value)
        elif kind == "failed":
            self.failed.emit(value)
        elif kind == "broke":
            self.broke.emit(value)
        self.over.emit()


class _Thread(QThread):
    def __init__(self, job: Job, work: Callable[[Progress], Any]) -> None:
        super().__init__(job)
        self._job = job
        self._work = work

    def run(self) -> None:
        try:
            with collector_paused():  # it would hold the window up, for as long as it looks
                result = self._work(self._job.progress)
            self._job.settle("done", result)
        except Cancelled:
            self._job.settle("cancelled", None)
        except ProjectError as error:
            self._job.settle("failed", error)
        except Exception as error:  # noqa: BLE001 (a bug: shown by the window, not lost)
            self._job.settle("broke", error)


def on_own_connection(
    project: Project, work: Work, *arguments: Any, **keywords: Any
) -> Callable[[Progress], Any]:
    """Work which gets a project on a connection of its own as its first argument, and
    `progress` as a keyword."""

    def run(progress: Progress) -> Any:
        own = project.sibling()
        try:
            return work(own, *arguments, progress=progress, **keywords)
        finally:
            own.close()

    return run
