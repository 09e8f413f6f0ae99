"""What one of two files tells that the other doesn't know: of deeds that are new to us, all; of those
that one knows in part, what they did to rows of which that file tells nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from qualcode.core.merge.side import Side, Touch, columns_of
from qualcode.core.store import merging
from qualcode.core.store.merging import RowLine

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
    known = _Known(ours, theirs, in_part, told)
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


def untold(ours: Side, new: Collection[str], touched: Touched) -> set[str]:
    """What we undid and their file knows of, but not to what rows it was done: it does not come
    back, or it would pass for done and never come from a file that tells of them."""
    undone = ours.deeds.undone.keys() & new
    return undone - deeds_in(touched) if undone else set()


def done_again_in_part(ours: Side, theirs: Side, new: Collection[str]) -> dict[str, set[str]]:
    """Of new deeds that we undid, and that their file did not do to the same rows as ours, the rows
    of which it tells."""
    found = {}
    for one in ours.deeds.undone.keys() & new:
        told = _rows_told(theirs, theirs.deeds.numbers([one]))
        if told != _rows_told(ours, ours.deeds.numbers_undone(one)):
            found[one] = told
    return found


def _rows_told(side: Side, seqs: Collection[int]) -> set[str]:
    return {row[2] for row in merging.row_lines(side.db, seqs) if row[1] != "originals"}


def deeds_in(touched: Touched) -> set[str]:
    """The deeds that did this."""
    return {
        touch.deed.line.id
        for of_table in touched.values()
        for touches in of_table.values()
        for touch in touches
    }


class _Known:
    """What our file tells of deeds that it knows in part."""

    def __init__(self, ours: Side, theirs: Side, in_part: set[str], told: Touched) -> None:
        self._in_part = in_part
        lines = _lines_of(ours, in_part)
        #: what it tells, with the columns that were changed; None for all
        self._told: dict[tuple[str, str], frozenset[str] | None] = {}
        for row in merging.row_lines(ours.db, lines):
            self._note((lines[row[0]], row[2]), RowLine(*row))
        #: what was deleted and only the other file tells in words: it may have to come back
        self._in_words_there: set[tuple[str, str]] = set()
        if not ours.is_sealed:
            self._in_words_there = _deleted_in_words(theirs, in_part)
            self._in_words_there -= _deleted_in_words(ours, in_part)
        self._rows = {row_id for _deed, row_id in self._told}
        self._rows |= _ever_told(ours, self._rows_of_snapshots(told) - self._rows)

    def _note(self, told: tuple[str, str], line: RowLine) -> None:
        known = self._told.get(told, frozenset())
        columns = columns_of(line)
        self._told[told] = None if columns is None or known is None else known | columns

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
        if deed.is_snapshot:
            return row_id in self._rows
        told = (deed.line.id, row_id)
        if told not in self._told or (touch.action == "delete" and told in self._in_words_there):
            return False
        known = self._told[told]
        return known is None or (touch.columns is not None and touch.columns <= known)


def _lines_of(side: Side, deeds: Iterable[str]) -> dict[int, str]:
    """The numbers of all lines that tell of these deeds."""
    return {seq: one for one in deeds for seq in side.deeds.numbers([one])}


def _deleted_in_words(side: Side, deeds: Iterable[str]) -> set[tuple[str, str]]:
    lines = _lines_of(side, deeds)
    return {(lines[seq], row_id) for seq, row_id in merging.deleted_in_words(side.db, lines)}


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
