"""What is being typed is kept, however the project is left; what is refused for other work is told
as long as that goes on."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.project import Project
from qualcode.core.store import codings
from qualcode.shell.models.unit_material import Column
from tests.core.material import Material

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", "Karin: Mandatet är otydligt, tyvärr.")
    made.code("Mandat")
    made.mark("Mandat", "Mandatet är otydligt")
    made.project.close()
    return made.project.path


@pytest.fixture
def program(start, path, qtbot):
    """Somebody writes in a cell of the meaning units, and hasn't left it yet."""
    program = start(path)
    program.window.work.pages.show_page("units")
    page = program.window.work.pages.widget("units")
    page.table.setCurrentIndex(page.model.index(0, Column.CONDENSED))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClicks(editor, "Oklart mandat")
    return program


def condensed(path):
    with Project.open(path) as project:
        return [unit.condensed for unit in codings.all_segments(project.db)]


def test_words_in_a_cell_are_kept_when_the_project_is_closed(program, path, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_W, CONTROL)
    qtbot.waitUntil(lambda: program.session.project is None)
    assert condensed(path) == ["Oklart mandat"]


def test_words_in_a_cell_are_kept_when_the_window_is_closed(program, path):
    program.window.close()
    assert condensed(path) == ["Oklart mandat"]


def test_that_other_work_is_in_the_way_is_told_until_it_is_over(program, qtbot):
    session, notice, go_on = program.session, program.window.notice, threading.Event()

    def work(project, coder_id, *, progress):
        go_on.wait()
        return create_code(project, coder_id, NewCode("Roller"))

    session.start_operation("…", work)
    session.run(create_code, NewCode("Tid"))
    assert "still being done" in notice.text
    go_on.set()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert not notice.isVisible()


def test_what_was_refused_is_behind_when_something_else_is_done(program):
    session, notice = program.session, program.window.notice
    session.run(create_code, NewCode(""))
    assert notice.text
    session.run(create_code, NewCode("Roller"))
    assert not notice.text
