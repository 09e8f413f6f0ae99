"""Making actions alike: text, key and a tip for the status bar."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Shortcut = str | QKeySequence.StandardKey


def action(
    parent: QObject,
    text: str,
    run: Callable[[], object],
    *,
    shortcut: Shortcut | Iterable[Shortcut] = (),
    tip: str = "",
    role: QAction.MenuRole = QAction.MenuRole.NoRole,
) -> QAction:
    """An action that calls `run`. The role says where macOS shows it."""
    made = QAction(text, parent)
    keys = [shortcut] if isinstance(shortcut, str | QKeySequence.StandardKey) else list(shortcut)
    made.setShortcuts([QKeySequence(key) for key in keys])
    made.setStatusTip(tip)
    made.setMenuRole(role)
    made.triggered.connect(lambda _checked=False: run())
    return made


def choice(parent: QObject, text: str, run: Callable[[], object], *, tip: str = "") -> QAction:
    """An action that can be chosen among others: put it into a QActionGroup."""
    made = action(parent, text, run, tip=tip)
    made.setCheckable(True)
    return made


def fill(menu: QMenu, actions: Iterable[QAction | QMenu | None]) -> None:
    """Put actions and menus into a menu; None is a separator."""
    for item in actions:
        if item is None:
            menu.addSeparator()
        elif isinstance(item, QMenu):
            menu.addMenu(item)
        else:
            menu.addAction(item)


def plain(text: str) -> str:
    """A user's words within a menu's text, where & would mark a key."""
    return text.replace("&", "&&")


def enable(which: QAction, why_not: str) -> None:
    """Enable an action, or disable it and let the status bar say why."""
    if which.property("tip") is None:
        which.setProperty("tip", which.statusTip())
    which.setEnabled(not why_not)
    which.setStatusTip(why_not or which.property("tip"))
