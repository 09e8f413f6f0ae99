"""Reads: what a file from outside may repeat of what is in the project, or was."""

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from qualcode.core.ids import CodingId
from qualcode.core.store import rows


def earlier_comments(db: Database, coding_ids: Iterable[CodingId]) -> dict[CodingId, list[str]]:
    """What the comments on codings said before they were changed."""
    found: dict[CodingId, list[str]] = defaultdict(list)
    for chunk in rows.chunks(coding_ids):
        marks = ", ".join("?" * len(chunk))
        query = (
            "SELECT row_id, before FROM journal_rows WHERE table_name = 'codings'"
            f" AND action = 'update' AND before IS NOT NULL AND row_id IN ({marks})"
        )
        for row_id, before in db.execute(query, chunk):
            comment = json.loads(before).get("comment")
            if comment:
                found[row_id].append(comment)
    return found
