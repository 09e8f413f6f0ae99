"""Language, theme and the size of texts."""

from qualcode.core import settings
from qualcode.shell.dialogs.settings import SettingsDialog


def test_what_is_chosen_is_remembered(session, answer):
    def act(dialog):
        dialog.language.setCurrentIndex(dialog.language.findData("sv"))
        dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
        dialog.scale.setCurrentIndex(dialog.scale.findData(1.5))
        dialog.accept()

    answer(act)
    SettingsDialog.ask(session, None)
    stored = settings.load()
    assert (stored.language, stored.theme, stored.text_scale) == ("sv", "dark", 1.5)


def test_the_dialog_shows_what_holds_now(session, qtbot):
    session.remember(language=None, theme="high-contrast", text_scale=2.0)
    dialog = SettingsDialog(session, None)
    qtbot.addWidget(dialog)
    assert dialog.language.currentText() == "As the computer"
    assert dialog.theme.currentText() == "High contrast" and dialog.scale.currentText() == "200 %"


def test_cancel_changes_nothing(session, answer):
    before = session.settings

    def act(dialog):
        dialog.theme.setCurrentIndex(2)
        dialog.reject()

    answer(act)
    SettingsDialog.ask(session, None)
    assert session.settings == before
