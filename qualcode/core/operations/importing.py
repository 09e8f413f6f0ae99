"""Bringing documents in."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId, new_id
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.margin_rules import Wish
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model import Document
from qualcode.core.operations.corrections import put_file
from qualcode.core.operations.documents import known_kind
from qualcode.core.operations.facts import add_facts
from qualcode.core.operations.guide import AskedAt, add_places, add_questions
from qualcode.core.operations.landmarks import add_landmarks
from qualcode.core.operations.margin import MarginWriter
from qualcode.core.operations.named_places import NamedPlaces
from qualcode.core.operations.names import LONGEST_NAME, free_title, optional
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    add_turns,
    given_before,
    proposal,
    wanted_pseudonyms,
)
from qualcode.core.project import Project
from qualcode.core.store import documents as store
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
        case: the unit of comparison it belongs to, by name; made if it is new.
        folder: where it comes to stand, by the names of folders from the top; made if they are new.
        asked: where questions of the guide are asked that is imported along.
        wishes: what is to be coded in it, out of its margin.
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
    case: str | None = None
    folder: Sequence[str] = ()
    wishes: Sequence[Wish] = ()


def import_documents(
    project: Project,
    coder_id: CoderId,
    new: Sequence[NewDocument],
    *,
    guide: Guide | None = None,
    corrected: Mapping[DocumentId, Transcript] = MappingProxyType({}),
    margins: Mapping[DocumentId, Sequence[Wish]] = MappingProxyType({}),
    progress: Callable[[int, int, str], None] | None = None,
) -> Changes:
    """Bring in transcripts with their turns and persons, all or none.

    Args:
        guide: holds the questions that `NewDocument.asked` speaks of.
        corrected: new versions of documents that are there, which take their place; their marks go
            along.
        margins: what is to be coded in documents that are there, once they are corrected.
        progress: is told how many are done, of how many, and the one at hand; what it raises
            leaves nothing behind.

    Raises:
        Refused: if a kind is unknown.
    """
    with project.operation(coder_id, "import_documents") as running:
        bringing = _Bringing(running, project.info.language, guide, new)
        for number, item in enumerate(new):
            if progress:
                progress(number, len(new), _title(item))
            bringing.add(item)
        for document_id, transcript in corrected.items():
            put_file(running, document_id, transcript)
        for document_id, wishes in margins.items():
            bringing.writer.add(document_id, wishes, returns=True)
        bringing.writer.write(running)
        touched = dict.fromkeys((*corrected, *margins))
        done = [*bringing.titles, *(bringing.known[document_id] for document_id in touched)]
        running.subject = ", ".join(done)
        return running.changes("import_documents")


class _Bringing:
    """Writes new documents, one after the other.

    Attributes:
        known: the titles of the documents that were there.
        titles: those of the new ones.
        writer: what of their margins is still to be written, when all are there.
    """

    def __init__(
        self,
        running: Transaction,
        language: str,
        guide: Guide | None,
        new: Sequence[NewDocument],
    ) -> None:
        existing = store.all_documents(running.db)
        self._running = running
        self._language = language
        self._position = max((document.position for document in existing), default=-1) + 1
        self._questions = add_questions(running, guide) if guide else []
        self._places = NamedPlaces(running)
        spoken_of = (one for item in new for one in _speakers(item))
        self._wanted = [*wanted_pseudonyms(spoken_of), *given_before(running.db)]
        self.known = {document.id: document.title for document in existing}
        self.titles: list[str] = []
        self._taken = list(self.known.values())
        self.writer = MarginWriter(running)

    def add(self, new: NewDocument) -> None:
        """One document, with its turns and persons and all that is known of it."""
        running, item = self._running, _storable(new)
        title = free_title(_title(item), self._taken)
        document = self._document(item, title)
        self.titles.append(title)
        self._taken.append(title)
        running.store_text(document.text_sha256, item.transcript.text)
        case_id, folder_id = self._places.case(item.case), self._places.folder(item.folder)
        running.insert("documents", replace(document, case_id=case_id, folder_id=folder_id))
        add_turns(running, document, item.transcript, _speakers(item), self._wanted)
        add_landmarks(running, document.id, item.transcript)
        add_facts(running, document.id, item.facts)
        add_places(running, document.id, item.transcript.text, item.asked, self._questions)
        self.writer.add(document.id, item.wishes)

    def _document(self, item: NewDocument, title: str) -> Document:
        text = item.transcript.text
        return Document(
            id=DocumentId(new_id()),
            title=title,
            kind=known_kind(item.kind),
            date=optional(item.date),
            wave=optional(item.wave),
            language=item.language or self._language,
            position=self._position + len(self.titles),
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            characters=len(text),
            file_name=item.transcript.file_name,
            file_sha256=item.transcript.file_sha256,
            encoding=item.transcript.encoding,
            created=self._running.time,
            coder_id=self._running.coder_id,
        )


def _storable(item: NewDocument) -> NewDocument:
    text = storable(item.transcript.text)
    return replace(item, transcript=replace(item.transcript, text=text))


def _title(item: NewDocument) -> str:
    """A file's name stays as it is, but on one line."""
    title = re.sub(r"[\t\r\n\v\f]+", " ", item.title or item.transcript.title).strip()
    return title[:LONGEST_NAME].rstrip() or _("Document")


def _speakers(item: NewDocument) -> Sequence[AcceptedSpeaker]:
    return proposal(item.transcript) if item.speakers is None else item.speakers
