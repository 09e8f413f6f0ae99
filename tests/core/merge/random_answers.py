"""Three copies in which the same survey goes on in one way or another, and what must be so then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, PersonId
from qualcode.core.merge.apply import merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import passages, persons
from qualcode.core.operations.attributes import put_values
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import next_undo, undo
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import codings, documents, surveys
from qualcode.core.store import persons as persons_store
from qualcode.core.surveys.plan import FORMS, SurveyPlan
from tests.core.survey_material import plan, table
from tests.core.tables import broken_rules

NUMBERS = tuple(range(7))
#: a word that stands in one respondent's answers alone
OWN = re.compile(r"svar\d+")


def row(number: int, wave: str | None) -> tuple[str, ...]:
    """What somebody answers: each has words of their own, and some have the same beside."""
    said = f"svar{number} i våg{wave or 1}, mer tid behövs."
    return (
        f"r{number}@x.se",
        f"2026-05-{number + 1:02}",
        "Kvinna" if number % 2 else "Man",
        ("Nöjd", "Missnöjd", "Vet ej")[number % 3],
        "Chef;" if number % 2 else "Kollega;",
        "Inget." if number % 3 == 2 else f"Mötena, {said}",
        "" if number % 4 == 3 else f"Tiden, {said}",
    )


def answers(numbers: Sequence[int], wave: str | None, form: str) -> SurveyPlan:
    """A file with the answers of some, by what is proposed for the file of all."""
    whole = plan([row(one, wave) for one in NUMBERS], wave=wave)
    rows = [row(one, wave) for one in numbers]
    return replace(whole, table=table(rows), form=form, title="Enkät")


def begin(path: Path, random: Random) -> None:
    """A project in which some have answered."""
    form = random.choice(FORMS)
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        for wave in random.choice([[None], [None, "2"]]):
            numbers = random.sample(NUMBERS, random.randint(2, 4))
            import_survey(project, anna, answers(numbers, wave, form))
        create_code(project, anna, NewCode("Tid"))


def evaluator(project: Project) -> CoderId:
    return CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])


def identity_at(project: Project, document: DocumentId, start: int) -> str:
    """What a survey knows somebody by who answers at a place, if it does."""
    turns = documents.turns(project.db, document)
    person = next(one.person_id for one in turns if one.start == start)
    every = surveys.responses(project.db, [one.id for one in surveys.all_surveys(project.db)])
    return next((one.identity for one in every if one.person_id == person and one.identity), "")


def handed_out(path: Path, name: str, *, nameless: bool) -> Path:
    """A copy for a colleague."""
    with Project.open(path) as project:
        out = path.with_name(f"{name}.qualcode")
        return hand_out(project, out, name=name, nameless=nameless).path


class Respondents:
    """What evaluators do with a survey, in whichever copy."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.written = 0
        #: by passage: in whose answer it was marked, if that was known there, and the words
        self.marked: dict[str, tuple[str, str]] = {}

    def work(self, path: Path, steps: int) -> None:
        """Do something so many times; what is refused is no harm."""
        actions = [self.top_up] * 4
        actions += [self.correct_answer, self.correct_value, self.code, self.code]
        actions += [self.rename, self.take_back]
        with Project.open(path) as project:
            for _ in range(steps):
                with suppress(Refused):
                    self.random.choice(actions)(project)
            assert broken_rules(project.db) == check(project) == []

    def top_up(self, project: Project) -> None:
        survey = self.random.choice(surveys.all_surveys(project.db))
        numbers = sorted(self.random.sample(NUMBERS, self.random.randint(1, 5)))
        import_survey(project, evaluator(project), answers(numbers, survey.wave, survey.form))

    def _answer(self, project: Project) -> tuple[DocumentId, int, int]:
        found = [
            (one.id, turn.start, turn.end)
            for one in documents.all_documents(project.db)
            for turn in documents.turns(project.db, one.id)
        ]
        if not found:
            raise Refused("")
        return self.random.choice(found)

    def correct_answer(self, project: Project) -> None:
        """A word into the middle of what somebody said."""
        document, start, end = self._answer(project)
        text = documents.text(project.db, document)
        at = text.rfind(" ", start, end)
        if at < 0:
            raise Refused("")
        self.written += 1
        correct_text(
            project, evaluator(project), document, f"{text[:at]} q{self.written}x{text[at:]}"
        )

    def correct_value(self, project: Project) -> None:
        """Somebody answers as somebody else did."""
        query = "SELECT attribute_id, about_id, value FROM attribute_values ORDER BY id"
        cells = project.db.execute(query).fetchall()
        attribute, person, _value = self.random.choice(cells)
        value = self.random.choice([cell[2] for cell in cells if cell[0] == attribute])
        with project.operation(evaluator(project), "set_values") as running:
            put_values(running, {(attribute, person): value})

    def code(self, project: Project) -> None:
        document, start, end = self._answer(project)
        code = project.db.execute("SELECT id FROM codes").fetchone()[0]
        done = passages.code_passage(project, evaluator(project), document, start, end, [code])
        words = _plain(documents.text(project.db, document)[start:end])
        whose = identity_at(project, document, start)
        self.marked.update((one, (whose, words)) for one in done.added.get("segments", ()))

    def rename(self, project: Project) -> None:
        person = self.random.choice(persons_store.all_persons(project.db))
        self.written += 1
        details = persons.PersonDetails(
            person.name, f"IP{self.written}", person.kind, person.role, person.reporting_group
        )
        persons.edit_person(project, evaluator(project), person.id, details)

    def take_back(self, project: Project) -> None:
        """Not what all have begun with."""
        entry = next_undo(project.db)
        if entry is None or entry.operation == "create_code":
            raise Refused("")
        undo(project, evaluator(project))


