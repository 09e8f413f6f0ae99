"""The codebook: make, describe, move, merge, split and delete codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, new_id
from qualcode.core.model import LEVELS, Code
from qualcode.core.model.palette import next_colour
from qualcode.core.operations.attached import delete_attached, move_attached
from qualcode.core.operations.names import free_title, optional, required
from qualcode.core.operations.passages import (
    drop_empty_segments,
    put_code,
    tag,
)
from qualcode.core.project import Project
from qualcode.core.store import codes as store
from qualcode.core.store import codings as codings_store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class NewCode:
    """A code as it is asked for. A colour of None takes the next one in the palette."""

    name: str
    parent_id: CodeId | None = None
    colour: str | None = None
    level: str = "code"
    definition: str | None = None
    when_to_use: str | None = None
    when_not_to_use: str | None = None
    example: str | None = None


def create_code(project: Project, coder_id: CoderId, new: NewCode) -> Changes:
    """A new code, last among its siblings.

    Raises:
        Refused: if the name is empty or a sibling has it.
    """
    with project.operation(coder_id, "create_code", new.name.strip()) as running:
        add_code(running, new)
        return running.changes("create_code")


def add_code(running: Transaction, new: NewCode) -> CodeId:
    """`create_code` as a part of another operation."""
    name = _free_name(running.db, new.name, new.parent_id)
    code = Code(
        id=CodeId(new_id()),
        name=name,
        parent_id=new.parent_id,
        position=store.next_position(running.db, new.parent_id),
        colour=new.colour or _next_colour(running.db, new.parent_id),
        level=_known_level(new.level),
        definition=optional(new.definition),
        when_to_use=optional(new.when_to_use),
        when_not_to_use=optional(new.when_not_to_use),
        example=optional(new.example),
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("codes", code)
    return code.id


def code_passage_anew(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    start: int,
    end: int,
    new: NewCode,
) -> Changes:
    """Make a code and tag a passage with it, as one step.

    Raises:
        Refused: if the name is empty or a sibling has it, or there are no words in the span.
    """
    with project.operation(coder_id, "code_passage", new.name.strip()) as running:
        tag(running, document_id, start, end, [add_code(running, new)])
        return running.changes("code_passage")


def rename_code(project: Project, coder_id: CoderId, code_id: CodeId, name: str) -> Changes:
    """Give a code another name."""
    with project.operation(coder_id, "rename_code", name.strip()) as running:
        code = store.get(running.db, code_id)
        running.update("codes", code_id, name=_free_name(running.db, name, code.parent_id, code_id))
        return running.changes("rename_code")


def recolour_code(project: Project, coder_id: CoderId, code_id: CodeId, colour: str) -> Changes:
    """Give a code another colour, ``#rrggbb``."""
    return recolour_codes(project, coder_id, [code_id], colour)


def recolour_codes(
    project: Project, coder_id: CoderId, code_ids: Sequence[CodeId], colour: str
) -> Changes:
    """Give several codes another colour, ``#rrggbb``, as one step."""
    operation = "recolour_codes" if len(code_ids) > 1 else "recolour_code"
    with project.operation(coder_id, operation) as running:
        codes = [store.get(running.db, code_id) for code_id in code_ids]
        running.subject = ", ".join(code.name for code in codes)
        for code in codes:
            running.update("codes", code.id, colour=colour)
        return running.changes(operation)


def describe_code(
    project: Project,
    coder_id: CoderId,
    code_id: CodeId,
    *,
    definition: str | None,
    when_to_use: str | None,
    when_not_to_use: str | None,
    example: str | None,
    level: str,
) -> Changes:
    """Say what a code stands for."""
    return _edit(
        project,
        coder_id,
        "describe_code",
        code_id,
        definition=optional(definition),
        when_to_use=optional(when_to_use),
        when_not_to_use=optional(when_not_to_use),
        example=optional(example),
        level=_known_level(level),
    )


def _edit(
    project: Project, coder_id: CoderId, operation: str, code_id: CodeId, **values: Any
) -> Changes:
    with project.operation(coder_id, operation) as running:
        running.subject = store.get(running.db, code_id).name
        running.update("codes", code_id, **values)
        return running.changes(operation)


def move_code(
    project: Project,
    coder_id: CoderId,
    code_id: CodeId,
    *,
    parent_id: CodeId | None,
    position: int | None = None,
) -> Changes:
    """Put a code under another one, or at the top, at a place among its new siblings.

    Args:
        position: counted among the siblings without the code itself; None puts it last.

    Raises:
        Refused: if it would come to stand under itself, or beside one of the same name.
    """
    return move_codes(project, coder_id, [code_id], parent_id=parent_id, position=position)


def move_codes(
    project: Project,
    coder_id: CoderId,
    code_ids: Sequence[CodeId],
    *,
    parent_id: CodeId | None,
    position: int | None = None,
) -> Changes:
    """Put codes under another one, or at the top, side by side in this order, as one step.

    Args:
        position: counted among the siblings without the codes themselves; None puts them last.

    Raises:
        Refused: if one would come to stand under itself, or beside one of the same name; none is
            moved then.
    """
    moved = list(dict.fromkeys(code_ids))
    operation = "move_codes" if len(moved) > 1 else "move_code"
    with project.operation(coder_id, operation) as running:
        running.subject = ", ".join(store.get(running.db, one).name for one in moved)
        put_under(running, moved, parent_id, position=position)
        return running.changes(operation)


