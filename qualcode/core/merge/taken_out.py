"""Rows with which a copy began after names had been taken out of them.

Such a copy tells nothing of what was done to them before, so that the names still come from whoever
has them. All else of them it knows, as it began with it; and what its owner made of words out of
which a name was taken is read with the name in its place.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from qualcode.core.analysis.real_names import Names
from qualcode.core.merge.lacking_names import PSEUDONYM
from qualcode.core.merge.nameless import LEFT_OUT, may_hold_names
from qualcode.core.merge.relations import index
from qualcode.core.merge.side import Side, Touch
from qualcode.core.merge.weighing import State
from qualcode.core.model import Person
from qualcode.core.model.anchoring import align
from qualcode.core.store import merging


def share_out(
    told: Set[tuple[str, str]],
    other: Side,
    taken_out: dict[str, set[str]],
    unknown: dict[str, set[str]],
) -> None:
    """Deeds and rows of which just one file tells: those with which the other began after them,
    and those of which it knows nothing."""
    begun = _rows_begun_with(other, told)
    for deed, one in told:
        (taken_out if (deed, one) in begun else unknown)[one].add(deed)


def _rows_begun_with(side: Side, told: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of some deeds and rows of which the file began with the row as it was after the deed."""
    touched = side.touches_of({one for _deed, one in told}) if told else {}
    snapshots = {
        one: {touch.deed.line.id for touch in touches if _begins(touch, touches)}
        for one, touches in touched.items()
    }
    return {
        (deed, one)
        for deed, one in told
        if any(deed in side.deeds.past_of(it) for it in snapshots.get(one, ()))
    }


def _begins(touch: Touch, touches: list[Touch]) -> bool:
    """Whether a file began with a row as a copy did, and did not have it before it met that."""
    own = touch.deed.line.brought_by is None
    return touch.deed.is_snapshot and (own or touch is touches[0])


@dataclass
class TakenOut:
    """The rows of which the one file tells more because names were taken out of the other's.

    Attributes:
        ours, theirs: the two.
        told_here, told_there: by row the deeds of which just our side, or just theirs, tells what
            they did to it, though the other began with it.
    """

    ours: Side
    theirs: Side
    told_here: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    told_there: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _unsure: dict[str, frozenset[str]] = field(default_factory=dict)

    def side_with_names(self, row_id: str, names: Collection[str]) -> int | None:
        """Which side, 0 or 1, has the names of these columns, if what the other wrote there can't
        be read with them."""
        if self._unsure.get(row_id, frozenset()).isdisjoint(names):
            return None
        return int(row_id in self.told_there)

    def is_news(self, deed: str, row_id: str, names: Collection[str]) -> bool:
        """Whether the side that does not tell of this does not know it as to these columns."""
        return self._is_told_once(deed, row_id) and self.side_with_names(row_id, names) is not None

    def untold(self, touches: list[Touch], row_id: str, names: Collection[str]) -> list[Touch]:
        """Those of the touches that are not known to the side that began with what they did."""
        return [
            one
            for one in touches
            if not self._is_told_once(one.deed.line.id, row_id)
            or self.is_news(one.deed.line.id, row_id, names)
        ]

    def _is_told_once(self, deed: str, row_id: str) -> bool:
        some = (self.told_here.get(row_id, ()), self.told_there.get(row_id, ()))
        return any(deed in one for one in some)

    def with_names(self, table: str, states: tuple[State, State]) -> tuple[State, State]:
        """The two states of a row, with the names in both."""
        row_id = states[0].row[0]
        if row_id not in self.told_here and row_id not in self.told_there:
            return states
        knowing = int(row_id in self.told_there)
        named, nameless = states[knowing], states[1 - knowing]
        sides = (self.ours, self.theirs)
        reading = _Reading(sides[knowing], sides[1 - knowing], table, row_id)
        values, where = list(nameless.row), index(table)
        unsure = set()
        for name in sorted(may_hold_names(table) - _told_of(sides[1 - knowing], row_id)):
            at = where[name]
            try:
                values[at] = reading.read(name, named.row[at], nameless.row[at])
            except _CantTell:
                unsure.add(name)
        self._unsure[row_id] = frozenset(unsure)
        read = replace(nameless, row=tuple(values))
        return (read, named) if knowing else (named, read)


def _told_of(side: Side, row_id: str) -> set[str]:
    """The columns of a row of which a copy tells that they were changed before it was made: it does
    not of those out of which names were taken."""
    touched = side.touches_of([row_id]).get(row_id, [])
    return {name for one in touched if one.deed.line.in_part for name in one.columns or ()}


