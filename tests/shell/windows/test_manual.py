"""The manual in its own window, as the Help menu opens it."""

import pytest

from qualcode.shell.windows.manual import ManualWindow


@pytest.fixture
def manual(window):
    window.help.manual.trigger()
    found = window.findChild(ManualWindow)
    yield found
    found.close()


def test_the_chapters_are_listed(manual):
    assert manual.chapters.count() > 5
    assert manual.chapters.item(0).text() == "Your first project in ten minutes"


def test_a_chapter_comes_to_the_top(manual, qtbot):
    manual.chapters.setCurrentRow(4)
    cursor = manual.text.cursorForPosition(manual.text.viewport().rect().topLeft())
    top = manual.text.textCursor().block().text()
    assert top == manual.chapters.item(4).text()
    assert abs(cursor.blockNumber() - manual.text.textCursor().blockNumber()) <= 1


def test_opened_again_it_is_the_same_window(manual, window):
    window.help.manual.trigger()
    assert window.findChildren(ManualWindow) == [manual]


def test_it_speaks_the_language_in_use(start):
    window = start(language="sv").window
    window.help.manual.trigger()
    found = window.findChild(ManualWindow)
    assert found.chapters.item(0).text() == "Ditt första projekt på tio minuter"
    found.close()
