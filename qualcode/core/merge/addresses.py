"""By what surveys know the persons of two files."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.merge.same import Same
from qualcode.core.store.connection import casefold


class Addresses:
    """Tells two persons apart of whom all else that is known may be alike."""

    def __init__(self, both: Both, same: Same) -> None:
        self._both = both
        self._same = same

    def tell_apart(self, one: str, other: str) -> bool:
        """Whether a survey knows the two, or whom they are the same as, by different addresses."""
        mine, others = self._of(one), self._of(other)
        return any(
            mine[survey].isdisjoint(others[survey]) for survey in mine.keys() & others.keys()
        )

    def _of(self, person: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for member in self._same.members(person):
            for survey, address in self._told.get(member, ()):
                found[self._same.of(survey)].add(address)
        return found

    @cached_property
    def _told(self) -> dict[str, list[tuple[str, str]]]:
        """Of each person the surveys that know them, and by what."""
        where = index("responses")
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for side in (self._both.ours, self._both.theirs):
            for row in side.raw_rows("responses").values():
                address = casefold(row[where["identity"]])
                if row[where["person_id"]] and address:
                    found[row[where["person_id"]]].append((row[where["survey_id"]], address))
        return found
