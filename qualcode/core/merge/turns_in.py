"""Where the turns of a document lie in each of its wordings, whose they are, and what was said when
they were put there: an answer to a survey is known for the same, whatever was corrected in it since.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from qualcode.core.merge.relations import index
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.side import Side
from qualcode.core.merge.wordings import Wordings, makers_of
from qualcode.core.model.anchoring import Alignment, Placed, align, align_edits
from qualcode.core.model.edit import Edit
from qualcode.core.model.put_at_first import places_at_first
from qualcode.core.model.span import take_if_free
from qualcode.core.store.merging import Row

#: Of how alike an answer must be to what it was at least, from 0 to 1, to be taken for it.
SURE_ENOUGH: Final = 0.5


class Turned(NamedTuple):
    """A turn in a wording: its place, whose it is, and its words when it was put there."""

    start: int
    end: int
    person: str
    said: str


class _Turn(NamedTuple):
    """A turn where it lies in its own file; `maker` is the entry that made it."""

    start: int
    end: int
    person: str
    maker: str


class WithMoved(Alignment):
    """How an old wording lies beside a new one in which an answer may stand elsewhere among others:
    what lies in an answer lies in the same answer."""

    def __init__(self, plain: Alignment, turns: TurnsIn, old: str, new: str) -> None:
        super().__init__(plain.old, plain.new, plain.changes)
        self._before, self._now = turns.of(old), turns.of(new)
        self._again: dict[tuple[str, str], list[Turned]] = defaultdict(list)
        for one in self._now:
            self._again[one.person, one.said].append(one)

    def carry(self, start: int, end: int) -> Placed | None:
        plain = super().carry(start, end)
        turn = next(iter(_touched(self._before, start, end)), None)
        if turn is None or not turn.start <= start < end <= turn.end:
            return plain
        again = self._again[turn.person, turn.said]
        if not again or self._stays(plain, turn, again):
            return plain
        words = align(self.old[turn.start : turn.end], self.new[again[0].start : again[0].end])
        place = words.carry(start - turn.start, end - turn.start)
        if place is None or (plain is not None and place.certainty < plain.certainty):
            return plain  # what is known of the words tells more
        return place._replace(start=place.start + again[0].start, end=place.end + again[0].start)

    def _stays(self, plain: Placed | None, turn: Turned, again: Sequence[Turned]) -> bool:
        """Whether the answer stands where it stood: what is known of its words counts then, also
        that they were taken out."""
        place = super().carry(turn.start, turn.end) if plain is None else plain
        there = [] if place is None else _touched(self._now, place.start, place.end)
        enough = any if plain is None else all
        return bool(there) and enough(one in again for one in there)


def _touched(turns: Sequence[Turned], start: int, end: int) -> Sequence[Turned]:
    """Those that share something with a span."""
    first = bisect_right(turns, start, key=lambda one: one.end)
    return turns[first : bisect_left(turns, end, key=lambda one: one.start)]


class TurnsIn:
    """The turns of a document.

    Attributes:
        edits_to: how each text of which that is known becomes another.
    """

    def __init__(
        self,
        settled: Settled,
        wordings: Wordings,
        document_id: str,
        edits_to: Callable[[str], Mapping[str, Sequence[Edit]]],
    ) -> None:
        self._settled = settled
        self._both = settled.both
        self._wordings = wordings
        self._document = document_id
        self.edits_to = edits_to
        self._placed: dict[str, list[Turned]] = {}

    def of(self, name: str) -> list[Turned]:
        """The turns in a text, also those of texts that it came of; none of them overlap."""
        if name not in self._placed:
            found = [(-1.0, turn) for turn in self._known.get(name, ())]
            edits = self.edits_to(name)
            for old in sorted(edits.keys() & self._known.keys()):
                alignment = align_edits(self._both.text(old), edits[old])
                for turn in self._known[old]:
                    place = alignment.carry(turn.start, turn.end)
                    if place is not None and place.certainty >= SURE_ENOUGH:
                        moved = turn._replace(start=place.start, end=place.end)
                        found.append((-place.certainty, moved))
            taken: list[
                tuple[int, int]
            ] = []  # another answer came to stand where one was taken out
            self._placed[name] = sorted(
                turn for _, turn in sorted(found) if take_if_free(taken, turn.start, turn.end)
            )
        return self._placed[name]

    def moving(self, plain: Alignment, old: str, new: str) -> Alignment:
        """How a text lies beside another, with answers that stand elsewhere among the others."""
        return WithMoved(plain, self, old, new)

    @cached_property
    def _known(self) -> dict[str, set[Turned]]:
        """The turns where they lie in their own files, and where they were put at first."""
        found: dict[str, set[Turned]] = defaultdict(set)
        every = list(self._as_they_lie())
        first = self._put_at_first(every)
        for name, one, turn in every:
            if one in first:
                at_first, start, end = first[one]
                said = self._both.text(at_first)[start:end]
                found[at_first].add(Turned(start, end, turn.person, said))
            else:
                said = self._both.text(name)[turn.start : turn.end]
            found[name].add(Turned(turn.start, turn.end, turn.person, said))
        return found

    def _put_at_first(
        self, every: Iterable[tuple[str, str, _Turn]]
    ) -> dict[str, tuple[str, int, int]]:
        """In which text each turn was put, and where it lay there, as far as that can be told."""
        words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, one, turn in every:
            words[turn.maker][one].add(self._both.text(name)[turn.start : turn.end])
        found = {}
        for maker, made in words.items():
            name_then = self._wordings.text_at(maker)
            text = None if name_then is None else self._both.text_if_any(name_then)
            if name_then is not None and text is not None:
                before = self._both.text_if_any(self._wordings.before.get(maker, "")) or ""
                start = len(before) if text.startswith(before) else 0
                ids = sorted(made)
                places = places_at_first(text, start, [sorted(made[one]) for one in ids])
                for one, place in zip(ids, places, strict=True):
                    if place is not None:
                        found[one] = (name_then, *place)
        return found

    def _name(self, sha256: str, maker: str) -> str:
        """Under what name a text is known in which an entry put something, or could have."""
        for name, entry in self._wordings.named.get(sha256, {}).items():
            if maker in self._wordings.deeds(entry):
                return name
        return sha256

    def _as_they_lie(self) -> Iterator[tuple[str, str, _Turn]]:
        """The turns in their own files, with their ids, and the text in which each lies there."""
        where = index("turns")
        found: dict[tuple[str, str], _Turn] = {}
        for side in (self._both.ours, self._both.theirs):
            turns = _turns_of(side, self._document)
            makers = makers_of(side, turns)
            for one, row in turns.items():
                sha256 = side.text_of_row("turns", one, row)
                person = row[where["person_id"]]
                is_there = sha256 is not None and self._both.text_if_any(sha256) is not None
                if sha256 is not None and is_there and person is not None:
                    place = (row[where["start"]], row[where["end"]])
                    whose = self._settled.same.of(person)
                    found[sha256, one] = _Turn(*place, whose, makers.get(one, ""))
        for (sha256, one), turn in sorted(found.items()):
            yield self._name(sha256, turn.maker), one, turn


def _turns_of(side: Side, document_id: str) -> dict[str, Row]:
    stored = side.where("turns", "document_id", [document_id])
    rows = {one: side.raw("turns", one) for one in stored}
    rows.update(side.remembered_turns.get(document_id, {}))
    at = index("turns")["document_id"]
    found = ((one, rows[one]) for one in sorted(rows))
    return {one: row for one, row in found if row is not None and row[at] == document_id}
