"""Finds out which of the files that come in were written from documents here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualcode.core.ids import CoderId
from qualcode.core.operations.margin_intake import Returned
from qualcode.core.operations.margin_known import KnownTexts, is_new_version
from qualcode.core.operations.margin_new import Before, came_in_before
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_found import Answer, Query
from qualcode.shell.session import Session


def find_known(
    project: Project, coder_id: CoderId | None, queries: Sequence[Query], *, progress: Progress
) -> list[Answer]:
    """For each file the document that it was written from, in a thread."""
    progress(0, 0)
    texts = KnownTexts(project.db)
    return [_answer(project, coder_id, texts, query) for query in queries]


def _answer(project: Project, coder_id: CoderId | None, texts: KnownTexts, query: Query) -> Answer:
    transcript, earlier = query.transcript, query.earlier
    known = texts.find(transcript.text) if query.rule else None
    before = Before()
    if known is not None and query.rule is not None and coder_id is not None:
        file = Returned(known.document_id, transcript, query.rule, known)
        before = came_in_before(project.db, coder_id, file)
    is_newer = (
        earlier is not None
        and (known is None or known.document_id == earlier)
        and is_new_version(project.db, earlier, transcript.text)
    )
    return Answer(known, before, is_newer)


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
        queries = [file.query() for file in asked]
        title = _("Looking for documents that are here already…")
        job = self._session.start_reading(title, find_known, self._session.coder_id, queries)
        if job is None:
            return
        self._job, self._has_answer = job, False
        job.done.connect(partial(self._take, asked, queries))
        job.over.connect(self._over)

    def _take(
        self, asked: Sequence[ImportFile], queries: Sequence[Query], answers: list[Answer]
    ) -> None:
        self._has_answer = True
        for file, query, answer in zip(asked, queries, answers, strict=True):
            if file.transcript is not None and file.transcript.text == query.transcript.text:
                file.know(answer)

    def _over(self) -> None:
        self._job = None
        self.found.emit()

    def stop(self) -> None:
        """Look no more."""
        if self._job is not None:
            job, self._job = self._job, None
            job.disconnect(self)
            job.cancel()
