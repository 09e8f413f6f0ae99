"""Ctrl+F finds in the text where one reads it, and everywhere from anywhere else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pages(start, material):
    return start(material).window.work.pages


def press(qtbot, modifiers):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, modifiers)


def test_in_the_text_it_finds_there_and_once_more_everywhere(pages, qtbot):
    read = pages.widget("read")
    read.reader.setFocus()
    press(qtbot, CONTROL)
    assert read.find_in_text.bar.isVisible() and pages.drawer == ""
    press(qtbot, CONTROL)
    assert pages.drawer == "find"


def test_elsewhere_it_finds_everywhere(pages, qtbot):
    pages.widget("read").codes.view.setFocus()
    press(qtbot, CONTROL)
    assert pages.drawer == "find"


@pytest.mark.parametrize("part", ["reader", "codes"])
def test_with_shift_it_finds_everywhere_from_anywhere(pages, qtbot, part):
    getattr(pages.widget("read"), part).setFocus()
    press(qtbot, CONTROL | SHIFT)
    assert pages.drawer == "find"
