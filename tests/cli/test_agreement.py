import json

import pytest

from qualcode.cli.agreement import OVERLAP, UNITS
from qualcode.core.analysis.agreement import of_project
from qualcode.core.analysis.agreement.meaning import NAMES
from tests.cli.conftest import ANNA

COEFFICIENTS = {
    "percent",
    "cohen_kappa",
    "brennan_prediger",
    "fleiss_kappa",
    "scott_pi",
    "holsti",
    "gwet_ac1",
    "krippendorff_alpha",
    "u_alpha",
    "binary_u_alpha",
    "cu_alpha",
    "k_u_alpha",
    "precision",
    "recall",
    "f1",
}
SPANS = {
    "length": 20,
    "coders": {
        "a": [[1, 2, 5], [1, 9, 11], [2, 12, 20]],
        "b": [[1, 2, 5], [2, 7, 15]],
        "c": [[1, 2, 5], [2, 10, 15]],
    },
}


@pytest.fixture
def two(project, interview, sheet, qualcode):
    """The interview, coded by Anna and by Bo, who marked less."""
    path = sheet(
        "document,code,quote,coder",
        f"{interview},Tid,Tiden räcker inte.,Anna",
        f"{interview},Tid,Tiden räcker,Bo",
        f"{interview},Mandat,Mandatet är oklart. Vi vet inte,Bo",
        f"{interview},Mandat,Mandatet är oklart. Vi vet inte,Anna",
    )
    qualcode("code", project, "--from", path, *ANNA)
    return project


@pytest.fixture
def spans(tmp_path):
    path = tmp_path / "spans.json"
    path.write_text(json.dumps(SPANS), encoding="utf-8")
    return path


def test_the_document_has_its_parts(two, qualcode):
    found = qualcode("agreement", two, "--coders", "Anna", "Bo", "--key", "Anna", "--json").json
    assert list(found)[:5] == ["unit", "n", "coders", "codes", "overall"]
    assert (found["unit"], found["coders"]) == ("character", ["Anna", "Bo"])
    assert set(found["codes"]) == {"Tid", "Mandat"}
    for result in (found["overall"], *found["codes"].values()):
        assert set(result) >= COEFFICIENTS | {"coverage"}
        assert set(result["coverage"]) == {"Anna", "Bo"}
    assert set(found["overall"]["k_u_alpha"]) == {"Tid", "Mandat"}


def test_numbers_are_shares_and_undefined_is_null(two, qualcode):
    found = qualcode("agreement", two, "--key", "Anna", "--json").json
    assert found["overall"]["precision"] == 1
    assert found["codes"]["Tid"]["recall"] == pytest.approx(12 / 18)
    assert found["codes"]["Mandat"]["cohen_kappa"] == 1
    assert found["codes"]["Mandat"]["cu_alpha"] is None
    assert qualcode("agreement", two, "--json").json["overall"]["f1"] is None


def test_with_ci_each_number_has_its_interval(two, qualcode):
    found = qualcode("agreement", two, "--ci", "--json").json["overall"]
    for name in COEFFICIENTS - {"k_u_alpha"}:
        assert set(found[name]) == {"value", "low", "high"}
    assert found["u_alpha"]["low"] <= found["u_alpha"]["value"] <= found["u_alpha"]["high"]
    assert found["k_u_alpha"]["Tid"]["value"] == 1


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_can_be_chosen(unit, two, qualcode):
    found = qualcode("agreement", two, "--unit", unit, "--json").json
    assert found["unit"] == unit
    assert found["n"] > 0


def test_passages_are_one_from_the_overlap_that_is_said(two, qualcode):
    def units(x):
        words = ("agreement", two, "--unit", "segment", "--overlap", x, "--json")
        return qualcode(*words).json["n"]

    assert (units("60"), units("80")) == (2, 3)


def test_codes_documents_and_persons_can_be_chosen(two, interview, qualcode):
    words = ("--codes", "tid", "--documents", interview, "--persons", "Karin", "--json")
    found = qualcode("agreement", two, *words).json
    assert list(found["codes"]) == ["Tid"]
    assert found["n"] < found["documents"][interview]["n"] + 1 < 200


