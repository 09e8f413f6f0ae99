"""Rows that were deleted, as they were last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from qualcode.core.merge.lacking_names import lacks_names
from qualcode.core.merge.relations import PLACED, groups, index
from qualcode.core.merge.side import Side, Touch
from qualcode.core.merge.weighing import State, Weighing, is_about
from qualcode.core.store import merging, rows
from qualcode.core.store.merging import Row

Told = tuple[Side, Touch]

_NOTHING: Final = object()


def last_state(
    table: str,
    row_id: str,
    told: Sequence[Told],
    weighing: Weighing,
    standing: Sequence[Side] = (),
) -> State | None:
    """What the row was when it was deleted, with what was written by each who deleted it.

    Args:
        told: what was done to it, in all files.
        weighing: how much that weighs.
        standing: files in which it still stands.
    """
    found = []
    for side, touch in told:
        if touch.action == "delete":
            state = _state_before(table, row_id, side, touch)
            if state is not None:
                found.append((touch.deed.stamp, touch.deed.line.id, state))
    found.sort(key=lambda one: one[:2])
    states = [state for _stamp, _id, state in found]
    for side in standing:
        row = side.standing(table, row_id)
        if row is not None:
            text = side.text_of_row(table, row_id, row) if table in PLACED else None
            states.append(State(row, text, side.deeds.by_id.keys() - _untold(side, told)))
    if not states:
        return None
    return (
        states[-1]
        if len({(state.row, state.text) for state in states}) == 1
        else _together(table, states, told, weighing)
    )


def _together(
    table: str, states: Sequence[State], told: Sequence[Told], weighing: Weighing
) -> State:
    """Of each thing the latest that was written, from the file of somebody who knew of it."""
    latest = states[-1]
    new, text = list(latest.row), latest.text
    names = rows.columns(table)
    for group in groups(table):
        if table in PLACED and index(table)["start"] in group:
            source = states[weighing.placed_last(table, states)]
            text = source.text
        else:
            columns = tuple(names[at] for at in group)
            writer = _latest_writer(latest.row[0], told, columns, weighing)
            known = [state for state in states if writer in state.known]
            if len({tuple(state.row[at] for at in group) for state in known}) > 1:
                known = _where_it_stands(known, group, _before(latest.row[0], writer, told))
            source = _with_names(known or states, group)
        for at in group:
            new[at] = source.row[at]
    return State(tuple(new), text, frozenset().union(*(state.known for state in states)))


def _untold(side: Side, told: Iterable[Told]) -> set[str]:
    """What a file doesn't tell of a row, though it knows that it was done: the row stands in it
    without names."""
    told_there = {touch.deed.line.id for one, touch in told if one is side}
    every = {touch.deed.line.id for _side, touch in told}
    by_id = side.deeds.by_id
    return {one for one in every - told_there if one in by_id and by_id[one].line.in_part}


def _with_names(states: Sequence[State], group: tuple[int, ...]) -> State:
    """The last of the states, but with the names that were taken out of it in some copy."""
    found = states[-1]
    for state in states:
        if lacks_names([found.row[at] for at in group], [state.row[at] for at in group]):
            found = state
    return found


def _where_it_stands(
    known: Sequence[State], group: Sequence[int], before: dict[int, object]
) -> list[State]:
    """Those in which a change was not undone again; all of them, if that can't be told."""
    found = [
        state for state in known if any(state.row[at] != before.get(at, _NOTHING) for at in group)
    ]
    return found or list(known)


def _before(row_id: str, writer: str, told: Iterable[Told]) -> dict[int, object]:
    """What stood in a row's columns before a change of them."""
    for side, touch in told:
        if touch.deed.line.id == writer:
            for line in merging.row_lines_of(side.db, [row_id]):
                if line.seq == touch.deed.line.seq and line.before is not None:
                    where = index(line.table)
                    image = json.loads(line.before)
                    return {where[name]: image[name] for name in image if name in where}
    return {}


def _latest_writer(
    row_id: str, told: Iterable[Told], names: tuple[str, ...], weighing: Weighing
) -> str:
    writers = {}
    known: set[str] = set()
    for side, touch in told:
        if is_about(touch, names) and not touch.deed.is_snapshot:
            writers[touch.deed.line.id] = weighing.weight(side, touch, row_id, names)
            known |= side.deeds.past(touch.deed.follows)
    # what somebody went on from counts no more, however much it weighs
    last = [weight for one, weight in writers.items() if one not in known]
    return max(last, default=(0, ("", 0), ""))[2]


def _state_before(table: str, row_id: str, side: Side, touch: Touch) -> State | None:
    told = (
        merging.image_of_deleted(side.db, seq, table, row_id)
        for seq in side.deeds.numbers([touch.deed.line.id])
    )
    image = next((one for one in told if one is not None), None)
    if image is None:
        return None
    row = _as_it_went(side, touch, table, rows.from_image(table, json.loads(image)))
    known = side.deeds.past_of(touch.deed.line.id)
    if table not in PLACED:
        return State(row, None, known)
    document = row[index(table)["document_id"]]
    return State(row, _text_then(side, document, touch), known)


def _as_it_went(side: Side, touch: Touch, table: str, row: Row) -> Row:
    """A row that was deleted in a copy without names, with those that it had in this file when a
    merge took it away."""
    brought = {line.brought_by for line in (touch.deed.line, *touch.deed.more)} - {None}
    seqs = [line.seq for line in side.deeds.lines if line.id in brought] if brought else []
    images = (merging.image_of_deleted(side.db, seq, table, row[0]) for seq in seqs)
    here = next((rows.from_image(table, json.loads(one)) for one in images if one is not None), row)
    new = list(row)
    for group in groups(table):
        if lacks_names([row[at] for at in group], [here[at] for at in group]):
            for at in group:
                new[at] = here[at]
    return tuple(new)


def _text_then(side: Side, document_id: str, touch: Touch) -> str | None:
    """The hash of the text that a document had in the file in which something was done: the one
    that was there before whoever changed it next, or the one that is there."""
    deeds = side.deeds
    before = {
        deeds.by_seq[seq].line.id: sha256
        for seq, sha256 in merging.texts_before(side.db, document_id)
        if seq in deeds.by_seq
    }
    if touch.deed.line.id in before:
        return before[touch.deed.line.id]
    known = deeds.past_of(touch.deed.line.id) & before.keys()
    if len(known) == len(before):
        return side.text_hash(document_id)
    for deed, sha256 in before.items():
        if deed not in known and deeds.past(deeds.by_id[deed].follows) & before.keys() == known:
            return sha256
    return side.text_hash(document_id)
