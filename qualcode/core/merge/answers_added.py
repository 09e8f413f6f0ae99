"""Answers that were taken into a survey's document on one side: rows, which always stand."""

from __future__ import annotations

from typing import Final

from qualcode.core.merge.combine import Both, Conflict
from qualcode.core.merge.relations import index

_SURVEY: Final = "survey"


def may_choose_text(both: Both, conflict: Conflict) -> bool:
    """Whether one side's text may stand as a whole: not where a side has answers that the other
    lacks, for nobody's answer is to be given up for another's."""
    if conflict.table != "documents" or "text_sha256" not in conflict.columns:
        return True
    row = both.raw("documents", conflict.row_id)
    if row is None or row[index("documents")["kind"]] != _SURVEY:
        return True
    ours, theirs = (
        side.where("turns", "document_id", [conflict.row_id]).keys()
        for side in (both.ours, both.theirs)
    )
    return ours == theirs