def test_people_read_tables_and_what_they_mean(two, qualcode):
    out = qualcode("agreement", two, "--key", "Anna", "--unit", "segment").out
    assert all(name in out for name in NAMES.values())
    assert "90.0 %" in out
    assert "not a mark of quality" in out


def test_people_read_what_undefined_is(two, qualcode):
    assert "Undefined:" in qualcode("agreement", two, "--codes", "Tid").out


def test_decimals_are_as_the_language_has_them(two, qualcode, swedish):
    assert "1,000" in qualcode("agreement", two).out


def test_spans_from_a_file(spans, qualcode):
    found = qualcode("agreement", "--from", spans, "--json").json
    overall = found["overall"]
    assert (found["unit"], found["n"], found["coders"]) == ("character", 20, ["a", "b", "c"])
    assert round(overall["u_alpha"], 3) == 0.474
    assert round(overall["binary_u_alpha"], 3) == 0.433
    assert round(overall["cu_alpha"], 3) == 0.779
    assert {k: round(v, 3) for k, v in overall["k_u_alpha"].items()} == {"1": 0.769, "2": 0.787}


def test_a_table_of_units_from_a_file(tmp_path, qualcode):
    path = tmp_path / "units.json"
    path.write_text('{"table": [[88, 14, 18], [10, 40, 10], [2, 6, 12]]}', encoding="utf-8")
    found = qualcode("agreement", "--from", path, "--json").json
    assert (found["unit"], found["n"]) == ("unit", 200)
    assert round(found["overall"]["cohen_kappa"], 3) == 0.492
    assert found["overall"]["u_alpha"] is None
    assert "0.492" in qualcode("agreement", "--from", path).out


def test_what_cannot_be_compared_is_refused(two, tmp_path, qualcode):
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    assert "no.json" in qualcode("agreement", "--from", tmp_path / "no.json", expect=1).err
    assert "two evaluators" in qualcode("agreement", two, "--coders", "Anna", expect=1).err
    assert "“Cecilia”" in qualcode("agreement", two, "--key", "Cecilia", expect=1).err
    assert "“Nobody”" in qualcode("agreement", two, "--persons", "Nobody", expect=1).err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--overlap", "50"],
        ["--unit", "segment", "--overlap", "0"],
        ["--unit", "segment", "--overlap", "much"],
        ["--from", "x.json"],
    ],
)
def test_wrong_usage(words, two, qualcode):
    assert qualcode("agreement", *([two] if words else []), *words, expect=2).err


def test_what_is_of_projects_is_not_for_files(spans, qualcode):
    assert qualcode("agreement", "--from", spans, "--documents", "x", expect=2).err


def test_nothing_is_written(two, qualcode, bytes_of):
    before = bytes_of(two)
    qualcode("agreement", two, "--ci")
    assert bytes_of(two) == before


def test_help_names_what_there_is():
    assert (UNITS, OVERLAP / 100) == (of_project.UNITS, of_project.OVERLAP)


@pytest.fixture
def apart(project, interview, sheet, qualcode, tmp_path):
    """Two projects that began apart with the same interview: Anna's, and Bo's in another file."""
    other = tmp_path / "bo.qualcode"
    qualcode("new", other, "--coder", "Bo")
    qualcode("import", other, tmp_path / f"{interview}.txt", "--coder", "Bo")
    for file, coder, quote in ((project, "Anna", "Tiden räcker inte."), (other, "Bo", "Tiden")):
        path = sheet("document,code,quote,coder", f"{interview},Tid,{quote},{coder}")
        qualcode("code", file, "--from", path, "--coder", coder)
    return project, other


def test_projects_are_compared_before_they_are_merged(apart, qualcode):
    mine, other = apart
    before = mine.read_bytes(), other.read_bytes()
    found = qualcode("agreement", mine, "--with", other, "--json").json
    assert qualcode("agreement", mine, "--with", other.with_suffix(""), "--json").json == found
    assert found["coders"] == ["Anna", "Bo"]
    assert list(found["documents"]) == ["Intervju 1"]
    tid = found["codes"]["Tid"]
    assert 0 < tid["marked_by_all"] < tid["marked_by_any"]
    assert (mine.read_bytes(), other.read_bytes()) == before


def test_a_project_is_not_compared_with_itself(apart, qualcode):
    mine, _other = apart
    assert "project itself" in qualcode("agreement", mine, "--with", mine, expect=1).err
