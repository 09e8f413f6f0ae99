"""What several evaluators have settled between them."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CoderId, DisagreementId, DocumentId

OPEN: Final = "open"
LATER: Final = "later"
SETTLED: Final = "settled"
DISAGREEMENT_STATES: Final = (OPEN, LATER, SETTLED)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person answered while projects were merged; it travels with the project.

    Attributes:
        kind: what was asked, such as ``same-code`` or ``conflict``.
        subject: the row that it is about, or a text that names it.
        other: the row or value that it was held against.
        answer: what was answered.
    """

    id: str
    kind: str
    subject: str
    other: str
    answer: str
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where evaluators coded otherwise, of which something was said. The thread of what
    they say are the memos about it."""

    id: DisagreementId
    document_id: DocumentId
    start: int
    end: int
    state: str
    created: str
    coder_id: CoderId
