"""Correcting a transcript after it was coded: the text changes, and every mark goes along."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, PersonId, SegmentId, TurnId, new_id
from qualcode.core.importers.transcript import MAX_CHARACTERS, Speech, Transcript
from qualcode.core.model import Turn
from qualcode.core.model import label as label_words
from qualcode.core.model.anchoring import Alignment, align, align_edits
from qualcode.core.model.edit import Edit
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.model.span import trim
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.carried_turns import CarriedTurn, carried_turns
from qualcode.core.operations.carrying import (
    carry_disagreements,
    carry_landmarks,
    carry_segments,
)
from qualcode.core.operations.joining import join_segments
from qualcode.core.operations.landmarks import renew_landmarks
from qualcode.core.operations.passages import CONTEXT
from qualcode.core.operations.persons import delete_unheard
from qualcode.core.operations.speakers import AcceptedSpeaker, add_persons
from qualcode.core.project import Project
from qualcode.core.store import codings as codings_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import drafts as drafts_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.rows import storable
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


def correct_text(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    new_text: str,
    *,
    edits: Sequence[Edit] | None = None,
    based_on: str | None = None,
) -> Changes:
    """Give a document another wording; every mark, turn and landmark goes along.

    A mark whose words are gone stays with its document, without a place. Printed quotes and
    condensed forms stay as they are.

    Args:
        edits: what was done to the text, if that is known; surer than comparing the two.
        based_on: the hash of the text that was corrected.

    Raises:
        Refused: if nothing is left of the text, or it is no longer the one that was corrected.
    """
    with project.operation(coder_id, "correct_text") as running:
        document = documents_store.get(running.db, document_id)
        running.subject = document.title
        if based_on is not None and based_on != document.text_sha256:
            raise Refused(
                _(
                    "The text of “{title}” was changed while it was being corrected. "
                    "Copy your corrections, and begin anew from the text as it is now."
                ).format(title=document.title)
            )
        alignment = alignment_with(running.text(document_id), new_text, edits)
        put_text(running, document_id, alignment, sure=edits is not None)
        drafts_store.remove(running.db, document_id, coder_id)
        return running.changes("correct_text")


def replace_document(
    project: Project, coder_id: CoderId, document_id: DocumentId, transcript: Transcript
) -> Changes:
    """Put a corrected file in the place of the one that a document was read from.

    Raises:
        Refused: if there is no text in the file.
    """
    with project.operation(coder_id, "replace_document") as running:
        running.subject = documents_store.get(running.db, document_id).title
        put_file(running, document_id, transcript)
        return running.changes("replace_document")


def put_file(running: Transaction, document_id: DocumentId, transcript: Transcript) -> None:
    """`replace_document`, as a part of another operation."""
    alignment = alignment_with(running.text(document_id), transcript.text)
    put_text(running, document_id, alignment, speeches=transcript.speeches)
    renew_landmarks(running, document_id, _as_stored(transcript, alignment.new))
    running.update(
        "documents",
        document_id,
        file_name=transcript.file_name,
        file_sha256=transcript.file_sha256,
        encoding=transcript.encoding,
    )


def _as_stored(transcript: Transcript, text: str) -> Transcript:
    """Its places are those of the stored text only if the two differ in no character's width."""
    if len(text) == len(transcript.text):
        return replace(transcript, text=text)
    return replace(transcript, text=text, headings=(), pages=(), time_codes=())


def alignment_with(old: str, new_text: str, edits: Sequence[Edit] | None = None) -> Alignment:
    """How a text becomes the new one.

    Raises:
        Refused: if the new one can't be a document's text.
    """
    new = storable(new_text.replace("\r\n", "\n").replace("\r", "\n"))
    if not new.strip():
        raise Refused(_("Nothing would be left of the text. Delete the document instead."))
    if len(new) > MAX_CHARACTERS:
        raise Refused(_("The text has become too long. Shorten it, or divide it into several."))
    if edits is not None:
        known = align_edits(old, [edit._replace(words=storable(edit.words)) for edit in edits])
        if known.new == new:
            return known
    return align(old, new)


