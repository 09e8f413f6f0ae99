"""How much a change weighs against another: a place that moved with its text is no decision, and
what a handed-out copy began with is no change. Where names were replaced, nothing stands that was
written by somebody who did not know of it. Of two that weigh the same the later one counts.

A change weighs the same in whatever file it is met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from qualcode.core.merge.side import Side, Touch
from qualcode.core.store import merging

NAMELESS: Final = 2
OWN: Final = 1
CARRIED: Final = 0

#: The operation that puts other words in the place of names.
REPLACING: Final = "anonymise"

#: One of the three, the deed's stamp, and its id.
Weight = tuple[int, tuple[str, int], str]


class Weighing:
    """Weighs what was done in two files."""

    def __init__(self, ours: Side, theirs: Side) -> None:
        self._sides = (ours, theirs)

    def weight(self, side: Side, touch: Touch, row_id: str, names: tuple[str, ...]) -> Weight:
        """How much it weighs as to these columns of a row."""
        deed = touch.deed
        moved = "start" in names and deed.line.id in self._carrying
        level = CARRIED if moved or deed.is_snapshot else OWN
        # a passage takes its words from the text that stands, a label is written beside it
        if row_id in self._replaced and "quote" not in names:
            replacing = {one.deed.line.id for one in self._replaced[row_id] if is_about(one, names)}
            if replacing and replacing & side.deeds.past([deed.line.id]):
                level = NAMELESS
        return level, deed.stamp, deed.line.id

    @cached_property
    def _carrying(self) -> set[str]:
        """The deeds that gave documents other wordings."""
        return {
            touch.deed.line.id
            for side in self._sides
            for touches in side.touches_of(merging.ever_in(side.db, "documents")).values()
            for touch in touches
            if touch.columns is not None and "text_sha256" in touch.columns
        }

    @cached_property
    def _replaced(self) -> dict[str, list[Touch]]:
        """What took names out of rows, in either file."""
        found: dict[str, list[Touch]] = defaultdict(list)
        for side in self._sides:
            deeds = [
                one for one, deed in side.deeds.by_id.items() if deed.line.operation == REPLACING
            ]
            for touched in side.touches(deeds).values():
                for row_id, touches in touched.items():
                    found[row_id] += touches
        return dict(found)


def is_about(touch: Touch, names: Iterable[str]) -> bool:
    """Whether it set one of these columns."""
    if touch.action == "delete":
        return False
    return touch.columns is None or not touch.columns.isdisjoint(names)
