"""What is done in a thread: looking at files, and taking them in. What the world does wrong is
handed back as a sentence, to be shown where the files were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualcode.core.changes import Changes
from qualcode.core.errors import (
    ChangedSince,
    DamagedProject,
    NewerProject,
    NotAProject,
    ProjectError,
    Refused,
)
from qualcode.core.ids import CoderId, EntryId
from qualcode.core.merge.apply import Merged, merge, plan_merge
from qualcode.core.merge.background import describe_sources
from qualcode.core.merge.decided import NewDecision
from qualcode.core.operations import history
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.translate import _
from qualcode.shell.jobs import Progress
from qualcode.shell.pages.team.merging.gone import words_of
from qualcode.shell.pages.team.merging.question import Looked

#: what would be the same again, however often one looked
_LASTING: Final = (Refused, NotAProject, DamagedProject, NewerProject)


@dataclass(frozen=True)
class Failure:
    """Why it could not be done, in a sentence.

    Attributes:
        is_lasting: it would be the same again.
        is_stale: the files are not what was looked at any more.
    """

    sentence: str
    is_lasting: bool = False
    is_stale: bool = False


def look(
    project: Project,
    paths: Sequence[Path],
    decisions: Sequence[NewDecision],
    *,
    progress: Progress,
) -> Looked | Failure:
    """What these files would bring."""

    def tell(done: int, total: int, file: str) -> None:
        progress(done, total, _("Looking at “{file}”…").format(file=file))

    try:
        plan = plan_merge(project, paths, decisions=decisions, progress=tell)
        sources = describe_sources(project, paths, plan)
    except ProjectError as error:
        return Failure(str(error), isinstance(error, _LASTING))
    ours = coders_store.all_coders(project.db)
    codes = {code.id: code for code in codes_store.all_codes(project.db)}
    return Looked(
        paths=tuple(paths),
        plan=plan,
        sources=tuple(sources),
        codes=codes,
        words=words_of(project.db, plan),
        coders=frozenset(one.id for one in ours),
        initials={one.name: one.initials for one in ours},
    )


class Taking:
    """Takes in files that were looked at. Attributes: merged: what was done; failure: or why it
    was not."""

    def __init__(self, looked: Looked, decisions: Sequence[NewDecision]) -> None:
        self._looked = looked
        self._decisions = list(decisions)
        self.merged: Merged | None = None
        self.failure: Failure | None = None

    def __call__(self, project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
        def tell(done: int, total: int, file: str) -> None:
            progress(done, total, _("Merging “{file}”…").format(file=file))

        try:
            self.merged = merge(
                project,
                coder_id,
                self._looked.paths,
                decisions=self._decisions,
                planned=self._looked.plan,
                progress=tell,
            )
        except ProjectError as error:
            self.failure = Failure(str(error), is_stale=isinstance(error, ChangedSince))
            return Changes("merge", "", EntryId(""))
        return self.merged.changes


def take_back(project: Project, coder_id: CoderId, entry_id: str, *, progress: Progress) -> Changes:
    """Undo all that a merge did."""
    return history.undo_entry(project, coder_id, EntryId(entry_id), progress=progress)
