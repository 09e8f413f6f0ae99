"""Somebody's hands: keys and the mouse, and nothing else, on whatever is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)

KEY = Qt.Key
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PATIENCE = 30_000  # ms; the rules of a language are read when they are first needed


class Hands:
    """Every key goes where a keyboard's would: to the widget that has the focus."""

    def __init__(self, qtbot, window: Callable[[], QWidget]) -> None:
        self._qtbot, self._window = qtbot, window

    def wait(self, for_it: Callable[[], object]) -> None:
        """Until something is so."""
        self._qtbot.waitUntil(lambda: bool(for_it()), timeout=PATIENCE)

    def _come_back(self) -> None:
        """When a dialog has gone a desktop gives the keys back to the window."""
        if QApplication.activeWindow() is None:
            self._window().activateWindow()
            self.wait(lambda: QApplication.activeWindow() is not None)

    def be_back(self) -> None:
        """In the window itself, with no dialog over it any more."""

        def is_back() -> bool:
            self._come_back()
            return self._window().isActiveWindow() and QApplication.activeModalWidget() is None

        self.wait(is_back)

    # Keys

    def focused(self) -> QWidget:
        """What has the keys."""
        self._come_back()
        self.wait(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def press(self, key: Qt.Key, modifiers=NONE, *, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(self.focused(), key, modifiers)

    def type(self, words: str) -> None:
        """Letter by letter; a letter may let another widget have the keys."""
        for letter in words:
            if letter.isascii():
                QTest.keyClick(self.focused(), letter)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self.focused(), QKeyEvent(kind, 0, NONE, letter))

    # The mouse

    def click(self, widget: QWidget, place: QPoint | None = None, button=LEFT, keys=NONE) -> None:
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        self._come_back()
        QTest.mouseClick(widget, button, keys, place or widget.rect().center())

    def click_twice(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(widget, LEFT, NONE, place)
        QTest.mouseDClick(widget, LEFT, NONE, place)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint, keys=NONE) -> None:
        """Within one widget, the button held."""
        QTest.mousePress(widget, LEFT, keys, start)
        for part in (0.2, 0.5, 0.8, 1.0):
            QTest.mouseMove(widget, start + (end - start) * part)
        QTest.mouseRelease(widget, LEFT, keys, end)

    def carry(self, source: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        """Drag and drop from one widget to another.

        Without a screen Qt begins to carry something and lets it fall at once. So it is picked up
        where it fell, and the target is told of it as it would be by a desktop.
        """
        before = set(source.window().findChildren(QDrag))
        QTest.mousePress(source, LEFT, NONE, start)
        QTest.qWait(2)
        for way in (3, 15, 40):
            QTest.mouseMove(source, start + QPoint(way, 2))
            if started := set(source.window().findChildren(QDrag)) - before:
                break
        else:
            raise AssertionError("nothing is carried")
        drag = started.pop()
        taken = self._let_fall(drag, target, end)
        QTest.mouseRelease(source, LEFT, NONE, start)
        assert taken, f"{target.parent().accessibleName()} takes nothing there"

    def _let_fall(self, drag: QDrag, target: QWidget, place: QPoint) -> bool:
        data, actions = drag.mimeData(), drag.supportedActions()
        enter = QDragEnterEvent(place, actions, data, LEFT, NONE)
        move = QDragMoveEvent(place, actions, data, LEFT, NONE)
        drop = QDropEvent(QPointF(place), actions, data, LEFT, NONE)
        for event in (enter, move, drop):
            QApplication.sendEvent(target, event)
            if not event.isAccepted():
                return False
        return True

    def turn_wheel(self, widget: QWidget, steps: int) -> None:
        """Down for a positive number of steps."""
        middle = QPointF(widget.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(widget.mapToGlobal(middle.toPoint())),
            QPoint(0, 0),
            QPoint(0, -120 * steps),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    # What comes up

    def choose(self, *words: str) -> None:
        """Take these in the menu that has come up, and in the menus within it."""
        for word in words:
            self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            menu = QApplication.activePopupWidget()
            action = next(a for a in menu.actions() if plain(a.text()).startswith(word))
            assert action.isEnabled(), f"{word}: {action.statusTip()}"
            place = menu.actionGeometry(action).center()
            QTest.mouseMove(menu, place)
            QTest.mouseClick(menu, LEFT, NONE, place)

    def press_menu(self, button: QWidget, *words: str) -> None:
        """Take something in the menu of a button."""
        self.click(button)
        self.choose(*words)

    def choose_in_bar(self, bar: QWidget, menu: str, *words: str) -> None:
        """Open a menu of the window by the mouse, and take something in it."""
        action = next(a for a in bar.actions() if plain(a.text()) == menu)
        QTest.mouseClick(bar, LEFT, NONE, bar.actionGeometry(action).center())
        self.choose(*words)

    def choose_in_box(self, box: QComboBox, words: str) -> None:
        """Go to an entry of a list that folds, by keys."""
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.press(KEY.Key_Home)
        for _step in range(box.count()):
            if box.currentText().startswith(words):
                return
            self.press(KEY.Key_Down)
        raise AssertionError(f"no {words} in the list")

    def choose_tab(self, bar: QTabBar, words: str) -> None:
        tabs = [plain(bar.tabText(number)) for number in range(bar.count())]
        self.click(bar, bar.tabRect(tabs.index(words)).center())

    def with_dialog(self, act: Callable[[QDialog], object]) -> None:
        """What is to be done with the next dialog that asks something."""

        def when_there() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not _has_keys(dialog):
                QTimer.singleShot(5, when_there)
                return
            try:
                act(dialog)
            except BaseException:
                dialog.reject()  # or nothing would ever go on
                raise

        QTimer.singleShot(0, when_there)

    def choose_files(self, *files: Path) -> None:
        """In the next dialog that asks for files."""
        self.with_dialog(lambda dialog: self._name_files(dialog, files))

    def _name_files(self, dialog: QDialog, files: tuple[Path, ...]) -> None:
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.setFocus()
        field.completer().setModel(None)  # it would come up over the button
        names = [str(file) for file in files]
        QTest.keyClick(field, KEY.Key_A, CONTROL)
        self.type(names[0] if len(names) == 1 else " ".join(f'"{name}"' for name in names))
        accept = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
        QTest.mouseClick(accept, LEFT)


def _has_keys(dialog: QDialog) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and dialog.isAncestorOf(focused)


def plain(words: str) -> str:
    """Without the sign of the key."""
    return words.replace("&", "")


def row_of(view: QAbstractItemView, words: str) -> QRect:
    """Where a row of a list or tree is, by what it says."""
    for index in _rows(view):
        if str(index.data()) == words:
            view.scrollTo(index)
            return view.visualRect(index)
    raise AssertionError(f"no row {words!r}")


def _rows(view: QAbstractItemView):
    waiting = [view.rootIndex()]
    model = view.model()
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield index
            waiting.append(index)
