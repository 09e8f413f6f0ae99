"""Language, theme and the size of texts."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from qualcode.core.translate import LANGUAGES, N_, _
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.languages import own_name
from qualcode.shell.session import Session
from qualcode.shell.theme import SCALES

#: What `Settings.theme` may be, and what that is called.
THEMES = {
    None: N_("As the computer"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "high-contrast": N_("High contrast"),
}


class SettingsDialog(FormDialog):
    """Each takes effect at once when it is saved; nothing has to be started again."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(_("Settings"), _("Save"), parent)
        now = session.settings
        languages = {None: _("As the computer")} | {code: own_name(code) for code in LANGUAGES}
        self.language = _box(languages, now.language, self)
        self.add_field(_("&Language"), self.language)
        self.theme = _box({name: _(text) for name, text in THEMES.items()}, now.theme, self)
        self.add_field(_("&Theme"), self.theme)
        sizes = {scale: _("{number} %").format(number=round(scale * 100)) for scale in SCALES}
        self.scale = _box(sizes, now.text_scale, self)
        self.add_field(_("Text &size"), self.scale)
        self.set_size(420)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None) -> None:
        """Change them, and remember."""
        dialog = cls(session, parent)
        if dialog.exec():
            session.remember(
                language=dialog.language.currentData(),
                theme=dialog.theme.currentData(),
                text_scale=dialog.scale.currentData(),
            )
        dialog.deleteLater()


def _box(choices: Mapping[Any, str], chosen: Any, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for value, text in choices.items():
        box.addItem(text, value)
    values = list(choices)
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    return box
