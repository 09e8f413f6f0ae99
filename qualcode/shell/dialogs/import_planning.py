"""What correcting a document with a file would do, found out beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.correction_plan import CorrectionPlan
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_fate import sentence_of
from qualcode.shell.dialogs.import_reading import plan
from qualcode.shell.jobs import Job
from qualcode.shell.models.import_file import CORRECT, ImportFile
from qualcode.shell.session import Session


class CorrectionPlanner(QObject):
    """One file at a time.

    Signals: planned(file): the file says it now.
    """

    planned = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._file: ImportFile | None = None
        self._job: Job | None = None

    def plan(self, file: ImportFile) -> None:
        """Find it out for a file, if it is to correct a document and does not say it yet."""
        wanted = file.fate == CORRECT and not file.planned and file is not self._file
        if not (wanted and file.earlier and file.transcript):
            return
        job = self._session.start_reading(
            _("Comparing two versions…"),
            plan,
            file.earlier[0],
            file.transcript,
            file.margin.known,
        )
        if job is not None:
            self._file, self._job = file, job
            job.done.connect(partial(self._done, job, file.transcript))
            job.over.connect(partial(self._over, job))

    def _done(self, job: Job, transcript: Transcript, found: CorrectionPlan) -> None:
        file = self._file
        if job is self._job and file is not None and file.transcript is transcript:
            file.planned = sentence_of(found)
            self.planned.emit(file)

    def _over(self, job: Job) -> None:
        if job is self._job:
            self._file = self._job = None

    def stop(self) -> None:
        """Look no more, and take nothing of what is looked at."""
        job, self._file, self._job = self._job, None, None
        if job is not None:
            job.cancel()
