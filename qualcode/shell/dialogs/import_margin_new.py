"""Finds out how many comments of files that come back are new, beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.ids import CoderId
from qualcode.core.operations.margin_intake import Returned
from qualcode.core.operations.margin_new import new_comments
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.session import Session


def count_new(
    project: Project, coder_id: CoderId, files: Sequence[Returned], *, progress: Progress
) -> list[int]:
    """`new_comments`, in a thread."""
    progress(0, 0)
    return new_comments(project.db, coder_id, files)


class NewComments(QObject):
    """Counts them anew when something else is decided of them; one count at a time.

    Signals: counted(): files know it now.
    """

    counted = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        #: what broke once is not begun again: it would come to the same
        self._has_answer = True

    def count(self, files: Sequence[ImportFile]) -> None:
        """Count the new comments of those that are to be taken in."""
        asked = [(file, file.margin.decided) for file in files if not file.margin.is_counted]
        coder_id = self._session.coder_id
        if self._job is not None or coder_id is None or not asked or not self._has_answer:
            return
        back = [file.returned() for file, _decided in asked]
        title = _("Looking for new comments…")
        job = self._session.start_reading(title, count_new, coder_id, back)
        if job is not None:
            self._job, self._has_answer = job, False
            job.done.connect(partial(self._take, asked))
            job.over.connect(self._over)

    def _take(self, asked: Sequence[tuple[ImportFile, object]], numbers: list[int]) -> None:
        self._has_answer = True
        for (file, decided), number in zip(asked, numbers, strict=True):
            file.margin.take_count(number, decided)

    def _over(self) -> None:
        self._job = None
        self.counted.emit()

    def stop(self) -> None:
        """Count no more."""
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.cancel()
