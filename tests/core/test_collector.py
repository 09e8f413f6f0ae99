"""The collector of cyclic garbage is paused, in several threads at once, and what is left waits."""

import gc
import threading
import weakref
from itertools import count

import pytest

from qualcode.core import collector
from qualcode.core.collector import (
    collect_what_was_set_aside,
    collector_paused,
    set_aside_after_pauses,
)


@pytest.fixture
def setting_aside(monkeypatch):
    now = count(step=10)
    monkeypatch.setattr(collector, "perf_counter", lambda: next(now))
    gc.collect()
    set_aside_after_pauses()
    yield
    set_aside_after_pauses(wanted=False)
    gc.unfreeze()


class Knot:
    """Refers to itself."""

    def __init__(self):
        self.itself = self


def test_it_runs_again_when_the_last_of_several_pauses_is_over():
    first, second = collector_paused(), collector_paused()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)  # as in another thread, which began earlier
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_it_stays_off_for_who_has_turned_it_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_runs_again_after_an_error_in_a_thread():
    def fail():
        with pytest.raises(ValueError, match="broken"), collector_paused():
            raise ValueError("broken")

    thread = threading.Thread(target=fail)
    with collector_paused():
        thread.start()
        thread.join()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_a_pause_leaves_is_not_looked_through_at_once_but_when_nobody_waits(setting_aside):
    with collector_paused():
        kept = [[number] for number in range(1000)]
        knot = weakref.ref(Knot())
    assert gc.get_freeze_count() >= len(kept)
    gc.collect()
    assert knot() is not None
    with collector_paused():
        collect_what_was_set_aside()
        assert knot() is not None
    collect_what_was_set_aside()
    assert knot() is None


def test_a_short_pause_sets_nothing_aside(setting_aside, monkeypatch):
    monkeypatch.setattr(collector, "perf_counter", lambda: 0.0)
    before = gc.get_freeze_count()
    with collector_paused():
        few = [[number] for number in range(100)]
    assert len(few) == 100 and gc.get_freeze_count() == before


def test_nothing_is_set_aside_unasked(setting_aside):
    set_aside_after_pauses(wanted=False)
    before = gc.get_freeze_count()
    with collector_paused():
        kept = [[number] for number in range(1000)]
    assert len(kept) == 1000 and gc.get_freeze_count() == before
