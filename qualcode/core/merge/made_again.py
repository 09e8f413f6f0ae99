"""Codes that somebody deleted and made again under the same name.

What others have coded with the one is shown with the other: it is one code to whoever did that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

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
    deletions = _deletions(both, deleted)
    key = _key({name: row[index("codes")[name]] for name in _KEY})
    for one in sorted(both.all_raw("codes")):
        if key in _keys(both, one) and _follows(both, one, deletions):
            return one
    return None


def twice_there(both: Both) -> Iterator[tuple[str, str]]:
    """Codes that were deleted, are there because others changed them, and were made again."""
    there = both.all_raw("codes")
    named = defaultdict(list)
    for one, row in sorted(there.items()):
        named[_key({name: row[index("codes")[name]] for name in _KEY})].append(one)
    gone = merging.ever_deleted(both.ours.db, "codes") | merging.ever_deleted(
        both.theirs.db, "codes"
    )
    for one in sorted(gone & there.keys()):
        deletions = _deletions(both, one)
        for key in dict.fromkeys(_keys(both, one)):
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