def put_under(
    running: Transaction,
    code_ids: Sequence[CodeId],
    parent_id: CodeId | None,
    *,
    position: int | None = None,
) -> None:
    """`move_codes` as a part of another operation."""
    codes = [store.get(running.db, code_id) for code_id in code_ids]
    if parent_id in store.subtree(running.db, code_ids):
        raise Refused(_("A code can’t be moved under itself. Choose another place."))
    for code in codes:
        _free_name(running.db, code.name, parent_id, code.id)
        running.update("codes", code.id, parent_id=parent_id)
    siblings = [c for c in store.children(running.db, parent_id) if c.id not in code_ids]
    place = len(siblings) if position is None else max(0, min(position, len(siblings)))
    for number, sibling in enumerate([*siblings[:place], *codes, *siblings[place:]]):
        if sibling.position != number:
            running.update("codes", sibling.id, position=number)


def merge_codes(
    project: Project, coder_id: CoderId, into: CodeId, others: Sequence[CodeId]
) -> Changes:
    """Make several codes one: passages, memos and sub-codes go to `into`, the others go.

    A passage that an evaluator had tagged with both keeps one tag, with both comments. Definitions
    of the others that say something else are added to that of `into`.

    Raises:
        Refused: if `into` lies under one of the others.
    """
    with project.operation(coder_id, "merge_codes") as running:
        kept = store.get(running.db, into)
        running.subject = kept.name
        gone = [code_id for code_id in dict.fromkeys(others) if code_id != into]
        merged = [store.get(running.db, code_id) for code_id in gone]
        if into in store.subtree(running.db, [code.id for code in merged]):
            raise Refused(
                _("“{name}” lies under a code that would go. Move it out first.").format(
                    name=kept.name
                )
            )
        for code in merged:
            for coding in codings_store.of_codes(running.db, [code.id]):
                put_code(running, coding, into)
            _move_children(running, code, into)
            move_attached(running, code.id, into)
        for field in ("definition", "when_to_use", "when_not_to_use", "example"):
            running.update("codes", into, **{field: _joined(field, kept, merged)})
        running.delete_many("codes", gone, merged_into=into)
        return running.changes("merge_codes")


def split_code(
    project: Project, coder_id: CoderId, code_id: CodeId, new: NewCode, codings: Sequence[CodingId]
) -> Changes:
    """Take some passages of a code out into a new one."""
    with project.operation(coder_id, "split_code") as running:
        running.subject = store.get(running.db, code_id).name
        new_code = add_code(running, new)
        for coding in codings_store.every(running.db, codings):
            put_code(running, coding, new_code)
        return running.changes("split_code")


def delete_codes(project: Project, coder_id: CoderId, code_ids: Sequence[CodeId]) -> Changes:
    """Delete codes with all under them and their codings; passages left without any go too."""
    with project.operation(coder_id, "delete_codes") as running:
        doomed = store.subtree(running.db, code_ids)
        running.subject = ", ".join(store.get(running.db, code_id).name for code_id in code_ids)
        codings = codings_store.of_codes(running.db, doomed)
        coding_ids = [coding.id for coding in codings]
        delete_attached(running, [*doomed, *coding_ids])
        running.delete_many("codings", coding_ids)
        drop_empty_segments(running, {coding.segment_id for coding in codings})
        running.delete_many("codes", doomed[::-1])
        return running.changes("delete_codes")


def _move_children(running: Transaction, code: Code, into: CodeId) -> None:
    names = [child.name for child in store.children(running.db, into) if child.id != code.id]
    place = store.next_position(running.db, into)
    for number, child in enumerate(store.children(running.db, code.id), place):
        names.append(free_title(child.name, names))
        running.update("codes", child.id, parent_id=into, position=number, name=names[-1])


def _joined(field: str, kept: Code, merged: Sequence[Code]) -> str | None:
    texts = [getattr(code, field) for code in (kept, *merged)]
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None


def _free_name(db: Database, name: str, parent_id: CodeId | None, own: CodeId | None = None) -> str:
    name = required(name, _("A code needs a name."))
    for sibling_id, taken in store.names_under(db, parent_id).items():
        if sibling_id != own and store.same_name(taken, name):
            raise Refused(
                _("There is already a code “{name}” in that place. Choose another name.").format(
                    name=taken
                )
            )
    return name


def _next_colour(db: Database, parent_id: CodeId | None) -> str:
    if parent_id is not None:
        return store.get(db, parent_id).colour
    return next_colour(store.colours(db))


def _known_level(level: str) -> str:
    if level not in LEVELS:
        raise Refused(
            _("“{level}” is not a level. Choose one of: {levels}.").format(
                level=level, levels=", ".join(LEVELS)
            )
        )
    return level
