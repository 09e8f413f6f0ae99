import json
import re

import pytest

from qualcode.cli import export
from qualcode.core.operations.board_codes import lay_out_codebook
from qualcode.core.project import Project
from qualcode.core.report import options
from qualcode.core.store import coders
from tests.cli.conftest import ANNA
from tests.core.survey_material import HEADERS, ROWS, write_csv

FORMATS = [(what, suffix) for what, suffixes in options.FORMATS.items() for suffix in suffixes]


@pytest.fixture
def coded(project, interview, sheet, qualcode):
    """A project with codings by two evaluators, one of a group."""
    persons = sheet("label,group", "Karin,Lokal grupp", name="persons.csv")
    qualcode("persons", project, "--from", persons, *ANNA)
    codings = sheet(
        "document,code,quote,coder",
        f"{interview},Tid > Brist,Tiden räcker inte.,",
        f"{interview},Mandat,Vi vet inte vem som får besluta.,Bo",
    )
    qualcode("code", project, "--from", codings, *ANNA)
    with Project.open(project) as opened:
        lay_out_codebook(opened, coders.all_coders(opened.db)[0].id, "Verkstad")
    return project


@pytest.fixture
def summary(coded, tmp_path, qualcode):
    """The summary as data, made with these options."""

    def run(*words, expect=0):
        out = tmp_path / "s.json"
        asked = ["--what", "summary", "--force", *words]
        answer = qualcode("export", coded, out, *asked, expect=expect)
        return answer if expect else json.loads(out.read_text("utf-8"))

    return run


@pytest.mark.parametrize(("what", "suffix"), FORMATS)
def test_everything_is_written_in_each_of_its_formats(what, suffix, coded, tmp_path, qualcode):
    out = tmp_path / f"out{suffix}"
    if what in ("response-rates", "survey-answers"):
        survey = write_csv(tmp_path / "Enkät till medlemmar.csv", [HEADERS, *ROWS])
        qualcode("survey", coded, survey, *ANNA)
    assert "“out" in qualcode("export", coded, out, "--what", what).out
    assert out.stat().st_size > 80


def test_an_existing_file_is_refused_without_force(coded, tmp_path, qualcode):
    out = tmp_path / "out.md"
    out.write_text("mine")
    assert "out.md" in qualcode("export", coded, out, "--what", "summary", expect=1).err
    assert out.read_text() == "mine"
    qualcode("export", coded, out, "--what", "summary", "--force")
    assert out.read_text("utf-8") != "mine"


def test_an_ending_that_does_not_fit_is_refused(coded, tmp_path, qualcode):
    assert (
        ".docx" in qualcode("export", coded, tmp_path / "o.pdf", "--what", "summary", expect=1).err
    )


def paths(summary):
    return [category["path"] for category in summary]


def test_the_summary_holds_all_by_default(summary):
    assert paths(summary()) == ["Tid", "Tid > Brist", "Mandat"]


@pytest.mark.parametrize("code", ["Brist", "tid > brist"])
def test_codes_are_chosen_by_name_or_path(code, summary):
    assert paths(summary("--codes", code)) == ["Tid > Brist"]


def test_codes_are_chosen_by_id(coded, summary, qualcode):
    code = qualcode("list", coded, "codes", "--json").json[2]
    assert paths(summary("--codes", code["id"])) == ["Mandat"]


def test_several_values_may_be_given_at_once_or_one_by_one(summary):
    assert summary("--codes", "Tid", "Mandat") == summary("--codes", "Tid", "--codes", "Mandat")


def test_evaluators_documents_and_groups_are_chosen_by_name(summary):
    chosen = summary("--coders", "bo", "--documents", "INTERVJU 1", "--groups", "lokal grupp")
    assert [category["passages"] for category in chosen] == [0, 0, 1]


@pytest.mark.parametrize("option", ["--codes", "--documents", "--coders", "--groups"])
def test_what_is_not_there_is_named(option, summary):
    assert "“Gone”" in summary(option, "Gone", expect=1).err


def test_a_document_that_is_not_there_is_named(coded, tmp_path, qualcode):
    words = ["export", coded, tmp_path / "o.html", "--what", "document", "--document", "Gone"]
    assert "“Gone”" in qualcode(*words, expect=1).err


