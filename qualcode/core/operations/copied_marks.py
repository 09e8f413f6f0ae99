"""What is marked with one code is marked with another as well."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, SegmentId, new_id
from qualcode.core.model import Coding, Segment
from qualcode.core.operations.joining import both
from qualcode.core.operations.passages import new_coding
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


def copy_marks(
    project: Project,
    coder_id: CoderId,
    from_code: CodeId,
    to_code: CodeId,
    *,
    coders: Collection[CoderId] | None = None,
) -> Changes:
    """Mark with one code all that is marked with another, and leave that as it is.

    The new marks are those of the evaluator who copies, on passages of their own: nobody is made
    to have said what they did not say. Comments, weights and stances are copied; a passage that
    two evaluators had marked has both comments. What has the code already stays as it is.

    Args:
        coders: only what these evaluators marked; None copies everybody's.

    Raises:
        Refused: if both are the same code.
    """
    with project.operation(coder_id, "copy_marks") as running:
        running.subject = codes_store.get(running.db, to_code).name
        codes_store.get(running.db, from_code)
        if from_code == to_code:
            raise Refused(_("The marks have that code already. Choose another one."))
        codings = [
            coding
            for coding in store.of_codes(running.db, [from_code])
            if coders is None or coding.coder_id in coders
        ]
        _copy(running, codings, to_code)
        return running.changes("copy_marks")


def _copy(running: Transaction, codings: list[Coding], to_code: CodeId) -> None:
    own, new = _own_segments(running, codings)
    running.insert_many("segments", new)
    taken = {
        coding.segment_id
        for coding in store.on_segments(running.db, set(own.values()))
        if (coding.code_id, coding.coder_id) == (to_code, running.coder_id)
    }
    by_segment: dict[SegmentId, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_segment[own[coding.segment_id]].append(coding)
    running.insert_many(
        "codings",
        [
            _joined(running, onto, to_code, some)
            for onto, some in by_segment.items()
            if onto not in taken
        ],
    )


def _joined(
    running: Transaction, onto: SegmentId, code_id: CodeId, codings: list[Coding]
) -> Coding:
    made = new_coding(running, onto, code_id, both(*(coding.comment for coding in codings)))
    weights = [coding.weight for coding in codings if coding.weight is not None]
    stances = [coding.stance for coding in codings if coding.stance is not None]
    return replace(made, weight=next(iter(weights), None), stance=next(iter(stances), None))


def _own_segments(
    running: Transaction, codings: list[Coding]
) -> tuple[dict[SegmentId, SegmentId], list[Segment]]:
    """For each passage that is marked the copier's own on the same words, and those to be made."""
    marked = store.segments(running.db, {coding.segment_id for coding in codings})
    own = {one.id: one.id for one in marked if one.coder_id == running.coder_id}
    at = {_place(one): one.id for one in marked if one.id in own}
    new: list[Segment] = []
    for segment in sorted(marked, key=lambda one: one.id):
        if segment.id in own:
            continue
        place = _place(segment)
        if place not in at:
            at[place] = _found(running, segment) or _made(running, segment, new)
        own[segment.id] = at[place]
    return own, new


def _place(segment: Segment) -> tuple[object, ...]:
    """What two evaluators' passages on the same words have in common; without a place, the words."""
    where = (segment.start, segment.end)
    return (segment.document_id, *where, "" if segment.start is not None else segment.quote)


def _found(running: Transaction, segment: Segment) -> SegmentId | None:
    if segment.start is None or segment.end is None:
        there = store.segments_in(running.db, segment.document_id)  # those without a place are few
        return next((one.id for one in there if _is_twin(one, segment, running.coder_id)), None)
    found = store.segment_at(
        running.db, segment.document_id, segment.start, segment.end, running.coder_id
    )
    return found.id if found else None


def _is_twin(one: Segment, of: Segment, coder_id: CoderId) -> bool:
    return one.start is None and (one.quote, one.coder_id) == (of.quote, coder_id)


def _made(running: Transaction, like: Segment, new: list[Segment]) -> SegmentId:
    made = replace(
        like,
        id=SegmentId(new_id()),
        condensed=None,
        interpretation=None,
        created=running.time,
        coder_id=running.coder_id,
    )
    new.append(made)
    return made.id
