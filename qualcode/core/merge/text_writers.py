"""Who wrote what stands in the text of one of two files, and not in what both had before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from qualcode.core.merge.combine import Both
from qualcode.core.merge.woven import Author
from qualcode.core.model.puts import Put

if TYPE_CHECKING:
    from qualcode.core.merge.weaving import Weaving


def writers_of_sides(
    both: Both, weaving: Weaving
) -> Callable[[int, tuple[int, int]], Sequence[Author]] | None:
    """Who wrote what stands at a place of the text of either side; None if all that either wrote is
    known to the other."""
    ours, theirs = weaving.wordings.of_sides
    texts = [side.text_hash(weaving.document_id) for side in (both.ours, both.theirs)]
    known = [one for one in texts if one is not None and both.text_if_any(one) is not None]
    if ours <= theirs or theirs <= ours or len(known) < len(texts):
        return None
    sides = [Writers(both, weaving, side, one) for side, one in enumerate(known)]
    return lambda side, span: sides[side].of(span)


class _Part(NamedTuple):
    """``[start, end)`` of the text was written by an entry; nothing is left where it took out."""

    start: int
    end: int
    entry: str


class Writers:
    """Who wrote what stands in the text of one side.

    Attributes:
        entries: those that only this side knows and that changed the text, the latest first.
    """

    def __init__(self, both: Both, weaving: Weaving, side: int, sha256: str) -> None:
        wordings = weaving.wordings
        ours, theirs = wordings.of_sides
        self._both = both
        self._weaving = weaving
        self._text = sha256
        self.entries = sorted(
            (ours, theirs)[side] - (ours & theirs), key=wordings.weight, reverse=True
        )
        self._deeds = (both.ours, both.theirs)[side].deeds.by_id

    def of(self, span: tuple[int, int]) -> list[Author]:
        """Who wrote there, the latest first; if that can't be told, all of whom it may have been:
        a copy knows that they changed the text, not in what words."""
        if len({self._deeds[one].line.coder_id for one in self.entries}) == 1:
            return [self._author(self.entries[0])]
        found: dict[str, Author] = {}
        for entry in self.entries_at(span) or self._untold or self.entries[:1]:
            author = self._author(entry)
            found.setdefault(author.coder_id, author)
        return list(found.values())

    def entries_at(self, span: tuple[int, int]) -> list[str]:
        """The entries that wrote there, the latest first; those that took something out there, if
        nothing there was written."""
        start, end = span
        parts, ends = self._parts
        first, last = bisect_left(ends, start), bisect_right(parts, (end, inf))
        here = parts[first:last]
        inside = {one.entry for one in here if one.start < end and start < one.end}
        found = inside or {one.entry for one in here}
        return [one for one in self.entries if one in found]

    def operation(self, entry: str) -> str:
        """In what operation something was written."""
        return self._deeds[entry].line.operation

    def _author(self, entry: str) -> Author:
        line = self._deeds[entry].line
        return Author(line.coder_id, line.time)

    @cached_property
    def _untold(self) -> list[str]:
        """The entries of which it isn't known what they wrote."""
        wordings = self._weaving.wordings
        both = [(one, wordings.before.get(one), wordings.after.get(one)) for one in self.entries]
        return [
            one
            for one, *texts in both
            if any(text is None or self._both.text_if_any(text) is None for text in texts)
        ]

    @cached_property
    def _parts(self) -> tuple[list[_Part], list[int]]:
        """In order, and where they end: what one wrote no other did."""
        parts = sorted(part for entry in self.entries for part in self._written_by(entry))
        return parts, [part.end for part in parts]

    def _written_by(self, entry: str) -> Iterator[_Part]:
        """What is left of what an entry wrote."""
        wordings, routes = self._weaving.wordings, self._weaving.routes
        before, after = wordings.before.get(entry), wordings.after.get(entry)
        if before is None or after is None:
            return
        if self._both.text_if_any(before) is None or self._both.text_if_any(after) is None:
            return
        later = _Later(routes.between(after, self._text))
        moved = 0
        for put in routes.between(before, after):
            start = put.start + moved
            yield from (_Part(*one, entry) for one in later.left(start, start + len(put.words)))
            moved += len(put.words) - (put.end - put.start)


class _Later:
    """What became of places of a text. Asked from its beginning to its end."""

    def __init__(self, puts: Sequence[Put]) -> None:
        self._puts = puts
        self._at = self._moved = 0

    def left(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What is left of ``[start, end)``, and where that is now."""
        while self._at < len(self._puts) and self._puts[self._at].end <= start < end:
            self._pass()
        while self._at < len(self._puts) and self._puts[self._at].end < start:
            self._pass()
        done, at, moved = start, self._at, self._moved
        while at < len(self._puts) and self._puts[at].start < end:
            put = self._puts[at]
            if done < put.start:
                yield done + moved, put.start + moved
            done = max(done, put.end)
            moved += len(put.words) - (put.end - put.start)
            at += 1
        if done < end or start == end:
            yield done + moved, max(done, end) + moved

    def _pass(self) -> None:
        put = self._puts[self._at]
        self._moved += len(put.words) - (put.end - put.start)
        self._at += 1
