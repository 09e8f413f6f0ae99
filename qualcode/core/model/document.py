"""Documents and the turns in them."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import (
    CaseId,
    CoderId,
    DocumentId,
    FolderId,
    LandmarkId,
    PersonId,
    QuestionId,
    TurnId,
)

DOCUMENT_KINDS: Final = (
    "interview",
    "group-interview",
    "workshop",
    "observation",
    "survey",
    "document",
)

HEADING: Final = "heading"
QUESTION: Final = "question"
PAGE: Final = "page"
TIME: Final = "time"
LANDMARK_KINDS: Final = (HEADING, QUESTION, PAGE, TIME)

UNDER_WAY: Final = "under-way"
DONE: Final = "done"
READING_STATES: Final = (UNDER_WAY, DONE)


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript or other text, without the text itself (which `text_sha256` names).

    Attributes:
        kind: one of `DOCUMENT_KINDS`.
        language: ``sv`` or ``en``.
        text_sha256: of the stored text in UTF-8; the text stands once per project under it.
        characters: the text's length in code points.
        file_sha256: of the bytes of the file it came from.
        encoding: in which that file was read, if it was plain text.
        folder_id: where it stands in the list of documents; None at the top.
        case_id: the unit of comparison that it belongs to.
    """

    id: DocumentId
    title: str
    kind: str
    date: str | None
    wave: str | None
    language: str
    position: int
    text_sha256: str
    characters: int
    file_name: str | None
    file_sha256: str | None
    encoding: str | None
    created: str
    coder_id: CoderId
    folder_id: FolderId | None = None
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one speaks.

    ``[start, end)`` holds the label as well; the speech itself begins at `speech_start`. Neither
    has outer white space. `person_id` is None when nobody was tied to the label.
    """

    id: TurnId
    document_id: DocumentId
    start: int
    end: int
    speech_start: int
    label: str
    person_id: PersonId | None
    time_code: str | None
    question: str | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Folder:
    """A set of documents, in the order and under the heading that the evaluators gave it."""

    id: FolderId
    name: str
    parent_id: FolderId | None
    position: int
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place in a document that is no turn: beside the text, never in it.

    Attributes:
        kind: one of `LANDMARK_KINDS`. A heading or question holds ``[start, end)``, the words that
            say it; a page or time code begins at `start`, where `end` is as well.
        label: the heading's or question's words, the page's number, the time code.
        level: of a heading, 1 for the highest; 0 for others.
        question_id: the question of the guide that is asked here.
    """

    id: LandmarkId
    document_id: DocumentId
    kind: str
    start: int
    end: int
    label: str
    level: int
    question_id: QuestionId | None
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of an interview guide, or of a survey.

    Attributes:
        guide: the guide's title; the same question may stand in several, numbered otherwise.
        number: as the guide prints it, such as ``3b``; empty if it has none.
    """

    id: QuestionId
    guide: str
    number: str
    text: str
    position: int
    created: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Reading:
    """How far an evaluator, its author, has come with a document: one of `READING_STATES`."""

    id: str
    document_id: DocumentId
    state: str
    created: str
    coder_id: CoderId
