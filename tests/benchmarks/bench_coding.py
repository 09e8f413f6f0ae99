"""Reading and coding in the running window: switching texts, the palette, a mark, the memory it takes."""

import os
import random
from functools import cache
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcode.core.ids import CoderId
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, add_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import code_passage
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import codes as code_store
from qualcode.shell.pages.read_and_code import ReadAndCodePage
from qualcode.shell.session import Session
from qualcode.shell.theme import LIGHT, apply
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project
from tests.core.whole import transcript

LARGE = "200 documents, 50 000 codings"
CODES = 2000
WORDS = [
    "mandat",
    "otydligt",
    "lokal",
    "förankring",
    "roller",
    "tillit",
    "kommun",
    "region",
    "samsyn",
    "chefer",
    "tid",
    "mål",
]
#: Runs the real window on a project, goes through all its documents, and says how large it is.
WINDOW = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from qualcode.core import logs
from qualcode.core.settings import Settings
from qualcode.shell import app
from qualcode.shell.pages.read_and_code import ReadAndCodePage

def wait(milliseconds):  # QTest.qWait would let no other thread run
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

application = app.make_application()
program = app.Program(application, Settings(coder_name="Ann", language="en"), logs.Trail())
program.start(Path(sys.argv[1]))
wait(3000)
page = program.window.findChild(ReadAndCodePage)
for document_id in list(page.documents.model.ordered):
    page.show_document(document_id)
    page.reader.viewport().repaint()
text = page.reader.text()
page.reader.select(10, 60)
page.open_palette("sub")
page.choosing.palette.close_palette()
wait(500)
program.end()
"""


def application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    apply(app, LIGHT)
    return app


def page_on(path: Path) -> ReadAndCodePage:
    application()
    session = Session(Settings(coder_name="Ann"))
    page = ReadAndCodePage(session)
    page.resize(1400, 850)
    page.show()
    session.open(Project.open(path))
    QTest.qWait(300)
    return page


@cache
def large_page(path: Path) -> ReadAndCodePage:
    return page_on(path)


@cache
def page_with_codes(path: Path) -> ReadAndCodePage:
    return page_on(path)


def make_codebook(path: Path) -> None:
    """Two thousand codes, and a text of two million characters."""
    chance = random.Random(3)
    with Project.create(path, name="Codes") as project:
        coder = CoderId(add_coder(project, "Ann").first("coders"))
        with project.operation(coder, "import_codebook") as running:
            for number in range(CODES):
                name = f"{' '.join(chance.choices(WORDS, k=3))} {number}"
                add_code(running, NewCode(name, definition="Vad någon får bestämma."))
        text = "Vi har ett otydligt mandat här. " * 62_500
        new = NewDocument(transcript("Text", text), kind="document")
        import_documents(project, coder, [new])


@benchmark("switch to another document until painted", size=LARGE, budget=0.05)
def switching(bench: Bench) -> None:
    page = large_page(bench.once("large.qualcode", make_project))
    ids = page.documents.model.ordered
    chosen = random.Random(5).sample(range(len(ids)), 10)
    for number in chosen:
        with bench.timed():
            page.show_document(ids[number])
            page.repaint()
            page.reader.viewport().repaint()
    bench.divide(len(chosen))


@benchmark("palette: a key over 2 000 codes until painted", size="2 000 codes", budget=0.01)
def palette(bench: Bench) -> None:
    page = page_with_codes(bench.once("codes.qualcode", make_codebook))
    page.reader.select(10, 30)
    chosen = page.choosing.palette
    page.open_palette("")
    letters = "otydligt madnat"
    for end in range(1, len(letters) + 1):
        with bench.timed():
            chosen.field.setText(letters[:end])
            chosen.repaint()
    bench.divide(len(letters))
    chosen.close_palette()


@benchmark("mark and be shown, 2 million characters", size="2 000 codes", budget=0.02)
def marking(bench: Bench) -> None:
    page = page_with_codes(bench.once("codes.qualcode", make_codebook))
    codes = list(page.codes.model.codebook)
    for number in range(10):
        start = random.Random(number).randrange(2000)
        with bench.timed():
            page.coding.tag_span([codes[number].id], start, start + 40)
            page.repaint()
            page.reader.viewport().repaint()
    bench.divide(10)


@benchmark("mark, in the core alone", size="2 million characters", budget=0.001)
def marking_in_core(bench: Bench) -> None:
    path = bench.once("codes-of-the-core.qualcode", make_codebook)
    with Project.open(path) as project:
        document = project.db.execute("SELECT id FROM documents").fetchone()[0]
        coder = project.db.execute("SELECT id FROM coders").fetchone()[0]
        code = code_store.all_codes(project.db)[0].id
        code_passage(project, coder, document, 0, 9, [code])
        chance = random.Random()
        for _ in range(20):
            start = chance.randrange(1_999_000)
            with bench.timed():
                code_passage(project, coder, document, start, start + 40, [code])
    bench.divide(20)


@benchmark("memory of the window, all texts seen", size=LARGE, budget=250, unit="MB")
def memory(bench: Bench) -> float:
    path = bench.once("large.qualcode", make_project)
    home = bench.fresh()
    own = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA")}
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        return bench.peak_megabytes(WINDOW, path)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
