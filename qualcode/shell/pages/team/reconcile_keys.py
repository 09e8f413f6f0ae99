"""Digits and letters by which one walks through disagreements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from qualcode.shell.pages.team.reconcile_place import BOTH, LATER_KEY, REOPEN, PlacePanel
from qualcode.shell.pages.team.reconcile_side import ReconcileSide
from qualcode.shell.pages.team.reconcile_text import ReconcileText

COMMENT, NEXT, BACK = "C", "N", "P"
_MOST_DIGITS: Final = 9


def make_keys(
    side: ReconcileSide,
    text: ReconcileText,
    place: PlacePanel,
    *,
    leave_text: Callable[[], object],
    write: Callable[[], object],
) -> None:
    """They act while one is in the list, in a table or in the text, not while one writes."""
    keys: dict[str, Callable[[], object]] = {
        BOTH: partial(_press, place.both),
        LATER_KEY: partial(_press, place.later_button),
        REOPEN: partial(_press, place.reopen),
        COMMENT: write,
        NEXT: partial(side.step, 1),
        BACK: partial(side.step, -1),
    }
    for number in range(1, _MOST_DIGITS + 1):
        keys[str(number)] = partial(place.take, number)
    reader = text.reader
    for within in (side.list, side.table, reader):
        for key, run in keys.items():
            _key(key, within, run)
    _key(Qt.Key.Key_Escape, reader, leave_text)
    for enter in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        _key(enter, reader, text.pointing.point_at_caret)
    _key(Qt.Key.Key_Escape, place.comment, side.list.setFocus)


def _press(button: QAbstractButton) -> None:
    """A key does what a button does that is shown, and nothing else."""
    if button.isVisible():
        button.click()


def _key(key: str | Qt.Key, within: QWidget, run: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(key), within)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(run)
