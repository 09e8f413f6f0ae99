"""Who is at the keyboard."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from qualcode.shell.dialogs.who_are_you import (
    Answer,
    PersonFields,
    WhoAreYouDialog,
    WhoAreYouPage,
    proposal,
)
from qualcode.shell.theme import LIGHT

NOBODY = Answer("", "", "#3d7ea6")


@pytest.fixture
def fields(qtbot):
    made = PersonFields(NOBODY, LIGHT)
    qtbot.addWidget(made)
    return made


def test_the_initials_follow_the_name(fields, qtbot):
    qtbot.keyClicks(fields.name, "Anna Lindqvist")
    assert fields.answer() == Answer("Anna Lindqvist", "AL", "#3d7ea6")


def test_initials_of_ones_own_stay_when_the_name_is_corrected(fields, qtbot):
    qtbot.keyClicks(fields.initials, "AX")
    qtbot.keyClicks(fields.name, "Anna Lindqvist")
    assert fields.answer().initials == "AX"


def test_cleared_initials_are_made_of_the_name(fields, qtbot):
    qtbot.keyClicks(fields.name, "Anna Lindqvist")
    fields.initials.clear()
    assert fields.answer().initials == "AL"


def test_white_space_around_a_name_is_no_part_of_it(fields, qtbot):
    qtbot.keyClicks(fields.name, "  Anna   Lindqvist ")
    assert fields.answer().name == "Anna Lindqvist"


def test_every_colour_has_a_name_and_can_be_chosen(fields):
    fields.colour.setCurrentIndex(3)
    assert fields.answer().colour == "#b07aa1" and fields.colour.currentText() == "Mauve"


@pytest.fixture
def account(monkeypatch):
    """Lets the computer know the person by a login and a name."""

    def known(login, name):
        user = SimpleNamespace(pw_gecos=name)
        monkeypatch.setattr("getpass.getuser", lambda: login)
        monkeypatch.setattr("pwd.getpwnam", {login: user}.__getitem__)

    return known


def test_the_computers_name_of_the_person_is_proposed(account):
    account("anlin", "Anna  Lindqvist,Room 4,,")
    assert proposal().name == "Anna Lindqvist"
    assert proposal().initials == "AL"


@pytest.mark.parametrize(
    ("login", "name"), [("root", "root"), ("anlin", ""), ("anlin", "anlin"), ("pc1", "Användare")]
)
def test_an_account_of_nobody_proposes_no_name_but_a_hint(account, qtbot, login, name):
    account(login, name)
    page = WhoAreYouPage(LIGHT)
    qtbot.addWidget(page)
    assert page.fields.name.text() == ""
    assert page.fields.name.placeholderText() == "First and last name"


def test_a_computer_that_knows_nobody_proposes_nothing(monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr("getpass.getuser", fail)
    assert proposal().name == ""


def test_one_cannot_go_on_without_a_name(qtbot):
    page = WhoAreYouPage(LIGHT)
    qtbot.addWidget(page)
    page.fields.name.setText("")
    page.fields.changed.emit()
    with qtbot.assertNotEmitted(page.answered):
        qtbot.keyClick(page.fields.name, Qt.Key.Key_Return)
    assert not page.go_on.isEnabled()


def test_enter_in_the_name_is_enough(qtbot):
    page = WhoAreYouPage(LIGHT)
    qtbot.addWidget(page)
    page.fields.name.setText("Anna Ek")
    with qtbot.waitSignal(page.answered) as said:
        qtbot.keyClick(page.fields.name, Qt.Key.Key_Return)
    assert said.args[0].name == "Anna Ek"


def test_the_dialog_answers_what_was_typed(qtbot, answer):
    def act(dialog):
        qtbot.keyClicks(dialog.fields.name, "Bo Ek")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answer(act)
    assert WhoAreYouDialog.ask("Who are you?", NOBODY, LIGHT, None).initials == "BE"


def test_escape_changes_nobody(qtbot, answer):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert WhoAreYouDialog.ask("Who are you?", NOBODY, LIGHT, None) is None
