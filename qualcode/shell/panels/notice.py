"""A small tinted note above the page: what was refused, what was written. Never a dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.keys import give_back
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.having_keys import has_keys
from qualcode.shell.theme import set_kind

#: px between a note that passes and the edges of what it lies over
_PASSING_EDGE: Final = 16
#: ms that it is shown: long enough to read a sentence twice and to reach its button
_PASSES_AFTER: Final = 8_000


@dataclass(frozen=True)
class Step:
    """Something to do about it, as a button in the note."""

    text: str
    run: Callable[[], object]


class Notice(QFrame):
    """One note at a time; a newer one takes the place of an older. Screen readers say it."""

    def __init__(self, parent: QWidget | None = None, *, can_close: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName(_("Note"))
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(self)
        self._close.setText("×")
        self._close.setToolTip(_("Close the note"))
        self._close.setAccessibleName(_("Close the note"))
        self._close.clicked.connect(self.clear)
        self._close.setVisible(can_close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 5, 8, 5)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._buttons: list[QPushButton] = []
        self._before: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._keys_moved)  # type: ignore[union-attr]
        if can_close:
            leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
            leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            leave.activated.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        return self._buttons

    def warn(self, text: str, *steps: Step) -> None:
        """Something could not be done, or wants care."""
        self._show("warning", text, steps)

    def tell(self, text: str, *steps: Step) -> None:
        """Something was done."""
        self._show("told", text, steps)

    def clear(self) -> None:
        """Go; the keys, if it has them, go back to where they were."""
        had_keys = has_keys(self)
        self._text.clear()
        self.hide()
        if had_keys:
            give_back(self._before)
        self._drop_buttons()

    def _keys_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and before is not None:
            self._before = self._before if self.isAncestorOf(before) else before

    def _show(self, kind: str, text: str, steps: Sequence[Step]) -> None:
        if has_keys(self):
            give_back(self._before)
        self._drop_buttons()
        set_kind(self, f"note-{kind}")
        set_kind(self._text, "warned" if kind == "warning" else "")
        self._text.setText(text)
        self._text.setAccessibleName(text)
        for step in steps:
            self._add_button(step)
        self.show()
        self._announce(text)

    def _add_button(self, step: Step) -> None:
        button = QPushButton(step.text, self)
        button.setAccessibleName(step.text.replace("&", ""))
        set_kind(button, "chip")
        button.clicked.connect(lambda _checked=False: step.run())
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons.append(button)

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


class PassingNotice(Notice):
    """A note that lies over the foot of its parent, so that nothing moves when it comes or goes.

    It goes by itself after a while, but not from under the pointer or the keys.

    Attributes: passes: the clock.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.passes = QTimer(self, interval=_PASSES_AFTER, singleShot=True)
        self.passes.timeout.connect(self._pass)
        self.setObjectName("passing")
        parent.installEventFilter(self)

    def _show(self, kind: str, text: str, steps: Sequence[Step]) -> None:
        super()._show(kind, text, steps)
        self._place()
        self.raise_()
        self.passes.start()

    def clear(self) -> None:
        self.passes.stop()
        super().clear()

    def _pass(self) -> None:
        if self.underMouse() or has_keys(self):
            self.passes.start()
        else:
            self.clear()

    def _place(self) -> None:
        room = self._over.rect().adjusted(_PASSING_EDGE, 0, -_PASSING_EDGE, -_PASSING_EDGE)
        self._text.setWordWrap(False)
        self._text.setWordWrap(self.sizeHint().width() > room.width())
        width = min(self.sizeHint().width(), room.width())
        height = max(self._row.totalHeightForWidth(width), self.sizeHint().height())
        self.setGeometry(room.center().x() - width // 2, room.bottom() - height, width, height)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
