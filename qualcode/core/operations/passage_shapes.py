"""Passages that become two, or one: split at a place, joined over what lies between."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, CodingId, SegmentId, new_id
from qualcode.core.model import Coding, Segment
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.joining import join_segments
from qualcode.core.operations.passages import code_names, new_segment, place_segment
from qualcode.core.project import Project
from qualcode.core.store import codings as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


def split_passage(
    project: Project, coder_id: CoderId, segment_id: SegmentId, position: int
) -> Changes:
    """Let a passage end at a place, and another of the same evaluator's begin there.

    Both have all its codes, with comments, weights and stances. Its condensed form, interpretation,
    memos and printed quote stay with the first: they were written once.

    Raises:
        Refused: if there are no words of the passage before the place, or none after it, or if it
            has no code, for then nothing would hold the second.
    """
    with project.operation(coder_id, "split_passage") as running:
        segment = store.get_segment(running.db, segment_id)
        codings = store.on_segments(running.db, [segment_id])
        if not codings:
            raise Refused(_("A passage without a code can’t be split. Put a code on it first."))
        running.subject = code_names(running, codings)
        text = running.text(segment.document_id)
        first, second = _parts(text, segment, position)
        kept = place_segment(running, segment, text, first)
        new = _segment_at(running, segment, text, second)
        running.insert_many("codings", _copies(running, codings, new, without=kept))
        return running.changes("split_passage")


def join_passages(project: Project, coder_id: CoderId, segment_ids: Sequence[SegmentId]) -> Changes:
    """Make passages of one evaluator's in one document a single one, from the first to the last.

    It has the codes of all; comments, condensed forms, memos and printed quotes of all are kept.

    Raises:
        Refused: if there are fewer than two, or they are in several documents, of several
            evaluators, or without a place.
    """
    with project.operation(coder_id, "join_passages") as running:
        segments = _joinable(running, segment_ids)
        ids = [segment.id for segment in segments]
        running.subject = code_names(running, store.on_segments(running.db, ids))
        first, *others = segments
        text = running.text(first.document_id)
        end = max(segment.end or 0 for segment in segments)
        for other in others:
            join_segments(running, other, store.get_segment(running.db, first.id))
        first = store.get_segment(running.db, first.id)
        place_segment(running, first, text, Span(first.start or 0, end))
        return running.changes("join_passages")


def _parts(text: str, segment: Segment, position: int) -> tuple[Span, Span]:
    start, end = segment.start, segment.end
    if start is not None and end is not None and start < position < end:
        first, second = trim(text, start, position), trim(text, position, end)
        if first and second:
            return first, second
    raise Refused(_("Put the caret between two words of the passage, where it is to be split."))


def _segment_at(running: Transaction, like: Segment, text: str, span: Span) -> SegmentId:
    """The owner's passage on a span, which may be there already."""
    found = store.segment_at(running.db, like.document_id, *span, like.coder_id)
    if found is not None:
        return found.id
    made = new_segment(running, like.document_id, text, span, coder_id=like.coder_id)
    running.insert("segments", made)
    return made.id


def _copies(
    running: Transaction, codings: Iterable[Coding], onto: SegmentId, *, without: SegmentId
) -> list[Coding]:
    """The same codes by the same evaluators on another passage, where they are not there yet."""
    if onto == without:
        return []
    there = {(c.code_id, c.coder_id) for c in store.on_segments(running.db, [onto])}
    return [
        replace(coding, id=CodingId(new_id()), segment_id=onto, created=running.time)
        for coding in codings
        if (coding.code_id, coding.coder_id) not in there
    ]


def _joinable(running: Transaction, segment_ids: Sequence[SegmentId]) -> list[Segment]:
    """The passages in the order of the text."""
    segments = [store.get_segment(running.db, one) for one in dict.fromkeys(segment_ids)]
    if len(segments) < 2:
        raise Refused(_("It takes two passages to join. Mark the text over all of them."))
    if len({segment.document_id for segment in segments}) > 1:
        raise Refused(_("Passages of different documents can’t be joined."))
    if len({segment.coder_id for segment in segments}) > 1:
        raise Refused(
            _("Passages of different evaluators can’t be joined: each keeps what they marked.")
        )
    if any(segment.start is None for segment in segments):
        raise Refused(_("A passage without a place in the text can’t be joined."))
    return sorted(segments, key=lambda segment: (segment.start or 0, segment.end or 0))
