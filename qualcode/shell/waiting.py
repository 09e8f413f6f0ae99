"""What was typed while other work wrote, and is done when that is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId
from qualcode.core.project import Project
from qualcode.core.translate import _


def by(writer: CoderId | None, operation: Callable[..., Changes]) -> Callable[..., Changes]:
    """The operation, done by whoever sat here when it was asked for."""

    def done(project: Project, coder_id: CoderId, *arguments: Any, **keywords: Any) -> Changes:
        return operation(project, writer or coder_id, *arguments, **keywords)

    return done


def keep(run: Callable[[], object], tell: Callable[[str], object]) -> None:
    """Do it. Other work may have removed what was written about: that is told."""
    try:
        run()
    except KeyError:
        tell(_("What you wrote could not be kept: what it belongs to was removed meanwhile."))
