"""What other projects would make of this one, where it is forgotten again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from qualcode.core.clock import now
from qualcode.core.ids import CoderId, new_id
from qualcode.core.merge.decided import NewDecision
from qualcode.core.merge.deeds import MERGE
from qualcode.core.merge.opening import copy_in_memory, opened
from qualcode.core.merge.side import Side
from qualcode.core.merge.workout import Outcome, work_out
from qualcode.core.merge.writing import write
from qualcode.core.project import Project
from qualcode.core.store.transaction import transaction


@contextmanager
def merged_in_memory(
    project: Project,
    paths: Sequence[Path],
    *,
    decisions: Sequence[NewDecision] = (),
    progress: Callable[[int, int, str], None] | None = None,
) -> Iterator[Database]:
    """The project as it would be with these files taken in, to be read. No file is written to.

    Args:
        progress: told which file is at hand, how many are done, of how many; raises to cancel.

    Raises:
        Refused: if a file is given twice, or is the project itself.
        ProjectError: if one is no project, damaged, or of a newer version.
    """
    with opened(project, paths) as sources:
        db = copy_in_memory(project)
        try:
            for number, source in enumerate(sources):
                if progress is not None:
                    progress(number, len(sources), source.path.name)
                outcome = work_out(
                    Side(db, project.path.name),
                    Side(source.db, source.path.name),
                    decisions,
                    coder_id=CoderId(""),
                    time=now(),
                )
                source.require_unchanged()
                if not outcome.is_empty:
                    _write(db, outcome)
            yield db
        finally:
            db.conn.close()


def _write(db: Database, outcome: Outcome) -> None:
    known = outcome.both.ours.ids("coders") | outcome.settled.shown["coders"].keys()
    with transaction(
        db,
        operation=MERGE,
        subject="",
        coder_id=CoderId(min(known, default="")),
        device=new_id(),
    ) as running:
        write(running, outcome, lambda _done: None)
