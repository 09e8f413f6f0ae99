"""The note above the page."""

import pytest
from PySide6.QtCore import Qt

from qualcode.shell.panels.notice import Notice, Step


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
