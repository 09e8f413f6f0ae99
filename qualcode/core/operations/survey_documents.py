"""Open answers as documents: one for each question, or one for each respondent.

Each answer is a turn of the person who gave it, in the words of its cell, and nothing is added to
it: who answers stands beside the text, as a turn's label without a place in it. In a document of a
question nothing but answers stands, with an empty line between; what was asked is a landmark at the
top. In a document of a respondent each question stands above its answer, marked as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from qualcode.core.ids import DocumentId, FolderId, PersonId, QuestionId, TurnId, new_id, new_ids
from qualcode.core.importers.guesses import guess_language
from qualcode.core.model import Document, GuideQuestion, Survey, SurveyColumn, Turn
from qualcode.core.model.document import QUESTION
from qualcode.core.model.span import trim
from qualcode.core.operations.folders import add_folder
from qualcode.core.operations.landmarks import Place, insert
from qualcode.core.operations.names import free_title, optional
from qualcode.core.operations.survey_answers import Question
from qualcode.core.operations.survey_outlook import NewRow
from qualcode.core.operations.survey_titles import title_of
from qualcode.core.store import documents as store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import project_info
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import BY_RESPONDENT, OPEN, SurveyPlan

Progress = Callable[[int, int, str], None]
"""Of how much is done, of how much, and what is at hand; what it raises ends the work."""

_BETWEEN = "\n\n"
#: a title is read in a list; the whole question is the landmark's
_LONGEST_QUESTION = 90


@dataclass(frozen=True)
class Answered:
    """The answers that are to be written.

    Attributes:
        label: what the survey is called: its documents' titles begin with it, and so is its folder.
        persons: whose each row is.
    """

    running: Transaction
    plan: SurveyPlan
    survey: Survey
    label: str
    asked: Sequence[Question]
    rows: Sequence[NewRow]
    persons: Mapping[int, PersonId]

    @property
    def open(self) -> list[Question]:
        """The open questions that somebody answered."""
        return [
            question
            for question in self.asked
            if question.role == OPEN and any(question.answers[row.at].strip() for row in self.rows)
        ]


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer in a text: its place, and who gave it."""

    start: int
    end: int
    person_id: PersonId


def write_documents(
    answered: Answered, known: Mapping[int, SurveyColumn], progress: Callable[[int, str], None]
) -> tuple[dict[int, DocumentId], dict[int, DocumentId]]:
    """Write the open answers.

    Args:
        known: the questions that are there already, by position.

    Returns:
        the documents of the questions by their position, and those of the rows by their place.
    """
    if not answered.open:
        return {}, {}
    writing = _Writing(answered)
    if answered.survey.form == BY_RESPONDENT:
        return {}, writing.by_respondent(progress)
    return writing.by_question(known, progress), {}


def _words(answered: Answered) -> Iterator[str]:
    """The open answers, as many of each question as tell their language."""
    for question in answered.open:
        yield from islice(
            filter(None, (question.answers[row.at].strip() for row in answered.rows)), 100
        )


