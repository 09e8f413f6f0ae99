"""The crash dialog."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from qualcode.shell.dialogs.crash import CrashDialog


@pytest.fixture
def dialog(qtbot):
    made = CrashDialog("the report")
    qtbot.addWidget(made)
    return made


def test_the_report_can_be_copied(dialog):
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "the report"


def test_the_report_can_be_saved(dialog, tmp_path, monkeypatch):
    target = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(target), ""))
    dialog.save.click()
    assert target.read_text("utf-8") == "the report"


def test_a_report_that_cannot_be_saved_is_said(dialog, tmp_path, monkeypatch):
    target = tmp_path / "no folder" / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(target), ""))
    dialog.save.click()
    assert not dialog._complaint.isHidden() and not Path(target).exists()


@pytest.mark.parametrize(("button", "goes_on"), [("accept_button", True), ("cancel_button", False)])
def test_one_goes_on_or_quits(answer, button, goes_on):
    answer(lambda dialog: getattr(dialog, button).click())
    assert CrashDialog.ask("the report") is goes_on


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_project_is_safe_unless_it_is_damaged(answer, is_damaged):
    told = []

    def read_and_go_on(dialog):
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept_button.click()

    answer(read_and_go_on)
    CrashDialog.ask("the report", is_damaged=is_damaged)
    assert ("Your project is safe" in "".join(told)) is not is_damaged
    assert ("open the newest backup" in "".join(told)) is is_damaged
