"""Reads the files of an import beside the window, as often as they have to be."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from qualcode.core.translate import _
from qualcode.shell.dialogs.import_reading import Answer, read_files
from qualcode.shell.jobs import Job
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.models.import_found import Found, Request
from qualcode.shell.session import Session

# s; what takes longer is felt when one types or scrolls
_AT_ONCE: Final = 0.012
# ms; a window that comes up is painted before others ask for the processor
_PATIENCE: Final = 40


class FilesReader(QObject):
    """One reading at a time; what is asked for meanwhile comes afterwards.

    Signals:
        went_on(done, total, what): how far the reading has come.
        taken(file): a file has been read.
        over(): there is nothing more to read.
    """

    went_on = Signal(int, int, str)
    taken = Signal(object)
    over = Signal()

    def __init__(self, session: Session, files: ImportFilesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._files = files
        self._job: Job | None = None
        self._cancelled = False
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._soon.timeout.connect(self.read_waiting)
        self._asked: list[ImportFile] = []
        self._requests: list[Request] = []
        self._answers: SimpleQueue[Answer] = SimpleQueue()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read, or soon will be."""
        return self._job is not None or self._soon.isActive()

    def read_soon(self) -> None:
        """Read what has not been read, when the window is there."""
        self._soon.start()

    def read_waiting(self) -> None:
        """Read what has not been read; if a reading is going on, it comes afterwards."""
        waiting = self._files.waiting
        if self._job is not None or not waiting:
            return
        self._asked, self._answers = waiting, SimpleQueue()
        self._requests = [file.request for file in waiting]
        job = self._session.start_apart(
            _("Reading files…"), read_files, self._requests, self._answers
        )
        job.is_quiet = True
        job.progressed.connect(self._went_on)
        job.broke.connect(self._broke)
        job.over.connect(self._over)
        self._job = job

    def stop(self) -> None:
        """Read no more, and take nothing of what is being read."""
        self._soon.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.cancel()

    def _went_on(self, done: int, total: int, what: str) -> None:
        self._take_answers()
        self.went_on.emit(done, total, what)

    def _take_answers(self) -> None:
        """Take what there is, as long as the window does not wait for it; the rest comes later."""
        end = perf_counter() + _AT_ONCE
        took = False
        while perf_counter() < end:
            try:
                number, found = self._answers.get_nowait()
            except Empty:
                break
            self._take(number, found)
            took = True
        if took:
            self._files.say_changed()

    def _take(self, number: int, found: Found | str) -> None:
        """An answer, unless something else was asked for meanwhile."""
        file = self._asked[number]
        if file.is_waiting and file.request == self._requests[number]:
            self._files.take(file, found)
            self.taken.emit(file)

    def _broke(self) -> None:
        """A bug, which the window reports: the file that met it can't come in."""
        while not self._answers.empty():
            self._take_answers()
        for number, file in enumerate(self._asked):
            if file.is_waiting:
                self._take(number, _("“{file}” could not be read.").format(file=file.path.name))
                return

    def _over(self) -> None:
        if self._job is not None:
            self._cancelled = self._job.was_cancelled
            self._finish()

    def _finish(self) -> None:
        """Take what is left, a part at a time, and then go on to what was asked for meanwhile."""
        self._take_answers()
        if self._job is None:  # stopped meanwhile
            return
        if not self._answers.empty():
            QTimer.singleShot(0, self, self._finish)
            return
        self._job = None
        if self._cancelled:
            said = _("“{file}” was not read: reading was stopped.")
            for number, file in enumerate(self._asked):
                self._take(number, said.format(file=file.path.name))
        self._files.say_changed()
        self.read_waiting()
        self.over.emit()
