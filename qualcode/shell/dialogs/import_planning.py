"""What correcting a document with a file would do, found out beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.operations.correction_plan import CorrectionPlan
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_fate import sentence_of
from qualcode.shell.dialogs.import_reading import plan
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
            self._file = file
            job.done.connect(partial(self._done, file))
            job.over.connect(self._over)

    def _done(self, file: ImportFile, found: CorrectionPlan) -> None:
        file.planned = sentence_of(found)
        self.planned.emit(file)

    def _over(self) -> None:
        self._file = None
