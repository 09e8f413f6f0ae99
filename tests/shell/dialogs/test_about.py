"""About, with the licences of what is used."""

from PySide6.QtWidgets import QLabel

from qualcode import __version__
from qualcode.shell.dialogs.about import AboutDialog, licence_files


def test_the_version_is_said(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert f"Qualcode {__version__}" in [label.text() for label in dialog.findChildren(QLabel)]


def test_every_licence_can_be_read(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    for index in range(len(licence_files())):
        dialog.which.setCurrentIndex(index)
        assert len(dialog.text.toPlainText()) > 500


def test_the_programs_own_licence_comes_first():
    assert "MIT" in licence_files()[0].read_text("utf-8")
