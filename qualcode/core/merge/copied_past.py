"""What a copy tells of what was done before it was made: who did what to which of its rows, and when.

Without it the copy would hold changes that it knows nothing of, and an older file that is merged into
it would bring back what they had replaced. There are no words in it, neither of what stood before nor
of what an entry was about; and nothing of rows that are left out, so that these still come in from
whoever has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlite_utils import Database

from qualcode.core.merge.deeds import MORE, Deeds
from qualcode.core.store import bringing, merging
from qualcode.core.store.merging import JournalLine, RowLine
from qualcode.core.store.schema import MODEL_OF

_ORIGINALS = "originals"

#: rows of a copy by id, with the columns that are not in it as they are in the project
Copied = Mapping[str, frozenset[str]]


def write_with_past(db: Database, source: Database, line: JournalLine, copied: Copied) -> int:
    """Write the first entry of a copy, and before it the entries that it follows. Returns its
    number.

    Args:
        line: the entry, which is in both files.
        copied: the rows of the copy, with the columns out of which names were taken.
    """
    deeds = Deeds(merging.journal_lines(source))
    past = _lines_before(deeds, line.id)
    seq = len(past) + 1
    first = line._replace(seq=seq, follows=None)
    before = [
        one._replace(seq=number, subject="", brought_by=line.id, in_part=True)
        for number, one in enumerate(past, 1)
    ]
    bringing.insert_entries(db, [first, *before])
    seqs = {one.seq: number for number, one in enumerate(past, 1) if one.seq in deeds.by_seq}
    there = {one for table in MODEL_OF for one in merging.all_ids(source, table)}
    # what is shown as another row is left out too: of what was deleted it is told that it was
    left_out = there - copied.keys()
    bringing.bring_rows(
        db,
        source,
        seqs,
        wordless=True,
        told=lambda one: (
            one.table != _ORIGINALS
            and one.row_id not in left_out
            and not _sets(one, copied.get(one.row_id, frozenset()))
        ),
    )
    return seq


def _sets(line: RowLine, names: frozenset[str]) -> bool:
    """Whether an entry set any of these columns."""
    if not names or line.action == "delete":
        return False
    return line.action == "insert" or not names.isdisjoint(json.loads(line.before or "{}"))


def _lines_before(deeds: Deeds, entry_id: str) -> list[JournalLine]:
    """All that stands in the file, but for that entry."""
    lines = [
        one._replace(follows=deed.line.id if one.operation == MORE else " ".join(deed.follows))
        for deed in deeds.by_id.values()
        for one in (deed.line, *deed.more)
        if deed.line.id != entry_id
    ]
    return sorted(lines, key=lambda one: one.seq)
