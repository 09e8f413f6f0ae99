"""What two files each made of which there can be only one: passages of one evaluator on the same
words, codings that say the same, two values in one cell, the same answer to a survey.

Rows are looked at as they stand in their own files. Neither side knew of the other's, so they are
the same for good.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Final

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import PLACED, UNIQUE, index
from qualcode.core.merge.same import Same
from qualcode.core.store import merging
from qualcode.core.store.merging import LARGE, Row

#: The tables of which a row can have a twin, those first that others refer to.
ORDER: Final = (
    "segments",
    "codings",
    "readings",
    "attribute_values",
    "quotes",
    "memo_links",
    "responses",
    "backgrounds",
    "invitations",
)
#: What the first of a row's unique columns refers to.
_PARENTS: Final = {
    "codings": "segments",
    "quotes": "segments",
    "memo_links": "memos",
    "backgrounds": "responses",
}


def find_twins(both: Both, same: Same, pair: Callable[[str, str, str, str], None]) -> None:
    """Tell `pair` of every twin: table, ours, theirs, and by what."""
    for table in ORDER:
        new = _new_there(both, table)
        ours = _may_be_twins(both, same, table, new) if new else {}
        if not ours:
            continue
        for one in both.ours.ever_knew(new):
            del new[one]
        keys = {_key(both, same, table, row): one for one, row in sorted(new.items(), reverse=True)}
        for one, row in ours.items():
            other = keys.get(_key(both, same, table, row))
            if other is not None:
                pair(table, one, other, "twin")


def _new_there(both: Both, table: str) -> dict[str, Row]:
    """Their rows that our file never knew of."""
    found = both.rows[table]
    return {
        one: found[one]
        for one in both.fresh[table]
        if one in found and (table != "segments" or found[one][_START] is not None)
    }


_START: Final = index("segments")["start"]


def _key(both: Both, same: Same, table: str, row: Row) -> Hashable:
    where = index(table)
    key: list[Hashable] = []
    for name in UNIQUE[table]:
        found = row[where[name]]
        key.append(same.of(found) if isinstance(found, str) else found)
    if table in PLACED:
        key.append(both.text_of_row(table, row[0], row))
    return tuple(key)


def _may_be_twins(both: Both, same: Same, table: str, new: dict[str, Row]) -> dict[str, Row]:
    """Our rows, unknown to the other file, that may have the key of one of theirs."""
    found = _beside(both, same, table, new)
    unknown = {one for one in found if both.theirs.raw(table, one) is None}
    unknown -= both.theirs.ever_knew(unknown)
    return {
        one: found[one]
        for one in sorted(unknown)
        if one not in both.gone and one not in both.rows[table]
    }


def _beside(both: Both, same: Same, table: str, new: dict[str, Row]) -> dict[str, Row]:
    ours = both.ours
    where = index(table)
    if table == "segments":
        coders = _with_others(same, {row[where["coder_id"]] for row in new.values()})
        coders &= ours.ids("coders")
        documents = _with_others(same, {row[where["document_id"]] for row in new.values()})
        spans = merging.spans_of_coders(ours.db, coders, documents)
        ids = [span[0] for span in spans]
        ours.load(table, ids)
    else:
        first = UNIQUE[table][0]
        wanted = _with_others(same, {row[where[first]] for row in new.values()})
        if table in LARGE and table in _PARENTS:
            wanted -= both.fresh[_PARENTS[table]]
        ids = list(ours.where(table, first, wanted))
    hidden = [one for one, original in ours.originals.items() if original.about_table == table]
    rows = {one: ours.raw(table, one) for one in (*ids, *hidden)}
    return {
        one: row
        for one, row in rows.items()
        if row is not None and (table != "segments" or row[_START] is not None)
    }


def _with_others(same: Same, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    sets = same.sets()
    if not sets:
        return set(ids)
    for one in ids:
        found.update(sets.get(same.of(one), [one]))
    return found
