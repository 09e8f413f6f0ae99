"""What is wrong with a project, as the check tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckProblem:
    """Something that should never be.

    Attributes:
        check: which rule is broken.
        table, id: the row; empty where no single row is to blame.
        message: a sentence for the user.
    """

    check: str
    table: str
    id: str
    message: str
