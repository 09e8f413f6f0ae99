"""Parts that take no room while there is nothing in them, and buttons that open them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.note_field import NoteField
from qualcode.shell.panels.painting import px


class PartField(NoteField):
    """A note that opens the part it stands in when it is given the keys.

    Signals:
        wanted(): somebody wants to write here.
    """

    wanted = Signal()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.wanted.emit()
        super().setFocus(reason)


class Fold(QWidget):
    """A label above a body. Seen while there is something in it, or it was opened to write there.

    Attributes:
        adder: the button that opens it; seen while the part is not.

    Signals:
        changed(): it was opened or closed.
    """

    changed = Signal()

    def __init__(self, name: str, body: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._body = body
        self._subject = ""
        self._is_open = False
        self.label = QLabel(name, self)
        self.label.setProperty("kind", "label")
        self.label.setBuddy(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(5))
        column.setSpacing(px(3))
        column.addWidget(self.label)
        column.addWidget(body)
        self.adder = self._make_adder()
        if isinstance(body, PartField):
            body.setAccessibleName(name)
            body.wanted.connect(self.open)

    def _make_adder(self) -> QPushButton:
        adder = QPushButton(_("+ {part}").format(part=self.name), self.parentWidget())
        adder.setProperty("kind", "chip")
        adder.setAccessibleName(_("Add: {part}").format(part=self.name))
        adder.clicked.connect(self._add)
        return adder

    def show_for(self, subject: str, *, is_empty: bool, can_write: bool) -> None:
        """What it is about now, and whether there is something in it."""
        if subject != self._subject:
            self._subject, self._is_open = subject, False
        seen = not is_empty or self._is_open or self._has_keys()
        self.setVisible(bool(subject) and seen)
        self.adder.setVisible(bool(subject) and not seen and can_write)

    def _has_keys(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def open(self) -> None:
        """Show it though there is nothing in it, until something else is looked at."""
        if self._subject and not self._is_open:
            self._is_open = True
            self.show()
            self.adder.hide()
            self.changed.emit()

    def _add(self) -> None:
        self.open()
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)


class Adders(QWidget):
    """The buttons that open parts, side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=px(5))

    def add(self, button: QPushButton) -> None:
        self._flow.addWidget(button)

    def wait(self) -> None:
        """Some will come or go; they are laid out at `fit`, once."""
        self._flow.setEnabled(False)

    def fit(self) -> None:
        """Some have come or gone."""
        self._flow.setEnabled(True)
        self._flow.invalidate()
        self.updateGeometry()
