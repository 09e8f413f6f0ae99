"""Documents: bring in, name, describe, delete."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, new_id
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model import DOCUMENT_KINDS, Document
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.corrections import put_file
from qualcode.core.operations.facts import add_facts
from qualcode.core.operations.guide import AskedAt, add_places, add_questions
from qualcode.core.operations.landmarks import add_landmarks
from qualcode.core.operations.names import LONGEST_NAME, free_title, optional, required
from qualcode.core.operations.persons import delete_unheard
from qualcode.core.operations.speakers import AcceptedSpeaker, add_turns, proposal
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.rows import storable
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class NewDocument:
    """A transcript to be brought in.

    Attributes:
        speakers: who is accepted as speaking; None accepts what the importer proposes, and an
            empty sequence makes no turns of the labels.
        title: None takes the file's name without its ending.
        facts: values of attributes, by name; those that are new are made.
        asked: where questions of the guide are asked that is imported along.
    """

    transcript: Transcript
    kind: str = "interview"
    language: str | None = None
    speakers: Sequence[AcceptedSpeaker] | None = None
    title: str | None = None
    date: str | None = None
    wave: str | None = None
    asked: Sequence[AskedAt] = ()
    facts: Sequence[tuple[str, str]] = ()


def import_documents(
    project: Project,
    coder_id: CoderId,
    new: Sequence[NewDocument],
    *,
    guide: Guide | None = None,
    corrected: Mapping[DocumentId, Transcript] = MappingProxyType({}),
    progress: Callable[[int, int, str], None] | None = None,
) -> Changes:
    """Bring in transcripts with their turns and persons, all or none.

    `guide` holds the questions that `NewDocument.asked` speaks of. `corrected` are new versions of
    documents that are there, which take their place; their marks go along. `progress` is told how many are
    done, of how many, and the one at hand; what it raises leaves nothing behind.

    Raises:
        Refused: if a kind is unknown.
    """
    with project.operation(coder_id, "import_documents") as running:
        existing = store.all_documents(running.db)
        titles = [document.title for document in existing]
        position = max((document.position for document in existing), default=-1) + 1
        questions = add_questions(running, guide) if guide else []
        for number, item in enumerate(map(_storable, new)):
            title = free_title(_title(item), titles)
            titles.append(title)
            if progress:
                progress(number, len(new), title)
            document = _document(running, project, item, title, position + number)
            running.store_text(document.text_sha256, item.transcript.text)
            running.insert("documents", document)
            add_turns(running, document, item.transcript, _speakers(item))
            add_landmarks(running, document.id, item.transcript)
            add_facts(running, document.id, item.facts)
            add_places(running, document.id, item.transcript.text, item.asked, questions)
        known = {document.id: document.title for document in existing}
        for document_id, transcript in corrected.items():
            put_file(running, document_id, transcript)
        done = [*titles[len(existing) :], *(known[document_id] for document_id in corrected)]
        running.subject = ", ".join(done)
        return running.changes("import_documents")


def _storable(item: NewDocument) -> NewDocument:
    text = storable(item.transcript.text)
    return replace(item, transcript=replace(item.transcript, text=text))


def _title(item: NewDocument) -> str:
    """A file's name stays as it is, but on one line."""
    title = re.sub(r"[\t\r\n\v\f]+", " ", item.title or item.transcript.title).strip()
    return title[:LONGEST_NAME].rstrip() or _("Document")


def _speakers(item: NewDocument) -> Sequence[AcceptedSpeaker]:
    return proposal(item.transcript) if item.speakers is None else item.speakers


def _document(
    running: Transaction, project: Project, item: NewDocument, title: str, position: int
) -> Document:
    text = item.transcript.text
    return Document(
        id=DocumentId(new_id()),
        title=title,
        kind=known_kind(item.kind),
        date=optional(item.date),
        wave=optional(item.wave),
        language=item.language or project.info.language,
        position=position,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        characters=len(text),
        file_name=item.transcript.file_name,
        file_sha256=item.transcript.file_sha256,
        encoding=item.transcript.encoding,
        created=running.time,
        coder_id=running.coder_id,
    )


def known_kind(kind: str) -> str:
    """The kind, if it is one.

    Raises:
        Refused: if it is not.
    """
    if kind not in DOCUMENT_KINDS:
        raise Refused(
            _("“{kind}” is not a kind of document. Choose one of: {kinds}.").format(
                kind=kind, kinds=", ".join(DOCUMENT_KINDS)
            )
        )
    return kind


@dataclass(frozen=True)
class DocumentDetails:
    """What can be said of a document."""

    title: str
    kind: str
    language: str
    date: str | None = None
    wave: str | None = None


def rename_document(
    project: Project, coder_id: CoderId, document_id: DocumentId, title: str
) -> Changes:
    """Give a document another title.

    Raises:
        Refused: if another document has it.
    """
    with project.operation(coder_id, "rename_document") as running:
        running.subject = _free_title(running, document_id, title)
        running.update("documents", document_id, title=running.subject)
        return running.changes("rename_document")


def _free_title(running: Transaction, document_id: DocumentId, title: str) -> str:
    title = required(title, _("A document needs a title."))
    for other, taken in store.titles(running.db).items():
        if other != document_id and casefold(taken) == casefold(title):
            raise Refused(
                _("There is already a document “{title}”. Choose another title.").format(
                    title=taken
                )
            )
    return title


def describe_document(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    *,
    kind: str,
    language: str,
    date: str | None,
    wave: str | None,
) -> Changes:
    """Say what kind of document it is, its language, its date, and the wave it belongs to."""
    with project.operation(coder_id, "describe_document") as running:
        running.subject = store.get(running.db, document_id).title
        details = DocumentDetails(running.subject, kind, language, date, wave)
        _describe(running, document_id, details)
        return running.changes("describe_document")


def edit_document(
    project: Project, coder_id: CoderId, document_id: DocumentId, details: DocumentDetails
) -> Changes:
    """`rename_document` and `describe_document` in one step.

    Raises:
        Refused: if another document has the title.
    """
    with project.operation(coder_id, "edit_document") as running:
        running.subject = _free_title(running, document_id, details.title)
        running.update("documents", document_id, title=running.subject)
        _describe(running, document_id, details)
        return running.changes("edit_document")


def _describe(running: Transaction, document_id: DocumentId, details: DocumentDetails) -> None:
    running.update(
        "documents",
        document_id,
        kind=known_kind(details.kind),
        language=details.language,
        date=optional(details.date),
        wave=optional(details.wave),
    )


def delete_documents(
    project: Project, coder_id: CoderId, document_ids: Sequence[DocumentId]
) -> Changes:
    """Delete documents with their turns, passages and codings, and persons heard nowhere else."""
    with project.operation(coder_id, "delete_documents") as running:
        wanted = list(dict.fromkeys(document_ids))
        titles = store.titles(running.db)
        running.subject = ", ".join(titles[document_id] for document_id in wanted)
        for document_id in wanted:
            _delete_document(running, document_id)
        return running.changes("delete_documents")


def _delete_document(running: Transaction, document_id: DocumentId) -> None:
    segments = [s.id for s in codings_store.segments_in(running.db, document_id)]
    codings = sorted(c.id for c in codings_store.on_segments(running.db, segments))
    turns = [turn.id for turn in store.turns(running.db, document_id)]
    speakers = [person.id for person in persons_store.in_document(running.db, document_id)]
    delete_attached(running, [document_id, *turns, *segments, *codings])
    running.delete_many("codings", codings)
    running.delete_many("segments", segments)
    running.delete_many("turns", turns)
    running.delete("documents", document_id)
    delete_unheard(running, speakers)
