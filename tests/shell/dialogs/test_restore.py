"""Going back to a backup."""

import pytest

from qualcode.core.operations.project_details import make_backup
from qualcode.core.project import Project
from qualcode.core.store.backups import backups_of
from qualcode.shell.dialogs.restore import RestoreDialog


@pytest.fixture
def backed_up(material):
    with Project.open(material) as project:
        make_backup(project)
    return material


def test_without_a_backup_the_dialog_says_so(material, qtbot):
    dialog = RestoreDialog(material, None)
    qtbot.addWidget(dialog)
    assert dialog.chosen() is None and not dialog.accept_button.isEnabled()


def test_the_newest_backup_is_chosen(backed_up, answer):
    answer(lambda dialog: dialog.accept())
    assert RestoreDialog.ask(backed_up, None) == backups_of(backed_up)[0]


def test_a_backup_can_be_deleted(backed_up, qtbot):
    dialog = RestoreDialog(backed_up, None)
    qtbot.addWidget(dialog)
    dialog.delete.click()
    assert backups_of(backed_up) == [] and not dialog.delete.isEnabled()


def test_cancel_restores_nothing(backed_up, answer):
    answer(lambda dialog: dialog.reject())
    assert RestoreDialog.ask(backed_up, None) is None
