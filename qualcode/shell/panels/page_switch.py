"""The switch in the top bar: one window, several pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

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
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for key, name, keys in pages:
            row.addWidget(self._make_button(key, name, keys))

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

    def show_current(self, key: str) -> None:
        """Which page is shown."""
        self.buttons[key].setChecked(True)

    @called_by_qt
    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """The arrows go from page to page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            buttons = list(self.buttons.values())
            if step and watched in buttons:
                button = buttons[(buttons.index(watched) + step) % len(buttons)]  # type: ignore[arg-type]
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.click()
                return True
        return super().eventFilter(watched, event)
