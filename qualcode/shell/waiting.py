"""What was typed while other work wrote, and is done when that is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.project import Project
from qualcode.core.translate import _


def by(writer: CoderId | None, operation: Callable[..., Changes]) -> Callable[..., Changes]:
    """The operation, done by whoever sat here when it was asked for. It is refused if other work
    has removed what was written about."""

    def done(project: Project, coder_id: CoderId, *arguments: Any, **keywords: Any) -> Changes:
        try:
            return operation(project, writer or coder_id, *arguments, **keywords)
        except KeyError as error:
            raise Refused(
                _("What you wrote could not be kept: what it belongs to was removed meanwhile.")
            ) from error

    return done
