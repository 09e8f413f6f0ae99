"""What a passage means: how strongly and how it stands to its code, and how it is read."""

from collections.abc import Iterable

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, CodingId, SegmentId
from qualcode.core.model import STANCES, WEIGHTS
from qualcode.core.operations.names import optional
from qualcode.core.operations.passages import drop_empty_segments
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as store
from qualcode.core.store.transaction import Transaction


def weigh_coding(
    project: Project, coder_id: CoderId, coding_id: CodingId, weight: int | None
) -> Changes:
    """Say how strongly a passage says what its code stands for, from weak to strong; None takes
    that back."""
    if weight is not None and weight not in WEIGHTS:
        raise ValueError(f"no weight {weight!r}")
    with project.operation(coder_id, "weigh_coding") as running:
        running.subject = _code_of(running, coding_id)
        running.update("codings", coding_id, weight=weight)
        return running.changes("weigh_coding")


def take_stance(
    project: Project, coder_id: CoderId, coding_id: CodingId, stance: str | None
) -> Changes:
    """Say whether a passage supports, contradicts or qualifies what its code says; None takes that
    back."""
    if stance is not None and stance not in STANCES:
        raise ValueError(f"no stance {stance!r}")
    with project.operation(coder_id, "take_stance") as running:
        running.subject = _code_of(running, coding_id)
        running.update("codings", coding_id, stance=stance)
        return running.changes("take_stance")


def interpret(
    project: Project, coder_id: CoderId, segment_id: SegmentId, interpretation: str | None
) -> Changes:
    """Write how a passage is understood. A passage that nothing holds any more goes."""
    with project.operation(coder_id, "interpret") as running:
        running.subject = codes_of(running, [segment_id])
        running.update("segments", segment_id, interpretation=optional(interpretation))
        drop_empty_segments(running, [segment_id])
        return running.changes("interpret")


def codes_of(running: Transaction, segment_ids: Iterable[SegmentId]) -> str:
    """The names of the codes on passages: what an operation on them is about."""
    code_ids = (coding.code_id for coding in store.on_segments(running.db, segment_ids))
    names = (codes_store.get(running.db, code_id).name for code_id in dict.fromkeys(code_ids))
    return ", ".join(names)


def _code_of(running: Transaction, coding_id: CodingId) -> str:
    return codes_store.get(running.db, store.get(running.db, coding_id).code_id).name
