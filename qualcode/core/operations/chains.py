"""The chain from meaning unit to theme: code passages, and put codes under categories."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, SegmentId
from qualcode.core.model import LEVELS
from qualcode.core.model.chain import Chain, chain
from qualcode.core.operations.codes import NewCode, add_code, put_under
from qualcode.core.operations.passages import new_coding, put_code
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as codings_store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


def code_units(
    project: Project,
    coder_id: CoderId,
    codings: Sequence[CodingId],
    segments: Sequence[SegmentId],
    code: CodeId | NewCode,
) -> Changes:
    """Give rows of the table one code: codings change to it, passages without a code get it.

    Comments and memos stay with their codings, and each coding stays its evaluator's.

    Raises:
        Refused: if the code is a new one whose name is empty or taken where it would stand.
    """
    with project.operation(coder_id, "code_units") as running:
        code_id = add_code(running, code) if isinstance(code, NewCode) else code
        running.subject = codes_store.get(running.db, code_id).name
        for coding in codings_store.every(running.db, codings):
            put_code(running, coding, code_id)
        for segment_id in dict.fromkeys(segments):
            _tag_segment(running, segment_id, code_id)
        return running.changes("code_units")


def _tag_segment(running: Transaction, segment_id: SegmentId, code_id: CodeId) -> None:
    codings_store.get_segment(running.db, segment_id)
    taken = {
        coding.code_id
        for coding in codings_store.on_segments(running.db, [segment_id])
        if coding.coder_id == running.coder_id
    }
    if code_id not in taken:
        running.insert("codings", new_coding(running, segment_id, code_id))


def place_codes(
    project: Project,
    coder_id: CoderId,
    code_ids: Sequence[CodeId],
    level: str,
    target: CodeId | NewCode | None,
) -> Changes:
    """Give the codes of some passages a sub-category, a category or a theme, as one step.

    What moves is the nearest that stands under that level in each code's chain: where a code has a
    sub-category, it is the sub-category that is put under another category, with all its codes.

    Args:
        level: one of `LEVELS` but the first.
        target: the code that they come to stand under; where it is no more than a code so far, it
            becomes one of that level. A new one is made of that level, under what stands above it
            in the first code's chain. None takes what moves out of what stands at that level.

    Raises:
        Refused: if the target says another level or stands under what would move, or a name is
            empty or taken in its new place; nothing is changed then.
    """
    column = LEVELS.index(level)
    with project.operation(coder_id, "place_codes") as running:
        codes = {code.id: code for code in codes_store.all_codes(running.db)}
        chains = [chain(code_id, codes) for code_id in dict.fromkeys(code_ids)]
        moved = {one: found for found in chains if (one := found.below(column)) is not None}
        if not moved:
            raise Refused(_("There is no code that could be put there. Give it a code first."))
        running.subject = ", ".join(codes[one].name for one in moved)
        if target is None:
            _take_out(running, moved, column)
        else:
            into = _target(running, target, level, chains[0].above(column))
            put_under(running, [c for c in moved if codes[c].parent_id != into], into)
        return running.changes("place_codes")


def _take_out(running: Transaction, moved: Mapping[CodeId, Chain], column: int) -> None:
    """Let each stand beside what it stood under."""
    for code_id, found in moved.items():
        place = found.places[column]
        if place is not None:
            put_under(running, [code_id], codes_store.get(running.db, place).parent_id)


def _target(
    running: Transaction, target: CodeId | NewCode, level: str, above: CodeId | None
) -> CodeId:
    if isinstance(target, NewCode):
        return add_code(running, replace(target, parent_id=above, level=level))
    code = codes_store.get(running.db, target)
    if code.level not in (LEVELS[0], level):
        raise Refused(
            _("“{name}” is at another level of the codebook. Change its level first.").format(
                name=code.name
            )
        )
    running.update("codes", code.id, level=level)
    return code.id


def set_level(
    project: Project, coder_id: CoderId, code_ids: Sequence[CodeId], level: str
) -> Changes:
    """Say which level of the chain some codes are: one of `LEVELS`."""
    LEVELS.index(level)
    with project.operation(coder_id, "set_level") as running:
        found = [codes_store.get(running.db, code_id) for code_id in dict.fromkeys(code_ids)]
        running.subject = ", ".join(code.name for code in found)
        for code in found:
            running.update("codes", code.id, level=level)
        return running.changes("set_level")
