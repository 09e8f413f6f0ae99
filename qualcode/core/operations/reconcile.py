"""Settling what evaluators coded otherwise: the work of a consensus coder, while theirs remains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qualcode.core.analysis.reconcile.differences import (
    Coded,
    Difference,
    Piece,
    joined_pieces,
)
from qualcode.core.analysis.reconcile.listing import Listed, compare
from qualcode.core.analysis.reconcile.remembered import (
    Settlement,
    marks_text,
    settlement_of,
    settlement_text,
)
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import (
    CodeId,
    CoderId,
    CodingId,
    DisagreementId,
    DocumentId,
    MemoId,
    SegmentId,
    new_id,
)
from qualcode.core.model import Coder, Coding, Disagreement, Memo, Segment
from qualcode.core.model.coder import CONSENSUS, initials_of
from qualcode.core.model.span import Span, merge, trim
from qualcode.core.model.team import LATER, OPEN, SETTLED
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.coders import coder_colour
from qualcode.core.operations.joining import both
from qualcode.core.operations.names import required
from qualcode.core.operations.passages import drop_empty_segments, new_segment
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store import disagreements as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: told how many documents are done, of how many; raises to cancel
Progress = Callable[[int, int], None]


def add_consensus(project: Project, coder_id: CoderId, name: str = "") -> Changes:
    """Let a consensus coder join: what several evaluators agree on is theirs. If one is there
    already, nothing changes.

    Args:
        name: what they are called; “Consensus” if not said.
    """
    with project.operation(coder_id, "add_consensus") as running:
        running.subject = coders_store.get(running.db, _consensus(running, name)).name
        return running.changes("add_consensus")


def settle(
    project: Project,
    coder_id: CoderId,
    listed: Listed,
    taken: Sequence[CoderId],
    span: tuple[int, int] | None = None,
) -> Changes:
    """Let what some of the evaluators marked at a place be the consensus.

    Codes that overlap when several are taken become one passage. What an earlier settlement of the
    place made is taken back first. The evaluators' own marks stay as they are.

    Args:
        taken: whose marks; where only one marked, taking the other's is to have no code there.
        span: other words for the codes that are taken.

    Raises:
        Refused: if the marks have become others since they were listed, there is nothing but white
            space in the span, no code could be put on it, or the consensus itself is compared.
    """
    difference = listed.difference
    with project.operation(coder_id, "settle_disagreement") as running:
        _require_unchanged(running, difference)
        running.subject = _code_names(running, difference)
        text = running.text(difference.document_id)
        wanted = _wanted(difference, taken, _words(text, span))
        if span is not None and not wanted:
            raise Refused(_("Nobody of those you chose has marked anything there. Choose another."))
        row = _row(running, listed)
        consensus = _consensus(running)
        _take_back(running, row, consensus, difference)
        made = _mark(running, difference.document_id, text, consensus, wanted)
        settlement = Settlement(coder_id, running.time, tuple(taken), tuple(made))
        _put(running, listed, row, SETTLED, settlement)
        return running.changes("settle_disagreement")


def postpone(project: Project, coder_id: CoderId, listed: Listed) -> Changes:
    """Leave a disagreement to be talked about later. If it was settled, that is taken back."""
    return _set_state(project, coder_id, listed, "postpone_disagreement", LATER)


def reopen(project: Project, coder_id: CoderId, listed: Listed) -> Changes:
    """Open a disagreement again. If it was settled, that is taken back; what was said of it stays."""
    return _set_state(project, coder_id, listed, "reopen_disagreement", OPEN)


def discuss(project: Project, coder_id: CoderId, listed: Listed, text: str) -> Changes:
    """Say something of a disagreement: the next comment in its thread.

    Raises:
        Refused: if nothing is said.
    """
    text = required(text, _("The comment is empty. Write something in it first."))
    with project.operation(coder_id, "discuss_disagreement") as running:
        running.subject = _code_names(running, listed.difference)
        row = _row(running, listed)
        if listed.said is None:
            running.insert("disagreements", row)
        memo = Memo(
            MemoId(new_id()), "disagreements", row.id, "", text, running.time, running.coder_id
        )
        running.insert("memos", memo)
        return running.changes("discuss_disagreement")


def take_agreed(
    project: Project,
    coder_id: CoderId,
    compared: Sequence[CoderId],
    document_ids: Collection[DocumentId] | None = None,
    code_ids: Collection[CodeId] = (),
    *,
    progress: Progress | None = None,
) -> Changes:
    """Let the consensus have what all the evaluators marked alike, in all documents or in some.

    What the consensus has already stays as it is.

    Args:
        code_ids: only these codes; all if there are none.
        progress: told how far it has come; what it raises leaves nothing behind.
    """
    with project.operation(coder_id, "agreed_to_consensus") as running:
        _require_evaluators(running, compared)
        names = [coders_store.get(running.db, one).name for one in compared]
        running.subject = ", ".join(names)
        agreed = compare(running.db, compared, document_ids).agreed
        consensus: CoderId | None = None
        for number, (document_id, some) in enumerate(agreed.items()):
            if progress is not None:
                progress(number, len(agreed))
            found = [one for one in some if not code_ids or set(one.code_ids) & set(code_ids)]
            if found:
                consensus = consensus or _consensus(running)
                wanted = [piece for one in found for piece in _wanted(one, compared, None)]
                text = running.text(document_id)
                _mark(running, document_id, text, consensus, wanted)
        return running.changes("agreed_to_consensus")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A code that the consensus is to have on some words, and the codings that it is taken from."""

    code_id: CodeId
    span: Span
    sources: tuple[CodingId, ...]


