"""One of a few, or none: small buttons side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px


class ChoiceRow(QWidget):
    """A click on the chosen one takes it back.

    Signals:
        chosen(value): another one was chosen by hand; None for none.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Mapping[Any, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value: Any = None
        self.buttons: dict[Any, QPushButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self, spacing=px(5))
        for value, text in choices.items():
            self.buttons[value] = self._make(value, text)
            flow.addWidget(self.buttons[value])
        self.setFocusProxy(next(iter(self.buttons.values())))

    def _make(self, value: Any, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "choice")
        button.setCheckable(True)
        button.setAccessibleName(f"{self.accessibleName()}: {text}")
        button.clicked.connect(lambda checked: self._take(value if checked else None))
        return button

    @property
    def value(self) -> Any:
        """The one that is chosen, or None."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show which one is chosen."""
        self._value = value
        for own, button in self.buttons.items():
            button.setChecked(own == value)

    def _take(self, value: Any) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from one to the next."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        buttons = list(self.buttons.values())
        focused = [number for number, button in enumerate(buttons) if button.hasFocus()]
        if focused and event.key() in steps:
            target = focused[0] + steps[Qt.Key(event.key())]
            buttons[max(0, min(target, len(buttons) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
