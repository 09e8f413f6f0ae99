"""Undo says what it took back, and asks before it takes back what another evaluator did."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.project import Project
from qualcode.core.store import codes
from tests.core.material import Material

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def program(start, material):
    return start(material)


def press(qtbot, program, key, modifier=CONTROL):
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def names_of(program):
    return [code.name for code in codes.all_codes(program.session.project.db)]


def test_a_note_says_what_was_undone_and_offers_to_redo_it(program, qtbot):
    program.session.run(create_code, NewCode("Roller"))
    press(qtbot, program, Qt.Key.Key_Z)
    note = program.window.passing
    assert note.isVisible() and note.text == "Undone: New code “Roller” (Anna Lindqvist)"
    qtbot.mouseClick(note.buttons[0], Qt.MouseButton.LeftButton)
    assert names_of(program) == ["Mandat", "Roller"]
    assert note.text == "Done again: New code “Roller” (Anna Lindqvist)"


def test_the_keys_go_back_to_the_text_when_a_button_of_the_note_was_pressed(program, qtbot):
    reader = program.window._page.reader
    program.session.run(create_code, NewCode("Roller"))
    reader.setFocus()
    press(qtbot, program, Qt.Key.Key_Z)
    button = program.window.passing.buttons[0]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert names_of(program) == ["Mandat", "Roller"]
    assert reader.hasFocus()


def test_the_note_goes_with_the_next_step_and_nothing_moves_for_it(program, qtbot):
    program.session.run(create_code, NewCode("Roller"))
    reader = program.window._page.reader
    place = reader.mapToGlobal(reader.rect().topLeft())
    press(qtbot, program, Qt.Key.Key_Z)
    assert reader.mapToGlobal(reader.rect().topLeft()) == place
    program.session.run(create_code, NewCode("Samsyn"))
    assert not program.window.passing.isVisible()


def test_the_note_lies_within_a_narrow_window(program, qtbot):
    program.session.run(create_code, NewCode("Roller " * 12))
    press(qtbot, program, Qt.Key.Key_Z)
    note = program.window.passing
    assert note.parentWidget().rect().contains(note.geometry())
    program.window.resize(program.window.minimumSizeHint())
    assert note.parentWidget().rect().contains(note.geometry())


@pytest.fixture
def others(start, tmp_path):
    """A project in which Mikael Berg did the last step."""
    made = Material(tmp_path, name="Other")
    made.document("Intervju", "I: Hur är mandatet?\nKarin: Det är oklart.")
    made.code("Mandat")
    made.mark("Mandat", "oklart", by="Mikael Berg")
    made.project.close()
    return start(made.project.path)


def test_anothers_step_is_undone_only_after_an_answer(others, qtbot, answer):
    asked = []
    answer(lambda dialog: (asked.append(dialog.words), dialog.reject()))
    press(qtbot, others, Qt.Key.Key_Z)
    assert "Mikael Berg" in asked[0] and "Code “Mandat” (1 mark)" in asked[0]
    assert others.session.undo_label() == "Code “Mandat”"
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    others.window.edit.undo.trigger()
    assert others.session.undo_label() != "Code “Mandat”"
    assert others.window.passing.text == "Undone: Code “Mandat” (Mikael Berg)"


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (Qt.Key.Key_Up, "The code is the first one there already."),
        (Qt.Key.Key_Down, "The code is the last one there already."),
        (Qt.Key.Key_Left, "The code stands at the top level already."),
        (Qt.Key.Key_Right, "No code stands above this one, on its level, to move it under."),
    ],
)
def test_a_move_that_can_not_be_made_says_why(program, qtbot, key, why):
    panel = program.window._page.codes
    panel.set_current(codes.all_codes(program.session.project.db)[0].id)
    panel.view.setFocus()
    press(qtbot, program, key, ALT)
    assert program.window.statusBar().currentMessage() == why


def test_what_may_only_be_read_says_so_once(start, material, qtbot):
    with Project.open(material):
        program = start(material)
        assert program.window.banner.isVisible()
        program.session.run(create_code, NewCode("Roller"))
        assert program.window.banner.isVisible() and not program.window.notice.isVisible()
        program.session.close()
