import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.analysis.agreement import unitising
from qualcode.core.analysis.agreement.compare import compare
from qualcode.core.analysis.agreement.counting import presence
from tests.core.analysis.agreement.brute import LENGTH, grid, marks_of, spans


def overall(found, **options):
    coefficients = compare(marks_of(found, **options)).overall.coefficients
    return {name: coefficients[name].value for name in ("u_alpha", "binary_u_alpha", "cu_alpha")}


@given(spans())
def test_joining_keeps_every_marked_character_and_no_other(found):
    marks = marks_of(found)
    assert np.array_equal(grid(marks.joined()), grid(marks))


def test_marks_that_touch_stay_apart_and_those_that_overlap_are_one():
    marks = marks_of([("a", "A", 0, 4), ("a", "A", 4, 8), ("a", "A", 6, 9), ("a", "B", 3, 5)])
    joined = marks.joined()
    assert list(zip(joined.start, joined.end, strict=True)) == [(0, 4), (4, 9), (3, 5)]


def test_two_units_that_touch_are_no_long_one():
    once = overall([("a", "A", 0, 8), ("b", "A", 2, 8)], coders="ab")
    twice = overall([("a", "A", 0, 4), ("a", "A", 4, 8), ("b", "A", 2, 8)], coders="ab")
    assert once["u_alpha"] != twice["u_alpha"]


@given(spans("a"))
def test_who_marked_the_same_agrees_wholly_or_nothing_could_differ(found):
    """Also where several codes lie on the same words."""
    both = [*found, *[("b", code, start, end) for _coder, code, start, end in found]]
    assert all(value in (None, pytest.approx(1)) for value in overall(both, coders="ab").values())


def test_no_one_marked_anything():
    assert set(overall([], coders="ab").values()) == {None}


def test_everyone_marked_everything_alike():
    whole = [("a", "A", 0, LENGTH), ("b", "A", 0, LENGTH)]
    assert set(overall(whole, coders="ab").values()) == {None}


def test_one_code_alone_is_not_told_from_others():
    found = compare(marks_of([("a", "A", 0, 5), ("b", "A", 1, 6)], coders="ab", codes=("A",)))
    assert found.overall.coefficients["cu_alpha"].value is None
    assert found.overall.k_u_alpha["A"].value is None
    assert found.overall.coefficients["u_alpha"].value > 0.5


def test_a_code_that_could_not_be_met_by_chance_has_no_number_of_its_own():
    """Its one unit is so much of what was matched that all else is expected to be the other's."""
    found = [("a", "B", 7, 17), ("b", "A", 5, 14), ("c", "B", 13, 14)]
    kept = compare(marks_of(found, coders="abcd")).overall.k_u_alpha
    assert kept["A"].value is None
    assert kept["B"].value == pytest.approx(0.76)


@given(spans("abcd"))
@settings(max_examples=20)
def test_no_number_and_no_interval_is_above_one(found):
    marks = marks_of([*found, ("a", "A", 300, 310)], coders="abcd", length=400)
    overall = compare(marks, intervals=True).overall
    for one in (*overall.coefficients.values(), *overall.k_u_alpha.values()):
        assert (one.high or one.value or 0) <= 1 + 1e-9


@given(spans(), st.sets(st.integers(1, LENGTH - 1), max_size=6))
def test_pieces_sum_up_to_the_whole(found, cuts):
    marks = marks_of(found).joined()
    whole, parts = (
        unitising.units(marks, bounds, presence(marks, bounds)).weighted(
            np.ones((1, len(bounds) - 1))
        )
        for bounds in (np.array([0, LENGTH]), np.array([0, *sorted(cuts), LENGTH]))
    )
    for name in unitising.Units.__slots__:
        assert getattr(parts, name) == pytest.approx(getattr(whole, name))
