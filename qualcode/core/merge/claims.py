"""What was deleted by one and kept for another's sake, and has been worked beside since.

A row of that kind would go as soon as nothing refers to it any more, for somebody did delete it.
But people who have seen it and gone on count on it: from then on it is there in its own right. That
follows from either file alone, whoever takes in whom.
"""

from __future__ import annotations

from bisect import bisect_right

from qualcode.core.merge.combine import Both
from qualcode.core.merge.dead import last_state
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.merge.side import Side
from qualcode.core.store import merging


def claim_what_was_worked_beside(both: Both) -> list[tuple[str, str]]:
    """Let such rows stand. Returns their tables and ids, for the journal to tell."""
    if not both.new:
        return []
    claimed = {one: table for one, (table, _deed) in _worked_beside(both.ours).items()}
    for one, (table, deed) in _worked_beside(both.theirs).items():
        if deed in both.new:  # or else it was told when that deed came in
            claimed[one] = table
    for one, table in claimed.items():
        _let_stand(both, table, one)
    return sorted((table, one) for one, table in claimed.items())


def _worked_beside(side: Side) -> dict[str, tuple[str, str]]:
    """Rows that are kept for others' sake, by id: their table, and what was done first since."""
    pale = {
        one.id: one.about_table
        for one in side.originals.values()
        if side.is_only_used(one.about_table, one.id)
    }
    if not pale:
        return {}
    own = [
        (deed.line.seq, deed.line.id)
        for deed in side.deeds.by_id.values()
        if deed.line.brought_by is None and deed.line.operation != HANDOUT
    ]
    own.sort()
    found = {}
    for one, seq in merging.last_changes(side.db, "originals", pale).items():
        after = bisect_right(own, (seq, "~"))
        if after < len(own):
            found[one] = (pale[one], own[after][1])
    return found


def _let_stand(both: Both, table: str, one: str) -> None:
    if one in both.rows[table]:
        return
    if one in both.gone:
        del both.gone[one]
    elif both.ours.raw(table, one) is not None:
        return
    sides = (both.ours, both.theirs)
    told = [(side, touch) for side in sides for touch in side.touches_of([one]).get(one, [])]
    dead = last_state(table, one, told, both.weighing, sides)
    if dead is None:
        return
    both.rows[table][one] = dead.row
    if dead.text is not None:
        both.text_of[one] = dead.text
