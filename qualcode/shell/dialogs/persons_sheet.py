"""Persons described by a sheet, beside the window: read, checked, written as one operation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.interchange import persons as sheet
from qualcode.core.interchange.problems import SheetRefused
from qualcode.core.operations.sheet_persons import persons_from_sheet
from qualcode.core.project import Project
from qualcode.core.translate import _, ngettext
from qualcode.shell.jobs import Progress
from qualcode.shell.panels.notice import Notice
from qualcode.shell.session import Session

SUFFIXES: Final = (".csv", ".xlsx", ".json")
#: More reasons than this are not read, and hide the window.
_MOST_REASONS: Final = 6


def _describe(project: Project, coder_id: CoderId, path: Path, *, progress: Progress) -> Changes:
    progress(0, 0)
    rows = sheet.read(path)
    return persons_from_sheet(project, coder_id, rows, source=path.name).changes


def describe_from(session: Session, path: Path, notice: Notice) -> None:
    """Describe the project's persons by a sheet, and tell what came of it in the notice."""
    notice.clear()
    job = session.start_operation(
        _("Persons from “{file}”…").format(file=path.name), _describe, path
    )
    if job is not None:
        job.done.connect(lambda changes: notice.tell(_told(changes, path)))
        job.failed.connect(lambda error: notice.warn(_reasons(error)))


def _told(changes: Changes, path: Path) -> str:
    if not changes:
        return _("“{file}” says nothing that was not known.").format(file=path.name)
    described = len(changes.changed.get("persons", ()))
    joined = len(changes.removed.get("persons", ()))
    said = ngettext("{number} person described", "{number} persons described", described)
    return _("{described}, {joined} joined with others. It can be undone.").format(
        described=said.format(number=described), joined=joined
    )


def _reasons(error: Exception) -> str:
    """The sentence, and below it the rows that are wrong."""
    problems = error.problems if isinstance(error, SheetRefused) else ()
    lines = [str(error), *map(str, problems[:_MOST_REASONS])]
    more = len(problems) - _MOST_REASONS
    if more > 0:
        lines.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return "\n".join(lines)
