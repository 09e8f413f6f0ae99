"""A sheet fills in what it knows of each row, and touches nothing it leaves empty."""

import pytest

from qualcode.core.errors import ImportRefused, Refused
from qualcode.core.interchange import attributes as reader
from qualcode.core.interchange.problems import SheetRefused
from qualcode.core.operations.history import undo
from qualcode.core.operations.sheet_attributes import (
    attributes_from_sheet,
    guessed_kind,
    plan_attributes,
)
from qualcode.core.store import documents as documents_store
from tests.core.tables import contents


@pytest.fixture
def sheet(tmp_path):
    def write(text, name="sheet.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return reader.read(path)

    return write


def plan(whole, sheet, **how):
    return plan_attributes(whole.project.db, whole.anna, sheet, **how)


def cells(planned):
    return [(cell.name, cell.before, cell.after) for cell in planned.cells]


def test_empty_cells_leave_what_is_there(whole, sheet):
    planned = plan(whole, sheet("title,wave,date\nEva,,2026-04-01\nSolo,2,\n"))
    assert cells(planned) == [("Eva", "2026-03-01", "2026-04-01"), ("Solo", "", "2")]


def test_documents_are_found_by_file_name_with_and_without_its_ending(whole, sheet):
    planned = plan(whole, sheet("fil,Not\nEva.txt,a\nsolo,b\n"))
    assert cells(planned) == [("Eva", "", "a"), ("Solo", "", "b")]
    assert [one.name for one in planned.new] == ["Not"]


def test_persons_are_found_by_pseudonym_name_or_label(whole, sheet):
    planned = plan(whole, sheet("pseudonym,Kön\nSamordnare 1,K\nip2,M\nIngen,K\n"))
    assert planned.about == "persons"
    assert cells(planned) == [("Samordnare 1", "", "K"), ("IP2", "", "M")]
    assert [str(one) for one in planned.problems] == ["Row 4: There is no person “Ingen”."]
    assert cells(plan(whole, sheet("namn,Kön\nEva Berg,K\n"), about="persons"))[0][2] == "K"


def test_a_sheet_never_renames_what_it_names(whole, sheet):
    planned = plan(whole, sheet("pseudonym,name,role\nSamordnare 1,Någon Annan,Chef\n"))
    assert cells(planned) == [("Samordnare 1", "Samordnare", "Chef")]
    assert planned.passed == ("name",)


def test_cases_are_found_by_their_name(whole, sheet):
    planned = plan(whole, sheet("case,Invånare\nNorr,1 200\n"), about="cases")
    assert (planned.new[0].kind, planned.matched) == ("number", 1)


@pytest.mark.parametrize(
    "text",
    [
        "title,Not\nEva,a\neva,b\n",
        "title,kind\nEva,roman\n",
        "title,Not\n,a\n",
        "title,Not\nBorta,a\n",
    ],
)
def test_a_row_that_can_not_be_used_keeps_all_out(whole, sheet, text):
    before = contents(whole.project.db)
    with pytest.raises(SheetRefused):
        attributes_from_sheet(whole.project, whole.anna, sheet(text), source="sheet.csv")
    assert contents(whole.project.db) == before


def test_the_others_are_taken_in_if_that_is_wanted_and_all_is_undone_at_once(whole, sheet):
    before = contents(whole.project.db)
    made = attributes_from_sheet(
        whole.project,
        whole.anna,
        sheet("title,kind,Not\nEva,roman,a\nSolo,workshop,b\n"),
        source="sheet.csv",
        partial=True,
    )
    assert cells(made.plan) == [("Solo", "Interview", "workshop"), ("Solo", "", "b")]
    assert documents_store.get(whole.project.db, whole.eva).kind == "interview"
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_a_sheet_without_a_name_for_its_rows_is_refused(whole, sheet):
    with pytest.raises(Refused, match="No column says"):
        plan(whole, sheet("Ålder\n3\n"))


@pytest.mark.parametrize("text", ["", "\n\n", "a,A\n1,2\n"])
def test_a_sheet_that_is_none_is_refused(sheet, text):
    with pytest.raises(ImportRefused):
        sheet(text)


def test_json_is_read_as_objects_and_nothing_else(sheet):
    read = sheet('[{"title": "Eva", "Ålder": 45}, {"Not": null, "title": "Solo"}]', "sheet.json")
    assert read.columns == ("title", "Ålder", "Not")
    assert read.rows[0] == (1, {"title": "Eva", "Ålder": "45", "Not": ""})
    with pytest.raises(ImportRefused):
        sheet('[{"title": ["Eva"]}]', "sheet.json")
    with pytest.raises(ImportRefused, match="empty"):
        sheet("[]", "sheet.json")


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1", "2,5", ""], "number"),
        (["ja", "Nej"], "yes-no"),
        (["0", "1"], "number"),
        (["2026-01", "2026-02-03"], "date"),
        (["a", "1"], "text"),
        (["", " "], "text"),
    ],
)
def test_the_kind_is_the_narrowest_that_all_fit(texts, kind):
    assert guessed_kind(texts) == kind
