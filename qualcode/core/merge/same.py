"""Which rows are the same thing, and which of them is shown: the one with the lowest id."""

from __future__ import annotations

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
        self._sets = _Sets()
        #: of these, those that are the same for good
        self._firm = _Sets()
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

    def join(self, table: str, one: str, other: str, *, firm: bool = True) -> None:
        """Say that two rows of a table are the same: for good, or for as long as nothing speaks
        against it."""
        self.tables[one] = self.tables[other] = table
        self._sets.join(one, other)
        if firm:
            self._firm.join(one, other)

    def of(self, row_id: str) -> str:
        """The lowest id of the set that a row is in."""
        return self._sets.of(row_id)

    def firm_of(self, row_id: str) -> str:
        """The lowest id of those that are the same as a row for good."""
        return self._firm.of(row_id)

    def is_doubted(self, row_id: str) -> bool:
        """Whether the set that a row is in is one only for as long as nothing speaks against it."""
        return len({self.firm_of(one) for one in self.members(row_id)}) > 1

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
        return self._sets.members(row_id)

    def sets(self) -> dict[str, list[str]]:
        """Every set of more than one, by its lowest id."""
        return self._sets.all()

    def without(self, gone: Iterable[str]) -> None:
        """Let rows that are not there any more be in no set; who refers to them refers to one of
        the others."""
        lost = set(gone)
        for ids in self._sets.remove(lost):
            left = [one for one in ids if one not in lost]
            if left:
                self.joined.update((one, left[0]) for one in ids if one in lost)
        self._firm.remove(lost)


class _Sets:
    """Ids in sets, each known by the lowest."""

    def __init__(self) -> None:
        #: of each id that is in a set, all that are in it, in order
        self._together: dict[str, list[str]] = {}

    def join(self, one: str, other: str) -> None:
        first, second = self.members(one), self.members(other)
        if first[0] != second[0]:
            self._put_together([*first, *second])

    def _put_together(self, ids: Iterable[str]) -> None:
        together = sorted(ids)
        self._together.update(dict.fromkeys(together, together))

    def of(self, row_id: str) -> str:
        together = self._together.get(row_id)
        return row_id if together is None else together[0]

    def members(self, row_id: str) -> list[str]:
        return self._together.get(row_id) or [row_id]

    def all(self) -> dict[str, list[str]]:
        return {ids[0]: ids for ids in self._together.values()}

    def remove(self, lost: set[str]) -> list[list[str]]:
        """Take these out. Returns the sets as they were, if any of them was in one."""
        if lost.isdisjoint(self._together):
            return []
        sets = list(self.all().values())
        self._together = {}
        for ids in sets:
            left = [one for one in ids if one not in lost]
            if len(left) > 1:
                self._put_together(left)
        return sets
