"""Passages and the codes on them."""

from dataclasses import dataclass

from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId


@dataclass(frozen=True, slots=True)
class Segment:
    """A meaning unit: a span of a document, owned by the evaluator who marked it.

    ``text[start:end] == quote`` always. `start` and `end` are both None when the text under the
    mark is gone; the quote, with the words `before` and `after`, then tells what it was.
    """

    id: SegmentId
    document_id: DocumentId
    start: int | None
    end: int | None
    quote: str
    before: str
    after: str
    condensed: str | None
    interpretation: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a segment, by an evaluator."""

    id: CodingId
    segment_id: SegmentId
    code_id: CodeId
    comment: str | None
    weight: int | None
    stance: str | None
    created: str
    coder_id: CoderId
