"""Taking the latest step back, and doing it again: at once, or in a thread where it is large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.operations import history
from qualcode.core.operations.labels import label
from qualcode.core.project import Project
from qualcode.core.store import journal
from qualcode.core.translate import N_, _

if TYPE_CHECKING:
    from qualcode.shell.session import Session

#: Undoing so many rows takes some 20 ms: beyond that it is work for a thread.
LARGE: Final = 500


@dataclass(frozen=True)
class Stepped:
    """What was undone, or done again: in words, with the name of who had done it."""

    undone: bool
    label: str
    coder: str


@dataclass(frozen=True)
class Way:
    """Back or on: what is done, and what is said meanwhile."""

    step: Callable[..., Changes]
    title: str


UNDO: Final = Way(history.undo, N_("Undoing…"))
REDO: Final = Way(history.redo, N_("Redoing…"))


def next_step(
    project: Project | None, find: Callable[[Database], journal.Entry | None]
) -> journal.Entry | None:
    """The step that is next; None if there is none, or nothing can be written."""
    return None if project is None or project.read_only else find(project.db)


def in_words(entry: journal.Entry | None) -> str | None:
    """What a step did."""
    return None if entry is None else label(entry.operation, entry.subject)


def run(session: Session, entry: journal.Entry | None, way: Way) -> None:
    """Go one step; what it was is told when it is done."""
    project = session.project
    if project is None:
        return
    if entry is None:
        session.run(way.step)
        return
    words = label(entry.operation, entry.subject)
    told = Stepped(way is UNDO, words, session.name_of(entry.coder_id))
    if not journal.is_longer(project.db, entry.seq, LARGE):
        if session.run(way.step) is not None:
            session.stepped.emit(told)
        return

    job = session.start_operation(_(way.title), way.step)
    if job is not None:
        job.done.connect(lambda _changes: session.stepped.emit(told))
