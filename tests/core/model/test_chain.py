"""Where a code and what is above it stand, from code to theme."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.ids import CodeId, CoderId
from qualcode.core.model import LEVELS, Code
from qualcode.core.model.chain import chain


def codebook(*levels):
    """Codes `0`, `1` … from the bottom up, each under the next, with these levels."""
    return {
        CodeId(str(at)): Code(
            *(CodeId(str(at)), f"Code {at}", CodeId(str(at + 1)) if at + 1 < len(levels) else None),
            *(0, "#000000", level, None, None, None, None, "", CoderId("")),
        )
        for at, level in enumerate(levels)
    }


def places(*levels):
    return chain(CodeId("0"), codebook(*levels)).places


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("code",), ("0", None, None, None)),
        (("code", "sub-category", "category", "theme"), ("0", "1", "2", "3")),
        (("code", "category"), ("0", None, "1", None)),
        (("code", "theme"), ("0", None, None, "1")),
        (("sub-category", "category"), (None, "0", "1", None)),
        (("category",), (None, None, "0", None)),
        (("theme",), (None, None, None, "0")),
        (("code", "code"), ("0", None, "1", None)),
        (("code", "code", "code"), ("0", "1", "2", None)),
        (("code", "code", "code", "code"), ("0", "1", "2", "3")),
        (("code", "code", "code", "code", "code"), ("0", "1", "2", "3")),
        (("code", "code", "category"), ("0", "1", "2", None)),
        (("code", "code", "theme"), ("0", None, "1", "2")),
        (("code", "code", "code", "theme"), ("0", "1", "2", "3")),
        (("code", "code", "sub-category"), ("0", "2", None, None)),
        (("sub-category", "code", "theme"), (None, "0", "1", "2")),
        (("code", "theme", "category"), ("0", None, None, "1")),
        (("category", "category"), (None, None, "0", "1")),
    ],
)
def test_a_code_and_those_above_it_have_these_places(levels, expected):
    assert places(*levels) == expected


def test_a_level_that_is_not_said_is_told_apart():
    assert chain(CodeId("0"), codebook("code", "code", "theme")).unsaid == {2}
    assert chain(CodeId("0"), codebook("code", "category", "theme")).unsaid == frozenset()


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=7))
def test_no_code_stands_twice_nor_out_of_the_order_of_the_tree(levels):
    found = [int(one) for one in places(*levels) if one is not None]
    assert found == sorted(set(found))
    assert places(*levels)[LEVELS.index(levels[0])] == "0"


def test_what_says_its_level_in_order_always_stands_at_it():
    for number in range(1, 5):
        for levels in itertools.combinations(LEVELS, number):
            said = [one for one in places(*levels) if one is not None]
            assert said == [str(at) for at in range(number)]
            assert [LEVELS[at] for at, one in enumerate(places(*levels)) if one] == list(levels)


def test_what_moves_is_the_nearest_below_and_a_new_one_stands_under_the_nearest_above():
    found = chain(CodeId("0"), codebook("code", "sub-category", "theme"))
    assert found.below(2) == "1"
    assert found.below(1) == "0"
    assert found.above(2) == "2"
    assert found.below(0) is None
