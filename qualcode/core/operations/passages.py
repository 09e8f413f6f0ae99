"""Passages: mark, tag, recode, resize, comment and remove."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId, new_id
from qualcode.core.model import Coding, Segment
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.joining import join_codings, join_segments
from qualcode.core.operations.names import optional
from qualcode.core.project import Project
from qualcode.core.store import attached as attached_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import codings as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: Characters kept on each side of a quote, to find it again in an edited text: as many as tell
#: one "ja, precis" from another.
CONTEXT: Final = 32


def code_passage(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    start: int,
    end: int,
    code_ids: Sequence[CodeId],
    *,
    comment: str | None = None,
) -> Changes:
    """Tag a passage with codes. What is tagged so already stays as it is.

    Raises:
        Refused: if there is nothing but white space in the span.
    """
    with project.operation(coder_id, "code_passage") as running:
        names = [codes_store.get(running.db, one).name for one in dict.fromkeys(code_ids)]
        running.subject = ", ".join(names)
        tag(running, document_id, start, end, code_ids, comment=comment)
        return running.changes("code_passage")


def tag(
    running: Transaction,
    document_id: DocumentId,
    start: int,
    end: int,
    code_ids: Sequence[CodeId],
    *,
    comment: str | None = None,
) -> None:
    """`code_passage` as a part of another operation."""
    text = running.text(document_id)
    segment_id = _own_segment(running, document_id, text, _trimmed(text, start, end))
    taken = {
        coding.code_id
        for coding in store.on_segments(running.db, [segment_id])
        if coding.coder_id == running.coder_id
    }
    new = [code_id for code_id in dict.fromkeys(code_ids) if code_id not in taken]
    running.insert_many(
        "codings", [new_coding(running, segment_id, code_id, comment) for code_id in new]
    )


def new_coding(
    running: Transaction, segment_id: SegmentId, code_id: CodeId, comment: str | None = None
) -> Coding:
    """A coding by the operation's author, to be inserted."""
    return Coding(
        id=CodingId(new_id()),
        segment_id=segment_id,
        code_id=code_id,
        comment=optional(comment),
        weight=None,
        stance=None,
        created=running.time,
        coder_id=running.coder_id,
    )


class Moment(Protocol):
    """Something that happens at a time."""

    @property
    def time(self) -> str: ...


def new_segment(
    running: Moment, document_id: DocumentId, text: str, span: Span, *, coder_id: CoderId
) -> Segment:
    """A passage of the text, to be inserted."""
    start, end = span
    return Segment(
        id=SegmentId(new_id()),
        document_id=document_id,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        condensed=None,
        interpretation=None,
        created=running.time,
        coder_id=coder_id,
    )


def remove_codings(project: Project, coder_id: CoderId, codings: Sequence[CodingId]) -> Changes:
    """Take codes off passages. A passage left without any, and without words of its own, goes."""
    with project.operation(coder_id, "remove_codings") as running:
        found = store.every(running.db, codings)
        running.subject = code_names(running, found)
        delete_attached(running, [coding.id for coding in found])
        running.delete_many("codings", [coding.id for coding in found])
        drop_empty_segments(running, {coding.segment_id for coding in found})
        return running.changes("remove_codings")


def recode(
    project: Project, coder_id: CoderId, codings: Sequence[CodingId], code_id: CodeId
) -> Changes:
    """Change the code of some passages; comments and memos stay with them."""
    with project.operation(coder_id, "recode") as running:
        running.subject = codes_store.get(running.db, code_id).name
        for coding in store.every(running.db, codings):
            put_code(running, coding, code_id)
        return running.changes("recode")


def resize_passage(
    project: Project, coder_id: CoderId, segment_id: SegmentId, start: int, end: int
) -> Changes:
    """Let a passage begin and end elsewhere; all its codes go with it.

    Where its owner has marked the new span already, the two passages become one.

    Raises:
        Refused: if there is nothing but white space in the new span.
    """
    with project.operation(coder_id, "resize_passage") as running:
        segment = store.get_segment(running.db, segment_id)
        running.subject = code_names(running, store.on_segments(running.db, [segment_id]))
        text = running.text(segment.document_id)
        place_segment(running, segment, text, _trimmed(text, start, end))
        return running.changes("resize_passage")


