"""What is shown of a document beside its letters, read together: in the window, or ahead of it by
a worker."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlite_utils import Database

from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.model import Landmark
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.documents import Spoken
from qualcode.shell.models.document_marks import DocumentMarks


@dataclass(frozen=True, repr=False)  # no interview in a report of a crash
class TextRead:
    """The marks, turns and landmarks of a text: nothing, as long as none is shown.

    Attributes:
        text_sha256: of the wording in which they have these places.
        persons: what each person is, and the pseudonym.
    """

    text_sha256: str = ""
    marks: DocumentMarks = field(default_factory=DocumentMarks)
    turns: list[Spoken] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    persons: dict[PersonId, tuple[str, str]] = field(default_factory=dict)


def read_text(db: Database, document_id: DocumentId) -> TextRead:
    """Read what is shown of a document."""
    marks = DocumentMarks()
    marks.load(codings_store.marks_in(db, document_id))
    return TextRead(
        documents_store.get(db, document_id).text_sha256,
        marks,
        documents_store.spoken(db, document_id),
        landmarks_store.in_document(db, document_id),
        persons_store.kinds(db),
    )
