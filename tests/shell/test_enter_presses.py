"""Enter presses the button that has the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.enter_presses import EnterPresses
from tests.shell.conftest import let_go


@pytest.fixture(autouse=True)
def presses(qapp):
    made = EnterPresses(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def shown(qtbot):
    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


def enter(key=Qt.Key.Key_Return) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_outside_a_dialog_too(shown, kind, key):
    page = shown(QWidget())
    button, clicks = kind(page), []
    button.clicked.connect(lambda: clicks.append(1))
    button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    enter(key)
    assert clicks == [1]


def test_with_control_it_is_left_to_the_page(shown):
    page = shown(QWidget())
    button, clicks = QPushButton(page), []
    button.clicked.connect(lambda: clicks.append(1))
    button.show()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clicks == []


def test_in_a_dialog_the_chosen_button_is_pressed_and_not_the_main_one(shown):
    dialog = shown(FormDialog("Title", "Do it"))
    dialog.cancel_button.setFocus(Qt.FocusReason.TabFocusReason)
    enter()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_in_a_field_of_a_dialog_the_main_button_is_pressed(shown):
    dialog = FormDialog("Title", "Do it")
    field = QLineEdit(dialog)
    dialog.add_field("Name", field)
    shown(dialog)
    field.setFocus()
    enter()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_button_that_goes_with_its_press_leaves_nothing_behind(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    button, field = QPushButton(page), QLineEdit(page)
    column.addWidget(button)
    column.addWidget(field)
    shown(page)
    button.clicked.connect(button.deleteLater)
    button.setFocus()
    enter()
    let_go()
    assert not isValid(button)
    field.setFocus()
    enter()
    assert QApplication.focusWidget() is field
