"""How fast the reader is with a text far longer and more marked than any interview."""

import os
import random
from functools import cache
from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcode.core.model.palette import PALETTE
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, Owner, TurnView
from qualcode.shell.theme import LIGHT, apply
from tests.benchmarks.harness import Bench, benchmark

LENGTH, MARKS = 2_000_000, 10_000
#: in each run: of five runs a hundred, of which five may be slow
SAMPLES = 20
SIZE = "2 million characters, 10 000 overlapping marks"
SENTENCE = "alltså det är ju så att vi kan komma överens i gruppen men sen säger chefen nej"


@cache
def application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    apply(app, LIGHT)
    return app


@cache
def text() -> str:
    chance = random.Random(1)
    words = SENTENCE.split()
    paragraphs: list[str] = []
    length = 0
    while length < LENGTH:
        paragraphs.append(" ".join(chance.choices(words, k=chance.randint(5, 120))))
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


@cache
def turns() -> list[TurnView]:
    lengths = [len(paragraph) + 1 for paragraph in text().split("\n")]
    starts = [0, *accumulate(lengths)]
    return [
        TurnView(start, start + length - 1, start, f"IP{i % 5}", None, i % 5 == 0)
        for i, (start, length) in enumerate(zip(starts, lengths, strict=False))
    ]


def mark(number: int, start: int, length: int) -> MarkView:
    colour = PALETTE[number % len(PALETTE)]
    owner = Owner("AL", PALETTE[1].light)
    key, code = str(number), colour.name
    return MarkView(key, start, start + length, code, code, colour.light, (owner,))


@cache
def marks() -> list[MarkView]:
    chance = random.Random(2)
    return [
        mark(i, chance.randrange(len(text()) - 2_000), chance.randint(20, 1_200))
        for i in range(MARKS)
    ]


def shown() -> Reader:
    application()
    reader = Reader()
    reader.resize(900, 850)
    reader.show()
    open_in(reader)
    QTest.qWaitForWindowExposed(reader)
    return reader


def open_in(reader: Reader) -> None:
    reader.show_text("a", "Gruppintervju", "2 miljoner tecken", text(), turns())
    reader.set_marks(marks())
    reader.viewport().repaint()


@cache
def the_reader() -> Reader:
    return shown()


@benchmark("reader: open until painted", size=SIZE, budget=0.06)
def opening(bench: Bench) -> None:
    reader = the_reader()
    reader.show_text("", "", "", "")
    with bench.timed():
        open_in(reader)


@benchmark("reader: add a mark until painted", size=SIZE, budget=0.008, budget_95=0.016)
def adding(bench: Bench) -> None:
    reader = the_reader()
    for place in places(reader):
        with bench.sample():
            reader.add_marks([new_mark(place)])
            reader.viewport().repaint()
        reader.remove_marks(["new"])
        reader.viewport().repaint()


@benchmark("reader: remove a mark until painted", size=SIZE, budget=0.008, budget_95=0.016)
def removing(bench: Bench) -> None:
    reader = the_reader()
    for place in places(reader):
        reader.add_marks([new_mark(place)])
        reader.viewport().repaint()
        with bench.sample():
            reader.remove_marks(["new"])
            reader.viewport().repaint()


def places(reader: Reader) -> list[int]:
    start = reader.visible_span().start
    return [start + 5 + 20 * number for number in range(SAMPLES)]


def new_mark(place: int) -> MarkView:
    return MarkView("new", place, place + 300, "new", "New", "#e07a5f")


@benchmark("reader: scroll a page not seen before", size=SIZE, budget=0.008, budget_95=0.016)
def scrolling(bench: Bench) -> None:
    reader = the_reader()
    bar = reader.verticalScrollBar()
    for _ in range(SAMPLES):
        with bench.sample():
            bar.setValue(bar.value() + bar.pageStep())
            reader.viewport().repaint()


@benchmark("reader: extend a selection by a line", size=SIZE, budget=0.008, budget_95=0.016)
def selecting(bench: Bench) -> None:
    reader = the_reader()
    span = reader.visible_span()
    reader.select(span.start + 10, span.start + 400)
    reader.viewport().repaint()
    for _ in range(SAMPLES):
        with bench.sample():
            QTest.keyClick(reader, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
            reader.viewport().repaint()


@benchmark("reader: jump to another place", size=SIZE, budget=0.05)
def jumping(bench: Bench) -> None:
    reader = the_reader()
    to = len(text()) - reader.visible_span().start
    with bench.timed():
        reader.scroll_to(to, to + 10)
        reader.viewport().repaint()
