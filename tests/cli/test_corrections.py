"""Correcting, anonymising and sealing from the command line."""

import pytest

from tests.cli.conftest import ANNA, INTERVIEW


@pytest.fixture
def coded(project, interview, sheet, qualcode):
    """The project with two passages marked."""
    rows = sheet(
        "document,code,quote",
        "Intervju 1,Mandat,Vi vet inte vem som får besluta",
        "Intervju 1,Tid,Tiden räcker inte",
    )
    qualcode("code", project, "--from", rows, *ANNA)
    return project


@pytest.fixture
def corrected(tmp_path):
    def write(text):
        path = tmp_path / "Rättad.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def quotes(qualcode, project):
    return [one["quote"] for one in qualcode("list", project, "segments", "--json").json]


def test_a_corrected_file_takes_the_marks_along(coded, corrected, qualcode):
    file = corrected(INTERVIEW.replace("vem som får besluta", "vem som egentligen får besluta"))
    answer = qualcode("correct", coded, "Intervju 1", file, *ANNA, "--json").json
    assert (answer["places"], len(answer["touched"]), answer["done"]) == (1, 1, True)
    assert answer["touched"][0]["codes"] == ["Mandat"]
    assert quotes(qualcode, coded) == [
        "Vi vet inte vem som egentligen får besluta",
        "Tiden räcker inte",
    ]
    qualcode("check", coded)


def test_a_plan_changes_nothing(coded, corrected, qualcode, bytes_of):
    before = bytes_of(coded)
    file = corrected(INTERVIEW.replace(" Vi vet inte vem som får besluta.", ""))
    shown = qualcode("correct", coded, "Intervju 1", file, *ANNA, "--plan").out
    assert "1 without its words" in shown
    assert "Vi vet inte vem" in shown
    assert bytes_of(coded) == before


def test_names_are_replaced_from_a_sheet(coded, sheet, qualcode):
    names = sheet("name,replacement", "Karin,[Informant 1]", name="names.csv")
    planned = qualcode("anonymise", coded, names, *ANNA, "--plan", "--json").json
    assert [hit["words"] for hit in planned["hits"]] == ["Karin", "Karin"]
    assert qualcode("anonymise", coded, names, *ANNA, "--json").json["replaced"] == 2
    assert "Karin" not in qualcode("text", coded, "Intervju 1").out
    qualcode("undo", coded, *ANNA)
    assert "Karin" in qualcode("text", coded, "Intervju 1").out


def test_a_row_without_a_replacement_is_refused(coded, sheet, qualcode):
    names = sheet("name,replacement", "Karin,", name="names.csv")
    assert "Row 2" in qualcode("anonymise", coded, names, *ANNA, expect=1).err


def test_a_seal_needs_a_yes_and_leaves_no_name(coded, sheet, qualcode, bytes_of):
    names = sheet("name,replacement", "Karin,[Informant 1]", name="names.csv")
    qualcode("anonymise", coded, names, *ANNA, "--real-names")
    assert "--yes" in qualcode("seal", coded, *ANNA, expect=1).err
    assert b"Karin" in bytes_of(coded)
    answer = qualcode("seal", coded, *ANNA, "--yes", "--delete-backups", "--json").json
    assert answer["backups_left"] == []
    assert b"Karin" not in b"".join(map(bytes_of, coded.parent.glob("*.qualcode")))
    assert "nothing to undo" in qualcode("undo", coded, *ANNA, expect=1).err.casefold()
    qualcode("check", coded)


def test_a_label_that_becomes_an_interviewer_s_is_one_with_its_number(project, corrected, qualcode):
    text = "Interviewee: What is it?\n\nKarin: It is hard.\n\nInterviewee: Why?\n"
    file = corrected(text)
    qualcode("import", project, file, *ANNA)
    changed = corrected(text.replace("Interviewee: What", "Interviewer 1: What"))
    qualcode("correct", project, "Rättad", changed, *ANNA)
    found = qualcode("list", project, "persons", "--json").json
    kinds = {one["pseudonym"]: one["kind"] for one in found}
    assert kinds["Interviewer 1"] == "interviewer"
    assert "Interviewer" not in kinds
