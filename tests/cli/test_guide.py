"""Questions of a guide, by command."""

import pytest

from qualcode.cli.importing import REMOVALS
from qualcode.core.importers import removals
from tests.cli.conftest import ANNA, INTERVIEW
from tests.core.importers.pdf_maker import Text, column, pdf

GUIDE = "1. Vad är ert mandat egentligen?\n2. Och tiden?\n3. Vem är ordförande?\n"


@pytest.fixture
def guide(tmp_path):
    path = tmp_path / "Guide.txt"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def test_a_guide_is_placed_in_the_documents(project, interview, guide, qualcode):
    planned = qualcode("guide", project, guide, *ANNA, "--plan", "--json").json
    done = qualcode("guide", project, guide, *ANNA, "--documents", interview, "--json").json
    assert planned["asked"] == done["asked"]
    assert (planned["done"], done["done"]) == (False, True)
    assert [(one["number"], one["words"]) for one in done["asked"]] == [
        ("1", "Vad är ert mandat?"),
        ("2", "Och tiden?"),
    ]


def test_it_is_told_in_words(project, interview, guide, qualcode):
    said = qualcode("guide", project, guide, *ANNA).out
    assert "“Guide”: 3 questions, found in 2 places." in said
    assert "“Och tiden?”" in said


def test_a_guide_comes_in_with_an_import(project, guide, tmp_path, qualcode):
    path = tmp_path / "Karin.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    (found,) = qualcode("import", project, path, *ANNA, "--guide", guide, "--json").json
    assert [one["number"] for one in found["questions"]] == ["1", "2"]
    qualcode("check", project)


def test_what_is_no_guide_is_refused(project, interview, tmp_path, qualcode):
    path = tmp_path / "None.txt"
    path.write_text("Vi talade.", encoding="utf-8")
    answer = qualcode("guide", project, path, *ANNA, expect=1)
    assert "“None.txt” is no interview guide" in answer.err


def test_what_a_pdf_offers_is_taken_out_on_demand(project, tmp_path, qualcode):
    path = tmp_path / "Rapport.pdf"
    pages = [
        [Text("Rapport om samverkan", y=810), *column([f"Rad {n} {m}" for m in range(9)])]
        for n in range(4)
    ]
    path.write_bytes(pdf(pages))
    how = ["--kind", "document", "--json"]
    (kept,) = qualcode("import", project, path, *ANNA, *how).json
    how += ["--known", "again", "--remove", "headers,hyphens"]
    (found,) = qualcode("import", project, path, *ANNA, *how).json
    assert kept["offered"] == found["removed"] == {"headers": 4}
    assert "Rapport om" not in qualcode("text", project, found["title"]).out
    assert found["pages"] == 4
    qualcode("check", project)


def test_an_unknown_kind_of_removal_is_wrong_usage(project, tmp_path, qualcode):
    answer = qualcode("import", project, "a.pdf", *ANNA, "--remove", "pictures", expect=2)
    assert "“pictures” is none of headers" in answer.err


def test_the_kinds_are_those_that_can_be_removed():
    assert tuple(removals.KINDS) == REMOVALS
