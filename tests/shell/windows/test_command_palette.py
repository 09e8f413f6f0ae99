"""Ctrl+K, a few letters, Enter: whatever the menus can do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from qualcode.core.operations.codes import NewCode, create_code
from qualcode.shell.panels.command_palette import Command, commands_of, fitting

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(start, material):
    return start(material)


@pytest.fixture
def palette(program, qtbot):
    qtbot.keyClick(program.window, Qt.Key.Key_K, CTRL)
    return program.window.work._commands


def named(*names):
    return [Command(name, "Edit", "", lambda: None) for name in names]


def test_it_comes_up_with_the_keys_in_its_field(palette):
    assert palette.isVisible() and palette.field.hasFocus()
    assert palette.model.rowCount() > 10


def test_letters_and_enter_do_it(program, palette, qtbot):
    program.session.run(create_code, NewCode("Roller"))
    qtbot.keyClicks(palette.field, "undo")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert program.session.redo_label() is not None


def test_a_document_can_be_gone_to(program, palette, qtbot):
    qtbot.keyClicks(palette.field, "intervju")
    assert palette._current().where == "Document"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert program.window._page.reader.hasFocus()


def test_what_cannot_be_done_now_stays_and_says_why(program, palette, qtbot):
    qtbot.keyClicks(palette.field, "redo")
    assert palette._current().is_off
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_escape_gives_the_keys_back(program, palette, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert program.window._page.reader.hasFocus()


def test_every_action_that_the_menus_show_is_in_it(program):
    bar: QMenuBar = program.window.menuBar()
    names = {command.name for command in commands_of(bar)}
    shown = [
        action
        for action in bar.findChildren(QAction) + program.window.findChildren(QAction)
        if action.isVisible() and action.shortcut().toString() and action.text()
    ]
    in_menus = [action for action in shown if action.associatedObjects()]
    missing = {
        action.text().replace("&&", "\0").replace("&", "").replace("\0", "&") for action in in_menus
    } - names
    assert missing <= {"Next part", "Previous part"}


def test_a_beginning_goes_before_a_word_and_a_word_before_the_rest():
    found = fitting(named("Copy as text", "Export", "Merge the exported", "Recopy"), "cop")
    assert [one.name for one in found][:2] == ["Copy as text", "Recopy"]


def test_a_slip_of_the_finger_is_forgiven():
    assert fitting(named("Keyboard shortcuts", "Quit"), "shortcust")[0].name == "Keyboard shortcuts"


def test_nothing_like_it_finds_nothing():
    assert fitting(named("Keyboard shortcuts", "Quit"), "zzzz") == []


@pytest.mark.parametrize("word", ["language", "svenska", "språk", "English", "dark", "theme"])
def test_the_settings_are_found_by_what_they_hold(program, palette, qtbot, word):
    qtbot.keyClicks(palette.field, word)
    assert "Settings…" in [command.name for command in palette.model.rows][:3]
