"""Sheets that are refused: every row that can't be used is named."""

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
