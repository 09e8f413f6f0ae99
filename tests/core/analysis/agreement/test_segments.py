import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.agreement.segments import grouped, overlap
from qualcode.core.model import Span
from tests.core.analysis.agreement.brute import grid, marks_of, spans


def test_overlap_is_the_share_of_the_characters_of_either_that_are_in_both():
    assert overlap(Span(0, 10), Span(5, 15)) == pytest.approx(5 / 15)
    assert overlap(Span(0, 10), Span(10, 20)) == 0


def test_passages_that_overlap_enough_are_one_unit():
    marks = marks_of([("a", "A", 0, 10), ("b", "A", 1, 10), ("b", "B", 12, 15)], coders="ab")
    on_units, starts = grouped(marks, 0.9)
    assert starts.tolist() == [0, 12]
    assert grid(on_units).tolist() == [[[1, 0], [0, 0]], [[1, 0], [0, 1]]]


def test_passages_that_overlap_less_are_two():
    marks = marks_of([("a", "A", 0, 10), ("b", "A", 2, 10)], coders="ab")
    assert grouped(marks, 0.9)[0].length == 2
    assert grouped(marks, 0.8)[0].length == 1


def test_the_nearest_come_together_first():
    """b lies on a and on c enough, c on a not: b goes to c, on which it lies more."""
    marks = marks_of([("a", "A", 0, 10), ("b", "A", 3, 13), ("c", "A", 5, 14)])
    on_units, starts = grouped(marks, 0.5)
    assert starts.tolist() == [0, 3]
    assert grid(on_units)[:, 0].tolist() == [[1, 0], [0, 1], [0, 1]]


@given(spans(), st.floats(0.05, 1))
def test_in_a_unit_each_passage_overlaps_each_other_enough(found, least):
    marks = marks_of(found)
    on_units, _starts = grouped(marks, least)
    places = list(zip(marks.start.tolist(), marks.end.tolist(), strict=True))
    for one, unit in zip(places, on_units.start, strict=True):
        for other, other_unit in zip(places, on_units.start, strict=True):
            if unit == other_unit:
                assert overlap(Span(*one), Span(*other)) >= least


@given(spans(), st.floats(0.05, 1))
def test_no_two_units_could_be_one(found, least):
    """What is apart is apart because two passages of them overlap too little."""
    marks = marks_of(found)
    on_units, starts = grouped(marks, least)
    places = [Span(*place) for place in zip(marks.start.tolist(), marks.end.tolist(), strict=True)]
    members = {unit: [] for unit in range(len(starts))}
    for place, unit in zip(places, on_units.start.tolist(), strict=True):
        members[unit].append(place)
    for unit, some in members.items():
        for other, others in members.items():
            if unit < other:
                assert any(overlap(one, two) < least for one in some for two in others)
