"""How long the table of meaning units takes to come, to scroll and to be filled in, and a board."""

import shutil
import time
from itertools import islice
from pathlib import Path

from qualcode.core.analysis.board_layout import CARD_SIZE, Node, arrange
from qualcode.core.model.board import CODE_CARD
from qualcode.core.operations.boards import NewItem, create_board, put_on_board
from qualcode.core.operations.codes import NewCode, add_code
from qualcode.core.project import Project
from qualcode.core.report.export import MEANING_UNITS, export
from qualcode.core.store import coders as coder_store
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project

MANY = "200 documents, 50 000 codings"
CARDS = 1_000
PAGES = 40
EDITS = 10


def coded(bench: Bench) -> Path:
    return bench.once("coded.qualcode", make_project)


def session_on(path: Path):
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from qualcode.core.settings import Settings
    from qualcode.shell import theme
    from qualcode.shell.session import Session

    app = QApplication.instance() or QApplication([])
    theme.apply(app, theme.LIGHT)
    session = Session(Settings(coder_name="Ann", coder_initials="A", coder_colour="#3d7ea6"))
    session.open(Project.open(path))
    return app, session


def shown(bench: Bench, kind: str, path: Path):
    """A page with its session and the program, shown."""
    from qualcode.shell.chosen import Chosen

    copy = bench.fresh() / "copy.qualcode"
    shutil.copy(path, copy)
    app, session = session_on(copy)
    if kind == "units":
        from qualcode.shell.pages.meaning_units import MeaningUnitsPage as Page
    else:
        from qualcode.shell.pages.board import BoardPage as Page
    page = Page(session, Chosen(session))
    page.resize(1280, 800)
    page.show()
    if kind == "units":
        while not page.model.rowCount():
            app.processEvents()
            time.sleep(0.002)
    app.processEvents()
    return app, session, page


def close(app, session, page) -> None:
    session.close()
    page.close()
    page.deleteLater()
    app.processEvents()


@benchmark("meaning units: a page further, painted", size=MANY, budget=0.016)
def scroll_units(bench: Bench) -> None:
    app, session, page = shown(bench, "units", coded(bench))
    bar = page.table.verticalScrollBar()
    assert bar.maximum() > PAGES * bar.pageStep()
    for _page in range(PAGES):
        with bench.timed():
            bar.setValue(bar.value() + bar.pageStep())
            page.table.viewport().repaint()
    bench.divide(PAGES)
    close(app, session, page)


@benchmark("meaning units: write a condensed form, painted", size=MANY, budget=0.05)
def condense_unit(bench: Bench) -> None:
    from qualcode.shell.models.unit_material import Column

    app, session, page = shown(bench, "units", coded(bench))
    for row in range(EDITS):
        with bench.timed():
            page.model.setData(page.model.index(row, Column.CONDENSED), f"Kort {row}")
            app.processEvents()
            page.table.viewport().repaint()
    bench.divide(EDITS)
    close(app, session, page)


@benchmark("meaning units: sort and filter", size=MANY, budget=0.2)
def sort_units(bench: Bench) -> None:
    from qualcode.shell.models.unit_material import Column, UnitFilter

    app, session, page = shown(bench, "units", coded(bench))
    with bench.timed():
        page.sort_rows((Column.CATEGORY, False))
        page.choices.set_wanted(UnitFilter(empty=frozenset({Column.CONDENSED})))
        page.table.viewport().repaint()
    close(app, session, page)


@benchmark("export --what meaning-units, .docx", size=MANY, budget=12)
def export_units(bench: Bench) -> None:
    with Project.open(coded(bench), read_only=True) as project, bench.timed():
        export(project, bench.fresh() / "units.docx", what=MEANING_UNITS)


def make_wall(path: Path) -> None:
    """A board with a thousand cards."""
    make_project(path, documents=4, characters=4_000, codings=400)
    with Project.open(path) as project:
        anna = coder_store.all_coders(project.db)[0].id
        with project.operation(anna, "import_codebook") as running:
            codes = [add_code(running, NewCode(f"Code number {n}")) for n in range(CARDS)]
        places = arrange([Node(code, *CARD_SIZE) for code in codes], width=6_000)
        board = create_board(project, anna, "Wall").first("boards")
        cards = [
            NewItem(CODE_CARD, box.x, box.y, box.width, box.height, code_id=code)
            for code, box in places.items()
        ]
        put_on_board(project, anna, board, cards)


@benchmark("board: show all of it, painted", size=f"{CARDS} cards", budget=0.1)
def show_wall(bench: Bench) -> None:
    app, session, page = shown(bench, "board", bench.once("wall.qualcode", make_wall))
    with bench.timed():
        page.canvas.show_all()
        page.canvas.viewport().repaint()
    close(app, session, page)


@benchmark("board: pan by a step, painted", size=f"{CARDS} cards", budget=0.016)
def pan_wall(bench: Bench) -> None:
    app, session, page = shown(bench, "board", bench.once("wall.qualcode", make_wall))
    bar = page.canvas.verticalScrollBar()
    for _step in range(PAGES):
        with bench.timed():
            bar.setValue(bar.value() + 30)
            page.canvas.viewport().repaint(0, 0, page.canvas.viewport().width(), 30)
    bench.divide(PAGES)
    close(app, session, page)


@benchmark("board: drag a card by a step, painted", size=f"{CARDS} cards", budget=0.016)
def drag_on_wall(bench: Bench) -> None:
    from PySide6.QtCore import QPointF

    app, session, page = shown(bench, "board", bench.once("wall.qualcode", make_wall))
    canvas = page.canvas
    from qualcode.shell.panels.board_dragging import Moving

    thing = next(islice(canvas.things.values(), 500, None))
    canvas.choose([thing.shown.id])
    moving = Moving(canvas, thing, thing.scene_frame().center())
    for step in range(1, PAGES + 1):
        with bench.timed():
            moving.go(thing.scene_frame().center() + QPointF(3 * step, 2 * step), 0)
            app.processEvents()
    bench.divide(PAGES)
    moving.cancel()
    close(app, session, page)


@benchmark("board: let a card go, until it is shown", size=f"{CARDS} cards", budget=0.1)
def drop_on_wall(bench: Bench) -> None:
    app, session, page = shown(bench, "board", bench.once("wall.qualcode", make_wall))
    page.canvas.choose([next(iter(page.canvas.things))])
    page.canvas.nudge(12, 0)
    with bench.timed():
        page.canvas.settle()
        app.processEvents()
    close(app, session, page)
