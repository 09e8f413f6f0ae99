"""How much a change weighs against another: a place that moved with its text is no decision, and
what a handed-out copy began with is no change. Where names were replaced, nothing stands that was
written by somebody who did not know of it. Of two that weigh the same the later one counts.

A change weighs the same in whatever file it is met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from qualcode.core.merge.deeds import Deed, Stamp
from qualcode.core.merge.pasts import Pasts
from qualcode.core.merge.relations import groups, index
from qualcode.core.merge.side import Side, Touch
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

NAMELESS: Final = 2
OWN: Final = 1
CARRIED: Final = 0

#: The operation that puts other words in the place of names.
REPLACING: Final = "anonymise"

#: One of the three, the deed's stamp, and its id.
Weight = tuple[int, tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class State:
    """A row as it stands in a file, or stood when it was deleted.

    Attributes:
        text: the hash of the text in which it has its place.
        known: all that had been done there by then.
    """

    row: Row
    text: str | None
    known: Collection[str]


class Weighing:
    """Weighs what was done in two files.

    Attributes:
        ours, theirs: the two.
        pasts: what each entry follows.
    """

    def __init__(self, ours: Side, theirs: Side) -> None:
        self.ours, self.theirs = ours, theirs
        self._sides = (ours, theirs)
        self.pasts = Pasts(self)
        self._texts: dict[str, dict[str, Stamp]] = {}

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

    def placed_last(self, table: str, states: Sequence[State]) -> int:
        """Which of the states says where the row lies.

        A row is placed by whoever marked it, last of all if several did, and then by each who gave
        its text another wording after that, for they had it before them where it had come to lie:
        the latest of these counts. That is the same for whatever files tell of it, as each tells
        what stood there after the latest of them that it knows. Of a row that somebody deleted all
        files tell where it lay then, but not where it lay for others.
        """
        row_id = states[0].row[0]
        names = tuple(rows.columns(table)[at] for at in _place(table))
        last = self._who_placed(row_id, names)

        def weight(state: State) -> tuple[object, ...]:
            texts = self._texts_of(state.row[index(table)["document_id"]])
            by = [
                (stamp, one)
                for one, stamp in texts.items()
                if one in state.known and (last is None or last.line.id in self.pasts.of(one))
            ]
            if last is not None and last.line.id in state.known:
                by.append((last.stamp, last.line.id))
            is_there = any(side.has_text(state.text) for side in self._sides)
            place = repr([state.row[at] for at in _place(table)])
            return bool(by), is_there, max(by, default=None), state.text or "", place

        weights = [weight(state) for state in states]
        return weights.index(max(weights))

    def _who_placed(self, row_id: str, names: tuple[str, ...]) -> Deed | None:
        """Who marked a row last, or deleted it who knew of that; that it moved with its text
        counts only where no more is known."""
        found: list[tuple[tuple[bool, bool, Weight], Deed]] = []
        known: set[str] = set()
        for side in self._sides:
            for touch in side.touches_of([row_id]).get(row_id, []):
                deletes = touch.action == "delete"
                if deletes:
                    known |= self.pasts.of(touch.deed.line.id)
                elif not is_about(touch, names):
                    continue
                weight = self.weight(side, touch, row_id, names)
                marked = touch.action == "update" and weight[0] > CARRIED
                found.append(((marked, deletes, weight), touch.deed))
        left = [one for one in found if one[1].line.id not in known]
        return max(left, key=lambda one: one[0], default=(None, None))[1]

    def _texts_of(self, document_id: str) -> dict[str, Stamp]:
        """The entries that gave a document another wording."""
        if document_id not in self._texts:
            found: dict[str, Stamp] = {}
            for side in self._sides:
                for touch in side.touches_of([document_id]).get(document_id, []):
                    if touch.columns is not None and "text_sha256" in touch.columns:
                        one, stamp = touch.deed.line.id, touch.deed.stamp
                        found[one] = max(stamp, found.get(one, stamp))
            self._texts[document_id] = found
        return self._texts[document_id]

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


def _place(table: str) -> tuple[int, ...]:
    """The columns that say where a row lies."""
    return next(group for group in groups(table) if index(table)["start"] in group)


def is_about(touch: Touch, names: Iterable[str]) -> bool:
    """Whether it set one of these columns."""
    if touch.action == "delete":
        return False
    return touch.columns is None or not touch.columns.isdisjoint(names)
