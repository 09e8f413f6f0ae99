"""Everything that can be done, found by a few letters: Ctrl+K, Enter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.store.connection import casefold
from qualcode.core.translate import _
from qualcode.shell.keys import give_back
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px, small_font

_WIDTH: Final = 560
_ROW: Final = 32
_MOST_ROWS: Final = 10
_MOST_FOUND: Final = 60
#: how alike letters and a command's words must be, in per cent, where none begins with the other
_ALIKE: Final = 75
_COMMAND: Final = Qt.ItemDataRole.UserRole
#: the property of an action with other words, small and one by one, by which it is looked for
ALSO: Final = "also"


@dataclass(frozen=True)
class Command:
    """Something that can be done.

    Attributes:
        where: the menu it stands in, or what kind of thing it goes to.
        also: other words by which it is looked for, in both languages.
        why_not: why it can't be done now, in a sentence; empty if it can.
    """

    name: str
    where: str
    keys: str
    run: Callable[[], object]
    why_not: str = ""
    is_off: bool = False
    also: str = ""


def commands_of(bar: QMenuBar) -> list[Command]:
    """Every action in the menus, in their order; one that stands in two of them, once."""
    found: dict[QAction, Command] = {}
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu) and top.isVisible():
            for action, command in _commands_in(menu, _plain(top.text())):
                found.setdefault(action, command)
    return list(found.values())


def _commands_in(menu: QMenu, where: str) -> Iterator[tuple[QAction, Command]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if action.isVisible():
                yield from _commands_in(inner, f"{where} › {_plain(action.text())}")
        elif action.isVisible() and not action.isSeparator():
            yield action, _command(action, where)


def _command(action: QAction, where: str) -> Command:
    native = QKeySequence.SequenceFormat.NativeText
    return Command(
        _plain(action.text()),
        where,
        action.shortcut().toString(native),
        action.trigger,
        "" if action.isEnabled() else action.statusTip(),
        is_off=not action.isEnabled(),
        also=str(action.property(ALSO) or ""),
    )


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def fitting(commands: Sequence[Command], letters: str) -> list[Command]:
    """Those that the letters may mean, best first; what can't be done now comes last among equals."""
    from rapidfuzz import fuzz

    wanted = casefold(" ".join(letters.split())) or ""
    if not wanted:
        return list(commands)[:_MOST_FOUND]
    found = []
    for place, command in enumerate(commands):
        name = casefold(command.name) or ""
        fit = _fit(wanted, name, casefold(f"{command.where} {command.name}") or "")
        if fit is None and _begins_one(wanted, command.also):
            fit = 1
        if fit is None:
            alike = fuzz.partial_ratio(wanted, name)
            fit = 4 + (100 - alike) if alike >= _ALIKE and len(wanted) > 2 else None
        if fit is not None:
            found.append((fit, command.is_off, place, command))
    found.sort(key=lambda item: item[:3])
    return [command for *_order, command in found[:_MOST_FOUND]]


def _begins_one(wanted: str, words: str) -> bool:
    return any(word.startswith(wanted) for word in words.split())


def _fit(wanted: str, name: str, whole: str) -> float | None:
    if name.startswith(wanted):
        return 0
    if re.search(rf"\b{re.escape(wanted)}", name):
        return 1
    if wanted in name:
        return 2
    return 3 if all(re.search(rf"\b{re.escape(word)}", whole) for word in wanted.split()) else None


