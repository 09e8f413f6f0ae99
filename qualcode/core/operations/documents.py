"""Documents: name, describe, delete. `importing` brings them in."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model import DOCUMENT_KINDS
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.names import optional, required
from qualcode.core.operations.persons import delete_unheard
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


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
            delete_document(running, document_id)
        return running.changes("delete_documents")


def delete_document(running: Transaction, document_id: DocumentId) -> None:
    """`delete_documents` of one, as a part of another operation."""
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
