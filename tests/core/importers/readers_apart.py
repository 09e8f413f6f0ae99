"""Readers that misbehave, for a process of their own to run."""

import os
import time
from collections.abc import Callable

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.transcript import Reading, Removal

Alive = Callable[[], None]


def good(data: bytes, file_name: str, alive: Alive) -> Reading:
    alive()
    text = f"{file_name}: {data.decode()}"
    return Reading(text, notes=("a", "b"), pages=(0, 3), removals=(Removal(0, 2, "header"),))


def refusing(data: bytes, file_name: str, alive: Alive) -> Reading:
    from qualcode.core.translate import _

    raise ImportRefused(_("There is no text in “{file}”, so there is nothing to code."))


def hanging(data: bytes, file_name: str, alive: Alive) -> Reading:
    alive()
    time.sleep(60)
    raise AssertionError


def slow_but_alive(data: bytes, file_name: str, alive: Alive) -> Reading:
    for _ in range(20):
        time.sleep(0.2)
        alive()
    return Reading("done")


def crashing(data: bytes, file_name: str, alive: Alive) -> Reading:
    os.abort()


def swelling(data: bytes, file_name: str, alive: Alive) -> Reading:
    return Reading(str(len(bytearray(2_000_000_000))))


def wrong(data: bytes, file_name: str, alive: Alive) -> Reading:
    raise KeyError(data.decode())
