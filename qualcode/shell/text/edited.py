"""What has been done to a text in an editor: stretches of it that have become others.

All positions are those of the editor. What was done and then taken back is no change.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter


@dataclass(slots=True)
class Stretch:
    """``[old_start, old_end)`` as it was loaded is ``[start, end)`` now."""

    old_start: int
    old_end: int
    start: int
    end: int


class Edited:
    """The stretches that are no longer as they were loaded, in order, none touching another."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []

    def clear(self) -> None:
        self.stretches = []

    def note(self, position: int, removed: int, added: int) -> None:
        """So many characters were removed at a position, and so many put there."""
        if not removed and not added:
            return
        first = bisect_left(self.stretches, position, key=attrgetter("end"))
        last = bisect_right(self.stretches, position + removed, key=attrgetter("start"))
        touched = self.stretches[first:last]
        start = min([position, *(one.start for one in touched[:1])])
        end = max([position + removed, *(one.end for one in touched[-1:])])
        grown = added - removed
        made = Stretch(start - self._moved(first), end - self._moved(last), start, end + grown)
        self.stretches[first:last] = [made]
        for one in self.stretches[first + 1 :]:
            one.start += grown
            one.end += grown

    def _moved(self, number: int) -> int:
        """How far what stands after so many stretches has moved."""
        if not number:
            return 0
        before = self.stretches[number - 1]
        return before.end - before.old_end

    def to_new(self, old: int, *, after: bool = False) -> int:
        """Where a position of the loaded text is now. Within what was changed it is at its
        beginning, or, `after`, at its end; so is one where something was put in."""
        number = bisect_left(self.stretches, old, key=attrgetter("old_end"))
        if number < len(self.stretches) and self.stretches[number].old_start <= old:
            one = self.stretches[number]
            if after and old > one.old_start:
                return one.end
            if after and one.old_start == one.old_end:
                return one.end
            if old < one.old_end or one.old_start == one.old_end:
                return one.start
            return one.end
        return old + self._moved(number)

    def to_old(self, new: int) -> int:
        """Where a position of the text as it is now was when it was loaded."""
        number = bisect_left(self.stretches, new, key=attrgetter("end"))
        if number < len(self.stretches) and self.stretches[number].start <= new:
            one = self.stretches[number]
            return one.old_end if new == one.end else one.old_start
        return new - self._moved(number)
