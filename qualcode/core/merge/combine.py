"""What was done in two files, taken together row by row.

The result depends on what was done, and not on who takes in whom: of two changes to the same thing
the later one counts (by `Deed.stamp`, then by id), and a deletion yields to whatever its author did
not know of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from qualcode.core.merge.dead import last_state
from qualcode.core.merge.deeds import Deed
from qualcode.core.merge.news import done_again_in_part, news_of, told_by_ours_alone, untold
from qualcode.core.merge.relations import PLACED, groups, index, with_values
from qualcode.core.merge.side import Side, Touch
from qualcode.core.merge.taken_out import TakenOut, share_out
from qualcode.core.merge.values import Choosing
from qualcode.core.merge.weighing import State, Weighing
from qualcode.core.merge.woven import Woven
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

#: Of two values none stands: somebody has to say which.
NEITHER: Final = -1
_TEXT: Final = "text_sha256"
#: Both do: what either side changed in a text is changed.
TOGETHER: Final = 2


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that was changed on both sides.

    Attributes:
        values: ours and theirs.
        authors: who set them, and when.
        taken: which of the two stands, 0 or 1, `NEITHER`, or `TOGETHER`.
    """

    table: str
    row_id: str
    columns: tuple[str, ...]
    values: tuple[tuple[object, ...], tuple[object, ...]]
    authors: tuple[tuple[str, str], tuple[str, str]]
    taken: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was deleted on one side and is kept, for the other changed or used it.

    Attributes:
        deleted_by: the entry that deleted it.
        deleted_here: whether that was done on our side.
        only_with: whether nobody used or changed it, but what is kept and it belongs to.
    """

    table: str
    row_id: str
    deleted_by: Deed | None
    deleted_here: bool
    only_with: bool = False


@dataclass
class Both:
    """Two files as one, before anything is made to fit.

    Attributes:
        ours, theirs: the file that takes in, and the one that is taken in.
        new: their deeds that we don't have yet.
        more: of deeds that we know in part, the rows of which only they tell.
        again: of those of the new ones that we undid, and did to other rows too, the rows of which
            they tell: only to these it is done again, so that the rest can come from another file.
        rows: rows of ours that become otherwise, and those that come in, by table and id.
        gone: rows of ours that go, by id, with their table.
        fresh: rows of theirs that our file never knew of, by table.
        text_of: in which text the place of such a row is, where it is theirs.
        joined: rows that somebody joined with another, and that other.
        deletions: what deleted a row, by its id.
        made: texts that neither file has, by their hashes: what both wrote, together.
        woven: what became of texts into which several wrote, by the document.
    """

    ours: Side
    theirs: Side
    new: frozenset[str] = frozenset()
    more: dict[str, set[str]] = field(default_factory=dict)
    again: dict[str, set[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    gone: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    text_of: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    deletions: dict[str, list[tuple[Side, Touch]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    touched: dict[str, dict[str, list[Touch]]] = field(default_factory=dict)
    our_new: frozenset[str] = frozenset()
    made: dict[str, str] = field(default_factory=dict)
    woven: dict[str, Woven] = field(default_factory=dict)

    @cached_property
    def weighing(self) -> Weighing:
        """How much what was done in the two files weighs."""
        return Weighing(self.ours, self.theirs)

    def raw(self, table: str, row_id: str) -> Row | None:
        """A row of the two together, apart from what merging makes of it."""
        if row_id in self.gone:
            return None
        found = self.rows[table].get(row_id)
        return self.ours.raw(table, row_id) if found is None else found

    def all_raw(self, table: str) -> dict[str, Row]:
        """Every row of a table that is read whole."""
        found = self.ours.raw_rows(table)
        found.update(self.rows[table])
        return {one: row for one, row in found.items() if one not in self.gone}

    def text_of_row(self, table: str, row_id: str, row: Row) -> str | None:
        """The hash of the text in which a row has its place."""
        found = self.text_of.get(row_id)
        return self.ours.text_of_row(table, row_id, row) if found is None else found

    def text(self, sha256: str) -> str:
        """A text of either file; KeyError if neither has it."""
        found = self.text_if_any(sha256)
        if found is None:
            raise KeyError(sha256)
        return found

    def text_if_any(self, sha256: str) -> str | None:
        """A text of either file, or of the two together."""
        found = self.ours.text(sha256)
        found = self.theirs.text(sha256) if found is None else found
        return self.made.get(sha256) if found is None else found


def combine(ours: Side, theirs: Side) -> Both:
    """Take the deeds of two files together."""
    both = Both(ours, theirs)
    _Combining(both).run()
    return both


class _Combining:
    def __init__(self, both: Both) -> None:
        self.both = both
        ours, theirs = both.ours.deeds.by_id, both.theirs.deeds.by_id
        common = ours.keys() & theirs.keys()
        both.new = frozenset(theirs.keys() - common)
        both.our_new = frozenset(ours.keys() - common)
        #: deeds that both sides know of
        self.known = set(common)
        if both.ours.deeds.begin_anew or both.theirs.deeds.begin_anew:
            self.known |= both.ours.deeds.past(common) | both.theirs.deeds.past(common)
        self._begins_with_a_copy = any(theirs[one].is_snapshot for one in both.new)
        #: by row such deeds of which just our side, or just theirs, tells what they did to it
        self._told_here: dict[str, set[str]] = defaultdict(set)
        self._told_there: dict[str, set[str]] = defaultdict(set)
        self._taken_out = TakenOut(both.ours, both.theirs)
        self._choosing = Choosing(both.weighing, self._is_known)

    def run(self) -> None:
        both = self.both
        both.touched, both.more = news_of(both.ours, both.theirs, both.new)
        both.new -= untold(both.ours, both.new, both.touched)
        both.again = done_again_in_part(both.ours, both.theirs, both.new)
        more = {(deed, one) for deed, row_ids in both.more.items() for one in row_ids}
        share_out(more, both.ours, self._taken_out.told_there, self._told_there)
        for table, touched in both.touched.items():
            self._combine_table(table, touched)
        self._combine_places()

    def _combine_places(self) -> None:
        """Who gave a text another wording has placed all that lies in it, also what stayed where it
        was."""
        both = self.both
        documents = [
            one
            for one, touches in both.touched.get("documents", {}).items()
            if any(touch.columns is not None and _TEXT in touch.columns for touch in touches)
        ]
        for table in PLACED if documents else ():
            ids = set(both.ours.where(table, "document_id", documents))
            ids |= {one.id for one in both.ours.originals.values() if one.about_table == table}
            ids -= both.touched.get(table, {}).keys()
            both.theirs.load(table, ids)
            for one in sorted(ids):
                states = [self._state(side, table, one) for side in (both.ours, both.theirs)]
                if states[0] is not None and states[1] is not None:
                    self._combine_values(table, one, (states[0], states[1]), ([], []))

    def _state(self, side: Side, table: str, row_id: str) -> State | None:
        row = side.raw(table, row_id)
        if row is None:
            return None
        text = side.text_of_row(table, row_id, row) if table in PLACED else None
        elsewhere = self._told_there if side is self.both.ours else self._told_here
        known: Set[str] = side.deeds.by_id.keys()
        if row_id in elsewhere:
            known = known - elsewhere[row_id]
        return State(row, text, known)

    def _combine_table(self, table: str, touched: dict[str, list[Touch]]) -> None:
        both = self.both
        both.theirs.load(table, touched)
        known = self._known_to_us(table, touched)
        both.fresh[table] = touched.keys() - known
        both.ours.load(table, known)
        our_touches = both.ours.touches_of(known)
        alone = told_by_ours_alone(our_touches, both.theirs, known)
        share_out(alone, both.theirs, self._taken_out.told_here, self._told_here)
        for row_id in touched:  # as they were made, which is also the quickest order to write them
            row = None if row_id in known else both.theirs.raw(table, row_id)
            if row is not None:
                self._take(table, row_id, row)
        for row_id in sorted(known):
            self._combine_row(table, row_id, touched[row_id], our_touches.get(row_id, []))

    def _known_to_us(self, table: str, touched: dict[str, list[Touch]]) -> set[str]:
        """Those of the rows that our file has or had."""
        ours = self.both.ours
        known = {one for one, touches in touched.items() if touches[0].action != "insert"}
        known |= ours.originals.keys() & touched.keys()
        known |= merging.ids_of(ours.db, table, touched.keys() - known)
        doubtful = [
            one
            for one in touched.keys() - known
            if one in self._told_there
            or one in self._taken_out.told_there
            or (self._begins_with_a_copy and any(it.deed.is_snapshot for it in touched[one]))
        ]
        return known | {line.row_id for line in merging.row_lines_of(ours.db, doubtful)}

    def _combine_row(self, table: str, row_id: str, theirs: list[Touch], ours: list[Touch]) -> None:
        both = self.both
        mine, other = (self._state(side, table, row_id) for side in (both.ours, both.theirs))
        if mine is not None and other is not None:
            new = self._new_of_ours(row_id, ours)
            self._combine_values(table, row_id, (mine, other), (new, theirs))
        elif mine is not None:
            self._delete(table, row_id, mine, theirs, ours)
        elif other is not None:
            self._bring_back(table, row_id, other, theirs, ours)

    def _take(self, table: str, row_id: str, row: Row) -> None:
        both = self.both
        both.rows[table][row_id] = row
        if table in PLACED:
            self._note_text(row_id, both.theirs.text_of_row(table, row_id, row))

    def _note_text(self, row_id: str, text: str | None) -> None:
        if text is not None:
            self.both.text_of[row_id] = text

    def _delete(
        self, table: str, row_id: str, mine: State, theirs: list[Touch], ours: list[Touch]
    ) -> None:
        """A row that is ours alone: they deleted it, or never had it."""
        both = self.both
        deletion = next((touch for touch in theirs[::-1] if touch.action == "delete"), None)
        if deletion is None:
            return  # made and undone there: nobody deleted it
        new = self._new_of_ours(row_id, ours)
        if not self._is_used(row_id, new, [*ours, *theirs]):
            both.gone[row_id] = table
            return
        both.kept.append(Kept(table, row_id, deletion.deed, deleted_here=False))
        told = [(both.theirs, touch) for touch in theirs]
        dead = last_state(table, row_id, told, both.weighing, [both.theirs])
        if dead is not None:
            self._combine_values(table, row_id, (mine, dead), (new, theirs))

    def _bring_back(
        self, table: str, row_id: str, other: State, theirs: list[Touch], ours: list[Touch]
    ) -> None:
        """A row that is theirs alone: we deleted it, or never had it."""
        both = self.both
        deletion = next((touch for touch in ours[::-1] if touch.action == "delete"), None)
        if deletion is not None:
            every = both.theirs.touches_of([row_id]).get(row_id, [])
            if not self._is_used(row_id, theirs, [*ours, *every]):
                return
        self._take(table, row_id, other.row)
        if deletion is None:
            return
        both.kept.append(Kept(table, row_id, deletion.deed, deleted_here=True))
        told = [(both.ours, touch) for touch in ours]
        dead = last_state(table, row_id, told, both.weighing, [both.ours])
        if dead is not None:
            self._note_text(row_id, dead.text)
            both.rows[table][row_id] = dead.row
            new = self._new_of_ours(row_id, ours)
            self._combine_values(table, row_id, (dead, other), (new, theirs))

    def _is_used(self, row_id: str, touches: Iterable[Touch], every: Iterable[Touch]) -> bool:
        """Whether any of the touches is a change that nobody knew of who deleted the row; `every`
        is all that was done to it."""
        past = self.both.weighing.pasts.of
        deletions = {touch.deed.line.id for touch in every if touch.action == "delete"}
        return any(
            touch.action != "delete"
            and not touch.deed.is_snapshot
            and not self._is_known(touch, row_id)
            and touch.deed.line.id not in deletions
            and not any(touch.deed.line.id in past(deed) for deed in deletions)
            for touch in touches
        )

    def _combine_values(
        self,
        table: str,
        row_id: str,
        states: tuple[State, State],
        touches: tuple[list[Touch], list[Touch]],
    ) -> None:
        stands = states[0].row
        states = self._taken_out.with_names(table, states)
        mine, other = (state.row for state in states)
        elsewhere = states[0].text != states[1].text
        new = list(mine)
        for group in groups(table):
            is_place = table in PLACED and index(table)["start"] in group
            if any(mine[at] != other[at] for at in group):
                taken = self._choose(table, group, states, touches)
            elif is_place and elsewhere:
                taken = self.both.weighing.placed_last(table, states)
            else:
                continue
            for at in group:
                new[at] = states[taken].row[at]
            if is_place and taken == 1:
                self._note_text(row_id, states[1].text)
                self.both.rows[table].setdefault(row_id, stands)
        if tuple(new) != stands:
            self.both.rows[table][row_id] = tuple(new)

    def _choose(
        self,
        table: str,
        group: tuple[int, ...],
        states: tuple[State, State],
        touches: tuple[list[Touch], list[Touch]],
    ) -> int:
        """Which of the states says what these columns are; it is told if both changed them."""
        both = self.both
        names = tuple(rows.columns(table)[at] for at in group)
        row_id = states[0].row[0]
        some = [self._taken_out.untold(one, row_id, names) for one in touches]
        stands = self._taken_out.side_with_names(row_id, names)
        choice = self._choosing.choose(table, names, states, (some[0], some[1]), stands)
        if choice.authors is not None:
            ours, theirs = (
                tuple(_with_its_text(side, table, state.row)[at] for at in group)
                for side, state in zip((both.ours, both.theirs), states, strict=True)
            )
            both.conflicts.append(
                Conflict(table, row_id, names, (ours, theirs), choice.authors, choice.taken)
            )
        return choice.taken

    def _new_of_ours(self, row_id: str, ours: Iterable[Touch]) -> list[Touch]:
        """What is of deeds that the other side does not know, or not of this row."""
        return [
            touch
            for touch in ours
            if touch.deed.line.id in self.both.our_new
            or touch.deed.line.id in self._told_here.get(row_id, ())
            or touch.deed.line.id in self._taken_out.told_here.get(row_id, ())
        ]

    def _is_known(self, touch: Touch, row_id: str, names: Collection[str] = ()) -> bool:
        deed = touch.deed.line.id
        told = (self._told_here.get(row_id, ()), self._told_there.get(row_id, ()))
        if deed not in self.known or any(deed in some for some in told):
            return False
        return not self._taken_out.is_news(deed, row_id, names)


def _with_its_text(side: Side, table: str, row: Row) -> Row:
    """A document with the text that it has in its file, be that one that a merge made of several."""
    stored = side.stored(table, row[0]) if table == "documents" else None
    if stored is None:
        return row
    where = index(table)
    text = {name: stored[where[name]] for name in (_TEXT, "characters")}
    return with_values(table, row, **text)