class _CantTell(Exception):
    """It is not sure where names belong."""


class _Reading:
    """Reads what was written in the one file with the names that the other has."""

    def __init__(self, named: Side, nameless: Side, table: str, row_id: str) -> None:
        self._named, self._nameless = named, nameless
        self._table, self._row_id = table, row_id
        self._names = Names(Person(*row) for row in named.raw_rows("persons").values())

    def read(self, name: str, named: object, written: object) -> object:
        """What was written in this column, with its names.

        Raises:
            _CantTell: if it is not sure where they belong.
        """
        if named == written:
            return written
        began = next(iter(self._had(self._nameless, name, began=True)), written)
        known = [named, *self._had(self._named, name)]
        if LEFT_OUT.get(self._table) == name and began is None and set(known) != {None}:
            if written is None:
                return named
            raise _CantTell
        for one in known:
            taken = one != began and self._names.out_of(one) == began
            names = _names_taken(one, began) if taken else None
            if names is not None:
                return one if written == began else _put_back(names, str(began), written)
        stands_for = self._names_for(began, known)
        if stands_for and isinstance(written, str):
            if written == began:
                raise _CantTell
            return PSEUDONYM.sub(lambda hit: stands_for.get(hit[0], hit[0]), written)
        if began is None or began in known:
            return written
        raise _CantTell

    def _names_for(self, began: object, known: Iterable[object]) -> dict[str, str]:
        """What stands for the pseudonyms of the words that the copy began with, where these are
        not known with their names: the names that the file has there otherwise.

        Raises:
            _CantTell: if it has several for one.
        """
        tokens = set(PSEUDONYM.findall(began)) if isinstance(began, str) else set()
        found: dict[str, str] = {}
        for text in known if tokens else ():
            for name, token in self._names.found_in(text) if isinstance(text, str) else ():
                if token in tokens and found.setdefault(token, name) != name:
                    raise _CantTell
        return found

    def _had(self, side: Side, name: str, *, began: bool = False) -> Iterator[object]:
        """What the column said before it was changed, the latest first; or from the beginning of
        the copy on."""
        if side.is_sealed:
            return
        in_part = {line.seq for line in side.deeds.lines if line.in_part}
        lines = merging.row_lines_of(side.db, [self._row_id])
        told = [one.before for one in lines if one.before is not None and one.seq not in in_part]
        for before in told if began else reversed(told):
            values = json.loads(before)
            if name in values:
                yield values[name]


_Names = list[tuple[tuple[int, int], str]]


def _names_taken(named: object, nameless: object) -> _Names | None:
    """Where pseudonyms stand in the one, with what the other has there; None if these are not the
    same words otherwise."""
    if not (isinstance(named, str) and isinstance(nameless, str)):
        return None
    hits = list(PSEUDONYM.finditer(nameless))
    found = []
    for few in ("?", ""):  # the same by fewest and by most characters: there is one way only
        pattern, done = "", 0
        for hit in hits:
            pattern += re.escape(nameless[done : hit.start()]) + f"(.+{few})"
            done = hit.end()
        match = re.fullmatch(pattern + re.escape(nameless[done:]), named, re.DOTALL)
        if match is None:
            return None
        found.append(match.groups())
    if not hits or found[0] != found[1]:
        return None
    return [(hit.span(), name) for hit, name in zip(hits, found[0], strict=True)]


def _put_back(names: _Names, began: str, written: object) -> str:
    """What somebody made of the words, with the names in the place of their pseudonyms. Where
    several stood for one pseudonym, each must have stayed among its words."""
    if not isinstance(written, str):
        raise _CantTell
    either: Mapping[str, set[str]] = defaultdict(set)
    for (start, end), name in names:
        either[began[start:end]].add(name)
    several = {one for one, some in either.items() if len(some) > 1}
    stayed = _stayed(names, began, written) if several else {}

    def name_of(hit: re.Match[str]) -> str:
        if hit[0] not in several:
            return next(iter(either.get(hit[0], {hit[0]})))
        if hit.start() not in stayed or written.count(hit[0]) != began.count(hit[0]):
            raise _CantTell
        return stayed[hit.start()]

    return PSEUDONYM.sub(name_of, written)


def _stayed(names: _Names, began: str, written: str) -> dict[int, str]:
    """The names of pseudonyms that nobody changed, by where these stand now."""
    alignment = align(began, written)
    return {
        alignment.place(start): name
        for (start, end), name in names
        if not any(one.old_start < end and start < one.old_end for one in alignment.changes)
    }
