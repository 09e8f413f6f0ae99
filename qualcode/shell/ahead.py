"""Loads ahead, while nobody waits, what the window leaves aside until it is needed.

The start is quick because it loads nothing that only some pages and dialogs need; without this the
first opening of each would be slow instead. What has no Qt is loaded in a thread. Qt's classes may
only be made in the window's own thread: the rest is loaded there, a module or a few at a time, in
the order in which they need each other.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from qualcode.core.collector import collector_paused
from qualcode.shell.windows.pages import DRAWERS, PAGES

#: ms; the window comes first
_PATIENCE: Final = 400
#: s and ms; so much of its time is taken from the window at once, and so often
_SLICE, _EVERY = 0.004, 15
#: The parts of the team's page; their own list is not to be loaded at the start.
_TEAM: Final = ("evaluators", "hand_out", "merging.part", "agreement", "reconcile")
#: What is opened most often, and what it needs is needed by nearly all else.
DOORS: Final = (
    "qualcode.shell.dialogs.import_dialog",
    "qualcode.shell.dialogs.survey_dialog",
    *(place.maker.partition(":")[0] for place in (*PAGES, *DRAWERS)),
    *(f"qualcode.shell.pages.team.{part}" for part in _TEAM),
    "qualcode.shell.dialogs.export_dialog",
    "qualcode.shell.panels.command_palette",
)
_OURS: Final = "qualcode."
_WITHOUT_QT: Final = "qualcode.core."


class Ahead(QObject):
    """Loads modules, and all that they need, once.

    Signals:
        ordered(names): what is left to be loaded in the window's thread; those first that others
            need.
        over(): everything is loaded.
    """

    ordered = Signal(list)
    over = Signal()

    def __init__(self, doors: Iterable[str] = DOORS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = tuple(doors)
        self._left: list[str] = []
        self._stopped = threading.Event()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._load_some)
        self.ordered.connect(self._take)
        QTimer.singleShot(_PATIENCE, self, self.begin)

    def begin(self) -> None:
        """Begin now."""
        threading.Thread(target=self._load_without_qt, name="ahead").start()

    def stop(self) -> None:
        """Load no more: the program ends."""
        self._stopped.set()
        self._timer.stop()

    def _load_without_qt(self) -> None:
        names = in_order(self._doors)
        for name in names:
            if self._stopped.is_set():
                return
            if name.startswith(_WITHOUT_QT):
                import_module(name)
        self.ordered.emit([name for name in names if not name.startswith(_WITHOUT_QT)])

    def _take(self, names: list[str]) -> None:
        if not self._stopped.is_set():
            self._left = names[::-1]
            self._timer.start()

    def _load_some(self) -> None:
        end = perf_counter() + _SLICE
        with collector_paused():
            while self._left and perf_counter() < end:
                import_module(self._left.pop())
        if not self._left:
            self._timer.stop()
            self.over.emit()


def in_order(doors: Iterable[str]) -> list[str]:
    """Our modules that are not loaded yet and that these need, each after those that it needs."""
    found: dict[str, None] = {}
    seen = set(sys.modules)

    def visit(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        spec = _spec(name)
        if spec is None:
            return
        visit(name.rpartition(".")[0])
        for needed in _needed_by(spec):
            visit(needed)
        found[name] = None

    for door in doors:
        visit(door)
    return list(found)


@cache
def _spec(name: str) -> ModuleSpec | None:
    """Where a module of ours is. Nothing is loaded for it, as `importlib.util` would do."""
    package, _, _own = name.rpartition(".")
    if not package:
        return PathFinder.find_spec(name)
    parent = _spec(package)
    places = parent.submodule_search_locations if parent else None
    return PathFinder.find_spec(name, list(places)) if places else None


def _needed_by(spec: ModuleSpec) -> Iterator[str]:
    """The modules that one imports when it is loaded, and some names that are no modules."""
    code = spec.loader.get_code(spec.name) if spec.loader else None  # type: ignore[attr-defined]
    if code is None:
        return
    within = [part for const in code.co_consts if isinstance(const, tuple) for part in const]
    for name in code.co_names:
        if name.startswith(_OURS):
            yield name
            package = _spec(name)
            if package is not None and package.submodule_search_locations:
                yield from (f"{name}.{part}" for part in within if isinstance(part, str))
