"""The note above the page."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from qualcode.shell.panels.notice import Notice, PassingNotice, Step


@pytest.fixture
def notice(qtbot):
    made = Notice()
    qtbot.addWidget(made)
    return made


def test_a_newer_note_takes_the_place_of_an_older(notice):
    notice.warn("first", Step("Do it", print))
    notice.tell("second")
    assert notice.text == "second" and not notice.buttons


def test_a_button_in_a_note_does_what_it_says(notice):
    done = []
    notice.tell("written", Step("&Open", lambda: done.append("open")))
    notice.buttons[0].click()
    assert done == ["open"]


def test_a_note_can_be_closed(notice):
    notice.warn("something")
    notice._close.click()
    assert notice.isHidden() and notice.text == ""


def test_escape_within_a_note_closes_it(notice, qtbot):
    notice.warn("something", Step("Do it", print))
    with qtbot.waitExposed(notice):
        notice.activateWindow()
    notice.buttons[0].setFocus()
    qtbot.keyClick(notice.buttons[0], Qt.Key.Key_Escape)
    assert notice.isHidden()


def test_a_note_is_named_for_screen_readers(notice):
    notice.warn("It can’t be done.")
    assert notice._text.accessibleName() == "It can’t be done."


@pytest.fixture
def passing(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(640, 480)
    field = QLineEdit(page)
    made = PassingNotice(page)
    made.passes.setInterval(1)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    field.setFocus()
    return made


def test_a_note_that_passes_goes_by_itself(passing, qtbot):
    passing.tell("Undone", Step("Redo", print))
    assert passing.isVisible()
    QApplication.sendEvent(passing, QEvent(QEvent.Type.Leave))  # wherever the pointer is
    qtbot.waitUntil(passing.isHidden)
    assert passing.text == ""


def test_a_note_stays_while_its_button_has_the_keys(passing, qtbot):
    passing.tell("Undone", Step("Redo", print))
    passing.buttons[0].setFocus()
    for _time in range(2):
        with qtbot.waitSignal(passing.passes.timeout):
            pass
    assert passing.isVisible()
