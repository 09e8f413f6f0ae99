import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from qualcode.core import ids
from qualcode.core.ids import new_id


def test_an_id_is_a_uuid_of_version_7():
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert str(made) == str(made).lower()


def test_an_id_begins_with_the_time_in_milliseconds():
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id()).int >> 80
    assert before <= made <= time.time_ns() // 1_000_000 + 100


def test_ids_sort_as_they_were_made():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_ids_sort_as_they_were_made_when_the_clock_goes_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert [first, *(made := [new_id() for _ in range(5000)])] == sorted([first, *made])


def test_ids_of_several_threads_are_all_different_and_in_order_within_each():
    together = threading.Barrier(8)

    def make(_number):
        together.wait()
        return [new_id() for _ in range(3000)]

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(8)))
    assert all(one == sorted(one) for one in made)
    assert len({one for each in made for one in each}) == 8 * 3000


def test_the_end_of_an_id_is_random():
    assert len({new_id()[19:] for _ in range(100)}) == 100
