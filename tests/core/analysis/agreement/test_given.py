import json

import pytest

from qualcode.core.analysis.agreement import given
from qualcode.core.analysis.agreement.chosen import compare_given
from qualcode.core.errors import ImportRefused, Refused

SPANS = {"length": 10, "coders": {"a": [["A", 0, 5], ["B", 5, 9]], "b": [["A", 1, 5]], "c": []}}


@pytest.fixture
def read(tmp_path):
    def write(content):
        path = tmp_path / "spans.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return given.read(path)

    return write


def compared(found, **options):
    return compare_given(found, file="spans.json", **{"overlap": 0.9, **options})


def test_spans_are_counted_one_unit_per_position(read):
    found = compared(read(SPANS))
    assert (found.unit, found.n, found.coders) == ("character", 10, ("a", "b", "c"))
    assert found.overall.coverage == {"a": 0.9, "b": 0.4, "c": 0}


def test_coders_and_codes_can_be_chosen(read):
    found = compared(read(SPANS), coders=["b"], key="a", codes=["A"])
    assert (found.coders, set(found.codes)) == (("b", "a"), {"A"})
    assert found.overall.coefficients["precision"].value == 1
    assert found.overall.coefficients["recall"].value == pytest.approx(0.8)


def test_marked_passages_can_be_the_units(read):
    assert compared(read(SPANS), unit="segment", overlap=0.75).n == 2


@pytest.mark.parametrize(
    "content",
    [
        {"coders": ["11*0", "10*0"]},
        {"coders": {"1": [1, 1, None, 0], "2": ["1", "0", None, "0"]}},
        {"units": {"1": "11*0", "2": "10*0"}},
        {"units": [[1, 1], [1, 0], [None, None], [0, 0]]},
        {"coders": ["a", "b"], "units": [["1", "1"], ["1", "0"], ["1", None], ["0", "0"]]},
        {"units": [{"a": 1, "b": 1}, {"a": 1, "b": 0}, {"a": 1}, {"a": 0, "b": 0}]},
        {"table": [[1, 0], [1, 1]], "categories": [0, 1], "coders": [2, 1]},
    ],
)
def test_tables_of_units_stand_in_several_forms(content, read):
    found = compared(read(content))
    assert found.unit == "unit"
    assert found.overall.coefficients["percent"].value == pytest.approx(2 / 3)
    assert found.overall.coefficients["cohen_kappa"].value == pytest.approx(0.4)


@pytest.mark.parametrize(
    "content",
    [
        {"coders": ["**", "**"]},
        {"coders": {"1": [], "2": []}},
        {"table": [[0, 0], [0, 0]]},
    ],
)
def test_where_no_one_said_anything_all_is_undefined(content, read):
    overall = compared(read(content), intervals=True).overall
    assert {estimate.value for estimate in overall.coefficients.values()} == {None}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[1", "not JSON"),
        ("[]", "one object"),
        ('{"length": 5, "coders": {"a": [["A", 0, 5]], "a": [], "b": []}}', "“a” stands twice"),
        ('{"units": [[NaN, 1], [1, 1]]}', "“NaN” is no value"),
        ('{"units": [[1e999, 1], [1, 1]]}', "values of “1”"),
        ('{"length": 5, "coders": {"a": [[-Infinity, 0, 5]], "b": []}}', "no value"),
        ({}, "must hold"),
        ({"length": 0, "coders": {}}, "length"),
        ({"length": 10**9 + 1, "coders": {}}, "1000000000"),
        ({"length": True, "coders": {}}, "length"),
        ({"length": 5, "coders": ["a", "b"]}, "spans"),
        ({"length": 5, "coders": {"a": []}}, "two coders"),
        ({"length": 5, "coders": {"a": 3, "b": []}}, "list"),
        ({"length": 5, "coders": {"a": [["A", 0, 6]], "b": []}}, "Span 1 of “a”"),
        ({"length": 5, "coders": {"a": [["A", 2, 2]], "b": []}}, "Span 1 of “a”"),
        ({"length": 5, "coders": {"a": [["A", 0.5, 2]], "b": []}}, "Span 1 of “a”"),
        ({"length": 5, "coders": {"a": [[None, 0, 2]], "b": []}}, "Span 1 of “a”"),
        ({"coders": {"a": "12", "b": "1"}}, "as many values"),
        ({"coders": {"a": [{}], "b": [1]}}, "values of “a”"),
        ({"coders": {"a": [True], "b": [1]}}, "values of “a”"),
        ({"coders": 3}, "values"),
        ({"units": [[1, 1], [1]]}, "value by each coder"),
        ({"units": [[1, 1], 3]}, "value by each coder"),
        ({"units": [[1], [1]]}, "two coders"),
        ({"coders": 3, "units": [{"a": 1}]}, "name once"),
        ({"coders": [["a"], "b"], "units": [{"a": 1}]}, "name once"),
        ({"coders": ["a", "a"], "units": [[1, 1]]}, "name once"),
        ({"coders": ["a"], "units": [[1, 1]]}, "name once"),
        ({"table": [[1, 2]]}, "as many rows"),
        ({"table": [[1, -2], [0, 0]]}, "as many rows"),
        ({"table": [[1, 2], [0, 0]], "categories": ["x", "x"]}, "categories"),
        ({"table": [[1, 2], [0, 0]], "categories": ["x", True]}, "categories"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content, reason, read):
    with pytest.raises(ImportRefused, match="spans.json") as refusal:
        read(content)
    assert reason in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImportRefused, match="gone.json"):
        given.read(tmp_path / "gone.json")


def test_a_file_without_end_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(given, "_MAX_BYTES", 1000)
    endless = tmp_path / "endless.json"
    endless.symlink_to("/dev/zero")
    with pytest.raises(ImportRefused, match="too large"):
        given.read(endless)


@pytest.mark.parametrize(
    "options",
    [{"coders": ["x", "a"]}, {"coders": ["a"]}, {"codes": ["x"]}, {"key": "x"}, {"unit": "word"}],
)
def test_what_is_not_in_the_file_is_refused(options, read):
    with pytest.raises(Refused):
        compared(read(SPANS), **options)


def test_a_table_has_no_codes_to_choose(read):
    with pytest.raises(Refused, match="spans.json"):
        compared(read({"coders": ["12", "12"]}), codes=["1"])
