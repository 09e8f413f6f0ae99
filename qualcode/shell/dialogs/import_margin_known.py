"""Finds out which of the files that come in with comments were written from documents here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.operations.margin_known import Known, KnownTexts
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.session import Session


def find_known(project: Project, texts: Sequence[str], *, progress: Progress) -> list[Known | None]:
    """For each text the document that has it, in a thread."""
    progress(0, 0)
    known = KnownTexts(project.db)
    return [known.find(text) for text in texts]


class KnownFinder(QObject):
    """Looks beside the window; one look at a time.

    Signals:
        found(): files may know more than before.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        #: what broke once is not begun again: it would come to the same
        self._has_answer = True

    @property
    def is_busy(self) -> bool:
        """Whether something is still looked for."""
        return self._job is not None

    def look(self, files: Sequence[ImportFile]) -> None:
        """Look for those that have not been looked for."""
        asked = [file for file in files if file.is_to_be_known]
        if self._job is not None or not asked or not self._has_answer:
            return
        texts = [file.transcript.text for file in asked if file.transcript]
        title = _("Looking for documents that are here already…")
        job = self._session.start_reading(title, find_known, texts)
        if job is None:
            return
        self._job, self._has_answer = job, False
        job.done.connect(partial(self._take, asked, texts))
        job.over.connect(self._over)

    def _take(
        self, asked: Sequence[ImportFile], texts: Sequence[str], answers: list[Known | None]
    ) -> None:
        self._has_answer = True
        for file, text, known in zip(asked, texts, answers, strict=True):
            if file.transcript is not None and file.transcript.text == text:
                file.know(known)

    def _over(self) -> None:
        self._job = None
        self.found.emit()

    def stop(self) -> None:
        """Look no more."""
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.cancel()
