"""The switch in the top bar: one window, several pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.theme import set_kind


class PageSwitch(QFrame):
    """Buttons side by side, of which one is down; where they have no room, one with a menu.

    Signals: chosen(key): the user wants that page.
    """

    chosen = Signal(str)

    def __init__(
        self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """Args: pages: of each its key, its name and the keys that show it."""
        super().__init__(parent)
        set_kind(self, "switch")
        self.setAccessibleName(_("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for key, name, keys in pages:
            row.addWidget(self._make_button(key, name, keys))
        self.menu_button = self._make_menu_button(pages)
        row.addWidget(self.menu_button)
        self.set_compact(compact=False)

    def _make_button(self, key: str, name: str, keys: str) -> QToolButton:
        made = QToolButton(self)
        made.setText(name)
        made.setAccessibleName(name)
        made.setToolTip(_("{name} ({keys})").format(name=name, keys=keys))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_kind(made, "page")
        made.clicked.connect(lambda: self.chosen.emit(key))
        made.installEventFilter(self)
        self._group.addButton(made)
        self.buttons[key] = made
        return made

    def _make_menu_button(self, pages: Sequence[tuple[str, str, str]]) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("menu", True)  # room for its arrow
        set_kind(made, "page")
        made.setAccessibleName(_("Pages"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(made)
        menu.setAccessibleName(_("Pages"))
        for key, name, keys in pages:
            chosen = menu.addAction(f"{name}\t{keys}")
            chosen.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        made.setMenu(menu)
        return made

    def show_current(self, key: str) -> None:
        """Which page is shown."""
        self.buttons[key].setChecked(True)
        self._name_menu_button()

    def _name_menu_button(self) -> None:
        shown = self._group.checkedButton()
        if shown is not None:
            self.menu_button.setText(shown.text())
            self.menu_button.setAccessibleName(_("Page: {name}").format(name=shown.text()))

    def set_compact(self, *, compact: bool) -> None:
        """Whether one button with a menu stands for all of them."""
        for button in self.buttons.values():
            button.setVisible(not compact)
        self.menu_button.setVisible(compact)

    def measure(self) -> int:
        """The width that all buttons side by side would need."""
        return 4 + sum(button.sizeHint().width() for button in self.buttons.values())

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go from page to page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            buttons = list(self.buttons.values())
            if step and isinstance(watched, QToolButton) and watched in buttons:
                button = buttons[(buttons.index(watched) + step) % len(buttons)]
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.click()
                return True
        return super().eventFilter(watched, event)
