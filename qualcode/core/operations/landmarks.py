"""What a file says of its own parts: headings, pages and times, kept beside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.core.ids import DocumentId, LandmarkId, QuestionId, new_ids
from qualcode.core.importers.transcript import TimeCode, Transcript
from qualcode.core.model import Landmark, Turn
from qualcode.core.model.document import HEADING, PAGE, TIME
from qualcode.core.operations.attached import delete_attached
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as store
from qualcode.core.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Place:
    """A landmark that is to be, without its document."""

    kind: str
    start: int
    end: int
    label: str
    level: int = 0
    question_id: QuestionId | None = None


def add_landmarks(running: Transaction, document_id: DocumentId, transcript: Transcript) -> None:
    """Headings, pages and times of a document whose turns are there already."""
    turns = documents_store.turns(running.db, document_id)
    insert(running, document_id, places_of(transcript, turns))


def renew_landmarks(running: Transaction, document_id: DocumentId, transcript: Transcript) -> None:
    """What another file in the place of a document's first one says of its parts.

    What it says nothing of stays: a corrected plain text has no pages, but the passages still have.
    """
    wanted = places_of(transcript, documents_store.turns(running.db, document_id))
    kinds = {place.kind for place in wanted}
    there = store.in_document(running.db, document_id, kinds)
    known = {_place(one): one.id for one in there} if kinds else {}
    gone = sorted(set(known.values()) - {known[place] for place in wanted if place in known})
    delete_attached(running, gone)
    running.delete_many("landmarks", gone)
    insert(running, document_id, [place for place in wanted if place not in known])


def _place(one: Landmark) -> Place:
    return Place(one.kind, one.start, one.end, one.label, one.level, one.question_id)


def insert(running: Transaction, document_id: DocumentId, places: Sequence[Place]) -> None:
    """Add landmarks to a document."""
    rows = [
        Landmark(
            id=LandmarkId(row_id),
            document_id=document_id,
            kind=place.kind,
            start=place.start,
            end=place.end,
            label=place.label,
            level=place.level,
            question_id=place.question_id,
            created=running.time,
            coder_id=running.coder_id,
        )
        for row_id, place in zip(new_ids(len(places)), places, strict=True)
    ]
    if rows:
        running.insert_many("landmarks", rows)


def places_of(transcript: Transcript, turns: Sequence[Turn] = ()) -> list[Place]:
    """Where a file says that a heading stands, a page begins, or how late it is.

    A name on a line of its own is often styled as a heading; where it is a turn's label it is none.
    """
    found = [*_headings(transcript, turns), *_pages(transcript), *_times(transcript, turns)]
    return list(dict.fromkeys(found))


def _headings(transcript: Transcript, turns: Sequence[Turn]) -> Iterator[Place]:
    starts = [turn.start for turn in turns]
    for one in transcript.headings:
        number = bisect_right(starts, one.end - 1) - 1
        label = turns[number] if number >= 0 else None
        if label is None or not label.label or one.start >= label.speech_start:
            words = transcript.text[one.start : one.end]
            yield Place(HEADING, one.start, one.end, words, one.level)


def _pages(transcript: Transcript) -> Iterator[Place]:
    for number, start in enumerate(transcript.pages, 1):
        yield Place(PAGE, start, start, str(number))


def _times(transcript: Transcript, turns: Sequence[Turn]) -> Iterator[Place]:
    """A turn's own time stands where the turn begins, and as the turn has it: it is told once."""
    starts = [turn.start for turn in turns]
    for one in transcript.time_codes:
        turn = _turn_at(one, transcript.text, turns, starts)
        if turn is not None and turn.time_code:
            yield Place(TIME, turn.start, turn.start, turn.time_code)
        else:
            yield Place(TIME, one.start, one.start, one.time)


def _turn_at(
    code: TimeCode, text: str, turns: Sequence[Turn], starts: Sequence[int]
) -> Turn | None:
    """The turn that begins with this time, or right after it."""
    after = code.end
    while after < len(text) and text[after].isspace():
        after += 1
    number = bisect_right(starts, max(code.start, after)) - 1
    if number < 0:
        return None
    turn = turns[number]
    begins = code.start <= turn.start == after or turn.start <= code.start < turn.speech_start
    same = turn.time_code is not None and (code.time in turn.time_code or code.start == code.end)
    return turn if begins and same else None
