"""Python's collector of cyclic garbage, and when it only costs time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """For a block that makes hundreds of thousands of values and no cycles.

    The collector would look through all of them again and again, a quarter of the time in all.
    Blocks in several threads may overlap: the last one that found it running starts it again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