IDLE = [
    ("summary", "--document Gone", "--documents"),
    ("summary", "--names", "--what codings, document"),
    ("codings", "--document Gone", "--documents"),
    ("codings", "--by document", "--what summary"),
    ("codings", "--attribution pseudonym", "--what summary"),
    ("codings", "--show-coder", "--what summary, document"),
    ("codings", "--typography sv", "--what summary"),
    ("codebook", "--document Gone", "--what document"),
    ("codebook", "--documents Gone", "--what summary, codings"),
    ("codebook", "--coders Anna", "--what summary, codings, document"),
    ("codebook", "--groups Gone", "--what summary, codings"),
    ("codebook", "--names", "--what codings, document"),
    ("document", "--documents Gone", "say --document."),
    ("document", "--groups Gone", "--what summary, codings"),
    ("document", "--attribution none", "--what summary"),
]


@pytest.mark.parametrize(("what", "option", "said"), IDLE)
def test_an_option_without_effect_is_wrong_usage(what, option, said, coded, tmp_path, qualcode):
    out = tmp_path / "out.json"
    answer = qualcode("export", coded, out, "--what", what, *option.split(), expect=2)
    assert answer.err.splitlines()[-1].startswith(f"{option.split()[0]} belongs to --what ")
    assert said in answer.err
    assert not answer.out
    assert not out.exists()


def test_a_codebook_of_chosen_codes_holds_them_and_what_is_under_them(coded, tmp_path, qualcode):
    out = tmp_path / "o.json"
    qualcode("export", coded, out, "--what", "codebook", "--codes", "Tid")
    assert paths(json.loads(out.read_text("utf-8"))) == ["Tid", "Tid > Brist"]


def test_a_chosen_code_in_a_codebook_for_word_keeps_its_place(coded, tmp_path, qualcode):
    out, other = tmp_path / "o.docx", tmp_path / "Other.qualcode"
    qualcode("export", coded, out, "--what", "codebook", "--codes", "Brist")
    qualcode("new", other, *ANNA)
    qualcode("codebook", other, out, *ANNA)
    codes = qualcode("list", other, "codes", "--json").json
    assert paths(codes) == ["Tid", "Tid > Brist"]


def test_attribution_and_coder_stand_after_the_quote(coded, tmp_path, qualcode):
    out = tmp_path / "o.md"
    words = ["--what", "summary", "--attribution", "document", "--show-coder", "--by", "respondent"]
    qualcode("export", coded, out, *words)
    assert "Intervju 1" in out.read_text("utf-8")
    assert "Anna" in out.read_text("utf-8")


def test_the_answer_for_programs_counts_the_quotes(coded, tmp_path, qualcode):
    words = ["export", coded, tmp_path / "o.html", "--what", "document", "--json"]
    answer = qualcode(*words, "--document", "Intervju 1").json
    assert (answer["split_cells"], answer["replaced_characters"]) == (0, 0)
    assert answer["file"].endswith("o.html")


def test_an_export_leaves_the_project_as_it_was(coded, tmp_path, qualcode, bytes_of):
    before = bytes_of(coded)
    qualcode("export", coded, tmp_path / "o.docx", "--what", "summary")
    assert bytes_of(coded) == before


def test_one_of_several_documents_must_be_named(coded, tmp_path, qualcode):
    qualcode("import", coded, tmp_path / "Intervju 1.txt", *ANNA, "--known", "again")
    words = ["export", coded, tmp_path / "o.html", "--what", "document"]
    assert "has 2 documents" in qualcode(*words, expect=1).err


def test_the_choices_in_the_help_are_those_there_are():
    assert tuple(options.FORMATS) == export.WHAT
    assert options.ARRANGEMENTS == export.ARRANGEMENTS
    assert options.ATTRIBUTIONS == export.ATTRIBUTIONS


def test_a_table_of_meaning_units_holds_the_chain(coded, tmp_path, qualcode):
    out = tmp_path / "units.json"
    qualcode("export", coded, out, "--what", "meaning-units", "--codes", "Brist")
    (row,) = json.loads(out.read_text("utf-8"))
    assert (row["quote"], row["code"], row["category"]) == ("Tiden räcker inte.", "Brist", "Tid")


def test_interpretations_are_a_column_on_request(coded, tmp_path, qualcode):
    out = tmp_path / "units.html"
    asked = ["--what", "meaning-units", "--force"]
    qualcode("export", coded, out, *asked)
    assert "Tolkning" not in out.read_text("utf-8")
    assert "Interpretation" not in out.read_text("utf-8")
    qualcode("export", coded, out, *asked, "--interpretation")
    assert re.search("Tolkning|Interpretation", out.read_text("utf-8"))


def test_a_board_is_written_as_an_outline(coded, tmp_path, qualcode):
    out = tmp_path / "board.md"
    qualcode("export", coded, out, "--what", "board", "--board", "verkstad")
    assert "- **Tid**" in out.read_text("utf-8")
    answer = qualcode(
        "export", coded, out, "--what", "board", "--board", "Nej", "--force", expect=1
    )
    assert "“Nej”" in answer.err
