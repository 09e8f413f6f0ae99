"""Three copies that change one text in every way, and take each other in meanwhile."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from random import Random

from qualcode.core.errors import Refused
from qualcode.core.operations import documents, memos
from qualcode.core.operations.corrections import place_again
from qualcode.core.operations.passage_shapes import split_passage
from qualcode.core.operations.sealing import seal
from qualcode.core.project import Project
from tests.core.merge.copies import copy
from tests.core.merge.random_texts import (
    WRITTEN,
    Writers,
    begin,
    document,
    evaluator,
    taken_in,
)
from tests.core.merge.scripted import START, Script

PASSAGES = 'SELECT id, start, "end" FROM segments WHERE start IS NOT NULL ORDER BY id'


def has_document(project: Project) -> bool:
    with suppress(StopIteration):
        return bool(document(project))
    return False


class WildWriters(Writers):
    """Also move words, repeat them, place and split passages, delete the document and seal the
    file; `sometimes` names what of the last two is done."""

    def __init__(self, random: Random, *sometimes: str) -> None:
        super().__init__(random)
        self.sometimes = sometimes

    def work(self, path: Path, steps: int) -> None:
        actions = [self.put, self.put, self.line, self.take_out, self.replace, self.move]
        actions += [self.answer, self.name, self.code, self.code, self.code, self.take_back]
        actions += [self.memo, self.split, self.again, self.twice]
        actions += [getattr(self, name) for name in self.sometimes]
        with Project.open(path) as project:
            for _ in range(steps):
                if has_document(project):
                    self._step(project, self.random.choice(actions))

    def _step(self, project: Project, action) -> None:
        before, written = self._text(project), self.written
        with suppress(Refused):
            action(project, before)
        new = {f"q{number}x" for number in range(written + 1, self.written + 1)}
        if has_document(project):
            stands = WRITTEN.findall(self._text(project))
            self.gone |= {*WRITTEN.findall(before), *new}.difference(stands)

    def code(self, project: Project, text: str) -> None:
        if not project.db.execute("SELECT 1 FROM codes").fetchone():
            raise Refused("No code is left.")
        super().code(project, text)

    def replace(self, project: Project, text: str) -> None:
        at, length = self._place(text), self.random.choice([4, 10, 25])
        self._write(project, f"{text[:at]} {self._word()}{text[at + length :]}")

    def move(self, project: Project, text: str) -> None:
        at, length = self._place(text), self.random.choice([8, 20])
        rest = text[:at] + text[at + length :]
        to = self._place(rest)
        self._write(project, rest[:to] + text[at : at + length] + rest[to:])

    def twice(self, project: Project, text: str) -> None:
        at, length = self._place(text), self.random.choice([8, 20])
        words = re.sub(WRITTEN, "", text[at : at + length])
        to = self._place(text)
        self._write(project, text[:to] + words + text[to:])

    def memo(self, project: Project, _text: str) -> None:
        found = project.db.execute("SELECT id FROM segments ORDER BY id").fetchall()
        if found:
            about = ("segments", self.random.choice(found)[0])
            memos.write_memo(project, evaluator(project), "Hm", about=about)

    def split(self, project: Project, _text: str) -> None:
        found = project.db.execute(PASSAGES).fetchall()
        if found:
            one, start, end = self.random.choice(found)
            split_passage(project, evaluator(project), one, self.random.randint(start, end))

    def again(self, project: Project, text: str) -> None:
        query = "SELECT id FROM segments WHERE document_id = ? ORDER BY id"
        found = project.db.execute(query, (document(project),)).fetchall()
        if found:
            at = self._place(text)
            one = self.random.choice(found)[0]
            end = min(len(text), at + self.random.choice([5, 12]))
            place_again(project, evaluator(project), one, at, end)

    def seal(self, project: Project, _text: str) -> None:
        if self.random.random() < 0.6:
            seal(project, evaluator(project))

    def delete(self, project: Project, _text: str) -> None:
        if self.random.random() < 0.6:
            documents.delete_documents(project, evaluator(project), [document(project)])

    def missing(self, path: Path, collided: str) -> list[str]:
        with Project.open(path, read_only=True) as project:
            there = has_document(project)
        return super().missing(path, collided) if there else []


def back_and_forth(
    folder: Path, script: Script, seed: int, *sometimes: str
) -> tuple[list[Path], WildWriters]:
    """Three copies of a project after some time, and who worked in them."""
    random = Random(seed)
    script.begin(START, seed)
    base = folder / "base.qualcode"
    begin(base, random)
    copies = [copy(base, name) for name in "abc"]
    writers = WildWriters(random, *sometimes)
    clocks = [START + 100_000 + random.randrange(200) for _ in copies]
    for _ in range(random.randint(4, 9)):
        number = random.randrange(3)
        if random.random() < 0.35:
            other = random.choice([one for one in range(3) if one != number])
            script.milliseconds = max(clocks) + 5
            taken_in(copies[number], copy(copies[other], "taken"))
        else:
            steps = random.randint(1, 3)
            script.begin(clocks[number] + 1, random.randrange(2**30))
            writers.work(copies[number], steps)
        clocks[number] = script.milliseconds
    script.milliseconds = max(clocks) + 10_000
    return copies, writers