def _wanted(difference: Difference, taken: Sequence[CoderId], words: Span | None) -> list[_Wanted]:
    by_code: dict[CodeId, list[Piece]] = defaultdict(list)
    for piece in difference.pieces:
        if piece.coder_id in taken:
            by_code[piece.code_id].append(piece)
    found = []
    for code_id, pieces in by_code.items():
        spans = [words] if words else merge(Span(one.start, one.end) for one in pieces)
        for span in spans:
            inside = [one for one in pieces if words or span.overlaps(Span(one.start, one.end))]
            sources = tuple(one for piece in inside for one in piece.coding_ids)
            found.append(_Wanted(code_id, span, sources))
    return found


def _words(text: str, span: tuple[int, int] | None) -> Span | None:
    if span is None:
        return None
    words = trim(text, *span)
    if words is None:
        raise Refused(_("There are no words in what is marked. Mark some text first."))
    return words


def _consensus(running: Transaction, name: str = "") -> CoderId:
    """The consensus coder, who is made when first needed."""
    everyone = coders_store.all_coders(running.db)
    known = next((one for one in everyone if one.role == CONSENSUS), None)
    if known is not None:
        return known.id
    name = " ".join(name.split()) or _("Consensus")
    coder_id = CoderId(new_id())
    coder = Coder(
        id=coder_id,
        name=name,
        initials=initials_of(name),
        colour=coder_colour([one.colour for one in everyone]),
        created=running.time,
        coder_id=coder_id,
        role=CONSENSUS,
    )
    running.insert("coders", coder)
    return coder_id


def _require_evaluators(running: Transaction, compared: Sequence[CoderId]) -> None:
    for coder in coders_store.all_coders(running.db):
        if coder.role == CONSENSUS and coder.id in compared:
            raise Refused(
                _("“{name}” has what was settled: compare other evaluators.").format(
                    name=coder.name
                )
            )


def _require_unchanged(running: Transaction, difference: Difference) -> None:
    _require_evaluators(running, difference.compared)
    ids = {one for piece in difference.pieces for one in piece.coding_ids}
    now = joined_pieces(
        Coded(
            mark.coding.code_id,
            mark.segment.start,
            mark.segment.end,
            mark.coding.coder_id,
            mark.coding.id,
        )
        for mark in codings_store.marks(running.db, ids)
        if mark.segment.start is not None and mark.segment.end is not None
    )
    if {_place(piece) for piece in now} != {_place(piece) for piece in difference.pieces}:
        raise Refused(_("The marks have been changed meanwhile. Look at them again."))


def _place(piece: Piece) -> tuple[object, ...]:
    return piece[:4]


def _code_names(running: Transaction, difference: Difference) -> str:
    return ", ".join(codes_store.get(running.db, one).name for one in difference.code_ids)


def _row(running: Transaction, listed: Listed) -> Disagreement:
    """The stored disagreement as it is now, or a new one that is not stored yet."""
    difference = listed.difference
    if listed.said is not None:
        return store.get(running.db, listed.said.id)
    return Disagreement(
        id=DisagreementId(new_id()),
        document_id=difference.document_id,
        start=difference.start,
        end=difference.end,
        state=OPEN,
        created=running.time,
        coder_id=running.coder_id,
        marks=marks_text(difference),
    )


