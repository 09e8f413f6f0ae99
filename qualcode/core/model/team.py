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
    they say are the memos about it.

    Attributes:
        state: one of `DISAGREEMENT_STATES`.
        marks: JSON of what was marked there when it was last spoken of: the evaluators who were
            compared, how long the place was, and each one's codes and where they lay in it.
        settled: JSON of how it was settled: by whom, when, whose marks were taken, and the codings
            that were made of it; None while it is not.
    """

    id: DisagreementId
    document_id: DocumentId
    start: int
    end: int
    state: str
    created: str
    coder_id: CoderId
    marks: str | None = None
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """How a row stands in the file that it came from, where a merge had to show it otherwise: two
    rows that are one thing, a name that another has, a passage in another wording of its text.

    The next merge begins from this, so that the order in which projects are merged makes no
    difference. `id` is the row's own.

    Attributes:
        image: JSON of the columns that are shown otherwise, or of all if the row itself is not
            shown.
        shown: JSON of what stands in the place of `image`; None if the row is not shown.
        same_as: the row that is shown in its place, if there is one; the row itself where it is
            shown though it was deleted, for it is used, or would be if another did not lie there.
        sticky: 1 where the two are the same thing for good, whatever becomes of their names.
    """

    id: str
    about_table: str
    image: str
    shown: str | None
    same_as: str | None
    sticky: int
    created: str
    coder_id: CoderId
