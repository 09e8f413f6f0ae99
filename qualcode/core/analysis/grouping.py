"""Found passages under headings, each with how many persons of how many say so.

A passage stands under every heading that it belongs to: under each of the respondents whose words
it holds, and under each of the evaluators who marked it. A heading under which nothing stands is
listed too, after the others: that nobody says something is a finding.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from qualcode.core.analysis.found import Answer, Found
from qualcode.core.analysis.material import Material
from qualcode.core.analysis.summary import SMALL_GROUP
from qualcode.core.ids import CodeId, DocumentId, PersonId
from qualcode.core.model import Code
from qualcode.core.store import passages as reads
from qualcode.core.store.connection import casefold


class By(StrEnum):
    """What passages are grouped by."""

    DOCUMENT = "document"
    RESPONDENT = "respondent"
    GROUP = "group"
    EVALUATOR = "evaluator"
    QUESTION = "question"
    WAVE = "wave"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its passages, by document and place.

    Attributes:
        key: names the heading: an id, or the name itself; empty where a passage has no such thing.
        persons: the respondents who say it; `asked`: those of whom they are.
        is_small: so few say it that they might be known by it.
    """

    by: By
    key: str
    name: str
    persons: int
    asked: int
    passages: Sequence[Found]
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading before anything stands under it, with who was asked there."""

    key: str
    name: str
    asked: frozenset[PersonId]


def group(
    db: Database, answer: Answer, by: By, material: Material, codes: Sequence[Code] = ()
) -> list[Group]:
    """The answer under headings, those without passages last.

    Args:
        codes: for `By.CODE`: those that passages may have, in their order.
    """
    material.read_present(db)
    headings, keys_of = _plan(db, answer, by, material, codes)
    standing: dict[str, list[Found]] = defaultdict(list)
    for some in answer.passages.values():
        for found in some:
            for key in keys_of(found):
                standing[key].append(found)
    known = {heading.key for heading in headings}
    if "" in standing and "" not in known:
        headings = [*headings, _Heading("", "", answer.asked)]
    made = [_made(by, heading, standing.get(heading.key, ())) for heading in headings]
    return sorted(made, key=lambda one: not one.passages)


def _made(by: By, heading: _Heading, passages: Sequence[Found]) -> Group:
    said = {person for found in passages for person in found.persons}
    said &= heading.asked
    is_small = by == By.GROUP and 0 < len(said) < SMALL_GROUP and heading.key != ""
    return Group(by, heading.key, heading.name, len(said), len(heading.asked), passages, is_small)


Keys = Callable[[Found], Iterable[str]]
Plan = tuple[list[_Heading], Keys]


def _plan(db: Database, answer: Answer, by: By, material: Material, codes: Sequence[Code]) -> Plan:
    match by:
        case By.DOCUMENT:
            return _by_document(answer, material)
        case By.RESPONDENT:
            return _by_respondent(answer, material)
        case By.GROUP:
            return _by_group(answer, material)
        case By.EVALUATOR:
            return _by_evaluator(answer, material)
        case By.WAVE:
            return _by_wave(answer, material)
        case By.CODE:
            return _by_code(answer, codes)
        case By.QUESTION:
            return _by_question(db, answer, material)


def _by_document(answer: Answer, material: Material) -> Plan:
    headings = [
        _Heading(document.id, document.title, material.asked([document.id], answer.asked))
        for document in answer.chosen.documents.values()
    ]
    return headings, lambda found: (found.document_id,)


def _by_respondent(answer: Answer, material: Material) -> Plan:
    headings = [
        _Heading(person.id, person.pseudonym, frozenset([person.id]))
        for person in material.persons.values()
        if person.id in answer.asked
    ]
    return headings, lambda found: found.persons or ("",)


def _by_group(answer: Answer, material: Material) -> Plan:
    members: dict[str, set[PersonId]] = defaultdict(set)
    for person_id in answer.asked:
        members[material.persons[person_id].reporting_group or ""].add(person_id)
    headings = [
        _Heading(name, name, frozenset(members[name]))
        for name in sorted(members, key=lambda name: (not name, casefold(name) or "", name))
    ]
    group_of = {person.id: person.reporting_group or "" for person in material.persons.values()}
    return headings, _remembering(
        lambda persons: tuple(dict.fromkeys(group_of[one] for one in persons)) or ("",),
    )


def _by_evaluator(answer: Answer, material: Material) -> Plan:
    headings = [_Heading(coder.id, coder.name, answer.asked) for coder in material.coders.values()]
    return headings, lambda found: dict.fromkeys(mark.coder_id for mark in found.marks)


def _by_code(answer: Answer, codes: Sequence[Code]) -> Plan:
    known: set[CodeId] = {code.id for code in codes}
    headings = [_Heading(code.id, code.name, answer.asked) for code in codes]

    def keys_of(found: Found) -> Iterable[str]:
        own = dict.fromkeys(mark.code_id for mark in found.marks if mark.code_id in known)
        return own or ("",)

    return headings, keys_of


def _by_wave(answer: Answer, material: Material) -> Plan:
    """Waves in the order of their first document's date, or else as the documents stand."""
    documents: dict[str, list[DocumentId]] = defaultdict(list)
    first: dict[str, str] = {}
    for document in answer.chosen.documents.values():
        wave = document.wave or ""
        documents[wave].append(document.id)
        if document.date:
            first[wave] = min(first.get(wave, document.date), document.date)
    waves = sorted(documents, key=lambda wave: (not wave, first.get(wave, "")))
    headings = [
        _Heading(wave, wave, material.asked(documents[wave], answer.asked)) for wave in waves
    ]
    wave_of = {one.id: one.wave or "" for one in material.documents.values()}
    return headings, lambda found: (wave_of[found.document_id],)


