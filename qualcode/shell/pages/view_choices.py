"""What the View menu holds of the page where one reads: how the text is set, what stands beside it,
which marks stand out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action, choice
from qualcode.shell.pages.text_sizes import TextSizes
from qualcode.shell.panels.text_panel import TextPanel
from qualcode.shell.text.views import LINES, NO_NUMBERS, PARAGRAPHS

_NUMBERS: Final = {
    NO_NUMBERS: N_("&None"),
    LINES: N_("&Lines"),
    PARAGRAPHS: N_("&Paragraphs"),
}


class ViewChoices(QObject):
    """Attributes: alone, by_evaluator, time_codes, set_text: the actions; numbers: a menu; button:
    opens the panel in which the text is set."""

    def __init__(
        self,
        sizes: TextSizes,
        page: QWidget,
        *,
        show_alone: Callable[[], object],
        show_by_evaluator: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._sizes = sizes
        self._page = page
        self._panel: TextPanel | None = None
        self.alone = choice(
            self,
            _("&Only the current code stands out"),
            show_alone,
            tip=_("Let the marks of all other codes stand back"),
        )
        self.by_evaluator = choice(
            self,
            _("Colo&ur marks by evaluator"),
            show_by_evaluator,
            tip=_("Let each evaluator’s marks have their colour instead of the code’s"),
        )
        self.time_codes = choice(
            self,
            _("Ti&me codes"),
            lambda: sizes.choose(time_codes=self.time_codes.isChecked()),
            tip=_("Show or hide the time codes beside the text"),
        )
        self.numbers = self._make_numbers()
        self.set_text = action(
            self,
            _("How the te&xt is set…"),
            self.open_panel,
            tip=_("Choose font, size, width and line height of the text"),
        )
        self.button = QToolButton(page)
        self.button.setText(_("Aa"))
        self.button.setAccessibleName(_("How the text is set"))
        self.button.setToolTip(_("Font, size, width and line height of the text"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or a click would first hide the panel
        self.button.clicked.connect(self.open_panel)
        for made in (self.alone, self.by_evaluator, self.time_codes, self.set_text):
            page.addAction(made)
        sizes.changed.connect(self.follow)
        self.follow()

    def _make_numbers(self) -> QMenu:
        menu = QMenu(_("Num&bers beside the text"), self._page)
        group = QActionGroup(menu)
        self._number_choices: dict[str, QAction] = {}
        for value, text in _NUMBERS.items():
            made = choice(menu, _(text), partial(self._sizes.choose, numbers=value))
            group.addAction(made)
            menu.addAction(made)
            self._number_choices[value] = made
        return menu

    def actions(self) -> list[QAction | QMenu | None]:
        """For the View menu."""
        return [
            self.by_evaluator,
            self.alone,
            None,
            self.set_text,
            self.numbers,
            self.time_codes,
        ]

    def follow(self) -> None:
        """Tick what is chosen now."""
        reading = self._sizes.reading
        self.time_codes.setChecked(reading.time_codes)
        self._number_choices[reading.numbers].setChecked(True)

    def open_panel(self) -> None:
        """Let the text be set otherwise, while one looks at it."""
        if self._panel is None:
            self._panel = TextPanel(self._sizes, self._page)
        if self._panel.isVisible():
            self._panel.close_panel()
        else:
            self._panel.open_below(self.button)
