"""Which rows are the same thing: sets of ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.merge.same import Same

IDS = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(IDS, IDS)), st.sets(IDS))
def test_each_is_known_by_the_lowest_of_those_it_was_joined_with(pairs, gone):
    same, sets = Same(), {one: {one} for one in "abcdefgh"}
    for one, other in pairs:
        same.join("codes", one, other)
        both = sets[one] | sets[other]
        sets.update(dict.fromkeys(both, both))
    for one in sets:
        assert same.of(one) == same.firm_of(one) == min(sets[one])
        assert same.members(one) == sorted(sets[one])
    assert same.sets() == {min(ids): sorted(ids) for ids in sets.values() if len(ids) > 1}
    same.without(gone)
    for one in sets.keys() - gone:
        assert same.members(one) == sorted(sets[one] - gone)


@pytest.mark.timeout(60)
def test_a_survey_of_thousands_who_are_the_same_is_no_slower_for_each_of_them():
    """As two who took in the same survey find of every row: some milliseconds, or many minutes if
    each question went through all of them."""
    same = Same()
    for number in range(40_000):
        same.join("persons", f"a{number}", f"b{number}")
    assert not any(same.is_doubted(f"b{number}") for number in range(40_000))
