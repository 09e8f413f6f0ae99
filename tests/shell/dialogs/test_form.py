"""What every dialog with fields does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from qualcode.shell.dialogs.form import FormDialog


@pytest.fixture
def dialog(qtbot):
    made = FormDialog("Title", "&Save")
    made.one, made.two = QLineEdit(), QLineEdit()
    made.add_field("&One", made.one)
    made.add_field("&Two", made.two)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_keyboard_begins_in_the_first_field(dialog):
    assert dialog.focusWidget() is dialog.one


def test_tab_goes_through_the_fields_and_then_to_the_buttons(dialog, qtbot):
    seen = []
    for _ in range(4):
        seen.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert seen[:2] == [dialog.one, dialog.two]
    assert set(seen[2:]) == {dialog.accept_button, dialog.cancel_button}


def test_a_field_is_named_as_its_label(dialog):
    assert dialog.one.accessibleName() == "One"


def test_a_complaint_is_shown_where_the_fields_are_and_goes_again(dialog):
    dialog.complain("The name is taken.")
    assert dialog._complaint.isVisible()
    dialog.complain("")
    assert not dialog._complaint.isVisible()


def test_enter_is_the_main_button_and_escape_the_other(dialog, qtbot):
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.one, Qt.Key.Key_Return)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.one, Qt.Key.Key_Escape)
