"""What the View menu and the wheel do to the text, and what is remembered of it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from qualcode.core import settings
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.store import codes

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(start, material):
    return start(material)


def turn_wheel(reader, steps):
    middle = QPointF(reader.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(reader.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(reader.viewport(), event)


def test_a_text_that_was_zoomed_is_so_at_the_next_start(program, start, material, qtbot):
    reader = program.window._page.reader
    turn_wheel(reader, 3)
    zoom = reader.text_style.zoom
    assert zoom > 1.3
    program.window.close()
    again = start(material, window=settings.load().window)
    assert again.window._page.reader.text_style.zoom == pytest.approx(zoom, abs=0.01)


def test_larger_texts_keep_the_zoom_and_normal_texts_end_it(program, qtbot):
    reader = program.window._page.reader
    turn_wheel(reader, 2)
    zoom = reader.text_style.zoom
    program.window.view.larger.trigger()
    assert reader.text_style.zoom == pytest.approx(zoom * 1.15, abs=0.01)
    program.window.view.normal.trigger()
    assert reader.text_style.zoom == 1.0


@pytest.fixture
def two_codes(program):
    """A mark of Mandat and one of Roller, with the window's page."""
    session, page = program.session, program.window._page
    session.run(create_code, NewCode("Roller"))
    for number, words in ((1, "oklart"), (2, "tyvärr")):
        start = page.reader.text().index(words)
        page.reader.select(start, start + len(words))
        page.coding.tag_by_key(number)
    return page


def dim(page):
    return {view.label: view.dim for view in page.reader.marks()}


def choose(program, name):
    found = codes.all_codes(program.session.project.db)
    program.window._page.codes.set_current(next(code.id for code in found if code.name == name))


def test_only_the_current_code_stands_out(program, two_codes):
    choose(program, "Roller")
    two_codes.views.alone.trigger()
    assert dim(two_codes) == {"Mandat": True, "Roller": False}
    choose(program, "Mandat")
    assert dim(two_codes) == {"Mandat": False, "Roller": True}
    two_codes.views.alone.trigger()
    assert not any(dim(two_codes).values())


def test_marks_that_come_stand_back_too(program, two_codes):
    choose(program, "Mandat")
    two_codes.views.alone.trigger()
    start = two_codes.reader.text().index("Hur är")
    two_codes.reader.select(start, start + 6)
    two_codes.coding.tag_by_key(2)
    assert [view.dim for view in two_codes.reader.marks() if view.label == "Roller"] == [True, True]