def wrong(project: Project, marked: Mapping[str, tuple[str, str]]) -> list[str]:
    """Rows and answers that are there twice or not at all, words that are nobody's, and passages at
    other answers than those in which they were marked."""
    whose: dict[str, str] = {}
    return [
        *_rows(project, whose),
        *_said(project),
        *_nobody_s(project),
        *_passages(project, whose, marked),
    ]


def _rows(project: Project, whose: dict[str, str]) -> Iterator[str]:
    for survey in surveys.all_surveys(project.db):
        responses = surveys.responses(project.db, [survey.id])
        for told in ("identity", "person_id"):
            known = [getattr(one, told) for one in responses if getattr(one, told)]
            yield from (f"{one} twice" for one in set(known) if known.count(one) > 1)
        for one in responses:
            if one.identity and whose.setdefault(one.person_id, one.identity) != one.identity:
                yield f"{one.identity} and {whose[one.person_id]} are one"


def _said(project: Project) -> Iterator[str]:
    """Of each row the answers, just once."""
    for survey in surveys.all_surveys(project.db):
        columns = [one.document_id for one in surveys.columns(project.db, survey.id)]
        for one in surveys.responses(project.db, [survey.id]):
            if one.identity:
                asked = row(int(one.identity[1]), survey.wave)[5:]
                documents_of_row = {*columns, one.document_id} - {None}
                said = sorted(
                    _plain(words)
                    for document in documents_of_row
                    for person, words in _turns(project, document)
                    if person == one.person_id
                )
                if said != sorted(_plain(one) for one in asked if one):
                    yield f"{one.identity} in wave {survey.wave} says {said}"


def _turns(project: Project, document: DocumentId) -> Iterator[tuple[PersonId | None, str]]:
    text = documents.text(project.db, document)
    for turn in documents.turns(project.db, document):
        yield turn.person_id, text[turn.start : turn.end]


def _plain(words: str) -> str:
    """Without what was written into it."""
    return re.sub(r"q\d+x ", "", words)


def _nobody_s(project: Project) -> Iterator[str]:
    for document in documents.all_documents(project.db):
        text = documents.text(project.db, document.id)
        for _person, words in _turns(project, document.id):
            text = text.replace(words, "", 1)
        if OWN.search(text) or "Inget." in text:
            yield f"{text} is nobody's"


def _passages(
    project: Project, whose: Mapping[str, str], marked: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    for mark in codings.all_segments(project.db):
        identity, words = marked[mark.id]
        if mark.start is None:
            yield f"{words} has no place"
        elif _plain(mark.quote) != words:
            yield f"{mark.quote} is not {words}"
        elif identity:
            people = {
                whose.get(str(turn.person_id))
                for turn in documents.turns(project.db, mark.document_id)
                if turn.start <= mark.start and mark.end <= turn.end
            }
            if people != {identity}:
                yield f"{words} of {identity} is marked where {people} says it"


def taken_in(path: Path, *others: Path) -> None:
    """Merge, and check the whole."""
    with Project.open(path) as project:
        for other in others:
            merge(project, evaluator(project), [other])
            assert broken_rules(project.db) == check(project) == []