def _put(
    running: Transaction,
    listed: Listed,
    row: Disagreement,
    state: str,
    settlement: Settlement | None,
) -> None:
    """Store what is the case now, with the marks that it is said of."""
    now = replace(
        row,
        start=listed.difference.start,
        end=listed.difference.end,
        state=state,
        marks=marks_text(listed.difference),
        settled=settlement_text(settlement) if settlement else None,
    )
    if listed.said is None:
        running.insert("disagreements", now)
        return
    changed = ("start", "end", "state", "marks", "settled")
    values = {name: getattr(now, name) for name in changed}
    running.update("disagreements", row.id, **values)


def _set_state(
    project: Project, coder_id: CoderId, listed: Listed, operation: str, state: str
) -> Changes:
    with project.operation(coder_id, operation) as running:
        _require_unchanged(running, listed.difference)
        running.subject = _code_names(running, listed.difference)
        row = _row(running, listed)
        if row.settled is not None:
            _take_back(running, row, _consensus(running), listed.difference)
        _put(running, listed, row, state, None)
        return running.changes(operation)


def _take_back(
    running: Transaction, row: Disagreement, consensus: CoderId, difference: Difference
) -> None:
    """Remove what the consensus has at a place: what an earlier settlement made, and its marks with
    the place's codes that overlap it; but for what another settlement stands on."""
    settlement = settlement_of(row)
    gone = set(settlement.codings) if settlement else set()
    for document_id, code_id, start, end, _coder_id, coding_id in store.marks(
        running.db, [consensus], [difference.document_id]
    ):
        assert document_id == difference.document_id
        pieces = (piece for piece in difference.pieces if piece.code_id == code_id)
        if any(start < piece.end and piece.start < end for piece in pieces):
            gone.add(coding_id)
    for other in store.in_document(running.db, difference.document_id):
        found = settlement_of(other) if other.id != row.id else None
        gone -= set(found.codings) if found else set()
    codings = codings_store.codings(running.db, gone)
    mine = [coding for coding in codings if coding.coder_id == consensus]
    delete_attached(running, [coding.id for coding in mine])
    running.delete_many("codings", sorted(coding.id for coding in mine))
    drop_empty_segments(running, {coding.segment_id for coding in mine})


def _mark(
    running: Transaction,
    document_id: DocumentId,
    text: str,
    consensus: CoderId,
    wanted: Iterable[_Wanted],
) -> list[CodingId]:
    """Put codes on words for the consensus. Returns its codings there, new ones and those that it
    had already."""
    wanted = list(wanted)
    segments = {
        (one.start, one.end): one.id
        for one in codings_store.segments_in(running.db, document_id)
        if one.coder_id == consensus
    }
    there = {
        (one.segment_id, one.code_id): one.id
        for one in codings_store.on_segments(running.db, segments.values())
    }
    sources = {
        one.id: one
        for one in codings_store.codings(running.db, [i for w in wanted for i in w.sources])
    }
    new_segments: list[Segment] = []
    new_codings: list[Coding] = []
    found: list[CodingId] = []
    for one in wanted:
        at = (one.span.start, one.span.end)
        if at not in segments:
            segment = new_segment(running, document_id, text, one.span, coder_id=consensus)
            new_segments.append(segment)
            segments[at] = segment.id
        key = segments[at], one.code_id
        if key not in there:
            coding = _coding(running, consensus, *key, [sources[i] for i in one.sources])
            new_codings.append(coding)
            there[key] = coding.id
        found.append(there[key])
    running.insert_many("segments", new_segments)
    running.insert_many("codings", new_codings)
    return found


def _coding(
    running: Transaction,
    consensus: CoderId,
    segment_id: SegmentId,
    code_id: CodeId,
    sources: Sequence[Coding],
) -> Coding:
    """The consensus's coding, with what the evaluators whose codes are taken said by it."""
    return Coding(
        id=CodingId(new_id()),
        segment_id=segment_id,
        code_id=code_id,
        comment=both(*(one.comment for one in sources)),
        weight=next((one.weight for one in sources if one.weight is not None), None),
        stance=next((one.stance for one in sources if one.stance), None),
        created=running.time,
        coder_id=consensus,
    )
