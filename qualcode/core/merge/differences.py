"""Where rows that turned out to be the same say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from qualcode.core.merge.combine import Conflict
from qualcode.core.merge.relations import groups, index
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.stands import Writing, Writings
from qualcode.core.store import rows
from qualcode.core.store.merging import Row

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
    """Rows that turned out to be the same and say different things, of which nobody has taken one
    over into the other: told when they meet, and when one of them says something new."""
    sets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, hidden in settled.hidden.items():
        if hidden.same_as is not None and hidden.table in _WORTH_TELLING:
            sets[hidden.table, hidden.same_as].append(one)
    found: list[Conflict] = []
    for (table, shown), ids in sets.items():
        raw = settled.both.raw(table, shown)
        if raw is not None and settled.row(table, shown) is not None:
            members = [(shown, raw), *((one, settled.hidden[one].row) for one in sorted(ids))]
            found += _differences(settled, table, members)
    return found


def _differences(
    settled: Settled, table: str, members: Sequence[tuple[str, Row]]
) -> Iterator[Conflict]:
    told = {index(table)[name] for name in _WORTH_TELLING[table]}
    for group in groups(table):
        nothing = (None,) * len(group)
        said = {tuple(row[at] for at in group) for _one, row in members}
        if told.isdisjoint(group) or len(said - {nothing}) < 2:
            continue
        names = tuple(rows.columns(table)[at] for at in group)
        writings = Writings(settled.both, [one for one, _row in members])
        stands, old = writings.stand(members, group, names), writings.superseded(names)
        chosen = next(member for member in members if member[0] == stands)
        for other in members:
            mine, others = (tuple(row[at] for at in group) for _one, row in (chosen, other))
            if mine == others or nothing in (mine, others) or other[0] in old:
                continue
            if not _was_told(settled, table, group, (chosen, other)):
                yield _conflict(settled, table, group, (chosen, other), writings.last(names))


def _was_told(
    settled: Settled, table: str, group: tuple[int, ...], pair: Sequence[tuple[str, Row]]
) -> bool:
    """Whether the two were one here already, and said what they say now."""
    ours = settled.both.ours
    before = [ours.raw(table, one) for one, _row in pair]
    return len({ours.shown_as(table, one) or one for one, _row in pair}) == 1 and all(
        known is not None and all(known[at] == row[at] for at in group)
        for known, (_one, row) in zip(before, pair, strict=True)
    )


def _conflict(
    settled: Settled,
    table: str,
    group: tuple[int, ...],
    pair: Sequence[tuple[str, Row]],
    last: dict[str, Writing],
) -> Conflict:
    """The first of the pair stands; ours is told first."""
    chosen = last.get(pair[0][0])
    ours = chosen is None or chosen.deed.line.id in settled.both.ours.deeds.by_id
    values, authors = [], []
    for one, row in pair if ours else pair[::-1]:
        values.append(tuple(row[at] for at in group))
        line = last[one].deed.line if one in last else None
        authors.append((line.coder_id, line.time) if line else _maker(table, row))
    return Conflict(
        table,
        settled.target(pair[0][0]),
        tuple(rows.columns(table)[at] for at in group),
        (values[0], values[1]),
        (authors[0], authors[1]),
        int(not ours),
    )


def _maker(table: str, row: Row) -> tuple[str, str]:
    where = index(table)
    return row[where["coder_id"]], row[where["created"]]
