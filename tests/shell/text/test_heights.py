from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.shell.text.heights import Heights

SOME = st.lists(st.integers(1, 50), min_size=1, max_size=400)


@given(SOME, st.data())
def test_tops_are_the_sums_of_what_precedes_also_after_a_change(values, data):
    heights = Heights(values)
    changed = data.draw(st.integers(0, len(values) - 1))
    heights[changed] = values[changed] = 99
    tops = [0, *accumulate(values)]
    assert [heights.top(i) for i in range(len(values))] == pytest.approx(tops[:-1])
    assert heights.total == pytest.approx(tops[-1])


@given(SOME)
def test_the_block_at_its_own_top_and_just_before_its_end(values):
    heights = Heights(values)
    for number in range(len(values)):
        top = heights.top(number)
        assert heights.at(top) == heights.at(top + values[number] - 0.5) == number


def test_outside_is_the_first_or_the_last_block():
    heights = Heights([10, 10, 10])
    assert (heights.at(-5), heights.at(500)) == (0, 2)
