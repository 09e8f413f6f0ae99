"""Rows of a file that are there already in a project which knows nobody by name: a copy may be made
without what a survey knows its persons by, and then a row is known again by all that it answers.

Somebody may have corrected an answer since. A row is known again by the rest of it then, if that
holds words that hardly two would write, and nothing else is as like it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import AttributeId, DocumentId, PersonId, SurveyColumnId
from qualcode.core.model import Response, Survey, SurveyColumn
from qualcode.core.operations import cell_values
from qualcode.core.operations.survey_answers import Question
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import BACKGROUND, BY_RESPONDENT, IDENTITY, OPEN, TIME, SurveyPlan

#: between the answers of one response
_NEXT: Final = "\x1f"

#: So many words in a row hardly two would write.
_TELLING: Final = 3
#: So much of what two rows answer must be the same, from 0 to 1, for the one to be the other.
_ENOUGH: Final = 0.5

_Said = tuple[str, ...]
#: the number of an answer, and its words, or some of them
_Part = tuple[int, str]


class Nameless:
    """The responses of a survey of which nobody knows whose they are, by what they answer.

    Attributes:
        number: how many there are.
    """

    def __init__(
        self, db: Database, survey: Survey | None, plan: SurveyPlan, asked: Sequence[Question]
    ) -> None:
        there = [] if survey is None else store.responses(db, [survey.id])
        self._plan = plan
        self._left = [one for one in there if not one.identity]
        self.number = len(self._left)
        self._asked: list[tuple[Question, SurveyColumn]] = []
        self._waiting: dict[_Said, list[Response]] = defaultdict(list)
        if survey is not None and self._left:
            self._asked = _known(asked, store.columns(db, survey.id))
            self._open = [one for one in asked if one.role == OPEN]
            self._whole = survey.form == BY_RESPONDENT
            closed = sum(one.role != OPEN for one, _column in self._asked)
            self._in_words = (
                {closed}
                if self._whole
                else {n for n, (one, _column) in enumerate(self._asked) if one.role == OPEN}
            )
            stored = _Stored(db, survey, self._asked, whole=self._whole)
            for one in self._left:
                self._waiting[stored.said(one)].append(one)

    def known_again(self, rows: Iterable[int]) -> set[int]:
        """Those of these rows of the table that are there already."""
        if not self._left:
            return set()
        said = {at: self._row(at) for at in rows}
        exactly = {at for at, answers in said.items() if self._take(at, answers)}
        return exactly | self._nearly({at: said[at] for at in said if at not in exactly})

    def _take(self, at: int, said: _Said) -> bool:
        """Whether a row answers what one of them does that no other row has taken."""
        if not any(said):
            return False
        for response in self._waiting.get(said, ()):
            if self._may_be_then(at, response):
                self._waiting[said].remove(response)
                return True
        return False

    def _may_be_then(self, at: int, response: Response) -> bool:
        times = {self._plan.table.rows[at][one.number].strip() for one in self._plan.of_role(TIME)}
        times.discard("")
        return not times or not response.answered or response.answered in times

    def _nearly(self, rows: Mapping[int, _Said]) -> set[int]:
        """Rows of which each is most like one that is left, and that one most like it."""
        left = [(said, one) for said, waiting in self._waiting.items() for one in waiting]
        where: dict[_Part, list[int]] = defaultdict(list)
        for number, (said, _response) in enumerate(left):
            for part in filter(self._is_telling, _parts(said)):
                where[part].append(number)
        alike: dict[tuple[int, int], float] = {}
        for at, said in rows.items():
            parts = _parts(said)
            for number in {one for part in parts for one in where.get(part, ())}:
                others = _parts(left[number][0])
                likeness = 2 * len(parts & others) / (len(parts) + len(others))
                if likeness >= _ENOUGH and self._may_be_then(at, left[number][1]):
                    alike[at, number] = likeness
        return {at for at, _number in _nearest(alike)}

    def _is_telling(self, part: _Part) -> bool:
        """Whether it is an answer in somebody's own words, and more than one or two of them."""
        return part[0] in self._in_words and len(part[1].split()) >= _TELLING

    def _row(self, at: int) -> _Said:
        found = [
            _plain(one.answers[at]) if one.role == OPEN else _words(one.kind, one.answers[at])
            for one, _column in self._asked
            if one.role != OPEN or not self._whole
        ]
        if self._whole:
            found.append(_NEXT.join(filter(None, (_plain(one.answers[at]) for one in self._open))))
        return tuple(found)


