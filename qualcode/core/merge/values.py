"""Which of two files says what stands in some columns of a row that both have.

Of two changes the weightier stands; where just one file changed them since both knew the same, that
one's do. Where a row lies is found out by itself (`Weighing.placed_last`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from qualcode.core.merge.deeds import Deed
from qualcode.core.merge.relations import PLACED
from qualcode.core.merge.side import Side, Touch
from qualcode.core.merge.weighing import CARRIED, NAMELESS, State, Weighing, Weight, is_about

#: Which file something was read from: nobody is asked, the later one stands.
_ORIGIN: Final = frozenset({"file_sha256"})

#: Whether the other file knows of what was done to these columns of a row.
Known = Callable[[Touch, str, tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose values stand: ours, 0, or theirs, 1.

    Attributes:
        authors: if both changed them, so that somebody may choose: who set ours, and theirs, and
            when.
    """

    taken: int
    authors: tuple[tuple[str, str], tuple[str, str]] | None = None


class Choosing:
    """Says whose values stand, by how much what was done in the two files weighs."""

    def __init__(self, weighing: Weighing, is_known: Known) -> None:
        self._weighing = weighing
        self._is_known = is_known

    def choose(
        self,
        table: str,
        names: tuple[str, ...],
        states: tuple[State, State],
        touches: tuple[list[Touch], list[Touch]],
        named: int | None = None,
    ) -> Choice:
        """Of columns in which the two states of a row differ, with what each file did to it.

        Args:
            named: which of the two holds names that were taken out of the other, where nobody can
                tell how its words would be with them: that one stands.
        """
        row_id = states[0].row[0]
        sides = (self._weighing.ours, self._weighing.theirs)
        ours, theirs = (
            self._latest(side, some, row_id, names)
            for side, some in zip(sides, touches, strict=True)
        )
        is_place = table in PLACED and "start" in names
        placed = self._weighing.placed_last(table, states) if is_place else None
        if ours is None and theirs is None:
            changed = int(any(is_about(touch, names) for touch in touches[1]))
            return Choice(changed if placed is None else placed)
        if ours is None or theirs is None:
            return Choice(int(ours is None) if placed is None else placed)
        taken = int(theirs[0] > ours[0]) if placed is None else placed
        levels = {ours[0][0], theirs[0][0]}
        if named is not None:
            if NAMELESS not in levels:
                taken = named
            elif self._knew((ours, theirs)[taken], (ours, theirs)[1 - taken]):
                return Choice(taken)
        moved = is_place and levels == {NAMELESS}
        if min(levels) == CARRIED or moved or _ORIGIN & set(names):
            return Choice(taken)
        return Choice(taken, (_author(ours[1]), _author(theirs[1])))

    def _knew(self, one: tuple[Weight, Deed], other: tuple[Weight, Deed]) -> bool:
        """Whether who did the one thing knew of the other."""
        return other[1].line.id in self._weighing.pasts.of(one[1].line.id)

    def _latest(
        self, side: Side, touches: Iterable[Touch], row_id: str, names: tuple[str, ...]
    ) -> tuple[Weight, Deed] | None:
        """The weightiest change of these columns that the other side does not know of."""
        weigh = self._weighing.weight
        found = [
            (weigh(side, touch, row_id, names), touch.deed)
            for touch in touches
            if not self._is_known(touch, row_id, names) and is_about(touch, names)
        ]
        return max(found, key=lambda one: one[0], default=None)


def _author(deed: Deed) -> tuple[str, str]:
    return deed.line.coder_id, deed.line.time