class _Writing:
    def __init__(self, answered: Answered) -> None:
        self._of = answered
        self._running = answered.running
        db = answered.running.db
        self._questions = self._add_questions()
        there = store.all_documents(db)
        self._titles = {casefold(document.title) for document in there}
        self._position = max((document.position for document in there), default=-1)
        self._pseudonyms = {one.id: one.pseudonym for one in persons_store.all_persons(db)}
        self._language = (
            answered.plan.language
            or guess_language("\n".join(_words(answered)))
            or project_info.read(db).language
        )
        self._in: FolderId | None = None

    def by_question(
        self, known: Mapping[int, SurveyColumn], progress: Callable[[int, str], None]
    ) -> dict[int, DocumentId]:
        """A document for each question; one that is there goes on with the new answers."""
        found = {}
        for at, question in enumerate(self._of.open):
            progress(at, question.name)
            column = known.get(question.position)
            document_id = column.document_id if column else None
            before = "" if document_id is None else self._running.text(document_id)
            text, said = _joined(before, self._answers_to(question))
            if document_id is None:
                title = f"{self._of.label} – {_cut(question.name)}"
                document_id = self._add(title, text)
                place = Place(
                    QUESTION,
                    0,
                    0,
                    question.name,
                    question_id=self._questions[question.position],
                )
                insert(self._running, document_id, [place])
            else:
                self._go_on(document_id, text)
            self._add_turns(document_id, said)
            found[question.position] = document_id
        return found

    def _answers_to(self, question: Question) -> Iterator[tuple[str, PersonId]]:
        for row in self._of.rows:
            answer = question.answers[row.at]
            if answer.strip():
                yield answer, self._of.persons[row.at]

    def by_respondent(self, progress: Callable[[int, str], None]) -> dict[int, DocumentId]:
        """A document for each row that answers an open question."""
        found = {}
        questions = self._of.open
        for number, row in enumerate(self._of.rows):
            answers = [one for one in questions if one.answers[row.at].strip()]
            if not answers:
                continue
            person_id = self._of.persons[row.at]
            title = title_of(self._of.label, self._pseudonyms[person_id])
            progress(number * len(questions) // len(self._of.rows), title)
            text, said, places = self._with_questions(answers, row)
            document_id = self._add(title, text)
            insert(self._running, document_id, places)
            self._add_turns(document_id, said)
            found[row.at] = document_id
        return found

    def _with_questions(
        self, answers: Sequence[Question], row: NewRow
    ) -> tuple[str, list[_Said], list[Place]]:
        """A respondent's text: each question, and under it the answer."""
        text, said, places = "", list[_Said](), list[Place]()
        for question in answers:
            text += _BETWEEN if text else ""
            asked = question.name.strip()
            question_id = self._questions[question.position]
            end = len(text) + len(asked)
            places.append(Place(QUESTION, len(text), end, asked, question_id=question_id))
            start = end + 1
            text += f"{asked}\n{question.answers[row.at]}"
            span = trim(text, start, len(text))
            assert span is not None
            said.append(_Said(span.start, span.end, self._of.persons[row.at]))
        return text, said, places

    def _add(self, title: str, text: str) -> DocumentId:
        table, running = self._of.plan.table, self._running
        if casefold(title) in self._titles:  # all are looked through then: there may be thousands
            title = free_title(title, [one for one in self._titles if one])
        self._titles.add(casefold(title))
        self._position += 1
        document = Document(
            id=DocumentId(new_id()),
            title=title,
            kind="survey",
            date=optional(self._of.plan.date),
            wave=self._of.survey.wave,
            language=self._language,
            position=self._position,
            text_sha256=_sha256(text),
            characters=len(text),
            file_name=table.file_name,
            file_sha256=table.file_sha256,
            encoding=table.encoding,
            created=running.time,
            coder_id=running.coder_id,
            folder_id=self._folder(),
        )
        running.store_text(document.text_sha256, text)
        running.insert("documents", document)
        return document.id

    def _go_on(self, document_id: DocumentId, text: str) -> None:
        """Let more stand behind what a document holds: every mark keeps its place."""
        sha256 = _sha256(text)
        self._running.store_text(sha256, text)
        self._running.update("documents", document_id, text_sha256=sha256, characters=len(text))

    def _folder(self) -> FolderId:
        """The survey's folder, made when it is needed."""
        if self._in is None:
            name = " ".join(self._of.label.split())
            self._in = next(
                (
                    one.id
                    for one in folders_store.children(self._running.db, None)
                    if casefold(one.name) == casefold(name)
                ),
                None,
            ) or add_folder(self._running, name, None)
        return self._in

    def _add_turns(self, document_id: DocumentId, said: Sequence[_Said]) -> None:
        self._running.insert_many(
            "turns",
            [
                Turn(
                    id=TurnId(turn_id),
                    document_id=document_id,
                    start=one.start,
                    end=one.end,
                    speech_start=one.start,
                    label=self._pseudonyms[one.person_id],
                    person_id=one.person_id,
                    time_code=None,
                    question=None,
                    created=self._running.time,
                    coder_id=self._running.coder_id,
                )
                for turn_id, one in zip(new_ids(len(said)), said, strict=True)
            ],
        )

    def _add_questions(self) -> dict[int, QuestionId]:
        """The open questions, by position; one that an earlier wave asked stays the same."""
        running, guide = self._running, self._of.survey.title
        known = {one.text: one.id for one in landmarks_store.questions(running.db, guide)}
        found = {}
        for question in self._of.open:
            if question.name not in known:
                known[question.name] = QuestionId(new_id())
                running.insert(
                    "guide_questions",
                    GuideQuestion(
                        id=known[question.name],
                        guide=guide,
                        number="",
                        text=question.name,
                        position=question.position,
                        created=running.time,
                        coder_id=running.coder_id,
                    ),
                )
            found[question.position] = known[question.name]
        return found


def _joined(before: str, answers: Iterator[tuple[str, PersonId]]) -> tuple[str, list[_Said]]:
    """The answers behind what stands there, and where each came to stand without white space."""
    pieces, length = ([before], len(before)) if before else ([], 0)
    said = []
    for answer, person_id in answers:
        if pieces:
            pieces.append(_BETWEEN)
            length += len(_BETWEEN)
        span = trim(answer, 0, len(answer))
        assert span is not None
        said.append(_Said(length + span.start, length + span.end, person_id))
        pieces.append(answer)
        length += len(answer)
    return "".join(pieces), said


def _cut(question: str) -> str:
    """A question on one line, as short as a title is."""
    words = " ".join(question.split())
    if len(words) <= _LONGEST_QUESTION:
        return words
    return words[:_LONGEST_QUESTION].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
