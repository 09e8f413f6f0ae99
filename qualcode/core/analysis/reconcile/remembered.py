"""What a stored disagreement remembers of the marks that it is about, and of how it was settled."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.core.analysis.reconcile.differences import Difference
from qualcode.core.ids import CoderId, CodingId
from qualcode.core.model import Disagreement
from qualcode.core.model.team import SETTLED

#: evaluator, code, and from where to where in the place
_Mark = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a disagreement was settled.

    Attributes:
        by, time: who did it, and when.
        taken: whose marks were taken; nobody's where the place is to have no code.
        codings: what was made of it; some may be gone since.
    """

    by: CoderId
    time: str
    taken: tuple[CoderId, ...]
    codings: tuple[CodingId, ...]


def marks_text(difference: Difference) -> str:
    """The marks of a place, to be remembered."""
    return json.dumps(
        {
            "evaluators": sorted(difference.compared),
            "length": difference.end - difference.start,
            "marks": _marks(difference),
        }
    )


def settlement_text(settlement: Settlement) -> str:
    """A settlement, to be remembered."""
    return json.dumps(
        {
            "by": settlement.by,
            "time": settlement.time,
            "taken": list(settlement.taken),
            "codings": list(settlement.codings),
        }
    )


def settlement_of(row: Disagreement) -> Settlement | None:
    """How it was settled, if it is."""
    if row.settled is None:
        return None
    found = json.loads(row.settled)
    return Settlement(found["by"], found["time"], tuple(found["taken"]), tuple(found["codings"]))


class Remembered:
    """The marks that a stored disagreement is about."""

    def __init__(self, row: Disagreement) -> None:
        found: dict[str, Any] = json.loads(row.marks or "{}")
        self.row = row
        self._evaluators: list[str] = found.get("evaluators", [])
        self._length: int = found.get("length", 0)
        self._marks: list[_Mark] = [tuple(mark) for mark in found.get("marks", [])]

    def is_between(self, compared: Sequence[CoderId]) -> bool:
        """Whether it is about the marks of just these evaluators."""
        return self._evaluators == sorted(compared)

    def settles(self, difference: Difference, coding: Collection[CoderId]) -> bool:
        """Whether it was settled between some of those compared, or between them and others, and
        nobody of them says otherwise: their marks are what they were, and those who had no part in
        it marked what was taken there, or nothing in the whole document.

        Args:
            coding: who marked anything in the document.
        """
        settlement = settlement_of(self.row)
        between, compared = set(self._evaluators), set(difference.compared)
        if settlement is None or self.row.state != SETTLED or not self.lies_at(difference):
            return False
        if not (between < compared or compared < between) or self._was_corrected:
            return False
        then = {
            (coder, code, self.row.start + start, self.row.start + end)
            for coder, code, start, end in self._marks
            if coder in compared
        }
        now = {piece[:4] for piece in difference.pieces}
        if then != {one for one in now if one[0] in between}:
            return False
        outcome = {mark[1:] for mark in then if mark[0] in settlement.taken}
        return all(
            {one[1:] for one in now if one[0] == other} == outcome
            for other in compared - between
            if other in coding
        )

    @property
    def _was_corrected(self) -> bool:
        """Whether words of the place are others since."""
        return self.row.end - self.row.start != self._length

    def lies_at(self, difference: Difference) -> bool:
        """Whether it is about some of the place's words."""
        return self.row.start < difference.end and difference.start < self.row.end

    def is_about(self, difference: Difference) -> bool:
        """Whether just these marks are still there, wherever the text around them has gone.

        Where the words within were corrected, the same codes must lie in the same order.
        """
        if not self.lies_at(difference):
            return False
        marks = _marks(difference)
        if marks == self._marks:
            return True
        return self._was_corrected and _order(marks) == _order(self._marks)

    def in_common(self, difference: Difference) -> tuple[bool, int]:
        """Whether it is about the place, and how many of its codes by its evaluators are there."""
        if not self.lies_at(difference):
            return False, 0
        here = {(piece.coder_id, piece.code_id) for piece in difference.pieces}
        return self.is_about(difference), len(here & {mark[:2] for mark in self._marks})


def _marks(difference: Difference) -> list[_Mark]:
    return [
        (one.coder_id, one.code_id, one.start - difference.start, one.end - difference.start)
        for one in difference.pieces
    ]


def _order(marks: Sequence[_Mark]) -> list[tuple[object, ...]]:
    """The marks, and how their ends stand to one another."""
    places = sorted({place for mark in marks for place in mark[2:]})
    at = {place: number for number, place in enumerate(places)}
    return sorted((coder, code, at[start], at[end]) for coder, code, start, end in marks)