def _by_question(db: Database, answer: Answer, material: Material) -> Plan:
    """By the question that was asked last before a passage begins.

    Those count as asked who speak in a document in which the question is.
    """
    asked = _Questions(db)
    documents: dict[str, list[DocumentId]] = defaultdict(list)
    for document_id in answer.chosen.documents:
        for key in asked.in_document(document_id):
            documents[key].append(document_id)
    headings = [
        _Heading(key, name, material.asked(documents[key], answer.asked))
        for key, name in asked.names.items()
        if key in documents
    ]
    return headings, lambda found: (asked.at(found.document_id, found.start),)


class _Questions:
    """Which question is asked where: as the landmarks say, or else as the turns do.

    Attributes:
        names: the questions, those of a guide first and in its order.
    """

    def __init__(self, db: Database) -> None:
        self.names: dict[str, str] = {
            one.id: f"{one.number} {one.text}".strip() for one in reads.guide_questions(db)
        }
        self._places: dict[DocumentId, list[tuple[int, str]]] = defaultdict(list)
        for document_id, start, label, question_id in reads.asked_questions(db):
            self._place(document_id, start, question_id or casefold(label) or "", label)
        marked = set(self._places)
        for document_id, start, question in reads.answered_questions(db):
            if document_id not in marked:
                self._place(document_id, start, casefold(question) or "", question)

    def _place(self, document_id: DocumentId, start: int, key: str, name: str) -> None:
        self._places[document_id].append((start, key))
        self.names.setdefault(key, name)

    def in_document(self, document_id: DocumentId) -> Iterable[str]:
        return dict.fromkeys(key for _start, key in self._places.get(document_id, ()))

    def at(self, document_id: DocumentId, position: int) -> str:
        places: Sequence[tuple[int, str]] = self._places.get(document_id, ())
        place = bisect_right(places, position, key=lambda one: one[0])
        return places[place - 1][1] if place else ""


def _remembering(keys: Callable[[tuple[PersonId, ...]], tuple[str, ...]]) -> Keys:
    """Keys that are worked out once for the same persons, who say thousands of things."""
    known: dict[tuple[PersonId, ...], tuple[str, ...]] = {}

    def keys_of(found: Found) -> tuple[str, ...]:
        persons = found.persons
        if persons not in known:
            known[persons] = keys(persons)
        return known[persons]

    return keys_of
