"""Guide questions: which of them is asked where, so that every passage knows what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, QuestionId, new_id
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import Asked, Finder, lines_that_may_ask
from qualcode.core.importers.transcript import Heading, Transcript
from qualcode.core.model import GuideQuestion
from qualcode.core.model.document import HEADING, QUESTION
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.landmarks import Place, insert
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A question, by its number in the guide, and the words ``[start, end)`` that ask it."""

    question: int
    start: int
    end: int

    @classmethod
    def of(cls, found: Asked) -> AskedAt:
        """A proposal, accepted."""
        return cls(found.question, found.start, found.end)


def find_questions(
    db: Database,
    guide: Guide,
    document_ids: Sequence[DocumentId],
    *,
    progress: Callable[[int, int, str], None] | None = None,
) -> dict[DocumentId, tuple[Asked, ...]]:
    """Where a guide's questions seem to be asked in documents: by interviewers, if there are some."""
    finder = Finder(guide)
    titles = documents_store.titles(db)
    asking = {person.id for person in persons_store.all_persons(db) if person.kind == INTERVIEWER}
    found = {}
    for number, document_id in enumerate(document_ids):
        if progress:
            progress(number, len(document_ids), titles.get(document_id, ""))
        text = documents_store.text(db, document_id)
        turns = documents_store.turns(db, document_id)
        spans = [Span(turn.speech_start, turn.end) for turn in turns if turn.person_id in asking]
        found[document_id] = finder.find(text, spans or _lines(db, document_id, text))
    return found


def _lines(db: Database, document_id: DocumentId, text: str) -> list[Span]:
    headings = store.in_document(db, document_id, (HEADING,))
    marked = tuple(Heading(one.start, one.end, one.level) for one in headings)
    return lines_that_may_ask(Transcript("", text, "", "", None, (), (), (), headings=marked))


def place_questions(
    project: Project,
    coder_id: CoderId,
    guide: Guide,
    asked: Mapping[DocumentId, Sequence[AskedAt]],
) -> Changes:
    """Say where a guide's questions are asked in these documents, instead of what was said before.

    A question that is in the project already, with its number and its words, stays the same one.

    Raises:
        Refused: if the guide has no questions, or a place holds no words.
    """
    with project.operation(coder_id, "place_questions") as running:
        running.subject = guide.title
        ids = add_questions(running, guide)
        own = store.questions_of(running.db, guide.title)
        for document_id, places in asked.items():
            text = running.text(document_id)
            wanted = list(dict.fromkeys(_place(text, place, ids) for place in places))
            _put(running, document_id, wanted, own)
        return running.changes("place_questions")


def add_questions(running: Transaction, guide: Guide) -> list[QuestionId]:
    """The ids of a guide's questions, in its order; those that are new are added.

    Raises:
        Refused: if the guide has none.
    """
    if not guide.questions:
        raise Refused(_("There are no questions in “{title}”.").format(title=guide.title))
    known: dict[tuple[str, str], list[GuideQuestion]] = {}
    for one in store.questions(running.db, guide.title):
        known.setdefault((one.number, one.text), []).append(one)
    ids = []
    for position, question in enumerate(guide.questions):
        same = known.get((question.number, question.text))
        if same:
            one = same.pop(0)
            running.update("guide_questions", one.id, position=position)
            ids.append(one.id)
        else:
            ids.append(_add(running, guide.title, question.number, question.text, position))
    return ids


def _add(running: Transaction, guide: str, number: str, text: str, position: int) -> QuestionId:
    question = GuideQuestion(
        id=QuestionId(new_id()),
        guide=guide,
        number=number,
        text=text,
        position=position,
        created=running.time,
        coder_id=running.coder_id,
    )
    running.insert("guide_questions", question)
    return question.id


def add_places(
    running: Transaction,
    document_id: DocumentId,
    text: str,
    places: Sequence[AskedAt],
    ids: Sequence[QuestionId],
) -> None:
    """Questions of a document that has none yet; `ids` are those of the guide's questions."""
    insert(running, document_id, list(dict.fromkeys(_place(text, place, ids) for place in places)))


def _place(text: str, asked: AskedAt, ids: Sequence[QuestionId]) -> Place:
    span = trim(text, asked.start, asked.end)
    if span is None:
        raise Refused(_("There are no words where a question was to be. Mark some text first."))
    words = text[span.start : span.end]
    return Place(QUESTION, span.start, span.end, words, question_id=ids[asked.question])


def _put(
    running: Transaction,
    document_id: DocumentId,
    wanted: Sequence[Place],
    own: set[QuestionId],
) -> None:
    """Let a document have these questions of a guide; what stands where it stood stays."""
    known = {
        Place(one.kind, one.start, one.end, one.label, one.level, one.question_id): one.id
        for one in store.in_document(running.db, document_id, (QUESTION,))
        if one.question_id in own
    }
    gone = sorted(set(known.values()) - {known[place] for place in wanted if place in known})
    delete_attached(running, gone)
    running.delete_many("landmarks", gone)
    insert(running, document_id, [place for place in wanted if place not in known])
