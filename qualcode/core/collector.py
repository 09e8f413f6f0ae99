"""Python's collector of cyclic garbage, and when it only costs time."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

#: s; what can be made in so short a pause is looked through in some milliseconds. How much was made
#: is not to be known: the collector counts down again for older values that go.
_LONG: Final = 0.1


class _Pauses:
    """The pauses that go on, in whichever threads: there is one collector for all of them.

    Attributes: sets_aside: what is there after a long pause is not looked through then.
    """

    def __init__(self) -> None:
        self.sets_aside = False
        self._lock = threading.Lock()
        self._number = 0
        self._began = 0.0
        self._was_running = False
        self._is_due = False

    def begin(self) -> None:
        with self._lock:
            if not self._number:
                self._was_running = gc.isenabled()
                gc.disable()
                self._began = perf_counter()
            self._number += 1

    def end(self) -> None:
        with self._lock:
            self._number -= 1
            if self._number or not self._was_running:
                return
            if self.sets_aside and perf_counter() - self._began > _LONG:
                gc.freeze()
                self._is_due = True
            gc.enable()

    def collect(self) -> None:
        with self._lock:
            if self._number or not self._is_due:
                return
            self._is_due = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()


_pauses: Final = _Pauses()


@contextmanager
def collector_paused() -> Iterator[None]:
    """For a block that makes hundreds of thousands of values and no cycles.

    The collector would look through all of them again and again, a quarter of the time in all, and
    no other thread can go on meanwhile. Blocks may overlap, in one thread or in several: it runs
    again when the last one is over.
    """
    _pauses.begin()
    try:
        yield
    finally:
        _pauses.end()


def set_aside_after_pauses(*, wanted: bool = True) -> None:
    """For a program with a window, which would stand still for a tenth of a second or two when the
    first collection after a pause looks through all that it has left: that waits for
    `collect_what_was_set_aside`."""
    _pauses.sets_aside = wanted


def collect_what_was_set_aside() -> None:
    """Look through everything, if something was set aside; for when nobody waits. Nothing is done
    while a pause goes on."""
    _pauses.collect()
