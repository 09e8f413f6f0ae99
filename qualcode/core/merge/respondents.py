"""Who answered the same: a survey's row that two files each took in is one row, and one person.

A row is known by what the survey knows its person by. That may be gone from a copy that was made
without names: then the row that the copy still knows by its id is the one that came in again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.merge.same import Same
from qualcode.core.merge.side import Side
from qualcode.core.operations.survey_outlook import says_who
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

#: table, ours, theirs, and by what
Pairing = Callable[[str, str, str, str], None]

_RESPONSE = index("responses")
_SURVEY = index("surveys")


def pair_answers(both: Both, same: Same, pair: Pairing) -> None:
    """Take the rows of surveys for the same that are, with their persons and their documents; then
    persons who answered another wave in the other file."""
    _Answers(both, same, pair).run()


class _Answers:
    def __init__(self, both: Both, same: Same, pair: Pairing) -> None:
        self._both = both
        self._same = same
        self._pair = pair
        self._sides = (both.ours, both.theirs)

    def run(self) -> None:
        self._pair_rows()
        for key in (self._title, self._anywhere):
            self._pair_persons(key)

    def _pair_rows(self) -> None:
        known = [self._by(side, self._survey) for side in self._sides]
        for key, mine in known[0].items():
            others = known[1].get(key, {})
            for one, other in self._apart(mine, others):
                rows = mine[one], others[other]
                self._pair("responses", one, other, "identity")
                for table, column in (("persons", "person_id"), ("documents", "document_id")):
                    first, second = (row[_RESPONSE[column]] for row in rows)
                    if first and second:
                        self._pair(table, first, second, "identity")

    def _pair_persons(self, key_of: Callable[[Side, Row], Hashable | None]) -> None:
        known = [self._by(side, key_of) for side in self._sides]
        at = _RESPONSE["person_id"]
        for key, mine in known[0].items():
            others = known[1].get(key, {})
            ours, theirs = ({row[at]: row for row in rows.values()} for rows in (mine, others))
            for one, other in self._apart(ours, theirs):
                self._pair("persons", one, other, "identity")

    def _by(
        self, side: Side, key_of: Callable[[Side, Row], Hashable | None]
    ) -> dict[Hashable, dict[str, Row]]:
        """The rows by what they are known by, in the order in which they came."""
        found: dict[Hashable, dict[str, Row]] = defaultdict(dict)
        for one, row in sorted(side.raw_rows("responses").items()):
            gone = {one, row[_RESPONSE["person_id"]]} & self._both.gone.keys()
            identity = casefold(row[_RESPONSE["identity"]])
            key = key_of(side, row) if identity and not gone else None
            if key is not None:
                found[key, identity][one] = row
        return found

    def _survey(self, _side: Side, row: Row) -> Hashable:
        return self._same.of(row[_RESPONSE["survey_id"]])

    def _title(self, side: Side, row: Row) -> Hashable | None:
        """Waves of one title: their codes mean the same persons."""
        survey = side.raw("surveys", row[_RESPONSE["survey_id"]])
        return None if survey is None else casefold(survey[_SURVEY["title"]])

    def _anywhere(self, _side: Side, row: Row) -> Hashable | None:
        return "" if says_who(row[_RESPONSE["identity"]]) else None

    def _apart(self, mine: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
        """The first that only the one has with the first that only the other has, and so on."""
        shared = {*map(self._same.of, mine)} & {*map(self._same.of, others)}
        left = (
            sorted(one for one in ids if self._same.of(one) not in shared) for ids in (mine, others)
        )
        return list(zip(*map(self._one_of_each, left), strict=False))

    def _one_of_each(self, ids: Iterable[str]) -> list[str]:
        return list({self._same.of(one): one for one in sorted(ids, reverse=True)}.values())[::-1]
