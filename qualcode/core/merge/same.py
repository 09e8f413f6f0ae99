"""Which rows are the same thing, and which of them is shown: the one with the lowest id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Same:
    """Sets of ids of the same thing.

    Attributes:
        tables: the table of each row that is in a set or was joined.
        joined: ids of rows that somebody joined with others, and those others: who refers to the
            one is shown with the other.
    """

    def __init__(self) -> None:
        self.tables: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        self.joined: dict[str, str] = {}

    def keep_apart(self, one: str, other: str) -> None:
        """Say that two are not the same, whatever their names are."""
        self._apart.add(frozenset((one, other)))

    def are_apart(self, one: str, other: str) -> bool:
        """Whether somebody has said that the two are not the same."""
        return bool(self._apart) and any(
            frozenset((mine, others)) in self._apart
            for mine in self.members(one)
            for others in self.members(other)
        )

    def join(self, table: str, one: str, other: str) -> None:
        """Say that two rows of a table are the same."""
        self.tables[one] = self.tables[other] = table
        first, second = self.of(one), self.of(other)
        if first != second:
            lower, higher = sorted((first, second))
            self._parent[higher] = lower
            self._parent.setdefault(lower, lower)

    def of(self, row_id: str) -> str:
        """The lowest id of the set that a row is in."""
        at = row_id
        while (parent := self._parent.get(at, at)) != at:
            at = parent
        return at

    def resolve(self, row_id: str) -> str:
        """The row that is shown where one refers to this one."""
        at = self.of(row_id)
        seen = {at}
        while at in self.joined:
            at = self.of(self.joined[at])
            if at in seen:
                return at
            seen.add(at)
        return at

    def members(self, row_id: str) -> list[str]:
        """All of the set that a row is in, in order."""
        if row_id not in self._parent:
            return [row_id]
        return self.sets().get(self.of(row_id), [row_id])

    def sets(self) -> dict[str, list[str]]:
        """Every set of more than one, by its lowest id."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._parent:
            found[self.of(one)].append(one)
        return {lowest: sorted(ids) for lowest, ids in found.items() if len(ids) > 1}

    def without(self, gone: Iterable[str]) -> None:
        """Let rows that are not there any more be in no set; who refers to them refers to one of
        the others."""
        sets = self.sets()
        lost = set(gone)
        if lost.isdisjoint(self._parent):
            return
        self._parent = {}
        for ids in sets.values():
            left = [one for one in ids if one not in lost]
            if left:
                self.joined.update((one, left[0]) for one in ids if one in lost)
            for one in left[1:]:
                self.join(self.tables[one], left[0], one)
