"""What one of two files has undone and the other holds: an undo is no deletion, so that it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qualcode.core.merge.combine import Both
from qualcode.core.merge.describe import Describing
from qualcode.core.merge.news import deeds_in
from qualcode.core.merge.plan import UndoneLine
from qualcode.core.merge.told import Told
from qualcode.core.operations.labels import label
from qualcode.core.store.merging import JournalLine


def undone_in_one(both: Both, words: Describing) -> Iterator[UndoneLine]:
    """What stands for the other file’s sake, in the order in which it was undone."""
    for side, other in ((both.theirs, both.ours), (both.ours, both.theirs)):
        standing = {own: by for own, by in side.deeds.undone.items() if own in other.deeds.by_id}
        undoing = {line.id: line for line in side.deeds.lines} if standing else {}
        told = deeds_in(other.touches(standing)) if standing else set()
        for own, by in standing.items():
            if own not in told:
                continue  # a blind copy knows of it, and lacks what it was done to
            line = max((undoing[own], other.deeds.by_id[own].line), key=_says_more)
            yield UndoneLine(
                entry_id=own,
                what=Told(partial(label, line.operation, line.subject)),
                coder=words.name("coders", undoing[by].coder_id),
                here=side is both.ours,
            )


def _says_more(line: JournalLine) -> bool:
    """A copy does not tell what the names were of what was done before it was made."""
    return bool(line.subject)
