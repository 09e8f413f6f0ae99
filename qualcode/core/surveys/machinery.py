"""Columns that a survey tool writes for itself, known by others beside them."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.store.connection import casefold
from qualcode.core.surveys import words
from qualcode.core.surveys.plan import IGNORED, PlannedColumn
from qualcode.core.surveys.profile import Profile
from qualcode.core.surveys.table import Field
from qualcode.core.translate import _


def without_machinery(
    fields: Sequence[Field], columns: Sequence[PlannedColumn], profiles: Sequence[Profile]
) -> list[PlannedColumn]:
    """The columns, those left out that say how long a page took, what a quiz gave, or whether a
    machine answered."""
    headers = {casefold(one.header.strip()) for one in fields}
    timed = bool(headers & words.ALL_TIME)
    return [
        PlannedColumn(
            column.number,
            IGNORED,
            _("The survey tool writes this column for itself."),
            column.question,
            column.part,
        )
        if _is_of_the_tool(one, profiles[column.number], headers, timed=timed)
        else column
        for one, column in zip(fields, columns, strict=True)
    ]


def _is_of_the_tool(one: Field, about: Profile, headers: set[str | None], *, timed: bool) -> bool:
    header = casefold(one.header.strip()) or ""
    name = casefold(one.name.strip()) or ""
    quiz = words.OF_A_QUIZ.fullmatch(one.header.strip())
    parts = words.PARTS_OF_TIME
    return (
        (casefold(one.part.strip()) or "") in words.TIMINGS
        or (header.startswith(words.OWN_CHECKS) and name in ("", header))
        or (quiz is not None and casefold(quiz[1].strip()) in headers)
        or (header in words.SCORES and about.all_are(words.SCORE))
        or (timed and bool(parts.fullmatch(header)) and about.all_are(words.NUMBER))
    )
