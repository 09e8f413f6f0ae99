"""Questions with several choices that stand in a column each, which is ticked or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from qualcode.core.store.connection import casefold
from qualcode.core.surveys import words
from qualcode.core.surveys.plan import IDENTITY, IGNORED, SEVERAL, TIME, PlannedColumn
from qualcode.core.surveys.profile import Profile
from qualcode.core.surveys.table import Field
from qualcode.core.translate import _

_NUMBERED: Final = re.compile(r"(.*?)[_.]?(?:SQ)?\d+", re.DOTALL)


def with_ticks(
    fields: Sequence[Field], columns: Sequence[PlannedColumn], profiles: Sequence[Profile]
) -> Iterator[PlannedColumn]:
    """The columns, with those as one question that stand beside each other and tick its choices."""

    def key(at: int) -> str:
        one = fields[at]
        if columns[at].role in (IDENTITY, TIME, IGNORED) and profiles[at].cells:
            return ""
        if one.part:
            return one.header
        numbered = _NUMBERED.fullmatch(one.name)
        return f"\0{numbered[1]}" if numbered and one.name != one.header else ""

    for stem, run in groupby(range(len(fields)), key=key):
        places = list(run)
        chosen = [at for at in places if _ticks(fields[at], profiles[at])]
        if stem and _is_one_question(fields, places, chosen, profiles):
            question = stem if not stem.startswith("\0") else _common(fields, places, stem)
            yield from (_ticked(fields[at], columns[at], profiles[at], question) for at in places)
        else:
            yield from (columns[at] for at in places)


def _is_one_question(
    fields: Sequence[Field],
    places: Sequence[int],
    chosen: Sequence[int],
    profiles: Sequence[Profile],
) -> bool:
    """All but a column for other answers must tick, and most of them be ticked by some."""
    if any(fields[at].ticked for at in places):
        return True
    others = [at for at in places if at not in chosen and profiles[at].cells]
    filled = [at for at in chosen if profiles[at].cells]
    return len(filled) > 1 and len(others) <= 1


def _ticks(one: Field, about: Profile) -> bool:
    """Whether a column's cells say no more than that it is ticked, or not."""
    if one.ticked or not about.cells:
        return True
    if about.folded == {casefold(one.part)}:
        return True
    if one.labels:
        labels = dict(one.labels)
        meant = {casefold(labels.get(text, text)) or "" for text in about.counts}
        return meant <= words.TICKED | words.NOT_TICKED | {casefold(one.header) or ""}
    return about.are_ticks


def _ticked(one: Field, column: PlannedColumn, about: Profile, question: str) -> PlannedColumn:
    """The column as one that ticks a choice; one with words beside the choices is open."""
    part = one.part or one.header
    if not _ticks(one, about):
        return replace(column, question=question, part=part)
    return PlannedColumn(
        one.number,
        SEVERAL,
        _("It ticks a choice of a question with several."),
        question,
        part,
        ticks=ticks_of(one, about),
    )


def ticks_of(one: Field, about: Profile) -> tuple[str, ...]:
    """What stands in a column's cells when its choice is ticked."""
    labels = dict(one.labels)
    own = {casefold(one.part) or "", casefold(one.header) or ""}
    ticks = tuple(
        text
        for text in about.counts
        if (casefold(labels.get(text, text)) or "") in words.TICKED | own
    )
    return ticks or ("1",)


def _common(fields: Sequence[Field], places: Sequence[int], stem: str) -> str:
    """What the headers of numbered variables begin with in common; else what the variables do."""
    headers = [fields[at].header for at in places]
    start = headers[0]
    for header in headers[1:]:
        while not header.startswith(start):
            start = start[:-1]
    common = start.rpartition(" ")[0] if len(places) > 1 else ""
    named = common.rstrip(" :–-(")
    # One word may be how all of the choices begin; with a colon it is what was asked.
    is_question = len(named.split()) > 1 or (named and named != common.rstrip())
    return named if is_question else stem.strip("\0_.")
