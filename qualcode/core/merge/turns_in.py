"""Where the turns of a document lie in each of its wordings, whose they are, and what was said when
they were put there: an answer to a survey is known for the same, whatever was corrected in it since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from qualcode.core.merge.relations import index
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.side import Side
from qualcode.core.merge.wordings import Wordings, makers_of
from qualcode.core.model.anchoring import Alignment, Placed, align, align_edits
from qualcode.core.model.edit import Edit
from qualcode.core.store.merging import Row


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
    """How an old wording lies beside a new one in which an answer stands elsewhere among others."""

    def __init__(self, plain: Alignment, turns: TurnsIn, old: str, new: str) -> None:
        super().__init__(plain.old, plain.new, plain.changes)
        self._turns = turns
        self._names = (old, new)

    def carry(self, start: int, end: int) -> Placed | None:
        return super().carry(start, end) or self._within_its_turn(start, end)

    def _within_its_turn(self, start: int, end: int) -> Placed | None:
        old, new = (self._turns.of(name) for name in self._names)
        turn = next((one for one in old if one.start <= start and end <= one.end), None)
        if turn is None:
            return None
        others = {one for one in new if one[2:] == turn[2:]}
        if len(others) != 1:
            return None
        other = others.pop()
        words = align(self.old[turn.start : turn.end], self.new[other.start : other.end])
        place = words.carry(start - turn.start, end - turn.start)
        if place is None:
            return None
        return place._replace(start=place.start + other.start, end=place.end + other.start)


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
        self._backwards: dict[tuple[str, str], Alignment] = {}

    def of(self, name: str) -> list[Turned]:
        """The turns in a text, also those of texts that it came of."""
        if name not in self._placed:
            found = set(self._known.get(name, ()))
            edits = self.edits_to(name)
            for old in sorted(edits.keys() & self._known.keys()):
                alignment = align_edits(self._both.text(old), edits[old])
                for turn in self._known[old]:
                    place = alignment.carry(turn.start, turn.end)
                    if place is not None:
                        found.add(turn._replace(start=place.start, end=place.end))
            self._placed[name] = sorted(found)
        return self._placed[name]

    def moving(self, plain: Alignment, old: str, new: str) -> Alignment:
        """How a text lies beside another, with answers that stand elsewhere among the others."""
        return WithMoved(plain, self, old, new)

    @cached_property
    def _known(self) -> dict[str, set[Turned]]:
        """The turns where they lie in their own files, and where they were put at first."""
        found: dict[str, set[Turned]] = defaultdict(set)
        for name, turn in self._as_they_lie():
            first = self._wordings.after.get(turn.maker, name)
            place = (
                self._back(name, first).carry(turn.start, turn.end)
                if first != name and self._both.text_if_any(first) is not None
                else None
            )
            if place is None:
                said = self._both.text(name)[turn.start : turn.end]
            else:
                said = self._both.text(first)[place.start : place.end]
                found[first].add(Turned(place.start, place.end, turn.person, said))
            found[name].add(Turned(turn.start, turn.end, turn.person, said))
        return found

    def _name(self, sha256: str, maker: str) -> str:
        """Under what name a text is known in which an entry put something, or could have."""
        for name, entry in self._wordings.named.get(sha256, {}).items():
            if maker in self._wordings.deeds(entry):
                return name
        return sha256

    def _back(self, name: str, first: str) -> Alignment:
        """How a text lies beside one that it came of; while it is not known how it did, as far as
        comparing tells."""
        if (name, first) not in self._backwards:
            old, new = self._both.text(name), self._both.text(first)
            edits = self.edits_to(name).get(first)
            self._backwards[name, first] = (
                align(old, new) if edits is None else align_edits(old, _taken_back(new, edits))
            )
        return self._backwards[name, first]

    def _as_they_lie(self) -> Iterator[tuple[str, _Turn]]:
        """The turns in their own files, with the text in which each lies there."""
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
        for (sha256, _one), turn in sorted(found.items()):
            yield self._name(sha256, turn.maker), turn


def _turns_of(side: Side, document_id: str) -> dict[str, Row]:
    stored = side.where("turns", "document_id", [document_id])
    rows = {one: side.raw("turns", one) for one in stored}
    rows.update(side.remembered_turns.get(document_id, {}))
    at = index("turns")["document_id"]
    found = ((one, rows[one]) for one in sorted(rows))
    return {one: row for one, row in found if row is not None and row[at] == document_id}


def _taken_back(before: str, edits: Sequence[Edit]) -> list[Edit]:
    """How the text after these edits becomes the one before them."""
    found, moved = [], 0
    for one in edits:
        start = one.start + moved
        found.append(Edit(start, start + len(one.words), before[one.start : one.end]))
        moved += len(one.words) - (one.end - one.start)
    return found
