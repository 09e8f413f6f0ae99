"""A short way round the window: a card beside one part after the other. Work can go on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind

_WIDTH: Final = 330
_GAP: Final = 12
_EDGE: Final = 3


@dataclass(frozen=True)
class Stop:
    """A part of the window, and what to know of it.

    Attributes:
        part: gives the widget now, or None where it is not to be seen; then the stop is passed.
    """

    part: Callable[[], QWidget | None]
    title: str
    words: str


class _Frame(QWidget):
    """A line around the part that is spoken of. The mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @called_by_qt
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().accent), px(_EDGE)))
        inset = px(_EDGE)
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), px(8), px(8))
        painter.end()


class Tour(QFrame):
    """Signals: over(): it came to its end, or was left."""

    over = Signal()

    def __init__(self, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._stops = list(stops)
        self._at = -1
        set_kind(self, "popup")
        self.setAccessibleName(_("Tour"))
        self._frame = _Frame(window)
        self._frame.hide()
        self.title = QLabel(self)
        set_kind(self.title, "heading")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self._count = QLabel(self)
        set_kind(self._count, "label")
        self.skip = QPushButton(_("&Skip the tour"), self)
        set_kind(self.skip, "flat")
        self.back = QPushButton(_("&Back"), self)
        self.next = QPushButton(self)
        set_kind(self.next, "primary")
        for button in (self.skip, self.back, self.next):
            button.setAutoDefault(True)  # Enter presses it, as it does in a dialog
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self._arrange()
        window.installEventFilter(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._place)
        self.hide()

    def _arrange(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(12), px(10))
        column.setSpacing(px(8))
        for label in (self.title, self.words, self._count):
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column.addLayout(buttons)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(32))
        shadow.setOffset(0, px(8))
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)

    def start(self) -> None:
        """Begin at the first part that is to be seen."""
        self._at = -1
        self._go(1)

    def _go(self, step: int) -> None:
        at = self._at + step
        while 0 <= at < len(self._stops) and _seen(self._stops[at]) is None:
            at += step
        if at >= len(self._stops):
            self.end()
            return
        if at < 0:
            return
        self._at = at
        stop = self._stops[at]
        self.title.setText(stop.title)
        self.words.setText(stop.words)
        self._count.setText(_("{number} of {all}").format(number=at + 1, all=len(self._stops)))
        first = all(_seen(before) is None for before in self._stops[:at])
        last = all(_seen(after) is None for after in self._stops[at + 1 :])
        self.back.setEnabled(not first)
        self.next.setText(_("D&one") if last else _("&Next"))
        self.skip.setVisible(not last)
        self.setAccessibleDescription(f"{stop.title}. {stop.words}")
        self.show()
        self._place()
        self.next.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        part = _seen(self._stops[self._at]) if self._at >= 0 else None
        if part is None or not self.isVisible():
            return
        window = self._over
        target = QRect(part.mapTo(window, QPoint(0, 0)), part.size()).intersected(window.rect())
        self._frame.setGeometry(target)
        self._frame.show()
        self._frame.raise_()
        width = min(px(_WIDTH), window.width() - 2 * px(_GAP))
        self.setFixedWidth(width)
        margins = self._column.contentsMargins()
        room = width - margins.left() - margins.right() - 2 * self.frameWidth()
        self.words.setFixedHeight(self.words.heightForWidth(room))
        self.adjustSize()
        self.move(_beside(target, self.size().width(), self.size().height(), window.rect()))
        self.raise_()

    def end(self) -> None:
        """Leave, wherever it is."""
        if self._at < 0:
            return
        self._at = -1
        self._frame.hide()
        self.hide()
        self.over.emit()

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._later.start(0)  # when its parts have their new places
        return super().eventFilter(watched, event)


def _seen(stop: Stop) -> QWidget | None:
    part = stop.part()
    return part if part is not None and part.isVisible() else None


def _beside(target: QRect, width: int, height: int, window: QRect) -> QPoint:
    """To the right of the part, else to its left, else below, else within it; always in the window."""
    gap = px(_GAP)
    if target.right() + gap + width <= window.right():
        place = QPoint(target.right() + gap, target.top() + gap)
    elif target.left() - gap - width >= window.left():
        place = QPoint(target.left() - gap - width, target.top() + gap)
    elif target.bottom() + gap + height <= window.bottom():
        place = QPoint(target.left() + gap, target.bottom() + gap)
    else:
        place = QPoint(target.center().x() - width // 2, target.bottom() - height - 3 * gap)
    return QPoint(
        min(max(place.x(), gap), max(window.width() - width - gap, gap)),
        min(max(place.y(), gap), max(window.height() - height - gap, gap)),
    )
