"""On random data, the same as other people's programs give."""

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from qualcode.core.analysis.agreement.compare import compare, compare_table
from qualcode.core.analysis.agreement.tables import of_values
from tests.core.analysis.agreement.brute import apart, grid, marks_of, spans, u_family

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from nltk.metrics.agreement import AnnotationTask

VALUES = ("1", "2", "3")


def rows(coders, *, missing=False):
    value = st.sampled_from((*VALUES, None) if missing else VALUES)
    return st.lists(st.tuples(*[value] * coders), min_size=2, max_size=15)


def overall(units, **options):
    columns = list(zip(*units, strict=True))
    table = of_values({f"c{at}": column for at, column in enumerate(columns)})
    return {
        name: estimate.value
        for name, estimate in compare_table(table, **options).overall.coefficients.items()
    }


def same(value, other):
    """Alike, or undefined there and here: the others divide by zero or say 1 then."""
    return value is None or value == pytest.approx(other, abs=1e-9)


@given(rows(2))
def test_cohens_kappa_is_that_of_scikit_learn(units):
    one, other = zip(*units, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(one, other)
    value = overall(units)["cohen_kappa"]
    assert (value is None) == bool(np.isnan(theirs))
    assert same(value, theirs)


@given(rows(4))
def test_kappa_pi_and_s_of_many_coders_are_those_of_nltk(units):
    task = AnnotationTask(
        [
            (f"c{at}", str(unit), value)
            for unit, row in enumerate(units)
            for at, value in enumerate(row)
        ]
    )
    found = overall(units)
    assert found["percent"] == pytest.approx(task.avg_Ao())
    if len(task.K) > 1:
        assert found["brennan_prediger"] == pytest.approx(task.S())
        assert found["scott_pi"] == found["fleiss_kappa"] == pytest.approx(task.pi())


@given(rows(4))
def test_kappa_of_many_coders_is_the_mean_of_pairs(units):
    columns = list(zip(*units, strict=True))
    pairs = [(columns[i], columns[j]) for i in range(4) for j in range(i)]
    found = [overall(list(zip(*pair, strict=True)))["cohen_kappa"] for pair in pairs]
    defined = [value for value in found if value is not None]
    expected = sum(defined) / len(defined) if defined else None
    assert overall(units)["cohen_kappa"] == pytest.approx(expected)


@example([(None, None, None)] * 2)
@given(rows(3, missing=True))
def test_alpha_is_krippendorffs_with_values_missing(units):
    data = [
        [VALUES.index(v) if v else np.nan for v in column] for column in zip(*units, strict=True)
    ]
    paired = [value for row in units if sum(map(bool, row)) > 1 for value in row if value]
    value = overall(units)["krippendorff_alpha"]
    if len(set(paired)) < 2:
        assert value is None
    else:
        theirs = krippendorff.alpha(data, level_of_measurement="nominal")
        assert value == pytest.approx(theirs)


@given(spans("ab"))
def test_marks_against_a_key_are_as_scikit_learn_counts_them(found):
    marks = marks_of(found, coders="ab")
    truth, other = grid(marks).reshape(2, -1)
    precision, recall, f1, _support = precision_recall_fscore_support(
        truth, other, average="binary", zero_division=np.nan
    )
    ours = compare(marks, key="a").overall.coefficients
    for name, theirs in (("precision", precision), ("recall", recall), ("f1", f1)):
        value = ours[name].value
        assert np.isnan(theirs) if value is None else value == pytest.approx(theirs)


@given(spans())
def test_runs_give_what_every_character_by_itself_gives(found):
    marks = marks_of(found)
    presence = grid(marks).reshape(3, -1).astype(int).astype(str)
    result = compare(marks).overall.coefficients
    slow = compare_table(of_values({str(at): row.tolist() for at, row in enumerate(presence)}))
    for name in ("percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha"):
        assert result[name].value == pytest.approx(slow.overall.coefficients[name].value)


@given(spans())
def test_the_u_family_is_what_its_definitions_say(found):
    marks = marks_of(apart(found))
    overall, slow = compare(marks).overall, u_family(marks)
    for name in ("u_alpha", "binary_u_alpha", "cu_alpha"):
        assert overall.coefficients[name].value == pytest.approx(slow[name])
    kept = [estimate.value for estimate in overall.k_u_alpha.values()]
    assert kept == pytest.approx(slow["k_u_alpha"])
