from hypothesis import given
from hypothesis import strategies as st

from qualcode.shell.text.intervals import Intervals

RANGES = st.tuples(st.integers(0, 5000), st.integers(1, 3000)).map(lambda t: (t[0], t[0] + t[1]))


@given(st.lists(RANGES, max_size=40), RANGES)
def test_touching_finds_what_a_plain_search_finds(spans, wanted):
    intervals = Intervals()
    for key, span in enumerate(spans):
        intervals.add(key, *span)
    plain = {k for k, (s, e) in enumerate(spans) if s < wanted[1] and wanted[0] < e}
    assert set(intervals.touching(*wanted)) == plain


@given(st.lists(RANGES, min_size=1, max_size=20), st.data())
def test_a_removed_range_is_not_found(spans, data):
    intervals = Intervals()
    for key, span in enumerate(spans):
        intervals.add(key, *span)
    gone = data.draw(st.integers(0, len(spans) - 1))
    intervals.remove(gone)
    assert set(intervals.touching(0, 10_000)) == set(range(len(spans))) - {gone}


def test_a_key_added_again_has_moved():
    intervals = Intervals()
    intervals.add("a", 0, 10)
    intervals.add("a", 1000, 1010)
    assert not list(intervals.touching(0, 500))
    assert list(intervals.touching(1005, 1006)) == ["a"]


def test_ranges_that_only_touch_do_not_share_a_character():
    intervals = Intervals()
    intervals.add("a", 5, 10)
    assert not list(intervals.touching(10, 12))
    assert not list(intervals.touching(0, 5))
