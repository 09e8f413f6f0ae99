"""What a correction would do, before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.analysis.printed import check_printed, own_words
from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId
from qualcode.core.importers.transcript import Speech
from qualcode.core.model import PrintedQuote, Segment
from qualcode.core.model.anchoring import Alignment
from qualcode.core.model.edit import Edit
from qualcode.core.model.span import Span
from qualcode.core.operations.carried_turns import carried_turns
from qualcode.core.operations.carrying import Carried, carried, joined
from qualcode.core.operations.corrections import alignment_with
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import quotes as quotes_store


@dataclass(frozen=True, slots=True)
class TouchedMark:
    """A passage whose words a correction changes.

    Attributes:
        new, new_words: None where its words are gone: the passage is kept without a place.
        certainty: how alike the words are, from 0 to 1.
        joins: the passage of the same evaluator that comes to lie on the same words, if this one
            becomes a part of it.
        printed: whether its printed form holds words that it has no more.
        condensed: whether its condensed form does.
    """

    segment_id: SegmentId
    coder_id: CoderId
    code_ids: tuple[CodeId, ...]
    old: Span
    new: Span | None
    old_words: str
    new_words: str | None
    certainty: float
    joins: SegmentId | None
    printed: bool
    condensed: bool

    @property
    def is_lost(self) -> bool:
        return self.new is None


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """What another wording of a document would do.

    Attributes:
        places: in how many places the text differs.
        touched: the passages whose words change, in the order of the text.
        moved: how many other passages only move.
        turns_gone, turns_new: how many turns vanish and come.
        relabelled: labels that are others now, old and new.
    """

    document_id: DocumentId
    places: int
    touched: tuple[TouchedMark, ...]
    moved: int
    turns_gone: int
    turns_new: int
    relabelled: tuple[tuple[str, str], ...]

    @property
    def lost(self) -> tuple[TouchedMark, ...]:
        """The passages that would have no place."""
        return tuple(mark for mark in self.touched if mark.is_lost)


def plan_correction(
    db: Database,
    document_id: DocumentId,
    new_text: str,
    *,
    edits: Sequence[Edit] | None = None,
    speeches: Sequence[Speech] | None = None,
) -> CorrectionPlan:
    """What `correct_text` would do; with `speeches`, what `replace_document` would.

    Raises:
        Refused: if the new text can't be a document's.
    """
    alignment = alignment_with(documents_store.text(db, document_id), new_text, edits)
    return plan_alignment(db, document_id, alignment, speeches=speeches)


def plan_alignment(
    db: Database,
    document_id: DocumentId,
    alignment: Alignment,
    *,
    speeches: Sequence[Speech] | None = None,
) -> CorrectionPlan:
    """The same, of a new wording that lies beside the old one already."""
    segments = codings_store.segments_in(db, document_id)
    found = carried(segments, alignment)
    touched = _touched(db, found, alignment)
    turns = documents_store.turns(db, document_id)
    after = carried_turns(turns, alignment, speeches)
    kept = {turn.old.id for turn in after if turn.old}
    return CorrectionPlan(
        document_id=document_id,
        places=len(alignment.changes),
        touched=touched,
        moved=sum(one.place is not None and one.place.start != one.segment.start for one in found),
        turns_gone=sum(turn.id not in kept for turn in turns),
        turns_new=sum(turn.old is None for turn in after),
        relabelled=tuple(
            dict.fromkeys(
                (turn.old.label, turn.label)
                for turn in after
                if turn.old and turn.old.label != turn.label
            )
        ),
    )


def _touched(
    db: Database, found: Iterable[Carried], alignment: Alignment
) -> tuple[TouchedMark, ...]:
    changed = [one for one in found if _words(one, alignment) != one.segment.quote]
    ids = [one.segment.id for one in changed]
    codes: dict[SegmentId, list[CodeId]] = {segment_id: [] for segment_id in ids}
    for coding in codings_store.on_segments(db, ids):
        codes[coding.segment_id].append(coding.code_id)
    printed = quotes_store.of_segments(db, ids)
    joins = {segment.id: other.id for segment, other in joined(found)}
    return tuple(
        _mark(one, _words(one, alignment), codes[one.segment.id], printed, joins) for one in changed
    )


def _words(one: Carried, alignment: Alignment) -> str | None:
    return None if one.place is None else alignment.new[one.place.start : one.place.end]


def _mark(
    one: Carried,
    words: str | None,
    code_ids: Iterable[CodeId],
    printed: Mapping[SegmentId, PrintedQuote],
    joins: Mapping[SegmentId, SegmentId],
) -> TouchedMark:
    segment, place = one.segment, one.place
    quote = printed.get(segment.id)
    return TouchedMark(
        segment_id=segment.id,
        coder_id=segment.coder_id,
        code_ids=tuple(code_ids),
        old=Span(segment.start or 0, segment.end or 0),
        new=None if place is None else Span(place.start, place.end),
        old_words=segment.quote,
        new_words=words,
        certainty=place.certainty if place else 0.0,
        joins=joins.get(segment.id),
        printed=quote is not None and _is_stale(quote.text, segment, words or ""),
        condensed=_shares_what_is_gone(segment, words or ""),
    )


def _is_stale(printed: str | None, segment: Segment, words: str) -> bool:
    """Whether a printed form was true to the passage and is no more."""
    if printed is None:
        return False
    return not check_printed(printed, segment.quote) and bool(check_printed(printed, words))


def _shares_what_is_gone(segment: Segment, words: str) -> bool:
    gone = set(own_words(segment.quote)) - set(own_words(words))
    return bool(segment.condensed and gone & set(own_words(segment.condensed)))
