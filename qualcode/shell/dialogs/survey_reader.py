"""What the dialog for a survey has done beside the window: reading, changing roles, looking ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qualcode.core.surveys.plan import PlannedColumn, SurveyPlan
from qualcode.core.translate import _
from qualcode.shell.dialogs.survey_reading import Request, look_ahead, read_survey, roles_changed
from qualcode.shell.jobs import Job
from qualcode.shell.session import Session


class SurveyReader(QObject):
    """One piece of work of each sort at a time; what is asked for last counts.

    Signals:
        read(found): a `Read`, or the sentence that says why there is none.
        stopped(): the user stopped the reading.
        seen(found): a `Preview`, or the sentence that says why nothing can come.
        changed(columns): as they are in the role that was asked for.
        busy_changed()
    """

    read = Signal(object)
    stopped = Signal()
    seen = Signal(object)
    changed = Signal(object)
    busy_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs: dict[str, Job] = {}
        self._waiting: SurveyPlan | None = None

    @property
    def is_reading(self) -> bool:
        """Whether the file is being read."""
        return "read" in self._jobs

    @property
    def is_busy(self) -> bool:
        """Whether anything is going on."""
        return bool(self._jobs)

    def start(self, request: Request) -> None:
        """Read a file."""
        self._drop("read", "roles", "look")
        self._waiting = None
        job = self._session.start_reading(_("Reading files…"), read_survey, request)
        if job is not None:
            self._follow("read", job, self._read, why=_could_not_be_read(request))

    def _read(self, found: Any) -> None:
        self.read.emit(found)

    def change(self, plan: SurveyPlan, columns: Sequence[PlannedColumn], role: str) -> None:
        """Let columns be in another role; what that needs is found in their cells."""
        job = self._session.start_apart(
            _("Looking through answers…"), roles_changed, plan.table, list(columns), role
        )
        self._drop("roles")
        self._follow("roles", job, self._changed)

    def _changed(self, found: Any) -> None:
        self.changed.emit(found)

    def look(self, plan: SurveyPlan) -> None:
        """See what would come of a plan. If that is going on for another one, it comes next."""
        self._waiting = plan
        running = self._jobs.get("look")
        if running is not None:
            running.cancel()
            return
        self._look_at_waiting()

    def _look_at_waiting(self) -> None:
        plan, self._waiting = self._waiting, None
        if plan is None:
            return
        job = self._session.start_reading(_("Looking ahead…"), look_ahead, plan)
        if job is not None:
            self._follow("look", job, self._seen, after=self._look_at_waiting)

    def _seen(self, found: Any) -> None:
        if self._waiting is None:
            self.seen.emit(found)

    def stop(self) -> None:
        """End everything, and take nothing of it."""
        self._waiting = None
        self._drop(*self._jobs)

    def _drop(self, *which: str) -> None:
        for key in which:
            job = self._jobs.pop(key, None)
            if job is not None:
                job.cancel()

    def _follow(
        self,
        key: str,
        job: Job,
        done: Callable[[Any], None],
        *,
        after: Callable[[], None] = lambda: None,
        why: str = "",
    ) -> None:
        """What goes on here shows here. A bug is told of by the window; here it leaves nothing."""
        job.is_quiet = True
        self._jobs[key] = job
        job.done.connect(lambda found: done(found) if self._jobs.get(key) is job else None)
        job.broke.connect(lambda _error: self._broke(key, job, why))
        job.over.connect(lambda: self._over(key, job, after))
        self.busy_changed.emit()

    def _broke(self, key: str, job: Job, why: str) -> None:
        if why and self._jobs.get(key) is job:
            self.read.emit(why)

    def _over(self, key: str, job: Job, after: Callable[[], None]) -> None:
        if self._jobs.get(key) is not job:
            return
        del self._jobs[key]
        if key == "read" and job.was_cancelled:
            self.stopped.emit()
        self.busy_changed.emit()
        after()


def _could_not_be_read(request: Request) -> str:
    return _("“{file}” could not be read.").format(file=request.path.name)
