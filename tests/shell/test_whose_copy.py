"""In a copy that was made for a colleague nobody's work is signed by mistake."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.project import Project
from qualcode.core.store import coders, codes
from qualcode.shell.dialogs import who_are_you


@pytest.fixture
def copy(material, tmp_path):
    """A copy for Mikael of the small project."""
    with Project.open(material) as project:
        return hand_out(project, tmp_path / "kopia.qualcode", name="Mikael").path


@pytest.fixture
def banner(start, copy):
    return start(copy).window.banner


def press(qtbot, banner, words):
    button = next(one for one in banner.buttons if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def author_of_new(session):
    """Who signs a code that is made now."""
    made = session.run(create_code, NewCode("Roller"))
    code = codes.get(session.project.db, made.first("codes"))
    return coders.get(session.project.db, code.coder_id).name


def test_a_copy_for_another_asks_who_one_is(banner):
    assert banner.text == "This copy was made for Mikael. Are you Mikael?"
    assert [one.text() for one in banner.buttons] == ["I am Mikael", "No, I am Anna Lindqvist"]


def test_nothing_can_be_done_before_it_is_said(start, copy, qtbot):
    window = start(copy).window
    with qtbot.waitSignal(window._session.refused) as told:
        assert window._session.run(create_code, NewCode("Roller")) is None
    assert told.args == [window.banner.text]
    assert window.notice.isHidden()


def test_a_colleague_goes_on_under_the_name_of_the_copy(banner, qtbot):
    press(qtbot, banner, "I am Mikael")
    assert banner.isHidden()
    session = banner._session
    assert author_of_new(session) == "Mikael"
    assert session.settings.coder_name == "Anna Lindqvist"


def test_whoever_is_not_the_colleague_goes_on_as_oneself(banner, qtbot):
    press(qtbot, banner, "No, I am Anna Lindqvist")
    assert banner.isHidden()
    assert author_of_new(banner._session) == "Anna Lindqvist"


def test_who_one_is_in_a_file_is_remembered(banner, qtbot, copy, material):
    press(qtbot, banner, "I am Mikael")
    session = banner._session
    session.open(Project.open(material))
    assert session.name_of(session.coder_id) == "Anna Lindqvist"
    session.open(Project.open(copy))
    assert session.name_of(session.coder_id) == "Mikael"
    assert banner.isHidden()


@pytest.fixture
def another_copy(copy, material, tmp_path):
    """The next copy for Mikael."""
    with Project.open(material) as project:
        return hand_out(project, tmp_path / "kopia-2.qualcode", name="Mikael").path


def test_who_said_so_once_is_not_asked_in_the_next_copy(banner, qtbot, another_copy):
    press(qtbot, banner, "I am Mikael")
    session = banner._session
    session.open(Project.open(another_copy))
    assert session.name_of(session.coder_id) == "Mikael"
    assert banner.isHidden()


def test_somebody_of_another_name_is_asked_in_the_next_copy(banner, qtbot, another_copy):
    press(qtbot, banner, "I am Mikael")
    session = banner._session
    session.close()
    session.set_coder("Cleo")
    session.open(Project.open(another_copy))
    assert not banner.isHidden()


def test_the_colleague_s_own_program_asks_nothing(start, copy):
    program = start(copy, coder_name="mikael ")
    assert program.window.banner.isHidden()
    assert program.session.name_of(program.session.coder_id) == "Mikael"


def test_the_title_says_whose_copy_it_is(start, copy, material):
    window = start(copy).window
    assert window.windowTitle().endswith(", copy for Mikael – Qualcode")
    window.file.open_path(material)
    assert "Mikael" not in window.windowTitle()


def test_somebody_else_who_says_so_without_a_project_is_nobody_s_heir(start, material):
    session = start(material).session
    session.close()
    session.set_coder("Mats Berg")
    session.open(Project.open(material))
    assert session.name_of(session.coder_id) == "Mats Berg"


def test_two_evaluators_of_one_name_are_told_apart(start, material):
    session = start(material).session
    first = coders.get(session.project.db, session.coder_id)

    second = coders.get(session.project.db, add_coder(session.project, first.name).first("coders"))
    session.become(second)
    session.open(Project.open(material))
    assert session.coder_id == second.id


def test_at_the_first_start_one_says_one_s_name_and_then_whether_one_is_the_colleague(start, copy):
    window = start(copy, coder_name="").window
    assert window.banner.isHidden()
    page = window._asking
    page.fields.name.setText("Mikael Berg")
    page.go_on.click()
    assert [one.text() for one in window.banner.buttons] == ["I am Mikael", "No, I am Mikael Berg"]
    window.banner.buttons[0].click()
    session = window._session
    assert [one.name for one in coders.all_coders(session.project.db)] == [
        "Anna Lindqvist",
        "Mikael",
    ]


@pytest.fixture
def nobody_s_computer(monkeypatch):
    """One that knows no name of who uses it."""
    monkeypatch.setattr(who_are_you, "full_name", lambda: "")


@pytest.mark.usefixtures("nobody_s_computer")
def test_a_copy_opened_at_the_first_start_proposes_for_whom_it_was_made(start, copy):
    window = start(copy, coder_name="").window
    page = window._asking
    assert page.fields.answer().name == "Mikael"
    assert "made for Mikael" in page._owner.text()
    page.go_on.click()
    assert window.banner.isHidden()
    session = window._session
    assert session.name_of(session.coder_id) == "Mikael"


@pytest.mark.usefixtures("nobody_s_computer")
def test_who_is_proposed_goes_with_the_copy_and_never_takes_the_place_of_what_was_written(
    start, copy, material
):
    window = start(copy, coder_name="").window
    page = window._asking
    window.file.open_path(material)
    assert page.fields.answer().name == ""
    assert page._owner.isHidden()
    page.fields.name.setText("Cleo Ask")
    window.file.open_path(copy)
    assert page.fields.answer().name == "Cleo Ask"


def test_a_copy_that_is_only_read_asks_nothing(start, copy):
    with Project.open(copy):
        banner = start(copy).window.banner
        assert "Are you" not in banner.text
