"""What is said where a sheet is refused, or a report of what is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qualcode.cli.output import warn


@contextmanager
def problems_shown() -> Iterator[None]:
    """Print each problem of a refused sheet before the sentence that says so."""
    from qualcode.core.interchange.problems import SheetRefused

    try:
        yield
    except SheetRefused as refusal:
        for problem in refusal.problems:
            warn(str(problem))
        raise


@contextmanager
def reporting() -> Iterator[None]:
    """Write a report of what is done already: who reads that it failed must not do it again."""
    from qualcode.core.errors import ProjectError
    from qualcode.core.translate import _

    try:
        yield
    except ProjectError as error:
        raise ProjectError(
            _("It was done, but there is no report of it. {reason}").format(reason=error)
        ) from error