def _nearest(alike: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """The pairs of which neither has another that is as near."""
    beside: dict[tuple[int, int], list[float]] = defaultdict(list)
    for pair, likeness in alike.items():
        for side, one in enumerate(pair):
            beside[side, one].append(likeness)
    for pair, likeness in alike.items():
        rivals = [other for side, one in enumerate(pair) for other in beside[side, one]]
        if sum(other >= likeness for other in rivals) == len(pair):  # itself, on either side
            yield pair


def _parts(said: _Said) -> set[_Part]:
    return {(n, part) for n, words in enumerate(said) for part in words.split(_NEXT) if part}


def _known(
    asked: Sequence[Question], columns: Sequence[SurveyColumn]
) -> list[tuple[Question, SurveyColumn]]:
    """The questions that the survey asked; of several that are called the same the first is the
    first."""
    there: dict[tuple[bool, str | None], list[SurveyColumn]] = defaultdict(list)
    for column in columns:
        if column.role not in (IDENTITY, TIME):
            there[column.role == OPEN, casefold(column.question)].append(column)
    found = []
    for question in asked:
        same = there[question.role == OPEN, casefold(question.name)]
        if same:
            found.append((question, same.pop(0)))
    return found


def _plain(words: str) -> str:
    return " ".join(words.split())


def _words(kind: str, value: str) -> str:
    """A value as it is read, whatever the attribute's kind; several in one order."""
    if kind == "choice":
        value = value.replace("\n", cell_values.SEPARATOR)
    else:
        value = cell_values.shown(kind, value) if value else ""
    parts = (casefold(_plain(one)) or "" for one in value.split(cell_values.SEPARATOR.strip()))
    return cell_values.SEPARATOR.join(sorted(filter(None, parts)))


class _Stored:
    """What responses answer, as it stands in the project."""

    def __init__(
        self,
        db: Database,
        survey: Survey,
        asked: Sequence[tuple[Question, SurveyColumn]],
        *,
        whole: bool,
    ) -> None:
        self._db = db
        self._asked = asked
        self._whole = whole
        self._persons = {one.id: one for one in persons_store.all_persons(db)}
        self._told: dict[tuple[PersonId, SurveyColumnId], str] = {
            (one.person_id, one.column_id): one.value for one in store.backgrounds(db, [survey.id])
        }
        self._kinds = {one.id: one.kind for one in attributes_store.all_attributes(db)}
        self._values: dict[AttributeId, Mapping[str, str]] = {}
        self._turns: dict[DocumentId, Mapping[str, str]] = {}

    def said(self, response: Response) -> _Said:
        person = response.person_id
        found = []
        for question, column in self._asked:
            if question.role != OPEN:
                found.append(self._closed(person, question, column))
            elif not self._whole:
                found.append(self._open(column.document_id, person))
        if self._whole:
            found.append(self._open(response.document_id, person))
        return tuple(found)

    def _closed(self, person: PersonId, question: Question, column: SurveyColumn) -> str:
        told = self._told.get((person, column.id)) if question.role == BACKGROUND else None
        if column.attribute_id is None:
            known = getattr(self._persons[person], column.field) if column.field else None
            return _words("text", (known or "") if told is None else told)
        if told is None:
            told = self._cells(column.attribute_id).get(person, "")
        return _words(self._kinds.get(column.attribute_id, "text"), told)

    def _cells(self, attribute_id: AttributeId) -> Mapping[str, str]:
        if attribute_id not in self._values:
            self._values[attribute_id] = dict(attributes_store.cells(self._db, attribute_id))
        return self._values[attribute_id]

    def _open(self, document_id: DocumentId | None, person: PersonId) -> str:
        if document_id is None:
            return ""
        if document_id not in self._turns:
            text = documents_store.text(self._db, document_id)
            found: dict[str, list[str]] = defaultdict(list)
            for turn in documents_store.turns(self._db, document_id):
                if turn.person_id is not None:
                    found[turn.person_id].append(_plain(text[turn.speech_start : turn.end]))
            self._turns[document_id] = {one: _NEXT.join(said) for one, said in found.items()}
        return self._turns[document_id].get(person, "")
