"""The things of an evaluation, as frozen values. A class's fields are its table's columns."""

from qualcode.core.model.code import LEVELS, Code
from qualcode.core.model.coder import Coder
from qualcode.core.model.coding import Coding, Segment
from qualcode.core.model.document import DOCUMENT_KINDS, Document, Turn
from qualcode.core.model.memo import Memo
from qualcode.core.model.person import PERSON_KINDS, Affiliation, Case, Person
from qualcode.core.model.project_info import ProjectInfo
from qualcode.core.model.span import Span

__all__ = [
    "DOCUMENT_KINDS",
    "LEVELS",
    "PERSON_KINDS",
    "Affiliation",
    "Case",
    "Code",
    "Coder",
    "Coding",
    "Document",
    "Memo",
    "Person",
    "ProjectInfo",
    "Segment",
    "Span",
    "Turn",
]
