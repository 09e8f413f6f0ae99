"""The small bar over the text in which letters are found as they are typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.icons import line_icon
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind

_FIELD: Final = 170
_LEAST_FIELD: Final = 60
_ICON: Final = 14
_MARGIN: Final = 10
_NEXT: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F3)
_KEYS: Final = (*_NEXT, Qt.Key.Key_Up, Qt.Key.Key_Escape)


class FindBar(QFrame):
    """Stands at the upper right of a text.

    Signals:
        written(text): something else is to be found.
        stepped(step): 1 for the next hit, -1 for the one before.
        everywhere_wanted(text): it is to be found everywhere.
        closed(): one is done.
    """

    written = Signal(str)
    stepped = Signal(int)
    everywhere_wanted = Signal(str)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Find in this text"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find in this text"))
        self.field.setAccessibleName(_("Find in this text"))
        self.field.textChanged.connect(self.written)
        self.field.installEventFilter(self)
        self._count = QLabel(self)
        set_kind(self._count, "label")
        self.previous = self._button("chevron-up", _("Previous hit (Ctrl+Shift+G)"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next = self._button("chevron-down", _("Next hit (Ctrl+G)"))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.everywhere = QPushButton(_("In all texts"), self)
        set_kind(self.everywhere, "link")
        self.everywhere.setToolTip(_("Find it everywhere (Ctrl+F)"))
        self.everywhere.setAccessibleName(_("Find everywhere"))
        self.everywhere.clicked.connect(lambda: self.everywhere_wanted.emit(self.field.text()))
        self._cross = self._button("close", _("Close (Esc)"))
        self._cross.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(6), px(6), px(6))
        row.setSpacing(px(4))
        parts = (self.field, self._count, self.previous, self.next, self.everywhere, self._cross)
        for part in parts:
            row.addWidget(part)
        self.setFocusProxy(self.field)
        over.installEventFilter(self)
        self.dress()
        self.hide()

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def dress(self) -> None:
        """In the colours and the size of now."""
        self.field.setMinimumWidth(px(_LEAST_FIELD))
        self.field.setMaximumWidth(px(_FIELD))
        for button in (self.previous, self.next, self._cross):
            icon = line_icon(button.property("icon_name"), current_theme(), px(_ICON))
            button.setIcon(icon)
            button.setIconSize(QSize(px(_ICON), px(_ICON)))

    def open_bar(self, text: str = "") -> None:
        """Show it, with these letters if there are any, and let it have the keys."""
        if text:
            self.field.setText(text)
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.written.emit(self.field.text())

    def close_bar(self) -> None:
        """Find nothing more."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def show_count(self, number: int, of: int) -> None:
        """The current hit is this one, from 1, of so many; 0 for none."""
        if not self.field.text().strip():
            told = ""
        elif not of:
            told = _("Not found")
        elif not number:
            told = str(of)
        else:
            told = _("{number} of {count}").format(number=number, count=of)
        self._count.setText(told)
        self._count.setAccessibleName(told)
        for button in (self.previous, self.next):
            button.setEnabled(of > 0)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.width() - 2 * px(_MARGIN)
        self.resize(min(self.sizeHint().width(), room), self.sizeHint().height())
        self.move(self._over.width() - self.width() - 2 * px(_MARGIN), px(_MARGIN))

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if _is_find_everywhere(event):
            self.everywhere_wanted.emit(self.field.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _NEXT:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        else:
            return False
        return True

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_cross"):
            self.dress()


def _is_own(event: QKeyEvent) -> bool:
    """Whether the keys mean something here, whatever they mean in the text."""
    return event.key() in _KEYS or _is_find_everywhere(event)


def is_find(event: QKeyEvent) -> bool:
    """Whether the keys are those that find."""
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_find_everywhere(event: QKeyEvent) -> bool:
    """Whether the keys are those that find everywhere; with the bar open, also those that find."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return is_find(event) or (event.key() == Qt.Key.Key_F and event.modifiers() == both)
