"""What one of two files has undone and the other holds: an undo is no deletion, so that it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qualcode.core.merge.combine import Both
from qualcode.core.merge.describe import Describing
from qualcode.core.merge.plan import UndoneLine
from qualcode.core.merge.told import Told
from qualcode.core.operations.labels import label


def undone_in_one(both: Both, words: Describing) -> Iterator[UndoneLine]:
    """What stands for the other file’s sake, in the order in which it was undone."""
    for side, other in ((both.theirs, both.ours), (both.ours, both.theirs)):
        standing = {own: by for own, by in side.deeds.undone.items() if own in other.deeds.by_id}
        undoing = {line.id: line for line in side.deeds.lines} if standing else {}
        for own, by in standing.items():
            line = other.deeds.by_id[own].line
            yield UndoneLine(
                entry_id=own,
                what=Told(partial(label, line.operation, line.subject)),
                coder=words.name("coders", undoing[by].coder_id),
                here=side is both.ours,
            )
