"""How fast a long, much marked transcript is corrected."""

from functools import cache
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.model.anchoring import align
from qualcode.core.model.edit import Edit
from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import documents as documents_store
from qualcode.shell.models.text_read import read_text
from qualcode.shell.pages.read_and_code import ReadAndCodePage
from qualcode.shell.session import Session
from qualcode.shell.text.editing import TextEditor
from qualcode.shell.text.views import TextStyle
from qualcode.shell.theme import LIGHT
from tests.benchmarks.bench_reader import SIZE, application, marks, text
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project

KEYS = 40
EDITS = 300


@cache
def editor() -> TextEditor:
    application()
    made = TextEditor()
    made.resize(900, 850)
    made.show()
    made.load(text(), marks(), TextStyle(), LIGHT)
    QTest.qWaitForWindowExposed(made)
    return made


@benchmark("correct: load the editor until painted", size=SIZE, budget=0.2)
def load(bench: Bench) -> None:
    made = editor()
    with bench.timed():
        made.load(text(), marks(), TextStyle(), LIGHT)
        made.viewport().repaint()


def type_keys(made: TextEditor) -> list[float]:
    from time import perf_counter

    made.go_to(len(text()) // 2)
    made.viewport().repaint()
    times = []
    for number in range(KEYS):
        start = perf_counter()
        QTest.keyClick(made, Qt.Key.Key_Return if number % 10 == 9 else Qt.Key.Key_A)
        made.viewport().repaint()
        times.append(perf_counter() - start)
    return sorted(times)


@benchmark("correct: one keystroke until painted", size=SIZE, budget=0.016)
def keystroke(bench: Bench) -> float:
    return median(type_keys(editor()))


@benchmark("correct: one keystroke until painted, 95 %", size=SIZE, budget=0.03)
def slow_keystroke(bench: Bench) -> float:
    return type_keys(editor())[int(0.95 * KEYS)]


@cache
def corrected() -> str:
    """The text with so many words corrected, all over it."""
    words = text().split(" ")
    for number in range(0, len(words), len(words) // EDITS):
        words[number] += "s"
    return " ".join(words)


@benchmark(
    "correct: find out what differs", size=f"2 million characters, {EDITS} places", budget=0.2
)
def differs(bench: Bench) -> None:
    with bench.timed():
        align(text(), corrected())


def one_document(path: Path) -> None:
    make_project(path, documents=1, characters=2_000_000, codings=10_000)


def opened(bench: Bench) -> tuple[Project, DocumentId, CoderId]:
    source = bench.once("correct.qualcode", one_document)
    path = bench.fresh() / "correct.qualcode"
    path.write_bytes(source.read_bytes())
    project = Project.open(path)
    document = documents_store.all_documents(project.db)[0].id
    coder = project.db.execute("SELECT id FROM coders ORDER BY name").fetchone()[0]
    return project, document, coder


@benchmark(
    "correct: the operation itself, in its thread",
    size="2 million characters, 10 000 codings, 5 700 turns",
    budget=1.5,
)
def operation(bench: Bench) -> None:
    project, document, coder = opened(bench)
    with project:
        old = project.text(document)
        edits = [Edit(1_000, 1_000, "hej "), Edit(900_000, 900_010, "nej")]
        new = old[:1_000] + "hej " + old[1_000:900_000] + "nej" + old[900_010:]
        with bench.timed():
            correct_text(project, coder, document, new, edits=edits)


@benchmark("correct: leave until the text is painted, the saving apart", size=SIZE, budget=0.2)
def leave(bench: Bench) -> None:
    application()
    project, document, coder = opened(bench)
    session = Session(Settings(coder_name="Ann"))
    page = ReadAndCodePage(session)
    page.resize(1280, 800)
    session.open(project)
    page.show()
    QTest.qWaitForWindowExposed(page)
    page.show_document(document)
    page.correcting.begin()
    page.correcting.view.editor.go_to(900_000)
    QTest.keyClicks(page.correcting.view.editor, "hej ")
    edits = page.correcting.view.editor.edits()
    stored = page.correcting.view.editor.stored
    new = stored[: edits[0].start] + edits[0].words + stored[edits[0].end :]
    changes = correct_text(project, coder, document, new, edits=edits)
    page.shown.take_ahead(read_text(project.db, document))
    with bench.timed():
        session.changed.emit(changes)
        page.reader.viewport().repaint()
    page.close()
    session.close()
