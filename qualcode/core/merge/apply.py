"""Taking other projects in: first what it would do, then doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.clock import now
from qualcode.core.collector import collector_paused
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId, EntryId, new_id
from qualcode.core.merge.decided import NewDecision, require_fitting
from qualcode.core.merge.deeds import MERGE
from qualcode.core.merge.describe import names_known
from qualcode.core.merge.names_back import NAMES, REPLACE, NamesBack, names_that_come_back
from qualcode.core.merge.names_out import take_names_out
from qualcode.core.merge.opening import Source, copy_in_memory, opened
from qualcode.core.merge.plan import FilePlan, Plan
from qualcode.core.merge.planned import require_as_planned, states_of
from qualcode.core.merge.planning import describe_outcome
from qualcode.core.merge.side import Side
from qualcode.core.merge.workout import Outcome, work_out
from qualcode.core.merge.writing import rows_to_write, write
from qualcode.core.operations.coders import ensure_coder
from qualcode.core.operations.names import required
from qualcode.core.operations.project_details import drop_older_backups, make_backup
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store.rows import count
from qualcode.core.store.transaction import Transaction, transaction
from qualcode.core.translate import _

#: told how far a merge has come, of how much, and which file is at hand; raises to cancel it
Progress = Callable[[int, int, str], None]

#: the steps of a file, beside its rows
_STEPS: Final = 100


@dataclass(frozen=True)
class Merged:
    """What a merge did.

    Attributes:
        plan: as it was when it was done.
        backup: the copy that was made before; None if nothing was changed.
    """

    changes: Changes
    plan: Plan
    backup: Path | None

    @property
    def replaced_names(self) -> bool:
        """Whether names were replaced in what came in."""
        told = (one for file in self.plan.files for one in file.decisions)
        return any((one.kind, one.by) == (NAMES, REPLACE) for one in told)


def plan_merge(
    project: Project,
    paths: Sequence[Path],
    *,
    name: str = "",
    decisions: Sequence[NewDecision] = (),
    progress: Progress | None = None,
) -> Plan:
    """What it would do to take in these files; nothing is written.

    Args:
        name: the evaluator who would do it, as of `merge_as`.

    Raises:
        Refused: if a file is given twice, or is the project itself; as of `merge_as`, if a decision
            is about something else.
        ProjectError: if one is no project, damaged, or of a newer version.
    """
    with collector_paused(), opened(project, paths) as sources:
        if name:
            _require_fitting(project, sources, decisions)
        states = states_of(project, sources)
        db = project.db if len(sources) == 1 else copy_in_memory(project)
        try:
            plans = []
            for number, source in enumerate(sources):
                telling = _Telling(progress, number, len(sources), source.path.name)
                ours = Side(db, project.path.name)
                theirs = Side(source.db, source.path.name)
                outcome = work_out(
                    ours,
                    theirs,
                    decisions,
                    coder_id=_somebody(ours, theirs),
                    time=now(),
                    progress=telling.step,
                )
                plans.append(describe_outcome(outcome, names_that_come_back(outcome)))
                source.require_unchanged()
                if number + 1 < len(sources):
                    _try_out(db, outcome)
        finally:
            if db is not project.db:
                db.conn.close()
    plan = Plan(tuple(plans), states)
    joins = bool(name) and coders_store.named(project.db, name) is None
    return _more_coders(plan, after=1) if joins and not plan.is_empty else plan


def _more_coders(plan: Plan, *, before: int = 0, after: int = 0) -> Plan:
    """The plan with other numbers of evaluators: somebody joins to do it."""
    files = list(plan.files)
    for number, file in enumerate(files):
        told = file.counts["coders"]
        first = number == 0
        new = replace(
            told,
            before=told.before + (before if first else after),
            added=told.added + (after - before if first else 0),
            after=told.after + after,
        )
        files[number] = replace(file, counts={**file.counts, "coders": new})
    return replace(plan, files=tuple(files))


def _somebody(ours: Side, theirs: Side) -> CoderId:
    """In whose name a merge is tried out; what was decided is written with an evaluator who is
    there."""
    return CoderId(min(ours.ids("coders") or theirs.ids("coders"), default=""))


def _try_out(db: Database, outcome: Outcome) -> None:
    """Take a file in where it is forgotten again, to see what the next one brings."""
    coder = _somebody(outcome.both.ours, outcome.both.theirs)
    with transaction(db, operation=MERGE, subject="", coder_id=coder, device=new_id()) as running:
        write(running, outcome, lambda _done: None)


def merge(
    project: Project,
    coder_id: CoderId,
    paths: Sequence[Path],
    *,
    decisions: Sequence[NewDecision] = (),
    planned: Plan | None = None,
    progress: Progress | None = None,
) -> Merged:
    """Take in other projects: copies that were handed out, or projects that began apart.

    A backup is made first, if there is anything to take in. All files are taken in, or none; it is
    one operation, which can be undone.

    Args:
        decisions: what a person answered to a plan's questions.
        planned: what a person was shown of it.
        progress: told how far it has come; what it raises leaves nothing behind.

    Raises:
        Refused: if a file is given twice, or is the project itself.
        ChangedSince: if one of them, or the project, was changed since it was planned.
        ProjectError: if one is no project, damaged, or of a newer version.
    """

    def who(sources: Sequence[Source]) -> CoderId:
        if planned is not None:
            require_as_planned(planned.states, states_of(project, sources))
        return coder_id

    return _merge(project, who, paths, decisions, progress)


def merge_as(
    project: Project,
    name: str,
    paths: Sequence[Path],
    *,
    decisions: Sequence[NewDecision] = (),
    progress: Progress | None = None,
) -> Merged:
    """`merge` by the evaluator of that name, who joins the project if new and nothing is refused.

    Raises:
        Refused: also if the name is empty or several evaluators who joined here have it, or if a
            decision is about what is in none of the projects.
    """
    required(name, _("An evaluator needs a name."))

    def who(sources: Sequence[Source]) -> CoderId:
        _require_fitting(project, sources, decisions)
        return ensure_coder(project, name)

    return _merge(project, who, paths, decisions, progress)


def _require_fitting(
    project: Project, sources: Sequence[Source], decisions: Sequence[NewDecision]
) -> None:
    """Decisions that come from a file may be those of another merge."""
    files = {source.path.name for source in sources}
    require_fitting(decisions, files, [project.db, *(source.db for source in sources)])


def _merge(
    project: Project,
    who: Callable[[Sequence[Source]], CoderId],
    paths: Sequence[Path],
    decisions: Sequence[NewDecision],
    progress: Progress | None,
) -> Merged:
    project.require_writable()
    plans: list[FilePlan] = []
    changes = Changes(MERGE, "", EntryId(""))
    coders = count(project.db, "coders")
    joined = 0
    states: dict[str, str] = {}
    with (
        collector_paused(),
        opened(project, paths) as sources,
        _kept_if_done(project, sources, decisions) as backup,
        suppress(_NothingNew),
        project.together(),
    ):
        states = states_of(project, sources)
        coder_id = who(sources)
        joined = count(project.db, "coders") - coders
        done = _take_all_in(project, coder_id, sources, decisions, progress, plans)
        if joined and Plan(tuple(plans)).is_empty:
            raise _NothingNew
        changes = done
    plan = Plan(tuple(plans), states)
    if backup is not None and plan.is_empty:
        backup.unlink(missing_ok=True)  # decisions that were known already
        backup = None
    if backup is not None:
        with suppress(ProjectError):  # the merge is done; they go with the next backup
            drop_older_backups(project)
    left = 0 if plan.is_empty else joined
    plan = _more_coders(plan, before=-joined, after=left - joined) if joined else plan
    return Merged(changes, plan, backup)


class _NothingNew(Exception):
    """Takes back that somebody joined to merge nothing."""


def _take_all_in(
    project: Project,
    coder_id: CoderId,
    sources: Sequence[Source],
    decisions: Sequence[NewDecision],
    progress: Progress | None,
    plans: list[FilePlan],
) -> Changes:
    """Take the files in, as one operation, and tell the plan of each."""
    backs: list[NamesBack] = []
    subject = ", ".join(source.path.stem for source in sources)
    with project.operation(coder_id, MERGE, subject) as running:
        for number, source in enumerate(sources):
            telling = _Telling(progress, number, len(sources), source.path.name)
            plan, back = _take_in(project, running, source, decisions, telling)
            answer = _answer_on_names(source, decisions)
            plans.append(_names_decided(plan, answer) if answer else plan)
            if answer == REPLACE and back.places:
                backs.append(back)
            source.require_unchanged()
        for back in backs:
            take_names_out(running, back)
        plans[:] = [names_known(plan, running.db) for plan in plans]
        return running.changes(MERGE)


def _take_in(
    project: Project,
    running: Transaction,
    source: Source,
    decisions: Sequence[NewDecision],
    telling: _Telling,
) -> tuple[FilePlan, NamesBack]:
    outcome = work_out(
        Side(running.db, project.path.name),
        Side(source.db, source.path.name),
        decisions,
        coder_id=running.coder_id,
        time=running.time,
        progress=telling.step,
    )
    back = names_that_come_back(outcome)
    plan = describe_outcome(outcome, back)
    telling.rows = rows_to_write(outcome)
    if not outcome.is_empty:
        write(running, outcome, telling.written)
    return plan, back


def _answer_on_names(source: Source, decisions: Sequence[NewDecision]) -> str:
    """What was decided on names that come in with a file; empty if nothing was."""
    return next(
        (one.answer for one in decisions if (one.kind, one.subject) == (NAMES, source.path.name)),
        "",
    )


def _names_decided(plan: FilePlan, answer: str) -> FilePlan:
    """The plan with its question on names as a decision."""
    asked = [one for one in plan.questions if one.kind == NAMES]
    return replace(
        plan,
        questions=tuple(one for one in plan.questions if one.kind != NAMES),
        decisions=(*plan.decisions, *(replace(one, by=answer) for one in asked)),
    )


@contextmanager
def _kept_if_done(
    project: Project, sources: Sequence[Source], decisions: Sequence[NewDecision]
) -> Iterator[Path | None]:
    """A backup, unless the files hold nothing that is not here. It goes again if the merge fails or
    is cancelled: then the project is still what it was, and the earlier backups are all there."""
    deeds = Side(project.db, project.path.name).deeds.by_id
    known = {one for one, deed in deeds.items() if not deed.line.in_part}
    new = any(Side(source.db, "").deeds.by_id.keys() - known for source in sources)
    if not (new or decisions):
        yield None
        return
    backup = make_backup(project, keep_all=True).path
    try:
        yield backup
    except BaseException:
        with suppress(OSError):  # what went wrong before is what is told
            backup.unlink()
        raise


class _Telling:
    """Tells how far one of several files has come."""

    def __init__(self, progress: Progress | None, number: int, files: int, name: str) -> None:
        self._progress = progress
        self._number = number
        self._files = files
        self._name = name
        self._steps = 0
        self.rows = 1

    def step(self, _what: str) -> None:
        self._steps += 1
        self._tell(self._steps * 10)

    def written(self, done: int) -> None:
        self._tell(40 + 60 * done // max(1, self.rows))

    def _tell(self, percent: int) -> None:
        if self._progress is not None:
            done = self._number * _STEPS + min(percent, _STEPS)
            self._progress(done, self._files * _STEPS, self._name)
