"""The Help menu: the manual, the keys, and what the program is."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from qualcode.core.translate import _
from qualcode.shell.commands.actions import action


class HelpCommands(QObject):
    """Attributes: commands, tour, manual, shortcuts, about: the actions."""

    def __init__(
        self,
        window: QMainWindow,
        open_palette: Callable[[], object],
        start_tour: Callable[[], object],
        make_all: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._make_all = make_all
        self.commands = action(
            self,
            _("&Find a command…"),
            open_palette,
            shortcut="Ctrl+K",
            tip=_("Everything that can be done, found by a few letters"),
        )
        self.tour = action(
            self,
            _("&Tour of the window"),
            start_tour,
            tip=_("The parts of the window, one after the other; it can be left at any time"),
        )
        self.manual = action(
            self,
            _("&Manual"),
            self.show_manual,
            shortcut=QKeySequence.StandardKey.HelpContents,
            tip=_("How one works with Qualcode, from the first project on"),
        )
        self.shortcuts = action(
            self,
            _("&Keyboard shortcuts"),
            self.show_shortcuts,
            shortcut=("Ctrl+F1", "?"),
            tip=_("Every key that does something, by menu"),
        )
        self.about = action(
            self,
            _("&About Qualcode and licences"),
            self.show_about,
            tip=_("Versions, and the licences of what is used"),
            role=QAction.MenuRole.AboutRole,
        )

    def show_manual(self) -> None:
        from qualcode.shell.windows.manual import ManualWindow

        ManualWindow.show_for(self._window)

    def show_shortcuts(self) -> None:
        from qualcode.shell.dialogs.shortcuts import ShortcutsDialog

        self._make_all()  # a page that was not seen yet has its keys, too
        ShortcutsDialog.ask(self._window.menuBar(), self._window)

    def show_about(self) -> None:
        from qualcode.shell.dialogs.about import AboutDialog

        AboutDialog.ask(self._window)
