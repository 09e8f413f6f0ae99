"""How fast a code with fifty thousand passages is read, shown, scrolled and changed."""

import random
import time
from functools import cache
from pathlib import Path

from PySide6.QtTest import QTest

from qualcode.core.analysis.found import Query, find
from qualcode.core.analysis.grouping import By, group
from qualcode.core.analysis.material import Material
from qualcode.core.analysis.query import Distance, Operator, Term, Within
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model.span import Span
from qualcode.core.operations import passages as operations
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import new_coding, new_segment
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.shell.chosen import Chosen
from qualcode.shell.pages.categories import CategoriesPage
from qualcode.shell.session import Session
from tests.benchmarks.bench_reader import application
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import _transcript

DOCUMENTS, EACH, CHARACTERS = 200, 250, 22_000
STEP, LENGTH = 84, 70
SIZE = "50 000 passages in 200 documents"
#: s: a thread reads all of them meanwhile
PATIENCE = 30


def make(path: Path) -> None:
    """One code with passages that don't overlap, another with every tenth of their places."""
    chance = random.Random(1)
    with Project.create(path, name="Many") as project:
        coder = CoderId(add_coder(project, "Ann").first("coders"))
        codes = [
            CodeId(create_code(project, coder, NewCode(name)).first("codes"))
            for name in ("None", "Many", "Some")
        ]
        new = [
            NewDocument(_transcript(f"Interview {number}", CHARACTERS, chance))
            for number in range(DOCUMENTS)
        ]
        added = import_documents(project, coder, new).order["documents"]
        with project.operation(coder, "code_from_sheet") as running:
            for document_id in map(DocumentId, added):
                text = document_store.text(running.db, document_id)
                segments = []
                for number in range(EACH):
                    start, end = number * STEP, number * STEP + LENGTH
                    while text[start].isspace():
                        start += 1
                    while text[end - 1].isspace():
                        end -= 1
                    span = Span(start, end)
                    segments.append(new_segment(running, document_id, text, span, coder_id=coder))
                running.insert_many("segments", segments)
                codings = [new_coding(running, one.id, codes[1]) for one in segments]
                codings += [new_coding(running, one.id, codes[2]) for one in segments[::10]]
                running.insert_many("codings", codings)


class _Shown:
    """The page on a copy of the project, as long as the program runs."""

    def __init__(self, path: Path) -> None:
        application()
        self.session = Session(Settings(coder_name="Ann"))
        self.page = CategoriesPage(self.session, Chosen(self.session))
        self.page.resize(1440, 820)
        self.page.show()
        self.session.open(Project.open(path))
        self.codes = [code.id for code in code_store.all_codes(self.db)]
        QTest.qWaitForWindowExposed(self.page)
        self.settle()

    @property
    def db(self):
        assert self.session.project is not None
        return self.session.project.db

    @property
    def view(self):
        return self.page.passages.view

    def choose(self, number: int) -> None:
        self.page.codes.set_current(self.codes[number])
        self.view.viewport().repaint()

    def settle(self) -> None:
        """Until everything is read and counted."""

        end = time.monotonic() + PATIENCE
        while self.session._jobs or not self._is_whole():
            assert time.monotonic() < end, "the passages are not read"
            QTest.qWait(2)

    def _is_whole(self) -> bool:
        shown = self.page.passages.reading.shown
        return shown is None or shown.is_whole


@cache
def the_page(path: Path) -> _Shown:
    return _Shown(path)


def page_with_many(bench: Bench) -> _Shown:
    shown = the_page(bench.once("categories.qualcode", make))
    shown.choose(1)
    shown.settle()
    return shown


@benchmark("categories: the first passages of a code are seen", size=SIZE, budget=0.1)
def first_seen(bench: Bench) -> None:
    shown = page_with_many(bench)
    shown.choose(0)
    shown.settle()
    with bench.timed():
        shown.choose(1)
    assert len(shown.page.passages.cards.rows) > 40
    shown.settle()


@benchmark("categories: all passages are known", size=SIZE, budget=1.5)
def all_known(bench: Bench) -> None:
    shown = page_with_many(bench)
    shown.choose(0)
    shown.settle()
    with bench.timed():
        shown.choose(1)
        shown.settle()
    assert shown.page.passages.reading.shown.answer.count == DOCUMENTS * EACH


@benchmark("categories: scroll a page not seen before", size=SIZE, budget=0.016)
def scrolling(bench: Bench) -> None:
    shown = page_with_many(bench)
    bar = shown.view.verticalScrollBar()
    chance, times = random.Random(), 20
    for _ in range(times):
        bar.setValue(chance.randrange(bar.maximum()))
        shown.view.viewport().repaint()
        with bench.timed():
            bar.setValue(bar.value() + bar.pageStep())
            shown.view.viewport().repaint()
    bench.divide(times)


@benchmark("categories: take a code off until painted", size=SIZE, budget=0.1)
def removing(bench: Bench) -> None:
    shown = page_with_many(bench)
    found = shown.page.passages.cards.found(1)
    assert found is not None
    with bench.timed():
        shown.session.run(operations.remove_codings, [found.marks[0].coding_id])
        shown.view.viewport().repaint()
    shown.settle()
    shown.session.undo()
    shown.settle()


@benchmark("categories: group otherwise until painted", size=SIZE, budget=0.1)
def regrouping(bench: Bench) -> None:
    shown = page_with_many(bench)
    head = shown.page.passages.head
    other = By.RESPONDENT if head.grouped_by == By.DOCUMENT else By.DOCUMENT
    with bench.timed():
        head._choose_by(other)
        shown.view.viewport().repaint()


@benchmark("query: near within 10 words, by group", size=SIZE, budget=1.5)
def near(bench: Bench) -> None:
    with Project.open(bench.once("categories.qualcode", make), read_only=True) as project:
        codes = [code.id for code in code_store.all_codes(project.db)]
        query = Query(codes[1], terms=(Term(Operator.NEAR, codes[2], Distance(Within.WORDS, 10)),))
        with bench.timed():
            material = Material(project.db)
            group(project.db, find(project.db, query, material), By.GROUP, material)