class _Commands(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Command] = []

    def set_rows(self, rows: list[Command]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @called_by_qt
    def rowCount(self, parent: Any = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @called_by_qt
    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.rows[index.row()]
        if role == _COMMAND:
            return command
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (command.name, command.where, command.keys, command.why_not)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return command.why_not or None
        return None


class _Row(QStyledItemDelegate):
    @called_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:  # noqa: ARG002
        return QSize(px(200), px(_ROW))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        theme = current_theme()
        command: Command = index.data(_COMMAND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(rect, px(6), px(6))
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        font, small = option.font, small_font()
        keys_width = QFontMetricsF(small).horizontalAdvance(command.keys)
        where_width = QFontMetricsF(small).horizontalAdvance(command.where)
        right = inner.right() - keys_width
        ink = theme.faint_ink if command.is_off else theme.ink
        name_width = QFontMetricsF(font).horizontalAdvance(command.name) + px(2)
        room = max(right - px(16) - inner.left(), 0)
        name = QRectF(inner.left(), inner.top(), min(name_width, room), inner.height())
        _text(painter, name, font, ink, command.name)
        left = room - name.width() - px(12)
        if left > px(30):
            where = QRectF(
                name.right() + px(12), inner.top(), min(where_width + 2, left), rect.height()
            )
            _text(painter, where, small, theme.soft_ink, command.where)
        keys = QRectF(right, inner.top(), keys_width + 2, inner.height())
        _text(painter, keys, small, theme.soft_ink, command.keys)
        painter.restore()


def _text(painter: QPainter, rect: QRectF, font: Any, ink: str, words: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class CommandPalette(QFrame):
    """Stands over the window while one types; whatever else one does, it goes."""

    def __init__(
        self,
        bar: QMenuBar,
        places: Callable[[], Sequence[Command]],
        parent: QWidget,
    ) -> None:
        """Args: places: what else can be gone to, such as documents."""
        super().__init__(parent)
        self._over = parent
        self._bar, self._places = bar, places
        self._commands: list[Command] = []
        self._before: QWidget | None = None
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Everything that can be done"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("What do you want to do? Type a few letters"))
        self.field.setAccessibleName(_("Letters of a command"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.model = _Commands(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Commands that fit"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("background: transparent;")
        self.list.clicked.connect(lambda _index: self._take())
        self.list.selectionModel().currentChanged.connect(lambda *_all: self._say_why_not())
        self.hint = QLabel(self)
        self.hint.setProperty("kind", "label")
        self.hint.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        for part in (self.field, self.list, self.hint):
            column.addWidget(part)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(32))
        shadow.setOffset(0, px(8))
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def open(self) -> None:
        """Come up with everything that can be done now."""
        if self.isVisible():
            self.close_palette()
            return
        window = self._over
        self._before = window.focusWidget()
        self._commands = [*commands_of(self._bar), *self._places()]
        width = min(px(_WIDTH), window.width() - px(24))
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, px(64))
        self.field.clear()
        self._find("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _find(self, letters: str) -> None:
        self.model.set_rows(fitting(self._commands, letters))
        shown = min(max(self.model.rowCount(), 1), _MOST_ROWS)
        room = self._over.height() - px(64 + 110)
        self.list.setFixedHeight(min(shown * px(_ROW) + 4, max(room, px(_ROW))))
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._say_why_not()

    def _fit(self) -> None:
        """As high as its rows and its words; the layout would have it as narrow as it can be."""
        margins = self._column.contentsMargins()
        self.hint.setFixedHeight(
            self.hint.heightForWidth(self.width() - margins.left() - margins.right())
        )
        self._column.activate()
        self.setFixedHeight(self._column.sizeHint().height())

    def _say_why_not(self) -> None:
        command = self._current()
        if command is None:
            self.hint.setText(_("Nothing is called so. Try another word."))
        elif command.why_not:
            self.hint.setText(command.why_not)
        else:
            self.hint.setText(_("↵ does it · ↑ ↓ choose · Esc goes back"))
        self._fit()

    def _current(self) -> Command | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _take(self) -> None:
        command = self._current()
        if command is None or command.is_off:
            return
        self.close_palette()
        command.run()

    def close_palette(self) -> None:
        """Go, and give the keys back."""
        before, self._before = self._before, None
        self.hide()
        give_back(before)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        elif watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._before = None
            self.hide()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif step := {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_MOST_ROWS,
            Qt.Key.Key_PageDown: _MOST_ROWS,
        }.get(Qt.Key(key)):
            rows = self.model.rowCount()
            if rows:
                now = self.list.currentIndex().row() + step
                now = now % rows if abs(step) == 1 else min(max(now, 0), rows - 1)
                self.list.setCurrentIndex(self.model.index(now, 0))
        else:
            return False
        return True
