"""From the labels in a transcript to turns and persons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId, PersonId, TurnId, new_id
from qualcode.core.importers.transcript import Speech, Transcript
from qualcode.core.model import Document, Person, Turn
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.model.span import trim
from qualcode.core.operations.names import free_title
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as store
from qualcode.core.store.journal import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True)
class AcceptedSpeaker:
    """A label that the user takes for a speaker.

    Attributes:
        name: the real name, if the label is one.
        pseudonym: None lets the program find one.
    """

    label: str
    kind: str = RESPONDENT
    name: str | None = None
    pseudonym: str | None = None
    role: str | None = None
    group: str | None = None


def proposal(transcript: Transcript) -> tuple[AcceptedSpeaker, ...]:
    """What the importer saw, as it would be accepted.

    A label that may be somebody's name becomes the name, so that it is never printed unasked; one
    that points nobody out ("IP1") is a fair pseudonym.
    """
    return tuple(
        AcceptedSpeaker(
            label=guess.label,
            kind=guess.kind,
            name=guess.label if guess.is_name else None,
            pseudonym=None if guess.is_name else guess.label,
        )
        for guess in transcript.speakers
    )


def add_turns(
    running: Transaction,
    document: Document,
    transcript: Transcript,
    speakers: Sequence[AcceptedSpeaker],
) -> None:
    """Turns and persons of a document that has none yet.

    An interview in which nobody is labelled has one respondent, whose turn is the whole text.
    """
    by_label = {speaker.label: speaker for speaker in speakers}
    speeches = [speech for speech in transcript.speeches if speech.label in by_label]
    if not speeches and document.kind == "interview":
        whole = trim(transcript.text, 0, len(transcript.text))
        if whole is None:
            return
        speeches = [Speech(whole.start, whole.end, whole.start, "")]
        by_label = {"": AcceptedSpeaker("")}
    persons = _add_persons(running, [by_label[label] for label in _in_order(speeches)])
    running.insert_many(
        "turns", [_turn(running, document.id, speech, persons[speech.label]) for speech in speeches]
    )


def find_speakers(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    transcript: Transcript,
    speakers: Sequence[AcceptedSpeaker],
) -> Changes:
    """Give a document other turns and persons than it has. Persons heard nowhere else go."""
    from qualcode.core.operations.documents import delete_unheard

    with project.operation(coder_id, "find_speakers") as running:
        document = documents_store.get(running.db, document_id)
        running.subject = document.title
        old = [person.id for person in store.in_document(running.db, document_id)]
        turns = documents_store.turns(running.db, document_id)
        running.delete_many("turns", [turn.id for turn in turns])
        delete_unheard(running, old)
        add_turns(running, document, transcript, speakers)
        return running.changes("find_speakers")


def _in_order(speeches: Sequence[Speech]) -> list[str]:
    return list(dict.fromkeys(speech.label for speech in speeches))


def _add_persons(running: Transaction, speakers: Sequence[AcceptedSpeaker]) -> dict[str, PersonId]:
    existing = store.all_persons(running.db)
    taken = [person.pseudonym for person in existing]
    found: dict[str, PersonId] = {}
    for speaker in speakers:
        pseudonym = pseudonym_for(speaker, taken)
        taken.append(pseudonym)
        person = Person(
            id=PersonId(new_id()),
            name=speaker.name,
            pseudonym=pseudonym,
            kind=speaker.kind,
            role=speaker.role,
            reporting_group=speaker.group,
            created=running.time,
            coder_id=running.coder_id,
        )
        running.insert("persons", person)
        found[speaker.label] = person.id
    return found


def pseudonym_for(speaker: AcceptedSpeaker, taken: Collection[str]) -> str:
    """A pseudonym nobody else has, but for interviewers, who may share theirs."""
    if speaker.kind == INTERVIEWER:
        return speaker.pseudonym or _("Interviewer")
    if speaker.pseudonym:
        return free_title(speaker.pseudonym, taken)
    number = 1
    while (candidate := _("Respondent {number}").format(number=number)) in taken:
        number += 1
    return candidate


def _turn(
    running: Transaction, document_id: DocumentId, speech: Speech, person_id: PersonId
) -> Turn:
    return Turn(
        id=TurnId(new_id()),
        document_id=document_id,
        start=speech.start,
        end=speech.end,
        speech_start=speech.speech_start,
        label=speech.label,
        person_id=person_id,
        time_code=speech.time_code,
        question=None,
        created=running.time,
        coder_id=running.coder_id,
    )


def without_name(speaker: AcceptedSpeaker) -> AcceptedSpeaker:
    """The speaker with the label as pseudonym: the user says that it is nobody's name."""
    return replace(speaker, name=None, pseudonym=speaker.label)
