"""The speakers of a document that is in the project already: found again, decided on anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import (
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.importers import speakers as importer
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model import Document, Person
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    find_speakers,
    given_before,
    known_labels,
)
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_preview import SpeakersPanel
from qualcode.shell.dialogs.watched import WatchedDialog
from qualcode.shell.jobs import Progress
from qualcode.shell.models.speakers import Proposed, SpeakerSheet, pseudonyms_of
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.session import Session

_SIZE: Final = (960, 660)


@dataclass(frozen=True)
class Found:
    """What looking for speakers in a stored text came to, and what is known already.

    Attributes:
        known: the persons by their label in this document.
        taken: everybody's pseudonym.
        before: those of persons who are gone or called otherwise.
        language: the project's, which pseudonyms are in.
    """

    document: Document
    transcript: Transcript
    known: dict[str, Person]
    taken: tuple[str, ...]
    before: tuple[str, ...]
    language: str


def look(
    project: Project, document_id: DocumentId, coder_id: CoderId | None, *, progress: Progress
) -> Found:
    """Look for the speakers of a stored text, in a thread; who looks is an interviewer."""
    progress(0, 0)
    coder = coders_store.found(project.db, coder_id) if coder_id else None
    document = documents_store.get(project.db, document_id)
    text = documents_store.text(project.db, document_id)
    speeches = importer.find(text)
    persons = {person.id: person for person in persons_store.all_persons(project.db)}
    labels = known_labels(project.db, document_id)
    return Found(
        document,
        Transcript(
            title=document.title,
            text=text,
            file_name=document.file_name or "",
            file_sha256=document.file_sha256 or "",
            encoding=document.encoding,
            speeches=speeches,
            speakers=importer.asked_by(
                importer.guess_speakers(text, speeches), coder.name if coder else ""
            ),
            notes=(),
        ),
        {label: persons[person_id] for label, person_id in labels.items()},
        tuple(person.pseudonym for person in persons.values()),
        tuple(given_before(project.db)),
        project.info.language,
    )


def sheet_of(found: Found) -> SpeakerSheet:
    """The proposal: those who are known as they are known, others as they look.

    Where there are speakers already, a label that is none of them was refused once.
    """
    labelled = any(found.known)
    rows = []
    for guess in found.transcript.speakers:
        row = Proposed.of(guess)
        if guess.label in found.known:
            _fill(row, found.known[guess.label])
        else:
            row.accepted = not labelled
        rows.append(row)
    whole = Proposed("", 1)
    if "" in found.known:
        _fill(whole, found.known[""])
    transcript = found.transcript
    return SpeakerSheet(
        transcript.text, transcript.speeches, rows, found.document.kind, whole=whole
    )


def _fill(row: Proposed, person: Person) -> None:
    row.kind, row.pseudonym, row.person_id = person.kind, person.pseudonym, person.id
    row.is_name, row.name = person.name is not None, person.name or ""
    row.role, row.group = person.role or "", person.reporting_group or ""


def _write(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    transcript: Transcript,
    speakers: list[AcceptedSpeaker],
    *,
    progress: Progress,
) -> Changes:
    progress(0, 0)
    return find_speakers(project, coder_id, document_id, transcript, speakers)


class SpeakersDialog(WatchedDialog):
    """Decide again who speaks in a document. Marks stay, and so does what is known of persons."""

    def __init__(
        self, session: Session, document_id: DocumentId, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, _("Speakers"), _("Use these speakers"), parent)
        self._id = document_id
        self._found: Found | None = None
        self.panel = SpeakersPanel(self)
        self.panel.nobody.setText(_("&No speakers in this document"))
        self.panel.edited.connect(self._show)
        self.panel.model.suggestions = self._suggestions
        explanation = _(
            "Decide who speaks. No mark is touched, and what is known of those who stay is "
            "kept. Persons who are heard nowhere any more go. It can be undone."
        )
        self._lay_out(explanation, self.panel, _SIZE)
        self._look()

    @classmethod
    def ask(
        cls, session: Session, document_id: DocumentId, parent: QWidget | None
    ) -> SpeakersDialog:
        """Show the proposal, and use it if the user wants it. Returns at once."""
        dialog = cls(session, document_id, parent)
        dialog.open()
        return dialog

    # Looking

    def _look(self) -> None:
        job = self._session.start_reading(
            _("Looking for speakers…"), look, self._id, self._session.coder_id
        )
        self._watch(job)
        if job is not None:
            job.done.connect(self._looked)

    def _looked(self, found: Found) -> None:
        self._found = found
        self._sheet = sheet_of(found)
        self.title.setText(found.document.title)
        self._show()

    def _show(self) -> None:
        self.panel.show_sheet(self._sheet, self._printed())
        self._show_state()

    def _printed(self) -> dict[Proposed, str]:
        if self._found is None:
            return {}
        found = self._found
        return pseudonyms_of([self._sheet], found.taken, found.language, found.before)

    def _show_state(self) -> None:
        busy = self._job is not None
        self.bar.setVisible(busy)
        self.panel.setEnabled(not busy)
        ready = self._found is not None and not busy
        self.accept_button.setEnabled(ready and self._session.can_write)

    def _suggestions(self, field: str) -> list[str]:
        project = self._session.project
        persons = persons_store.all_persons(project.db) if project else []
        column = {"role": "role", "group": "reporting_group"}[field]
        return sorted({text for person in persons if (text := getattr(person, column))})

    # Deciding

    @called_by_qt
    def accept(self) -> None:
        """Write the speakers; the dialog stays until that is done."""
        if self._found is None or self._job is not None:
            return
        speakers = self._sheet.speakers(self._printed())
        transcript = self._found.transcript
        job = self._session.start_operation(
            _("Speakers of “{title}”…").format(title=self._found.document.title),
            _write,
            self._id,
            transcript,
            speakers,
        )
        self._watch(job)
        if job is not None:
            job.done.connect(self._written)
