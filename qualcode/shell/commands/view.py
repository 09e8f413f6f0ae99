"""The View menu: theme and the size of texts."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action, choice
from qualcode.shell.remembered import remember
from qualcode.shell.session import Session
from qualcode.shell.theme import SCALES

_THEMES: Final = {
    None: N_("&As the computer"),
    "light": N_("&Light"),
    "dark": N_("&Dark"),
    "high-contrast": N_("&High contrast"),
}


class ViewCommands(QObject):
    """Attributes: larger, smaller, normal: the actions; theme_menu: the themes to choose from."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = session
        keys = QKeySequence.StandardKey
        self.larger = action(
            self,
            _("&Larger text"),
            lambda: self._step(1),
            shortcut=(keys.ZoomIn, "Ctrl+="),
            tip=_("Make every text in the window larger"),
        )
        self.smaller = action(
            self,
            _("&Smaller text"),
            lambda: self._step(-1),
            shortcut=keys.ZoomOut,
            tip=_("Make every text in the window smaller"),
        )
        self.normal = action(
            self,
            _("&Normal text size"),
            self._reset,
            shortcut="Ctrl+0",
            tip=_("Let every text have its normal size"),
        )
        self.theme_menu = QMenu(_("&Theme"), window)
        self._themes = {}
        group = QActionGroup(self)
        for name, text in _THEMES.items():
            made = choice(self, _(text), partial(session.remember, theme=name))
            group.addAction(made)
            self.theme_menu.addAction(made)
            self._themes[name] = made
        self.refresh()

    def refresh(self) -> None:
        settings = self._session.settings
        self._themes[settings.theme].setChecked(True)
        self.larger.setEnabled(settings.text_scale < SCALES[-1])
        self.smaller.setEnabled(settings.text_scale > SCALES[0])

    def _step(self, steps: int) -> None:
        now = self._session.settings.text_scale
        nearest = min(range(len(SCALES)), key=lambda index: abs(SCALES[index] - now))
        self._set_scale(SCALES[min(max(nearest + steps, 0), len(SCALES) - 1)])

    def _reset(self) -> None:
        """Nothing is larger or smaller any more, the text that was zoomed by itself neither."""
        self._set_scale(1.0)
        remember(self._session, zoom=1.0)

    def _set_scale(self, scale: float) -> None:
        self._session.remember(text_scale=scale)
