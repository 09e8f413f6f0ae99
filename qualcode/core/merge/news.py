"""What one of two files tells that the other doesn't know: of deeds that are new to us, all; of those
that one knows in part, what they did to rows of which that file tells nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from qualcode.core.merge.side import Side, Touch
from qualcode.core.store import merging

Touched = dict[str, dict[str, list[Touch]]]


def news_of(ours: Side, theirs: Side, new: Collection[str]) -> tuple[Touched, dict[str, set[str]]]:
    """What the other file's deeds did, by table and row; and of deeds that we know in part, by id,
    the rows of which only the other file tells."""
    in_part = {
        one
        for one, deed in ours.deeds.by_id.items()
        if deed.line.in_part and one in theirs.deeds.by_id
    }
    if not in_part:
        return theirs.touches(new), {}
    told = theirs.touches([*new, *in_part])
    known = _Known(ours, in_part, told)
    more: dict[str, set[str]] = defaultdict(set)
    found: Touched = defaultdict(dict)
    for table, touched in told.items():
        for row_id, touches in touched.items():
            kept = [one for one in touches if not known.tells(one, row_id)]
            if kept:
                found[table][row_id] = kept
            for deed in (one.deed.line.id for one in kept):
                if deed in in_part:
                    more[deed].add(row_id)
    return found, dict(more)


class _Known:
    """What our file tells of deeds that it knows in part."""

    def __init__(self, ours: Side, in_part: set[str], told: Touched) -> None:
        self._in_part = in_part
        lines = {
            line.seq: one
            for one in in_part
            for deed in [ours.deeds.by_id[one]]
            for line in (deed.line, *deed.more)
        }
        self._told = {(lines[row[0]], row[2]) for row in merging.row_lines(ours.db, lines)}
        self._rows = {row_id for _deed, row_id in self._told}
        self._rows |= _ever_told(ours, self._rows_of_snapshots(told) - self._rows)

    def _rows_of_snapshots(self, told: Touched) -> set[str]:
        return {
            row_id
            for touched in told.values()
            for row_id, touches in touched.items()
            if any(one.deed.is_snapshot and one.deed.line.id in self._in_part for one in touches)
        }

    def tells(self, touch: Touch, row_id: str) -> bool:
        """Whether our file tells that; of what a copy began with, whether it knows of the row."""
        deed = touch.deed
        if deed.line.id not in self._in_part:
            return False
        return row_id in self._rows if deed.is_snapshot else (deed.line.id, row_id) in self._told


def _ever_told(side: Side, row_ids: Iterable[str]) -> set[str]:
    return {line.row_id for line in merging.row_lines_of(side.db, row_ids)}


def told_by_ours_alone(
    ours: dict[str, list[Touch]], theirs: Side, row_ids: Collection[str]
) -> set[tuple[str, str]]:
    """Deeds and rows, of what our file tells of deeds that the other knows in part: a copy tells
    nothing of rows from which names were taken out."""
    in_part = {one for one, deed in theirs.deeds.by_id.items() if deed.line.in_part}
    told = {
        (touch.deed.line.id, row_id)
        for row_id in row_ids
        for touch in ours.get(row_id, [])
        if touch.deed.line.id in in_part
    }
    if not told:
        return told
    found = theirs.touches_of({row_id for _deed, row_id in told})
    return told - {(one.deed.line.id, row_id) for row_id in found for one in found[row_id]}
