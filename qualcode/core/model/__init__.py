"""The things of an evaluation, as frozen values. A class's fields are its table's columns."""

from qualcode.core.model.attribute import ATTRIBUTE_KINDS, DESCRIBED, Attribute, AttributeValue
from qualcode.core.model.board import ITEM_KINDS, Board, BoardItem
from qualcode.core.model.code import LEVELS, Code
from qualcode.core.model.coder import Coder
from qualcode.core.model.coding import STANCES, WEIGHTS, Coding, PrintedQuote, Segment
from qualcode.core.model.document import (
    DOCUMENT_KINDS,
    LANDMARK_KINDS,
    READING_STATES,
    Document,
    Folder,
    GuideQuestion,
    Landmark,
    Reading,
    Turn,
)
from qualcode.core.model.memo import MEMO_KINDS, Memo, MemoLink
from qualcode.core.model.person import PERSON_KINDS, Affiliation, Case, Person
from qualcode.core.model.project_info import ProjectInfo
from qualcode.core.model.span import Span
from qualcode.core.model.survey import (
    INVITED_BY,
    Background,
    Invitation,
    Response,
    Survey,
    SurveyColumn,
)
from qualcode.core.model.team import DISAGREEMENT_STATES, Decision, Disagreement, Original

__all__ = [
    "ATTRIBUTE_KINDS",
    "DESCRIBED",
    "DISAGREEMENT_STATES",
    "DOCUMENT_KINDS",
    "INVITED_BY",
    "ITEM_KINDS",
    "LANDMARK_KINDS",
    "LEVELS",
    "MEMO_KINDS",
    "PERSON_KINDS",
    "READING_STATES",
    "STANCES",
    "WEIGHTS",
    "Affiliation",
    "Attribute",
    "AttributeValue",
    "Background",
    "Board",
    "BoardItem",
    "Case",
    "Code",
    "Coder",
    "Coding",
    "Decision",
    "Disagreement",
    "Document",
    "Folder",
    "GuideQuestion",
    "Invitation",
    "Landmark",
    "Memo",
    "MemoLink",
    "Original",
    "Person",
    "PrintedQuote",
    "ProjectInfo",
    "Reading",
    "Response",
    "Segment",
    "Span",
    "Survey",
    "SurveyColumn",
    "Turn",
]
