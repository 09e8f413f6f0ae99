"""Surveys from the command line: what columns are is printed, changed and given back."""

import csv
import json

import openpyxl
import pytest

from qualcode.cli.survey import FORMS
from qualcode.core.surveys import plan
from tests.cli.conftest import ANNA
from tests.core.survey_material import HEADERS, ROWS, write_csv


@pytest.fixture
def answers(tmp_path):
    return write_csv(tmp_path / "Enkät.csv", [HEADERS, *ROWS], separator=";")


def test_the_forms_of_the_help_are_those_of_the_program():
    assert FORMS == plan.FORMS


def test_a_survey_comes_in_and_is_sound(qualcode, project, answers):
    said = qualcode("survey", project, answers, *ANNA, "--json").json
    assert (said["title"], said["new"], said["known"], said["attributes"]) == ("Enkät", 5, 0, 3)
    assert said["documents"] == ["Enkät – Vad fungerar bra?", "Enkät – Varför?"]
    assert "sound" in qualcode("check", project).out
    text = qualcode("text", project, "Enkät – Varför?").out
    assert text == "Tid.\n\nVi har aldrig träffats så länge."


def test_a_plan_is_told_and_writes_nothing(qualcode, project, answers, bytes_of):
    before = bytes_of(project)
    said = qualcode("survey", project, answers, *ANNA, "--plan").out
    assert "E-post" in said
    assert "Open question" in said
    assert "5 new respondents." in said
    assert bytes_of(project) == before


def test_a_plan_is_changed_and_given_back(qualcode, project, answers, tmp_path):
    made = qualcode("survey", project, answers, *ANNA, "--plan", "--json").json
    assert [one["role"] for one in made["columns"]] == [
        *("identity", "time", "background", "closed", "several", "open", "open"),
    ]
    made["columns"][6]["role"] = "ignored"
    made["title"] = "Medlemmar"
    rules = tmp_path / "regler.json"
    rules.write_text(json.dumps(made), encoding="utf-8")
    said = qualcode("survey", project, answers, "--columns", rules, *ANNA, "--json").json
    assert said["documents"] == ["Medlemmar – Vad fungerar bra?"]


def test_the_next_wave_is_known_by_its_questions(qualcode, project, answers, tmp_path):
    qualcode("survey", project, answers, *ANNA)
    rows = [("a@x.se", "2027-01-01", "Annat", "Vet ej", "Chef;", "Nytt.", "")]
    later = write_csv(tmp_path / "Export 7.csv", [HEADERS, *rows])
    said = qualcode("survey", project, later, *ANNA, "--json").json
    assert (said["title"], said["wave"], said["new"], said["known"]) == ("Enkät", "2", 0, 1)
    assert said["changes"] == [
        {
            "person": "Respondent 1",
            "question": "Kön",
            "before": "Kvinna",
            "after": "Annat",
            "kept": False,
        }
    ]


def test_the_same_again_is_refused_and_more_rows_are_added(qualcode, project, answers, tmp_path):
    qualcode("survey", project, answers, *ANNA)
    assert "already" in qualcode("survey", project, answers, *ANNA, expect=1).err
    more = [*ROWS, ("ny@x.se", "", "Man", "Nöjd", "", "Kaffet.", "")]
    again = write_csv(tmp_path / "Enkät.csv", [HEADERS, *more])
    said = qualcode("survey", project, again, *ANNA, "--json").json
    assert (said["new"], said["already"], said["documents"]) == (1, 5, [])


def test_a_document_for_each_respondent(qualcode, project, answers):
    said = qualcode("survey", project, answers, *ANNA, "--form", "respondent", "--json").json
    assert said["documents"][0] == "Enkät – Respondent 1"


