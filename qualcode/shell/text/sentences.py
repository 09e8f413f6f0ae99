"""The rules of sentences, made ready beside the window: they take a second to be read in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from qualcode.core.analysis.language import warm_up

#: ms between two looks whether they are ready
_PATIENCE: Final = 20


class Sentences(QObject):
    """Runs what needs sentences at once, or as soon as the rules of the language are there.

    A plain thread, for it touches nothing of the window and may outlive it; the program waits for
    it at its end.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ready: set[str] = set()
        self._thread: threading.Thread | None = None
        self._language = ""
        self._waiting: list[tuple[str, Callable[[], None]]] = []
        self._timer = QTimer(self, interval=_PATIENCE)
        self._timer.timeout.connect(self._look)

    def warm(self, language: str) -> None:
        """Have the rules of a language ready soon."""
        self.when_ready(language, _nothing)

    def is_ready(self, language: str) -> bool:
        """Whether nothing has to be waited for."""
        return language in self._ready

    def when_ready(self, language: str, run: Callable[[], None]) -> None:
        """Call this now, or when the rules of the language are ready."""
        if language in self._ready:
            run()
            return
        self._waiting.append((language, run))
        self._start_next()

    def _start_next(self) -> None:
        if self._thread is None and self._waiting:
            self._language = self._waiting[0][0]
            self._thread = threading.Thread(target=warm_up, args=(self._language,))
            self._thread.start()
            self._timer.start()

    def _look(self) -> None:
        if self._thread is None or self._thread.is_alive():
            return
        self._ready.add(self._language)
        self._thread = None
        self._timer.stop()
        now = [run for language, run in self._waiting if language == self._language]
        self._waiting = [other for other in self._waiting if other[0] != self._language]
        for run in now:
            run()
        self._start_next()


def _nothing() -> None:
    pass
