"""Documents and the turns in them."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CoderId, DocumentId, PersonId, TurnId

DOCUMENT_KINDS: Final = (
    "interview",
    "group-interview",
    "workshop",
    "observation",
    "survey",
    "document",
)


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
