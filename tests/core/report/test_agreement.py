"""Agreement is told as tables and sentences, a few numbers first."""

import pytest

from qualcode.core.analysis.agreement.chosen import compare_given
from qualcode.core.analysis.agreement.compare import compare
from qualcode.core.analysis.agreement.marks import from_rows
from qualcode.core.analysis.agreement.tables import of_values
from qualcode.core.report import agreement, agreement_parts


def marks(coders="ab", length=1000):
    """Everyone marks A from the beginning, each a little more; B is marked by nobody."""
    rows = [(at, 0, 0, 50 * (at + 1)) for at in range(len(coders))]
    return from_rows(length, tuple(coders), ("A", "B"), rows)


@pytest.fixture
def found():
    return compare(marks(), documents={"Ett": 600, "Två": 400})


def column(part, heading):
    at = part.headings.index(heading)
    return [agreement_parts.cell(part, row, at) for row in range(len(part.rows))]


def test_percent_is_told_as_per_cent_and_the_others_as_they_are(found):
    told = dict(agreement_parts.cells(agreement_parts.overall(found))[at][:2] for at in (0, 1))
    assert told == {"Percent agreement": "97.5 %", "Cohen’s κ": "0.655"}


def test_a_few_measures_are_told_first_and_all_shares(found):
    first = agreement_parts.first_of(agreement_parts.overall(found))
    assert first.keys == ("percent", "cohen_kappa", "krippendorff_alpha", "cu_alpha")
    each = agreement_parts.first_of(agreement_parts.by_code(found))
    assert each.headings == (
        "Code",
        "Percent agreement",
        "Cohen’s κ",
        "Krippendorff’s α",
        "(k)uα",
        "Coded by a",
        "Coded by b",
        "Coded by both",
        "Coded by at least one",
    )
    assert column(each, "Coded by both") == ["5.0 %", "0.0 %"]


def test_undefined_is_a_word_and_never_one(found):
    assert column(agreement_parts.by_code(found), "Cohen’s κ")[1] == "undefined"


def test_large_numbers_are_grouped(found):
    many = compare(marks(length=81774))
    assert "81\u202f774 characters" in agreement_parts.heading(many)


def test_a_code_called_as_a_measure_is_a_code_all_the_same():
    marks_ = from_rows(10, ("a", "b"), ("percent",), [(0, 0, 0, 5), (1, 0, 0, 4)])
    part = agreement_parts.by_code(compare(marks_))
    assert column(part, "Cohen’s κ") == ["0.800"]


def test_a_table_of_units_has_no_numbers_of_text():
    found = compare_given(of_values({"a": "110", "b": "100"}), file="x", overlap=0.9)
    part = agreement_parts.first_of(agreement_parts.overall(found))
    assert part.keys == ("percent", "cohen_kappa", "krippendorff_alpha")


def test_a_page_in_word_holds_no_more_columns_than_can_be_read():
    found = compare(marks("abcdefghijklmnop"), documents={"Ett": 600, "Två": 400})
    part = agreement._for_a_page(agreement_parts.by_code(found))
    assert len(part.headings) == 14
    assert part.headings[-2:] == ("Coded by all", "Coded by at least one")
    assert "Cohen’s κ" in part.headings


def test_all_of_it_is_text_for_the_clipboard(found):
    text = agreement_parts.as_text(found)
    assert "Coded by both" in text
    assert text.splitlines()[0] == agreement_parts.heading(found)
    assert "not a mark of quality" in text
