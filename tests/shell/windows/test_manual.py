"""The manual in its own window, as the Help menu opens it."""

import pytest
from PySide6.QtCore import Qt, QUrl

from qualcode.shell.windows.manual import ManualWindow, anchor_of


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


def test_a_link_leads_to_its_chapter(manual):
    last = manual.chapters.item(manual.chapters.count() - 1).text()
    manual.text.anchorClicked.emit(QUrl(f"#{anchor_of(last)}"))
    assert manual.text.textCursor().block().text() == last


def test_words_are_found_one_place_after_the_other(manual, qtbot):
    qtbot.keyClicks(manual.wanted, "palette")
    first = manual.text.textCursor().selectionStart()
    qtbot.keyClick(manual.wanted, Qt.Key.Key_Return)
    second = manual.text.textCursor()
    assert second.selectedText().casefold() == "palette"
    assert second.selectionStart() > first


def test_opened_again_it_is_the_same_window(manual, window):
    window.help.manual.trigger()
    assert window.findChildren(ManualWindow) == [manual]


def test_it_speaks_the_language_in_use(start):
    window = start(language="sv").window
    window.help.manual.trigger()
    found = window.findChild(ManualWindow)
    assert found.chapters.item(0).text() == "Ditt första projekt på tio minuter"
    found.text.anchorClicked.emit(QUrl("#l%C3%A4sa-och-koda"))
    assert found.text.textCursor().block().text() == "Läsa och koda"
    found.close()
