"""The colours that a code can have: 24 that stay apart, and one's own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QGridLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import _
from qualcode.shell.disc import swatch_icon
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px

COLUMNS: Final = 6
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


class ColourGrid(QWidget):
    """Six columns of squares, each with its name; the arrows go between them.

    Signals: chosen(colour), as codes store it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Colours"))
        self.buttons: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(6), px(8), px(6))
        grid = QGridLayout()
        grid.setSpacing(px(2))
        for number, colour in enumerate(PALETTE):
            button = self._make_button(colour.light, colour.shown_name())
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
        column.addLayout(grid)
        self.own = QPushButton(_("Another colour…"), self)
        self.own.setProperty("kind", "flat")
        self.own.clicked.connect(self._ask_own)
        column.addWidget(self.own)

    def _make_button(self, colour: str, name: str) -> QToolButton:
        button = QToolButton(self)
        size = px(20)
        button.setIcon(swatch_icon(current_theme().code_colour(colour), size))
        button.setIconSize(QSize(size, size))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.chosen.emit(colour))
        self.buttons.append(button)
        return button

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in _STEPS and isinstance(focused, QToolButton):
            at = self.buttons.index(focused) + _STEPS[Qt.Key(event.key())]
            self.buttons[max(0, min(at, len(self.buttons) - 1))].setFocus()
            return
        super().keyPressEvent(event)

    def _ask_own(self) -> None:
        colour = QColorDialog.getColor(QColor(PALETTE[0].light), self.window(), _("Another colour"))
        if colour.isValid():
            self.chosen.emit(colour.name())


class ColourMenu(QMenu):
    """The grid as a menu. Signals: chosen(colour)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("&Colour"), parent)
        self.setAccessibleName(_("Colours"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        """Made anew each time: the theme may have changed."""
        self.clear()
        self.grid = ColourGrid(self)
        self.grid.chosen.connect(self._choose)
        item = QWidgetAction(self)
        item.setDefaultWidget(self.grid)
        self.addAction(item)
        self.grid.buttons[0].setFocus()

    def _choose(self, colour: str) -> None:
        self.close()
        self.chosen.emit(colour)