def test_a_sheet_of_a_workbook_is_chosen(qualcode, project, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Annat"])
    sheet = book.create_sheet("Svar")
    for row in (HEADERS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    said = qualcode("survey", project, tmp_path / "a.xlsx", *ANNA, "--sheet", "Svar", "--json").json
    assert said["new"] == 5
    assert said["notes"][0] == "Of its 2 sheets “Svar” was read."


@pytest.fixture
def invited(sheet):
    return sheet("grupp;inbjudna;avböjda", "Kvinna;10;2", "Man;4;", name="Inbjudna.csv")


def test_rates_are_told_with_their_base(qualcode, project, answers, invited):
    words = ["--invited", invited, "--by", "kön"]
    said = qualcode("survey", project, answers, *ANNA, *words, "--json").json["rates"]
    assert said["group_by"] == "Kön"
    assert [(one["group"], one["invited"], one["answered"]) for one in said["rows"]] == [
        ("Kvinna", 10, 3),
        ("Man", 4, 2),
        (None, 14, 5),
    ]


def test_those_of_no_group_are_not_all(qualcode, project, answers, sheet):
    some = sheet("grupp;inbjudna", "Kvinna;10", name="Inbjudna.csv")
    said = qualcode("survey", project, answers, *ANNA, "--invited", some, "--by", "kön").out
    assert said.count("All ") == 1
    assert "In none of the groups" in said


def test_figures_come_afterwards_too(qualcode, project, answers, sheet):
    qualcode("survey", project, answers, *ANNA)
    whole = sheet("inbjudna", "20", name="Alla.csv")
    said = qualcode("survey", project, "--invited", whole, "--title", "enkät", *ANNA).out
    assert "25" in said
    refused = qualcode("survey", project, "--invited", whole, "--title", "Nej", *ANNA, expect=1)
    assert "no survey “Nej”" in refused.err


def test_of_new_rows_it_is_told_which_wave_they_are_taken_for_and_how_to_say_otherwise(
    qualcode, project, answers, tmp_path
):
    qualcode("survey", project, answers, "--wave", "2026", *ANNA)
    rows = [("ny@x.se", "2026-02-01", "Annat", "Vet ej", "Chef;", "Nytt.", "")]
    later = write_csv(tmp_path / "Export 7.csv", [HEADERS, *rows])
    told = qualcode("survey", project, later, "--plan", *ANNA)
    assert "is taken for the wave “2027”" in told.err
    assert 'say --wave "2026"' in told.err
    said = qualcode("survey", project, later, "--wave", "2026", "--json", *ANNA)
    assert (said.json["wave"], said.err) == ("2026", "")
    more = write_csv(tmp_path / "Export 8.csv", [HEADERS, *ROWS, *rows])
    told = qualcode("survey", project, more, "--plan", *ANNA)
    assert "is taken for more answers to it" in told.err


def test_of_several_waves_the_one_without_a_name_is_meant(qualcode, project, answers, sheet):
    qualcode("survey", project, answers, *ANNA)
    qualcode("survey", project, answers, "--wave", "2", *ANNA)
    whole = sheet("inbjudna", "20", name="Alla.csv")
    words = ["--invited", whole, "--title", "Enkät", "--json"]
    assert qualcode("survey", project, *words, *ANNA).json["rates"]["survey"] == "Enkät"
    said = qualcode("survey", project, *words, "--wave", "2", *ANNA).json
    assert said["rates"]["survey"] == "Enkät, 2"


def test_a_group_that_is_spelled_otherwise_is_told(qualcode, project, answers, sheet):
    some = sheet("grupp;inbjudna", " kvinna ;10", "Mann;4", name="Inbjudna.csv")
    words = ["--invited", some, "--by", "kön"]
    said = qualcode("survey", project, answers, *words, *ANNA).out
    assert "of “Mann”. Is it “Man”" in said
    assert said.count("Is it") == 1


def test_a_number_that_is_none_is_refused(qualcode, project, answers, sheet):
    wrong = sheet("invited", "många")
    said = qualcode("survey", project, answers, "--invited", wrong, *ANNA, expect=1).err
    assert "Row 2" in said
    assert qualcode("list", project, "documents", "--json").json == []


@pytest.mark.parametrize(
    "words", [[], ["--by", "role", "a.csv"], ["--plan"], ["--invited", "a.csv"]]
)
def test_what_does_not_go_together_is_told(qualcode, project, words):
    qualcode("survey", project, *words, *ANNA, expect=2)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".csv", ".json"])
def test_rates_are_written(qualcode, project, answers, invited, tmp_path, suffix):
    qualcode("survey", project, answers, *ANNA, "--invited", invited, "--by", "Kön")
    out = tmp_path / f"rates{suffix}"
    qualcode("export", project, out, "--what", "response-rates")
    assert out.stat().st_size > 100
    if suffix == ".html":
        assert "5 av 14" in out.read_text(encoding="utf-8") or "5 of 14" in out.read_text(
            encoding="utf-8"
        )
    if suffix == ".csv":
        rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
        assert [(row["group"], row["answered"], row["rate"]) for row in rows][:2] == [
            ("Kvinna", "3", "0.3"),
            ("Man", "2", "0.5"),
        ]


def test_how_answers_divide_is_written_with_the_base(qualcode, project, answers, tmp_path):
    qualcode("survey", project, answers, *ANNA)
    out = tmp_path / "svar.json"
    qualcode("export", project, out, "--what", "survey-answers")
    rows = json.loads(out.read_text(encoding="utf-8"))
    found = {(one["question"], one["answer"]): (one["number"], one["base"]) for one in rows}
    assert found["Hur nöjd är du?", "Nöjd"] == (3, 4)
    assert found["Hur nöjd är du?", "Vet ej"] == (1, 4)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.sav"])
def test_import_of_such_a_file_leads_here(qualcode, project, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    said = qualcode("import", project, path, *ANNA, expect=1).err
    assert said.strip().endswith("import it as a survey.")


def test_what_a_survey_knows_its_respondents_by_is_told_of_and_goes_if_asked(
    qualcode, project, answers, sheet, bytes_of
):
    qualcode("survey", project, answers, *ANNA)
    names = sheet("name,replacement", "Mötena,Träffarna", name="names.csv")
    assert "5 respondents" in qualcode("anonymise", project, names, *ANNA).out
    assert qualcode("seal", project, *ANNA, "--yes", "--json").json["identities_left"] == 5
    words = ["--yes", "--delete-backups", "--identities"]
    assert "identities" not in qualcode("seal", project, *ANNA, *words).out
    assert b"a@x.se" not in bytes_of(project)


@pytest.mark.parametrize("plan", [[], ["--plan"]])
def test_identities_go_with_the_names_unless_only_a_plan_is_asked_for(
    qualcode, project, answers, sheet, plan
):
    qualcode("survey", project, answers, *ANNA)
    names = sheet("name,replacement", "Mötena,Träffarna", name="names.csv")
    words = [names, "--identities", *plan, "--json"]
    assert qualcode("anonymise", project, *words, *ANNA).json["identities_left"] == 5 * len(plan)


def test_a_plan_tells_each_reason_whole(project, sheet, qualcode):
    answers = sheet("Id,Why?", "1,It is hard to say why.", "2,Nobody told us that.")
    said = qualcode("survey", project, answers, *ANNA, "--plan").out
    assert "only if it numbers them alike." in said and "…" not in said
