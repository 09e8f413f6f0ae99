"""What is looked for, and where."""

from dataclasses import dataclass, field
from typing import Final

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.search.query import Match
from qualcode.core.ids import CoderId, DocumentId


@dataclass(frozen=True, slots=True, repr=False)  # what one looks for may be a name
class Wanted:
    """Words to find, and how the words of a text are to stand to them."""

    written: str
    match: Match = Match.WHOLE


@dataclass(frozen=True, slots=True)
class Where:
    """In which texts, and in which places of them; None lets everything through.

    Attributes:
        document_ids, kinds: of the documents.
        not_interviewer: only what others say than an interviewer: neither speakers' labels nor,
            in a document with turns, what stands outside of them.
        coded: True for what touches a passage that has a code, False for what doesn't.
        coder_ids: whose codes those are; empty for anyone's.
        narrowing: the part of the material that is looked at, by what documents and respondents
            are; nothing that is about codings.
    """

    document_ids: frozenset[DocumentId] | None = None
    kinds: frozenset[str] | None = None
    not_interviewer: bool = False
    coded: bool | None = None
    coder_ids: frozenset[CoderId] = frozenset()
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def is_everywhere(self) -> bool:
        """Whether all texts are searched, and so what stands in none of them too."""
        return self.document_ids is None and self.narrowing == Narrowing()


EVERYWHERE: Final = Where()
