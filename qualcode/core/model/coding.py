"""Passages and the codes on them."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, SegmentId

SUPPORTS: Final = "supports"
CONTRADICTS: Final = "contradicts"
QUALIFIES: Final = "qualifies"
STANCES: Final = (SUPPORTS, CONTRADICTS, QUALIFIES)
#: of a coding, from weak to strong
WEIGHTS: Final = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Segment:
    """A meaning unit: a span of a document, owned by the evaluator who marked it.

    ``text[start:end] == quote`` always. `start` and `end` are both None when the text under the
    mark is gone; the quote, with the words `before` and `after`, then tells what it was.

    `certainty`, from 0 to 1, says how surely the place was found when the passage was last carried
    over to another wording of the text; None where it was marked in this one.
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
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a segment, by an evaluator.

    Attributes:
        weight: one of `WEIGHTS`, how strongly the passage says it.
        stance: one of `STANCES`, how the passage stands to what the code says.
    """

    id: CodingId
    segment_id: SegmentId
    code_id: CodeId
    comment: str | None
    weight: int | None
    stance: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """The printed form of a passage, at most one for each.

    Attributes:
        text: what is printed, with marked omissions and bracketed additions; None prints the
            passage's own words.
        chosen: 1 where it is to stand in the report, else 0.
        position: its place among the chosen quotes.
        attribution: what is printed after it; None leaves that to the report.
    """

    id: str
    segment_id: SegmentId
    text: str | None
    chosen: int
    position: int
    attribution: str | None
    created: str
    coder_id: CoderId
