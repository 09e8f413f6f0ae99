"""Three copies in which the same text is changed in one way or another, and what must be so then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from random import Random

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import passages
from qualcode.core.operations.anonymising import anonymise
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import undo
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from tests.core.merge.copies import copy
from tests.core.survey_material import ROWS, plan
from tests.core.tables import broken_rules

NAMES = ("Anna Lindkvist", "Eva Berg", "Olof")
BETWEEN = (" ", " ", ". ", "\n\n", "\r\n", " é😀 ")
#: a word that somebody writes just once
WRITTEN = re.compile(r"q\d+x")


def begin(path: Path, random: Random) -> None:
    """A project whose text has no word twice."""
    words = [f"ord{number}" for number in range(random.choice([6, 30, 60]))]
    for name in NAMES:
        words.insert(random.randrange(len(words)), name)
    text = "".join(word + random.choice(BETWEEN) for word in words).strip()
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        import_survey(project, anna, plan())
        create_code(project, anna, NewCode("Möten"))
        correct_text(project, anna, document(project), text)


def document(project: Project) -> str:
    found = documents_store.all_documents(project.db)
    return next(one.id for one in found if one.title.endswith("Varför?"))


def evaluator(project: Project) -> CoderId:
    return CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])


class Writers:
    """What was written, and taken out again, in all copies."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.written = 0
        self.gone: set[str] = set()

    def work(self, path: Path, steps: int) -> None:
        """Do something so many times; what is refused is no harm."""
        actions = [self.put, self.put, self.put, self.line, self.take_out, self.answer]
        actions += [self.name, self.code, self.code, self.take_back]
        with Project.open(path) as project:
            for _ in range(steps):
                before, written = self._text(project), self.written
                with suppress(Refused):
                    self.random.choice(actions)(project, before)
                new = {f"q{number}x" for number in range(written + 1, self.written + 1)}
                stands = WRITTEN.findall(self._text(project))
                self.gone |= {*WRITTEN.findall(before), *new}.difference(stands)
            assert broken_rules(project.db) == check(project) == []

    def _text(self, project: Project) -> str:
        return documents_store.text(project.db, document(project))

    def _word(self) -> str:
        self.written += 1
        return f"q{self.written}x"

    def _write(self, project: Project, text: str) -> None:
        correct_text(project, evaluator(project), document(project), text)

    def _place(self, text: str) -> int:
        """Between two words."""
        return self.random.choice([0, len(text), *(one.start() for one in re.finditer(" ", text))])

    def put(self, project: Project, text: str) -> None:
        at = self._place(text)
        self._write(project, f"{text[:at]} {self._word()} {text[at:]}")

    def line(self, project: Project, text: str) -> None:
        at = self.random.choice([one.start() for one in re.finditer("\n|$", text)])
        self._write(project, f"{text[:at]}\n{self._word()} rad{text[at:]}")

    def take_out(self, project: Project, text: str) -> None:
        at = self._place(text)
        self._write(project, text[:at] + text[at + self.random.choice([3, 9, 30]) :])

    def answer(self, project: Project, _text: str) -> None:
        respondent = f"{self.random.randrange(6)}@y.se"
        row = (respondent, "", "Man", "Nöjd", "", "Bra.", self.random.choice(["Ja.", "Nej."]))
        import_survey(project, evaluator(project), plan([*ROWS, row]))

    def name(self, project: Project, _text: str) -> None:
        name = Replacement(self.random.choice(NAMES), "[någon]")
        anonymise(project, evaluator(project), [name])

    def code(self, project: Project, text: str) -> None:
        at = self._place(text)
        end = min(len(text), at + self.random.choice([5, 12, 30]))
        code = project.db.execute("SELECT id FROM codes").fetchone()[0]
        passages.code_passage(project, evaluator(project), document(project), at, end, [code])

    def take_back(self, project: Project, _text: str) -> None:
        undo(project, evaluator(project))

    def missing(self, path: Path, collided: str) -> list[str]:
        """Words that nobody took out and that are not in the text just once, but for those of
        places which two changed."""
        with Project.open(path, read_only=True) as project:
            text = self._text(project)
        words = {f"q{number}x" for number in range(1, self.written + 1)} - self.gone
        lost = {one for one in words if not text.count(one) and one not in collided}
        return sorted(lost | {one for one in words if text.count(one) > 1})


def taken_in(path: Path, *others: Path) -> None:
    """Merge, and check the whole."""
    with Project.open(path) as project:
        for other in others:
            merge(project, evaluator(project), [other])
            assert broken_rules(project.db) == check(project) == []


def in_every_order(copies: Sequence[Path]) -> Iterator[Path]:
    """Merge three copies in each order, and one with what the two others come to."""
    for number, order in enumerate(permutations(copies)):
        target = copy(order[0], f"order-{number}")
        taken_in(target, *order[1:])
        yield target
    a, b, c = copies
    together, first = copy(b, "together"), copy(a, "first")
    taken_in(together, c)
    taken_in(first, together)
    yield first
