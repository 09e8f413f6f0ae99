"""Names replaced in what comes in, as they were in one of the files.

It is undone with the merge, and yet told as a deed of its own: other files are to know that names
were replaced.
"""

from __future__ import annotations

from qualcode.core.ids import new_id
from qualcode.core.merge.deeds import Deeds
from qualcode.core.merge.names_back import NamesBack
from qualcode.core.merge.weighing import REPLACING
from qualcode.core.operations.anonymising import find_names, replace_names, replaced_by
from qualcode.core.store import merging, retelling
from qualcode.core.store.merging import JournalLine
from qualcode.core.store.transaction import Transaction


def take_names_out(running: Transaction, back: NamesBack) -> None:
    """Replace names where the plan says that they stand, within a merge."""
    places = {(place.table, place.row_id) for place in back.places}
    hits = [
        hit
        for hit in find_names(running.db, back.replacements)
        if hit.found.sure and (hit.table, hit.row_id) in places
    ]
    before = retelling.rows_told(running.db, running.entry_id)
    replace_names(running, back.replacements, hits, real_names=back.of_persons)
    line = JournalLine(
        0,
        new_id(),
        REPLACING,
        replaced_by(back.replacements),
        running.coder_id,
        running.time,
        "",
        None,
        running.entry_id,
        " ".join(Deeds(merging.journal_lines(running.db)).heads),
    )
    retelling.tell_as(running.db, line, running.entry_id, before)
