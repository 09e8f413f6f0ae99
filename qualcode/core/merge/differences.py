"""Where rows that turned out to be the same say different things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from qualcode.core.merge.combine import Conflict
from qualcode.core.merge.relations import groups, index
from qualcode.core.merge.settle import Settled
from qualcode.core.store import rows

#: Of rows that are the same, what is worth telling if the two say different things.
_WORTH_TELLING: Final = {
    "documents": ("title", "kind", "date", "wave"),
    "persons": ("name", "role", "reporting_group", "kind"),
    "codes": ("level",),
    "cases": ("kind", "description"),
    "attribute_values": ("value",),
    "backgrounds": ("value",),
    "readings": ("state",),
    "quotes": ("text", "attribution"),
    "codings": ("weight", "stance"),
    "attributes": ("kind", "choices"),
    "invitations": ("invited", "declined"),
}


def told_differences(settled: Settled) -> list[Conflict]:
    """Rows that turned out to be the same and say different things: the lower id’s stands."""
    found = []
    ours = settled.both.ours
    for one, hidden in settled.hidden.items():
        if hidden.same_as is None or hidden.table not in _WORTH_TELLING:
            continue
        known = ours.originals.get(one)
        if known is not None and known.shown is None:
            continue  # told when they met
        shown = settled.row(hidden.table, hidden.same_as)
        if shown is not None:
            found += _differences(hidden.table, shown, hidden.row)
    return found


def _differences(table: str, shown: Sequence[Any], other: Sequence[Any]) -> list[Conflict]:
    names, where = rows.columns(table), index(table)
    told = {where[name] for name in _WORTH_TELLING[table]}
    authors = tuple((row[where["coder_id"]], row[where["created"]]) for row in (shown, other))
    found = []
    for group in groups(table):
        if told.isdisjoint(group) or all(shown[at] == other[at] for at in group):
            continue
        if all(other[at] is None for at in group):
            continue
        values = (tuple(shown[at] for at in group), tuple(other[at] for at in group))
        columns = tuple(names[at] for at in group)
        found.append(Conflict(table, shown[0], columns, values, (authors[0], authors[1]), 0))
    return found
