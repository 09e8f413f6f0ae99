"""A search in a thread, whose first hits are there before its last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from qualcode.core.analysis.search.elsewhere import Mention, mentions
from qualcode.core.analysis.search.find import Finder, Hit
from qualcode.core.analysis.search.wanted import Wanted, Where
from qualcode.core.errors import Refused
from qualcode.core.project import Project
from qualcode.core.translate import _
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.session import Session

#: how often the window looks for more hits, in milliseconds
_EVERY: Final = 25
#: after so many hits the thread asks whether it is to go on
_BREATH: Final = 500
#: so many hits are listed; who finds more has to look for something rarer
MOST_HITS: Final = 20_000


@dataclass
class Found:
    """What a search has found so far; the thread only ever adds to it.

    Attributes:
        refused: why nothing can be found, in a sentence.
        is_cut: there are more hits than anybody looks at, and these are the first.
    """

    hits: list[Hit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    refused: str = ""
    is_cut: bool = False


class Searching(QObject):
    """Runs one search at a time; a new one stops the one before.

    Signals:
        began(): what was found before counts no more.
        advanced(): there are more hits in `found`.
        finished(): that was all; `found` says why if there can be nothing.
    """

    began = Signal()
    advanced = Signal()
    finished = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._finder = Finder()
        self._of: Project | None = None
        self._job: Job | None = None
        self._seen = 0
        self.found = Found()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether there may be more."""
        return self._job is not None

    def start(self, wanted: Wanted, where: Where) -> None:
        """Search for this."""
        self.stop()
        self.began.emit()
        if self._of is not self._session.project:
            self._of, self._finder = self._session.project, Finder()
        found = self.found
        job = self._session.start_reading(
            _("Searching…"), _search, self._finder, wanted, where, found
        )
        if job is None:
            return
        self._job = job
        job.over.connect(lambda: self._over(job))
        self._timer.start()

    def stop(self) -> None:
        """Search no more, and forget what was found."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._timer.stop()
        self.found, self._seen = Found(), 0

    def _look(self) -> None:
        if len(self.found.hits) > self._seen:
            self._seen = len(self.found.hits)
            self.advanced.emit()

    def _over(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        self._timer.stop()
        self._look()
        self.finished.emit()


def _search(
    project: Project,
    finder: Finder,
    wanted: Wanted,
    where: Where,
    found: Found,
    *,
    progress: Progress,
) -> None:
    try:
        for hit in finder.find(project.db, wanted, where, progress=progress):
            if len(found.hits) == MOST_HITS:
                found.is_cut = True
                break
            found.hits.append(hit)
            if len(found.hits) % _BREATH == 0:
                progress(0, 0)
        if where.is_everywhere:
            found.mentions.extend(mentions(project.db, wanted))
    except Refused as refused:
        found.refused = str(refused)
