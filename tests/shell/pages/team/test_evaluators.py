"""The page of the team, and who did what on it."""

import pytest
from PySide6.QtCore import Qt, QTimer

from qualcode.core.ids import CoderId
from qualcode.core.operations import memos, readings
from qualcode.core.operations.reconcile import add_consensus
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


@pytest.fixture
def project(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", TEXT)
    made.document("Intervju Vik", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart", by="Mattias Berg")
    made.mark("Mandat", "Ingen vet", by="Mattias Berg")
    made.mark("Mandat", "mandatet")
    made.project.close()
    return made.project.path


@pytest.fixture
def program(start, project):
    return start(project)


@pytest.fixture
def page(program, qtbot):
    pages = program.window.work.pages
    pages.show_page("team")
    page = pages.widget("team")
    qtbot.waitUntil(lambda: page.part("evaluators").work.evaluators != ())
    return page


def test_the_team_page_has_its_key(program, qtbot):
    qtbot.keyClick(program.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert program.window.work.pages.current == "team"


def test_each_evaluator_has_a_row_with_their_work(page):
    rows = [row.cells[:6] for row in page.part("evaluators").table.model_.rows]
    assert rows == [
        ("Anna Lindqvist (you)", "1", "1", "–", "–", "0"),
        ("Mattias Berg", "2", "2", "–", "–", "0"),
    ]


def test_by_document_one_sees_how_far_everybody_is(page, program, qtbot):
    part, session = page.part("evaluators"), program.session
    first = part.documents.model_.rows[0].key
    session.run(readings.set_reading, [first], "done")
    qtbot.waitUntil(lambda: part.documents.text(0, 1) == "1 · 0 % · done")
    assert part.documents.text(0, 2) == "2 · 33 %"
    assert part.documents.text(1, 1) == "–"


def test_the_numbers_follow_what_is_done(page, program, qtbot):
    part = page.part("evaluators")
    program.session.run(memos.write_memo, "Något")
    qtbot.waitUntil(lambda: part.table.text(0, 5) == "1")


def test_the_history_of_an_evaluator_is_one_click_away(page, program, qtbot):
    part = page.part("evaluators")
    part.table.selectRow(1)
    qtbot.mouseClick(part.history, Qt.MouseButton.LeftButton)
    pages = program.window.work.pages
    assert pages.drawer == "history"
    drawer = pages.widget("history")
    berg = CoderId(part.table.current_key())
    assert drawer.coder.currentData() == berg
    shown = [drawer.model.line(row) for row in range(drawer.model.rowCount())]
    assert {line.coder_id for line in shown if line} == {berg}


def test_the_page_goes_back_to_the_part_one_left(page):
    stored = page.state()
    assert stored["part"] == "evaluators"
    page.restore_state({"part": "no such part"})
    assert page.current == "evaluators"


def test_somebody_alone_is_offered_to_make_a_copy(start, material, qtbot):
    page = start(material).window.work.pages.widget("team")
    page.window().work.pages.show_page("team")
    part = page.part("evaluators")
    qtbot.waitUntil(lambda: part.work.evaluators != ())
    assert part.hand_out.isVisible()
    assert part.alone.text().startswith("You are alone here so far.")


def test_the_consensus_is_told_apart_and_is_no_evaluator(page, program, qtbot):
    part = page.part("evaluators")
    program.session.run(add_consensus)
    qtbot.waitUntil(lambda: len(part.work.evaluators) == 3)
    assert part.table.text(2, 0) == "Consensus (what was settled together)"
    assert part.alone.text() == "2 evaluators work in this project."
    names = [one.text() for one in program.window.edit.who_menu().actions()]
    assert "Mattias Berg" in names
    assert "Consensus" not in names


def test_a_count_that_is_cancelled_is_made_when_one_comes_back(page, program, qtbot):
    part, session = page.part("evaluators"), program.session
    stop = session.job_started.connect(lambda job: job.cancel())
    part._follow()
    qtbot.waitUntil(lambda: not session.running)
    session.job_started.disconnect(stop)
    part.work = None
    part.came()
    qtbot.waitUntil(lambda: part.work is not None)
    qtbot.waitUntil(lambda: not session.running)


def test_a_part_that_is_made_only_now_is_shown_at_the_next_turn(page, qtbot):
    page.list.chosen.emit("agreement")
    assert page.current == "evaluators"
    qtbot.waitUntil(lambda: page.current == "agreement")
    page.list.chosen.emit("evaluators")
    assert page.current == "evaluators"


def test_whoever_goes_on_while_a_part_is_made_stays_there(page, qtbot):
    page.list.chosen.emit("hand-out")
    page.list.chosen.emit("evaluators")
    turns = []
    QTimer.singleShot(0, lambda: turns.append("next"))
    qtbot.waitUntil(lambda: bool(turns))
    assert page.current == "evaluators"
