"""A sheet fills in the grid from the command line, and is refused whole where a row is wrong."""

import csv
import io

import pytest

from tests.cli.conftest import ANNA


@pytest.fixture
def listed(qualcode, project, interview):
    def listed(what):
        return qualcode("list", project, what, "--json").json

    return listed


def test_a_sheet_makes_attributes_of_the_kind_that_its_cells_are(
    qualcode, project, interview, sheet, listed
):
    path = sheet("title;Ålder;Klar;wave;Först", f"{interview};45;ja;2;2026-01-02")
    said = qualcode("attributes", project, path, *ANNA, "--json").json
    assert said["created"] == [
        {"name": "Ålder", "kind": "number"},
        {"name": "Klar", "kind": "yes-no"},
        {"name": "Först", "kind": "date"},
    ]
    assert (said["about"], said["matched"], said["cells"]) == ("documents", 1, 4)
    (document,) = listed("documents")
    assert document["wave"] == "2"
    assert document["attributes"] == {"Ålder": "45", "Klar": "yes", "Först": "2026-01-02"}
    assert [one["values"] for one in listed("attributes")] == [1, 1, 1]


def test_the_same_sheet_again_changes_nothing(qualcode, project, interview, sheet):
    path = sheet("title,Ålder,case", f"{interview},45,Norr")
    qualcode("attributes", project, path, *ANNA)
    assert qualcode("attributes", project, path, *ANNA, "--json").json["cells"] == 0


def test_a_row_that_is_wrong_keeps_all_out_unless_partial(
    qualcode, project, interview, sheet, listed
):
    path = sheet("file,Ålder", f"{interview},45", "Borta,3")
    refused = qualcode("attributes", project, path, *ANNA, expect=1)
    assert "Row 3: There is no document" in refused.err
    assert listed("attributes") == []
    said = qualcode("attributes", project, path, *ANNA, "--partial", "--json").json
    assert said["problems"] == [
        {"row": 3, "reason": "There is no document with the title or file name “Borta”."}
    ]
    assert listed("documents")[0]["attributes"] == {"Ålder": "45"}


def test_a_preview_says_what_would_change_and_writes_nothing(
    qualcode, project, interview, sheet, listed
):
    path = sheet("title,Ålder", f"{interview},45")
    said = qualcode("attributes", project, path, *ANNA, "--preview").out
    assert "1 cell would be filled in." in said
    assert listed("attributes") == []


def test_a_sheet_that_names_no_rows_is_refused(qualcode, project, interview, sheet):
    path = sheet("Ålder", "45")
    assert "No column says" in qualcode("attributes", project, path, *ANNA, expect=1).err


def test_what_is_exported_is_read_again_and_changes_nothing(
    qualcode, project, interview, sheet, tmp_path
):
    path = sheet("title,Ålder,Not", f"{interview},45,=SUM(A1)")
    qualcode("attributes", project, path, *ANNA)
    for suffix in (".csv", ".xlsx", ".json"):
        out = tmp_path / f"grid{suffix}"
        qualcode("export", project, out, "--what", "grid")
        said = qualcode("attributes", project, out, *ANNA, "--json").json
        assert (said["cells"], said["created"], said["matched"]) == (0, [], 1), suffix
    rows = list(csv.DictReader(io.StringIO((tmp_path / "grid.csv").read_text("utf-8-sig"))))
    assert rows[0]["Not"] == "'=SUM(A1)"


def test_documents_are_chosen_by_what_they_are(qualcode, project, interview, sheet, tmp_path):
    path = sheet("title,Ålder,wave,folder", f"{interview},45,2,Norr > Väst")
    qualcode("attributes", project, path, *ANNA)
    summary = ("export", project, tmp_path / "s.json", "--what", "summary", "--force")
    for condition in ("ålder=45", "wave=2", "folder=väst", "folder=Norr", "kind=interview"):
        assert qualcode(*summary, "--where", condition).code == 0
    for condition, said in (
        ("ålder=46", "No document fits"),
        ("färg=blå", "no column “färg”"),
        ("kind=roman", "not a kind"),
        ("case=Norr", "no case"),
        ("wave", "no condition"),
        ("ålder=x", "no number"),
    ):
        assert said in qualcode(*summary, "--where", condition, expect=1).err


def test_persons_are_found_by_pseudonym_and_their_names_are_left_out(
    qualcode, project, interview, sheet, listed, tmp_path
):
    persons = listed("persons")
    pseudonym = next(one["pseudonym"] for one in persons if one["kind"] == "respondent")
    path = sheet("pseudonym,role,Kön,organisation,case", f"{pseudonym},Chef,Kvinna,AF,Norr")
    said = qualcode("attributes", project, path, *ANNA, "--json").json
    assert said["about"] == "persons"
    (person,) = [one for one in listed("persons") if one["pseudonym"] == pseudonym]
    assert (person["role"], person["attributes"]) == ("Chef", {"Kön": "Kvinna"})
    assert person["belongs"] == [
        {"organisation": "AF", "role": None, "place": None, "case": "Norr"}
    ]
    out = tmp_path / "persons.csv"
    qualcode("export", project, out, "--what", "grid", "--about", "persons")
    assert "Karin" not in out.read_text("utf-8-sig")
    qualcode("export", project, out, "--what", "grid", "--about", "persons", "--names", "--force")
    assert "Karin" in out.read_text("utf-8-sig")
