"""Codes that somebody deleted and made again under the same name.

What others have coded with the one is shown with the other: it is one code to whoever did that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

_KEY = ("parent_id", "name")


def made_again(both: Both, deleted: str, row: Row) -> str | None:
    """The code that was made in the place of one, after that was deleted and by somebody who knew;
    None if there is none.

    Args:
        deleted: its id; what deleted it is known.
        row: as it was.
    """
    deletions = {touch.deed.line.id for _side, touch in both.deletions[deleted]}
    key = _key({name: row[index("codes")[name]] for name in _KEY})
    for one in sorted(both.all_raw("codes")):
        if key in _keys(both, one) and _follows(both, one, deletions):
            return one
    return None


def twice_there(both: Both) -> Iterator[tuple[str, str]]:
    """Codes that were deleted, are there because others changed them, and were made again."""
    found = defaultdict(list)
    for one, row in sorted(both.all_raw("codes").items()):
        found[_key({name: row[index("codes")[name]] for name in _KEY})].append(one)
    for ids in found.values():
        for one, other in permutations(ids, 2):
            deletions = {deed for deed, action in _done(both, one) if action == "delete"}
            if deletions and _follows(both, other, deletions):
                yield one, other


def _follows(both: Both, one: str, deletions: set[str]) -> bool:
    """Whether it was made by somebody who knew of these deletions."""
    return any(
        not deletions.isdisjoint(both.weighing.pasts.of(deed))
        for deed, action in _done(both, one)
        if action == "insert"
    )


def _keys(both: Both, one: str) -> Iterator[tuple[str | None, str | None]]:
    """Under what, and by what name, a code has stood."""
    row = both.raw("codes", one)
    assert row is not None
    known = {name: row[index("codes")[name]] for name in _KEY}
    yield _key(known)
    for side in (both.ours, both.theirs):
        for line in merging.row_lines_of(side.db, [one])[::-1]:
            before = json.loads(line.before or "{}")
            if not before.keys().isdisjoint(_KEY):
                known = {name: before.get(name, known[name]) for name in _KEY}
                yield _key(known)


def _key(row: dict[str, str | None]) -> tuple[str | None, str | None]:
    return row["parent_id"], casefold(row["name"])


def _done(both: Both, one: str) -> Iterator[tuple[str, str]]:
    for side in (both.ours, both.theirs):
        for touch in side.touches_of([one]).get(one, []):
            yield touch.deed.line.id, touch.action
