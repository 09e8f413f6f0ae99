"""Where a disagreement was settled with other words than anybody marked."""

from __future__ import annotations

from collections import defaultdict

from sqlite_utils import Database

from qualcode.core.analysis.reconcile.differences import Difference
from qualcode.core.analysis.reconcile.listing import Listed
from qualcode.core.analysis.reconcile.remembered import Settlement, settlement_of
from qualcode.core.ids import CodeId
from qualcode.core.model.span import Span, merge
from qualcode.core.model.team import SETTLED
from qualcode.core.store import codings as codings_store


def words_of_its_own(db: Database, listed: Listed) -> list[tuple[int, int]]:
    """The same of a disagreement as it is listed; none if it is not settled."""
    settlement = settlement_of(listed.said) if listed.said and listed.state == SETTLED else None
    return other_words(db, listed.difference, settlement) if settlement else []


def other_words(
    db: Database, difference: Difference, settlement: Settlement
) -> list[tuple[int, int]]:
    """The places of the passages that were made of it and are not those of whose marks were taken,
    in the order of the text."""
    marked: dict[CodeId, list[Span]] = defaultdict(list)
    for piece in difference.pieces:
        if piece.coder_id in settlement.taken:
            marked[piece.code_id].append(Span(piece.start, piece.end))
    found = set()
    for mark in codings_store.marks(db, settlement.codings):
        start, end = mark.segment.start, mark.segment.end
        if start is None or end is None:
            continue
        if Span(start, end) not in merge(marked[mark.coding.code_id]):
            found.add((start, end))
    return sorted(found)
