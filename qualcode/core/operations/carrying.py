"""What has a place in a text, carried over to another wording of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model import Segment
from qualcode.core.model.anchoring import Alignment, Placed
from qualcode.core.model.document import HEADING, QUESTION
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.joining import join_segments
from qualcode.core.operations.passages import CONTEXT
from qualcode.core.store import codings as codings_store
from qualcode.core.store import disagreements as disagreements_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store.transaction import Transaction

_PLACE = ("start", "end", "quote", "before", "after", "certainty")


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage and where it lies in the other wording; None where its words are gone."""

    segment: Segment
    place: Placed | None


def carried(segments: Iterable[Segment], alignment: Alignment) -> list[Carried]:
    """Where passages go, of those that have a place."""
    return [
        Carried(segment, alignment.carry(segment.start, segment.end))
        for segment in segments
        if segment.start is not None and segment.end is not None
    ]


def joined(found: Iterable[Carried]) -> list[tuple[Segment, Segment]]:
    """Passages of one evaluator that come to lie on the same words: each with the one that it
    joins. The one whose words are unchanged stays, else the earlier made."""
    by_place: dict[tuple[CoderId, int, int], list[Carried]] = defaultdict(list)
    for one in found:
        if one.place is not None:
            by_place[one.segment.coder_id, one.place.start, one.place.end].append(one)
    pairs = []
    for together in by_place.values():
        if len(together) > 1:
            first, *others = sorted(together, key=_rank)
            pairs += [(other.segment, first.segment) for other in others]
    return pairs


def _rank(one: Carried) -> tuple[float, str]:
    return -(one.place.certainty if one.place else 0.0), one.segment.id


def carry_segments(
    running: Transaction, document_id: DocumentId, alignment: Alignment, *, sure: bool
) -> None:
    """Give every passage of a document its place in the new wording.

    Args:
        sure: whether the places are known, not found: how certain they are is not noted then.
    """
    segments = codings_store.segments_in(running.db, document_id)
    found = carried(segments, alignment)
    rows: dict[str, tuple[object, ...]] = {
        one.segment.id: _row(one, alignment.new, sure=sure) for one in found
    }
    running.update_many("segments", _PLACE, rows)
    for segment, other in joined(found):
        join_segments(running, segment, other)


def _row(one: Carried, text: str, *, sure: bool) -> tuple[object, ...]:
    segment, place = one.segment, one.place
    if place is None:
        return None, None, segment.quote, segment.before, segment.after, segment.certainty
    start, end, certainty = place
    before = 1.0 if segment.certainty is None else segment.certainty
    certainty = before if sure else min(before, round(certainty, 4))
    return (
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        certainty if certainty < 1.0 else None,
    )


def carry_landmarks(running: Transaction, document_id: DocumentId, alignment: Alignment) -> None:
    """Move headings, questions, pages and times; a heading whose words are gone goes."""
    gone = []
    for landmark in landmarks_store.in_document(running.db, document_id):
        if landmark.kind not in (HEADING, QUESTION) or landmark.start == landmark.end:
            start = alignment.place(landmark.start)
            running.update("landmarks", landmark.id, start=start, end=start)
            continue
        place = alignment.carry(landmark.start, landmark.end)
        if place is None:
            gone.append(landmark.id)
            continue
        words = alignment.new[place.start : place.end]
        is_words = landmark.label == alignment.old[landmark.start : landmark.end]
        label = words if is_words else landmark.label
        running.update("landmarks", landmark.id, start=place.start, end=place.end, label=label)
    _remove(running, "landmarks", gone)


def carry_disagreements(
    running: Transaction, document_id: DocumentId, alignment: Alignment
) -> None:
    """Move the places where evaluators disagree; one whose words are gone goes."""
    gone = []
    for one in disagreements_store.in_document(running.db, document_id):
        place = alignment.carry(one.start, one.end)
        if place is None:
            gone.append(one.id)
        else:
            running.update("disagreements", one.id, start=place.start, end=place.end)
    _remove(running, "disagreements", gone)


def _remove(running: Transaction, table: str, row_ids: Sequence[str]) -> None:
    delete_attached(running, row_ids)
    running.delete_many(table, row_ids)
