"""Values that others have published, to the digits that they give."""

import json

import pytest

from qualcode.core.analysis.agreement import given
from qualcode.core.analysis.agreement.chosen import compare_given
from qualcode.core.analysis.agreement.coefficients import fleiss_kappa
from qualcode.core.analysis.agreement.compare import compare, compare_table
from qualcode.core.analysis.agreement.counting import Counts
from qualcode.core.analysis.agreement.marks import from_rows
from qualcode.core.analysis.agreement.tables import of_two, of_values


@pytest.fixture(scope="module")
def published(shared_data):
    return json.loads((shared_data / "agreement.json").read_text(encoding="utf-8"))


def rounded(result, name, digits=3):
    return round(result.coefficients[name].value, digits)


def of_texts(*coders):
    values = [[None if sign == "*" else sign for sign in text] for text in coders]
    return of_values({str(at): some for at, some in enumerate(values)})


def test_cohens_table_of_1960(published):
    example = published["cohen_1960"]
    overall = compare_table(of_two(("1", "2"), "123", example["table"])).overall
    assert rounded(overall, "percent") == example["percent"]
    assert rounded(overall, "cohen_kappa") == example["kappa"]


def test_krippendorffs_ten_units(published):
    example = published["krippendorff_ten_units"]
    overall = compare_table(of_texts(*example["coders"])).overall
    assert rounded(overall, "percent") == example["percent"]
    assert rounded(overall, "krippendorff_alpha") == example["alpha_nominal"]


def test_krippendorffs_four_coders_with_missing_values(published):
    example = published["krippendorff_four_coders"]
    overall = compare_table(of_texts(*example["coders"])).overall
    assert rounded(overall, "krippendorff_alpha") == example["alpha_nominal"]


def test_the_u_alpha_family(published, tmp_path):
    example = published["unitizing"]
    path = tmp_path / "spans.json"
    path.write_text(json.dumps(example), encoding="utf-8")
    overall = compare_given(given.read(path), file=path.name, overlap=0.9).overall
    for name in ("u_alpha", "binary_u_alpha", "cu_alpha"):
        assert rounded(overall, name) == example[name]
    kept = {code: round(estimate.value, 3) for code, estimate in overall.k_u_alpha.items()}
    assert kept == example["k_u_alpha"]


def test_the_percentage_of_a_coding_comparison(published):
    example = published["nvivo_percent"]
    end = example["both"] + example["only_one"]
    rows = [(0, 0, 0, end), (1, 0, 0, example["both"])]
    found = compare(from_rows(example["length"], ("a", "b"), ("A",), rows))
    assert found.overall.coefficients["percent"].value == pytest.approx(example["percent"])
    assert found.overall.marked_by_all == 0.05
    assert found.overall.marked_by_any == 0.2


def test_fourteen_raters_of_ten_subjects():
    """The example that goes with most descriptions of Fleiss' kappa: 0.210."""
    import numpy as np

    table = """0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1,
               7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0, 0 2 2 3 7"""
    profiles = np.array([row.split() for row in table.split(",")], dtype=float)
    counts = Counts(profiles, np.ones(10), np.zeros((14, 14, 5, 5)), np.ones(5, dtype=bool))
    assert round(float(fleiss_kappa(counts)), 3) == 0.210


def test_gwets_example_of_high_agreement():
    """Gwet 2002: 118, 5, 2 and 0 of 125; kappa -0.0234, pi -0.0288, AC1 0.9408."""
    overall = compare_table(of_two(("A", "B"), "+-", [[118, 5], [2, 0]])).overall
    assert rounded(overall, "cohen_kappa", 4) == -0.0234
    assert rounded(overall, "scott_pi", 4) == -0.0288
    assert rounded(overall, "gwet_ac1", 4) == 0.9408
