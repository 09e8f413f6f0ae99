import numpy as np
import pytest
from hypothesis import given

from qualcode.core.analysis.agreement.bootstrap import SAMPLES, draws, estimate
from qualcode.core.analysis.agreement.compare import compare, compare_table
from qualcode.core.analysis.agreement.result import COEFFICIENTS
from qualcode.core.analysis.agreement.tables import of_values
from tests.core.analysis.agreement.brute import marks_of, spans

CHANCE_CORRECTED = ("cohen_kappa", "fleiss_kappa", "scott_pi", "krippendorff_alpha")


def values(result):
    return {name: estimate.value for name, estimate in result.coefficients.items()}


@given(spans())
def test_every_coefficient_is_there_and_a_number_up_to_one_or_undefined(found):
    result = compare(marks_of(found), key="a")
    for one in (result.overall, *result.codes.values()):
        assert set(one.coefficients) == set(COEFFICIENTS)
        assert all(value is None or value <= 1 + 1e-9 for value in values(one).values())


def test_nothing_marked_is_undefined_and_not_perfect():
    found = values(compare(marks_of([], coders="ab"), key="a").overall)
    undefined = (*CHANCE_CORRECTED, "holsti", "precision", "recall", "f1")
    assert {found[name] for name in undefined} == {None}
    assert found["percent"] == 1


def test_no_codes_at_all_are_no_error():
    found = compare(marks_of([], coders="ab", codes=()))
    assert (found.codes, found.overall.marked_by_any) == ({}, 0)


def test_all_codes_together_are_counted_code_by_code_and_pooled():
    found = compare(marks_of([("a", "A", 0, 6), ("b", "A", 0, 6), ("b", "B", 6, 12)], coders="ab"))
    # of 24 positions for each of two codes, all but six alike
    assert found.overall.coefficients["percent"].value == pytest.approx(42 / 48)
    assert found.overall.coefficients["holsti"].value == pytest.approx(12 / 18)


def test_text_that_no_one_coded_can_be_left_out():
    found = compare(marks_of([("a", "A", 0, 6), ("b", "A", 0, 6), ("b", "B", 6, 12)], coders="ab"))
    assert found.overall.without_uncoded["percent"].value == pytest.approx(18 / 24)
    assert found.codes["A"].without_uncoded["percent"].value == 1
    assert found.codes["B"].without_uncoded["percent"].value == 0.5


def test_coverage_stands_beside_the_numbers():
    found = compare(marks_of([("a", "A", 0, 12), ("b", "B", 6, 18)], coders="ab"))
    assert found.overall.coverage == {"a": 0.5, "b": 0.5}
    assert (found.overall.marked_by_all, found.overall.marked_by_any) == (0.25, 0.75)
    assert found.codes["A"].coverage == {"a": 0.5, "b": 0}


@given(spans())
def test_documents_are_compared_as_if_each_were_alone(found):
    """Of marks that lie in one of the two documents."""
    first = [one for one in found if one[3] <= 10]
    second = [
        (coder, code, start - 10, end - 10) for coder, code, start, end in found if start >= 10
    ]
    both = [*first, *[one for one in found if one[2] >= 10]]
    whole = compare(marks_of(both), documents={"first": 10, "second": 14})
    for title, some, length in (("first", first, 10), ("second", second, 14)):
        alone = compare(marks_of(some, length=length)).overall
        assert values(whole.documents[title]) == pytest.approx(values(alone))
        assert whole.documents[title].coverage == alone.coverage


def test_an_interval_holds_its_number():
    spans = [("a", "A", at, at + 6) for at in range(0, 400, 20)]
    others = [("b", "A", at + at % 3, at + 6) for at in range(0, 400, 20)]
    marks = marks_of([*spans, *others], length=400, coders="ab", codes=("A",))
    found = compare(marks, intervals=True).overall
    for name in ("percent", "cohen_kappa", "u_alpha", "krippendorff_alpha"):
        one = found.coefficients[name]
        assert one.low < one.value < one.high


def test_the_same_work_has_the_same_intervals():
    marks = marks_of([("a", "A", 0, 6), ("b", "A", 2, 7), ("c", "B", 3, 9)])
    assert compare(marks, intervals=True) == compare(marks, intervals=True)


def test_without_asking_there_are_no_intervals():
    found = compare(marks_of([("a", "A", 0, 6), ("b", "A", 2, 7)], coders="ab"))
    assert found.overall.coefficients["percent"].low is None


def test_of_few_pieces_there_is_no_interval():
    marks = marks_of([("a", "A", 0, 3), ("b", "A", 2, 5)], coders="ab", length=6)
    assert compare(marks, intervals=True).overall.coefficients["percent"].low is None


def test_wider_data_have_narrower_intervals():
    row = [("1", "1"), ("1", "2"), ("2", "2"), ("2", "2"), ("1", "1")]

    def width(times):
        one, other = zip(*(row * times), strict=True)
        found = compare_table(of_values({"a": one, "b": other}), intervals=True).overall
        return found.coefficients["percent"].high - found.coefficients["percent"].low

    assert width(40) < width(4)


def test_every_sample_has_as_many_pieces_as_there_are():
    assert set(draws(np.array([1.0, 3.0, 1.0])).sum(1)) == {5.0}
    assert len(draws(np.ones(4))) == SAMPLES


def test_a_number_that_is_mostly_undefined_has_no_interval():
    sampled = np.array([np.nan] * 6 + [0.5] * 4)
    assert estimate(0.5, sampled).low is None
    assert estimate(np.nan, sampled).value is None


def test_each_value_of_a_table_is_compared_with_the_rest():
    found = compare_table(of_values({"a": "112", "b": "122"}))
    assert set(found.codes) == {"1", "2"}
    assert found.codes["1"].coverage == {"a": pytest.approx(2 / 3), "b": pytest.approx(1 / 3)}
