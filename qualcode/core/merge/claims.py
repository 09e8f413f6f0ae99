"""What was deleted by one and kept for another's sake, and has been worked beside since.

A row of that kind would go as soon as nothing refers to it any more, for somebody did delete it.
But people who have seen it and gone on count on it: from then on it is there in its own right.
"""

from __future__ import annotations

from qualcode.core.merge.combine import Both
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.merge.relations import PLACED
from qualcode.core.store import merging


def claim_what_was_worked_beside(both: Both) -> list[tuple[str, str]]:
    """Let such rows of ours stand. Returns their tables and ids, for the journal to tell."""
    ours = both.ours
    pale = {
        one.id: one.about_table
        for one in ours.originals.values()
        if ours.is_only_used(one.about_table, one.id)
    }
    if not pale or not both.new:
        return []
    own = [
        deed.line.seq
        for deed in ours.deeds.by_id.values()
        if deed.line.brought_by is None and deed.line.operation != HANDOUT
    ]
    latest = max(own, default=0)
    claimed = []
    for one, seq in merging.last_changes(ours.db, "originals", pale).items():
        table = pale[one]
        row = ours.standing(table, one)
        if seq > latest or row is None or one in both.rows[table]:
            continue
        both.rows[table][one] = row
        text = ours.text_of_row(table, one, row) if table in PLACED else None
        if text is not None:
            both.text_of[one] = text
        claimed.append((table, one))
    return sorted(claimed)
