"""Reading a survey's file beside the window, and bringing it in: the work of its dialog's jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.errors import ProjectError, Refused
from qualcode.core.ids import CoderId
from qualcode.core.model import Survey
from qualcode.core.operations.survey_preview import Preview, preview
from qualcode.core.operations.survey_waves import as_before
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.surveys import guessing
from qualcode.core.surveys.plan import PlannedColumn, SurveyPlan
from qualcode.core.surveys.reading import read
from qualcode.core.surveys.table import Table
from qualcode.shell.jobs import Progress
from qualcode.shell.models.survey_columns import Look, looks_of


@dataclass(frozen=True, slots=True)
class Request:
    """A file, and how it is to be read."""

    path: Path
    sheet: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, with what is proposed and what each column looks like.

    Attributes:
        before: a survey that is there and has the same questions.
    """

    plan: SurveyPlan
    looks: tuple[Look, ...]
    before: Survey | None


def read_survey(project: Project, request: Request, *, progress: Progress) -> Read | str:
    """The file, or the sentence that says why it can't be read."""
    with collector_paused():
        return _read(project, request, progress)


def _read(project: Project, request: Request, progress: Progress) -> Read | str:
    progress(0, 0, request.path.name)
    try:
        table = read(request.path, sheet=request.sheet, encoding=request.encoding)
    except ProjectError as error:
        return str(error)
    progress(0, 0, request.path.name)
    plan = guessing.propose(table)
    progress(0, 0, request.path.name)
    looks = looks_of(table)
    progress(0, 0, request.path.name)
    try:
        plan, before = as_before(project.db, plan)
    except Refused:  # answers that can't be what they were then
        before = None
    return Read(plan, looks, before)


def roles_changed(
    table: Table, columns: Sequence[PlannedColumn], role: str, *, progress: Progress
) -> list[PlannedColumn]:
    """The columns as they would be in another role."""
    found = []
    for done, column in enumerate(columns):
        progress(done, len(columns))
        found.append(guessing.changed_role(table, column, role))
    return found


def look_ahead(project: Project, plan: SurveyPlan, *, progress: Progress) -> Preview | str:
    """What would come, or the sentence that says why nothing can."""
    try:
        with collector_paused():
            return preview(project.db, plan, lambda: progress(0, 0))
    except ProjectError as error:
        return str(error)


def bring_in(
    project: Project, coder_id: CoderId, plan: SurveyPlan, *, progress: Progress
) -> Changes:
    """`import_survey` in a thread."""
    with collector_paused():
        return import_survey(project, coder_id, plan, progress=progress)
