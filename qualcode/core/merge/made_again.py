"""Codes that somebody deleted and made again under the same name.

What others have coded with the one is shown with the other: it is one code to whoever did that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

_NAME: tuple[str, str] = ("parent_id", "name")

#: under what a code stands, and what it is called
_Key = tuple[str | None, str | None]


class Codes:
    """The codes that are there, by all that they were ever called; each is looked up once."""

    def __init__(self, both: Both) -> None:
        self._both = both
        self._called: dict[_Key, set[str]] = defaultdict(set)
        self._known: set[str] = set()

    def made_again(self, deleted: str, row: Row) -> str | None:
        """The code that was made in the place of one, after that was deleted and by somebody who
        knew; None if there is none.

        Args:
            deleted: its id; what deleted it is known.
            row: as it was.
        """
        there = self._both.all_raw("codes")
        self._look_up(there.keys() - self._known)
        deletions = _deletions(self._both, deleted)
        called = self._called.get(_key_of(row), set())
        for one in sorted(called & there.keys()):
            if _follows(self._both, one, deletions):
                return one
        return None

    def _look_up(self, ids: Iterable[str]) -> None:
        for one, keys in _keys(self._both, ids).items():
            self._known.add(one)
            for key in keys:
                self._called[key].add(one)


def twice_there(both: Both) -> Iterator[tuple[str, str]]:
    """Codes that were deleted, are there because others changed them, and were made again."""
    there = both.all_raw("codes")
    named = defaultdict(list)
    for one, row in sorted(there.items()):
        named[_key_of(row)].append(one)
    gone = merging.ever_deleted(both.ours.db, "codes") | merging.ever_deleted(
        both.theirs.db, "codes"
    )
    for one, keys in _keys(both, sorted(gone & there.keys())).items():
        deletions = _deletions(both, one)
        for key in keys:
            for other in named[key]:
                if other != one and _follows(both, other, deletions):
                    yield one, other


def _deletions(both: Both, one: str) -> set[str]:
    """What deleted a code, but for those who joined it with another: they said what it is now."""
    told = [
        (touch.deed.line.id, touch.merged_into)
        for side in (both.ours, both.theirs)
        for touch in side.touches_of([one]).get(one, [])
        if touch.action == "delete"
    ]
    return set() if any(other is not None for _deed, other in told) else {deed for deed, _ in told}


def _follows(both: Both, one: str, deletions: set[str]) -> bool:
    """Whether it was made by somebody who knew of these deletions."""
    return any(
        not deletions.isdisjoint(both.weighing.pasts.of(deed))
        for deed, action in _done(both, one)
        if action == "insert"
    )


def _keys(both: Both, ids: Iterable[str]) -> dict[str, list[_Key]]:
    """Under what, and by what name, codes have stood: as they do now, and before each change."""
    rows = {one: row for one in ids if (row := both.raw("codes", one)) is not None}
    known = {one: {name: row[index("codes")[name]] for name in _NAME} for one, row in rows.items()}
    found = {one: [_key(**names)] for one, names in known.items()}
    for side in (both.ours, both.theirs):
        for line in merging.row_lines_of(side.db, rows)[::-1]:
            before: dict[str, Any] = json.loads(line.before or "{}")
            if not before.keys().isdisjoint(_NAME):
                names = known[line.row_id]
                names.update({name: before.get(name, names[name]) for name in _NAME})
                found[line.row_id].append(_key(**names))
    return {one: list(dict.fromkeys(keys)) for one, keys in found.items()}


def _key_of(row: Row) -> _Key:
    return _key(**{name: row[index("codes")[name]] for name in _NAME})


def _key(parent_id: str | None, name: str | None) -> _Key:
    return parent_id, casefold(name)


def _done(both: Both, one: str) -> Iterator[tuple[str, str]]:
    for side in (both.ours, both.theirs):
        for touch in side.touches_of([one]).get(one, []):
            yield touch.deed.line.id, touch.action