def place_segment(running: Transaction, segment: Segment, text: str, span: Span) -> SegmentId:
    """Let a passage stand on another span, and become one with its owner's passage there, if one
    is. Returns the passage that is there then."""
    start, end = span
    other = store.segment_at(running.db, segment.document_id, start, end, segment.coder_id)
    if other is not None and other.id != segment.id:
        join_segments(running, segment, other)
        return other.id
    running.update(
        "segments",
        segment.id,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        certainty=None,
    )
    return segment.id


def comment_coding(
    project: Project, coder_id: CoderId, coding_id: CodingId, comment: str | None
) -> Changes:
    """Write, change or (with None) remove the comment on a coding."""
    with project.operation(coder_id, "comment_coding") as running:
        coding = store.get(running.db, coding_id)
        running.subject = code_names(running, [coding])
        running.update("codings", coding_id, comment=optional(comment))
        return running.changes("comment_coding")


def condense(
    project: Project, coder_id: CoderId, segment_id: SegmentId, condensed: str | None
) -> Changes:
    """Write a passage's condensed form. A passage that nothing holds any more goes."""
    with project.operation(coder_id, "condense") as running:
        running.subject = code_names(running, store.on_segments(running.db, [segment_id]))
        running.update("segments", segment_id, condensed=optional(condensed))
        drop_empty_segments(running, [segment_id])
        return running.changes("condense")


def put_code(running: Transaction, coding: Coding, code_id: CodeId) -> None:
    """Change a coding's code; where the passage has that code from the same evaluator already,
    the two become one and the comments are kept."""
    for other in store.on_segments(running.db, [coding.segment_id]):
        if other.id != coding.id and (other.code_id, other.coder_id) == (code_id, coding.coder_id):
            join_codings(running, coding, other)
            return
    running.update("codings", coding.id, code_id=code_id)


def drop_empty_segments(running: Transaction, segment_ids: Iterable[SegmentId]) -> None:
    """Remove the passages that no code, memo, printed quote or words of the evaluator's hold any more."""
    candidates = set(segment_ids)
    candidates -= {coding.segment_id for coding in store.on_segments(running.db, candidates)}
    candidates -= {
        segment.id
        for segment in store.segments(running.db, candidates)
        if segment.condensed or segment.interpretation
    }
    candidates -= attached_store.held(running.db, candidates)
    gone = {segment.id for segment in store.segments(running.db, candidates)}
    delete_attached(running, gone)  # links of memos, which hold no passage
    running.delete_many("segments", sorted(gone))


def own_passage(running: Transaction, document_id: DocumentId, start: int, end: int) -> SegmentId:
    """The author's own passage with this span; made if it is not there.

    Raises:
        Refused: if there is nothing but white space in the span.
    """
    text = running.text(document_id)
    return _own_segment(running, document_id, text, _trimmed(text, start, end))


def _own_segment(running: Transaction, document_id: DocumentId, text: str, span: Span) -> SegmentId:
    found = store.segment_at(running.db, document_id, *span, running.coder_id)
    if found is not None:
        return found.id
    segment = new_segment(running, document_id, text, span, coder_id=running.coder_id)
    running.insert("segments", segment)
    return segment.id


def code_names(running: Transaction, codings: Iterable[Coding]) -> str:
    """The names of the codes, each once: what an operation on these codings is about."""
    code_ids = dict.fromkeys(coding.code_id for coding in codings)
    return ", ".join(codes_store.get(running.db, code_id).name for code_id in code_ids)


def _trimmed(text: str, start: int, end: int) -> Span:
    span = trim(text, start, end)
    if span is None:
        raise Refused(_("There are no words in what is marked. Mark some text first."))
    return span