def put_text(
    running: Transaction,
    document_id: DocumentId,
    alignment: Alignment,
    *,
    sure: bool = False,
    speeches: Sequence[Speech] | None = None,
) -> None:
    """Another wording of a document, as a part of another operation."""
    if alignment.old == alignment.new:
        return
    sha256 = hashlib.sha256(alignment.new.encode()).hexdigest()
    running.store_text(sha256, alignment.new)
    running.update("documents", document_id, text_sha256=sha256, characters=len(alignment.new))
    carry_segments(running, document_id, alignment, sure=sure)
    carry_landmarks(running, document_id, alignment)
    carry_disagreements(running, document_id, alignment)
    _carry_turns(running, document_id, alignment, speeches)


def _carry_turns(
    running: Transaction,
    document_id: DocumentId,
    alignment: Alignment,
    speeches: Sequence[Speech] | None,
) -> None:
    before = documents_store.turns(running.db, document_id)
    speakers = [person.id for person in persons_store.in_document(running.db, document_id)]
    found = carried_turns(before, alignment, speeches)
    gone = {turn.id for turn in before} - {one.id for one in found}
    delete_attached(running, sorted(gone))
    running.delete_many("turns", sorted(gone))
    new = dict.fromkeys(one.label for one in found if one.is_new_speaker)
    persons = add_persons(running, [_speaker(label) for label in new])

    def person(one: CarriedTurn) -> PersonId | None:
        return persons[one.label] if one.is_new_speaker else one.person_id

    running.update_many(
        "turns",
        ("start", "end", "speech_start", "label", "person_id"),
        {
            one.old.id: (one.start, one.end, one.speech_start, one.label, person(one))
            for one in found
            if one.old
        },
    )
    running.insert_many(
        "turns", [_turn(running, document_id, one, person(one)) for one in found if not one.old]
    )
    delete_unheard(running, speakers)


def _speaker(label: str) -> AcceptedSpeaker:
    """Somebody whose label came with a correction; see `speakers.proposal`."""
    is_name = label_words.is_name(label)
    return AcceptedSpeaker(
        label=label,
        kind=INTERVIEWER if label_words.is_interviewer(label) else RESPONDENT,
        name=label if is_name else None,
        pseudonym=None if is_name else label,
    )


def _turn(
    running: Transaction, document_id: DocumentId, one: CarriedTurn, person_id: PersonId | None
) -> Turn:
    return Turn(
        id=TurnId(new_id()),
        document_id=document_id,
        start=one.start,
        end=one.end,
        speech_start=one.speech_start,
        label=one.label,
        person_id=person_id,
        time_code=None,
        question=None,
        created=running.time,
        coder_id=running.coder_id,
    )


def place_again(
    project: Project, coder_id: CoderId, segment_id: SegmentId, start: int, end: int
) -> Changes:
    """Give a passage that has lost its place these words of its document.

    Where its owner has marked them already, the two passages become one.

    Raises:
        Refused: if there is nothing but white space in the span.
    """
    with project.operation(coder_id, "place_again") as running:
        segment = codings_store.get_segment(running.db, segment_id)
        running.subject = documents_store.get(running.db, segment.document_id).title
        text = running.text(segment.document_id)
        span = trim(text, start, end)
        if span is None:
            raise Refused(_("There are no words in what is marked. Mark some text first."))
        other = codings_store.segment_at(running.db, segment.document_id, *span, segment.coder_id)
        if other is not None and other.id != segment_id:
            join_segments(running, segment, other)
        else:
            running.update(
                "segments",
                segment_id,
                start=span.start,
                end=span.end,
                quote=text[span.start : span.end],
                before=text[max(0, span.start - CONTEXT) : span.start],
                after=text[span.end : span.end + CONTEXT],
                certainty=None,
            )
        return running.changes("place_again")
