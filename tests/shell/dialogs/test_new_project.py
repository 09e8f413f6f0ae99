"""A new project."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.project import Project
from qualcode.shell.dialogs.new_project import NewProjectDialog, ProjectDialog
from qualcode.shell.remembered import remember


@pytest.fixture
def dialog(session, qtbot, tmp_path):
    remember(session, folders={"projects": str(tmp_path)})
    made = NewProjectDialog(session, None)
    qtbot.addWidget(made)
    return made


def test_without_a_name_nothing_can_be_created(dialog):
    assert not dialog.accept_button.isEnabled()


def test_the_file_is_called_as_the_project(dialog, tmp_path):
    dialog.name.setText("Långsiktig samverkan")
    assert dialog.answer().path == tmp_path / "Långsiktig samverkan.qualcode"


def test_signs_that_no_file_may_have_become_dashes(dialog):
    dialog.name.setText("Steg 1/2: hur?")
    assert dialog.answer().path.name == "Steg 1-2- hur-.qualcode"
    assert dialog.answer().name == "Steg 1/2: hur?"


def test_a_name_that_is_taken_is_said_before_it_is_tried(dialog, tmp_path):
    (tmp_path / "Samverkan.qualcode").touch()
    dialog.name.setText("Samverkan")
    assert not dialog.accept_button.isEnabled()


def test_another_folder_can_be_chosen(dialog, tmp_path, monkeypatch):
    folder = "qualcode.shell.dialogs.new_project.ask_folder"
    monkeypatch.setattr(folder, lambda *arguments: tmp_path / "there")
    dialog.name.setText("Samverkan")
    dialog.choose.click()
    assert dialog.answer().path.parent == tmp_path / "there"


def test_a_name_and_enter_are_enough(session, qtbot, tmp_path, answer):
    remember(session, folders={"projects": str(tmp_path)})

    def act(dialog):
        qtbot.keyClicks(dialog.name, "Samverkan")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)

    answer(act)
    assert NewProjectDialog.ask(session, None).path == tmp_path / "Samverkan.qualcode"


def test_name_language_and_questions_are_edited_as_one_operation(session, material, qtbot, answer):
    session.open(Project.open(material))

    def act(dialog):
        dialog.name.setText("Samverkan 2")
        dialog.questions.setPlainText("Hur går det?")
        dialog.accept()

    answer(act)
    ProjectDialog.ask(session, None)
    info = session.project.info
    assert (info.name, info.questions) == ("Samverkan 2", "Hur går det?")
    assert session.undo_label() == "Edit project “Samverkan 2”"
