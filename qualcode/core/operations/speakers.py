"""From the labels in a transcript to turns and persons."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId, PersonId, TurnId, new_id
from qualcode.core.importers.transcript import Speech, Transcript
from qualcode.core.model import Document, Person, Turn
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.model.span import trim
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.history import undone
from qualcode.core.operations.persons import PersonDetails, delete_unheard, set_details
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as store
from qualcode.core.store import project_info
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _, speaking


@dataclass(frozen=True)
class AcceptedSpeaker:
    """A label that the user takes for a speaker.

    Attributes:
        label: empty for the one respondent of an interview in which nobody is labelled.
        name: the real name, if the label is one.
        pseudonym: None lets the program find one.
        person_id: a person there is already, whose details these are from now on. None is a new
            person, or whoever had the label in the document before, as they are.
    """

    label: str
    kind: str = RESPONDENT
    name: str | None = None
    pseudonym: str | None = None
    role: str | None = None
    group: str | None = None
    person_id: PersonId | None = None


def proposal(transcript: Transcript) -> tuple[AcceptedSpeaker, ...]:
    """What the importer saw, as it would be accepted.

    A label that may be somebody's name becomes the name, so that it is never printed unasked; one
    that points nobody out ("IP1") is a fair pseudonym, but not one without a letter (“>>”).
    """
    return tuple(
        AcceptedSpeaker(
            label=guess.label,
            kind=guess.kind,
            name=guess.label if guess.is_name else None,
            pseudonym=guess.label
            if any(map(str.isalpha, guess.label)) and not guess.is_name
            else None,
        )
        for guess in transcript.speakers
    )


def accepted_speeches(
    text: str, speeches: Sequence[Speech], labels: Collection[str], kind: str
) -> tuple[Speech, ...]:
    """The turns of a text when only these labels are speakers.

    What follows a label that is none belongs to whoever was speaking. An interview in which nobody
    is labelled has one respondent, whose turn, with an empty label, is the whole text.
    """
    found: list[Speech] = []
    for speech in speeches:
        if speech.label in labels:
            found.append(speech)
        elif found:
            found[-1] = replace(found[-1], end=speech.end)
    whole = trim(text, 0, len(text))
    if found or kind != "interview" or whole is None:
        return tuple(found)
    return (Speech(whole.start, whole.end, whole.start, ""),)


def add_turns(
    running: Transaction,
    document: Document,
    transcript: Transcript,
    speakers: Sequence[AcceptedSpeaker],
    wanted: Iterable[str] | None = None,
) -> None:
    """Turns and persons of a document that has none yet, as `accepted_speeches` has them; `wanted`
    as for `add_persons`."""
    by_label, speeches = _accepted(document, transcript, speakers)
    heard = [by_label[label] for label in _in_order(speeches)]
    persons = add_persons(running, heard, wanted)
    _add_turns(running, document.id, speeches, persons)


def find_speakers(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    transcript: Transcript,
    speakers: Sequence[AcceptedSpeaker],
) -> Changes:
    """Give a document other turns and persons than it has; no mark is touched.

    A label that was there before keeps its person, with what has been said of them, and a turn that
    stands where it stood stays the same turn. Persons heard nowhere any more go.

    Raises:
        Refused: if a pseudonym that was given to a person already there is somebody else's.
    """
    with project.operation(coder_id, "find_speakers") as running:
        document = documents_store.get(running.db, document_id)
        running.subject = document.title
        before = [person.id for person in store.in_document(running.db, document_id)]
        by_label, speeches = _accepted(document, transcript, speakers)
        known = _known_persons(running.db, document_id, by_label, _in_order(speeches))
        kept = _keep_turns(running, document_id, speeches, known)
        delete_unheard(running, [person for person in before if person not in known.values()])
        new = [by_label[label] for label in _in_order(speeches) if label not in known]
        persons = known | add_persons(running, new)
        _edit_known(running, by_label.values())
        _add_turns(running, document_id, [s for s in speeches if s not in kept], persons)
        return running.changes("find_speakers")


def _accepted(
    document: Document, transcript: Transcript, speakers: Sequence[AcceptedSpeaker]
) -> tuple[dict[str, AcceptedSpeaker], tuple[Speech, ...]]:
    by_label = {speaker.label: speaker for speaker in speakers}
    speeches = accepted_speeches(transcript.text, transcript.speeches, by_label, document.kind)
    return {label: by_label.get(label, AcceptedSpeaker(label)) for label in _in_order(speeches)}, (
        speeches
    )


def known_labels(db: Database, document_id: DocumentId) -> dict[str, PersonId]:
    """Whose each label is in a document."""
    found: dict[str, PersonId] = {}
    for turn in documents_store.turns(db, document_id):
        if turn.person_id is not None:
            found.setdefault(turn.label, turn.person_id)
    return found


def _known_persons(
    db: Database,
    document_id: DocumentId,
    by_label: Mapping[str, AcceptedSpeaker],
    labels: Sequence[str],
) -> dict[str, PersonId]:
    """Those of the labels whose persons there are already."""
    before = known_labels(db, document_id)
    respondents = [label for label in labels if by_label[label].kind == RESPONDENT]
    if set(before) == {""} and len(respondents) == 1:  # the one respondent got a label
        before[respondents[0]] = before[""]
    found = {label: before[label] for label in labels if label in before}
    given = {label: by_label[label].person_id for label in labels}
    return found | {label: person_id for label, person_id in given.items() if person_id is not None}


def _keep_turns(
    running: Transaction,
    document_id: DocumentId,
    speeches: Sequence[Speech],
    known: Mapping[str, PersonId],
) -> set[Speech]:
    """Remove the turns that are no longer there, and return those that are."""
    wanted, kept, gone = set(speeches), set[Speech](), list[str]()
    for turn in documents_store.turns(running.db, document_id):
        speech = Speech(turn.start, turn.end, turn.speech_start, turn.label, turn.time_code)
        person_id = known.get(turn.label)
        if speech not in wanted or speech in kept or person_id is None:
            gone.append(turn.id)
            continue
        kept.add(speech)
        running.update("turns", turn.id, person_id=person_id)
    delete_attached(running, gone)
    running.delete_many("turns", gone)
    return kept


def _edit_known(running: Transaction, speakers: Iterable[AcceptedSpeaker]) -> None:
    """Write what the user has said of persons who were there already."""
    for speaker in speakers:
        if speaker.person_id is not None:
            details = PersonDetails(
                name=speaker.name,
                pseudonym=speaker.pseudonym or "",
                kind=speaker.kind,
                role=speaker.role,
                group=speaker.group,
            )
            set_details(running, speaker.person_id, details)


def _add_turns(
    running: Transaction,
    document_id: DocumentId,
    speeches: Sequence[Speech],
    persons: Mapping[str, PersonId],
) -> None:
    running.insert_many(
        "turns", [_turn(running, document_id, speech, persons[speech.label]) for speech in speeches]
    )


def _in_order(speeches: Sequence[Speech]) -> list[str]:
    return list(dict.fromkeys(speech.label for speech in speeches))


def wanted_pseudonyms(speakers: Iterable[AcceptedSpeaker]) -> list[str]:
    """What respondents are to be printed as, which no number that is given may take from them."""
    return [one.pseudonym for one in speakers if one.pseudonym and one.kind != INTERVIEWER]


def given_before(db: Database) -> list[str]:
    """What persons of the project were called once, who are gone or called otherwise: a number that
    may have been printed is given to nobody else. What was undone is as if it had not been."""
    taken_back = undone(db)
    return [name for entry_id, name in store.former_pseudonyms(db) if entry_id not in taken_back]


def add_persons(
    running: Transaction, speakers: Sequence[AcceptedSpeaker], wanted: Iterable[str] | None = None
) -> dict[str, PersonId]:
    """New persons, by their labels.

    Args:
        wanted: pseudonyms that no number may take from others; those that were `given_before` if
            nothing is said.
    """
    if not speakers:
        return {}
    if wanted is None:
        wanted = given_before(running.db)
    taken = [person.pseudonym for person in store.all_persons(running.db)]
    wanted = [*wanted, *wanted_pseudonyms(speakers)]
    pseudonyms = Pseudonyms(taken, project_info.read(running.db).language, wanted)
    found: dict[str, PersonId] = {}
    for speaker in speakers:
        person = Person(
            id=PersonId(new_id()),
            name=speaker.name,
            pseudonym=pseudonyms.give(speaker),
            kind=speaker.kind,
            role=speaker.role,
            reporting_group=speaker.group,
            created=running.time,
            coder_id=running.coder_id,
        )
        running.insert("persons", person)
        found[speaker.label] = person.id
    return found


class Pseudonyms:
    """Gives each speaker a pseudonym nobody else has, but for interviewers, who may share theirs.

    It is printed, so it speaks the project's language. Numbers go on after the highest that
    somebody has: a gap is somebody's who is gone, though a copy or a sealed journal no longer knows
    it. A number that is given makes none of the `wanted`: they are left to those who are called so.
    """

    def __init__(self, taken: Iterable[str], language: str, wanted: Iterable[str] = ()) -> None:
        self._language = language
        self._taken = {casefold(pseudonym) for pseudonym in taken}
        self._wanted = {casefold(pseudonym) for pseudonym in wanted}
        self._number = self._highest()
        self._reached: dict[str, int] = {}

    def _highest(self) -> int:
        with speaking(self._language):
            before, after = map(re.escape, _("Respondent {number}").split("{number}"))
        form = re.compile(rf"{before}(\d{{1,6}}){after}", re.IGNORECASE)
        numbers = (form.fullmatch(one) for one in self._taken if one)
        return max((int(one[1]) for one in numbers if one), default=0)

    def give(self, speaker: AcceptedSpeaker) -> str:
        """The pseudonym of one more speaker, who has it from now on."""
        with speaking(self._language):
            pseudonym = self._find(speaker)
        self._taken.add(casefold(pseudonym))
        return pseudonym

    def _find(self, speaker: AcceptedSpeaker) -> str:
        if speaker.kind == INTERVIEWER:
            return speaker.pseudonym or _("Interviewer")
        if speaker.pseudonym:
            return self._numbered(speaker.pseudonym)
        while True:
            self._number += 1
            candidate = _("Respondent {number}").format(number=self._number)
            key = casefold(candidate)
            if key not in self._taken and key not in self._wanted:
                return candidate

    def _numbered(self, pseudonym: str) -> str:
        candidate, number = pseudonym, self._reached.get(pseudonym, 1)
        while casefold(candidate) in self._taken:
            number += 1
            candidate = f"{pseudonym} ({number})"
        self._reached[pseudonym] = number
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
