import json

import pytest
from docx import Document

from tests.cli.conftest import ANNA

ROWS = (
    "path,level,colour,definition,when_to_use,when_not_to_use,example",
    "Mandat,category,#112233,Rätten att besluta.,Om beslut.,Om roller.,”Vem får?”",
    "Mandat > Oklart,sub-category,,Ingen vet.,,,",
    "Tid,theme,,,,,",
)
SHOWN = ("path", "level", "colour", "definition", "when_to_use", "when_not_to_use", "example")


@pytest.fixture
def book(project, qualcode):
    """Takes in a codebook and returns the counts."""
    return lambda path, expect=0: (
        qualcode("codebook", project, path, *ANNA, "--json").json
        if not expect
        else qualcode("codebook", project, path, *ANNA, expect=expect)
    )


@pytest.fixture
def codes(project, qualcode, tmp_path):
    """Everything that the project's codebook says."""

    def run(path=project):
        out = tmp_path / "codes.json"
        qualcode("export", path, out, "--what", "codebook", "--force")
        return [[code[name] for name in SHOWN] for code in json.loads(out.read_text("utf-8"))]

    return run


def test_a_codebook_is_read_by_path(book, codes, sheet):
    assert book(sheet(*ROWS)) == {"created": 3, "updated": 0, "unchanged": 0}
    assert [code[0] for code in codes()] == ["Mandat", "Mandat > Oklart", "Tid"]
    assert codes()[0] == [
        "Mandat",
        "category",
        "#112233",
        "Rätten att besluta.",
        "Om beslut.",
        "Om roller.",
        "”Vem får?”",
    ]


def test_a_code_under_another_takes_its_colour(book, codes, sheet):
    book(sheet(*ROWS))
    assert codes()[1][2] == "#112233"


def test_names_and_parents_do_too_in_any_order(book, codes, sheet):
    book(sheet("Namn;Överordnad", "Chefer;Stöd", "Stöd;Lokal förankring", "Lokal förankring;"))
    assert [code[0] for code in codes()] == [
        "Lokal förankring",
        "Lokal förankring > Stöd",
        "Lokal förankring > Stöd > Chefer",
    ]


def test_columns_for_levels_do_too(book, codes, sheet):
    book(sheet("Nivå 1,Nivå 2,definition", "A,,a", ",B,b", "C,D,d"))
    assert [code[0] for code in codes()] == ["A", "A > B", "C", "C > D"]


def test_a_known_code_is_described_anew_and_keeps_what_is_not_said(book, codes, sheet):
    book(sheet(*ROWS))
    counts = book(sheet("path,definition", "mandat,Ny.", "Tid,", "Ny,"))
    assert counts == {"created": 1, "updated": 1, "unchanged": 1}
    assert codes()[0][3:5] == ["Ny.", "Om beslut."]


def test_a_codebook_taken_in_twice_changes_nothing(book, project, sheet, qualcode):
    book(sheet(*ROWS))
    history = qualcode("history", project, "--json").json
    assert book(sheet(*ROWS)) == {"created": 0, "updated": 0, "unchanged": 3}
    assert qualcode("history", project, "--json").json == history


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,galaxy,,", "“galaxy” is not a level"),
        ("A,,red,", "“red” is not a colour"),
        ("Mandat,,,", "“Mandat” stands in row 2 already."),
        ("x" * 501 + ",,,", "501 characters"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(row, said, book, codes, sheet):
    path = sheet("path,level,colour,definition", "Mandat,,,", row)
    answer = book(path, expect=1)
    assert said in answer.err
    assert answer.err.startswith("Row 3: ")
    assert codes() == []


def test_nested_json_is_read(book, codes, tmp_path):
    path = tmp_path / "b.json"
    inner = {"name": "B", "definition": "b", "children": [{"name": "C"}]}
    path.write_text(json.dumps({"codes": [{"name": "A", "children": [inner]}, {"name": "D"}]}))
    book(path)
    assert [code[0] for code in codes()] == ["A", "A > B", "A > B > C", "D"]
    assert codes()[1][3] == "b"


@pytest.mark.parametrize("children", [5, "B", {"name": "B"}, [5], [{"definition": "b"}]])
def test_children_that_are_no_codes_are_refused(children, book, codes, tmp_path):
    path = tmp_path / "b.json"
    path.write_text(json.dumps([{"name": "A", "children": children}]))
    assert "“b.json”" in book(path, expect=1).err
    assert codes() == []


def test_the_headings_of_a_word_document_are_codes(book, codes, tmp_path):
    document = Document()
    document.add_paragraph("Kodbok", style="Title")
    document.add_paragraph("Inledning som inte hör till någon kod.")
    document.add_heading("Mandat", 1)
    document.add_paragraph("Rätten att besluta.")
    document.add_paragraph("Också i praktiken.")
    document.add_paragraph("Används när: någon talar om beslut.")
    document.add_heading("Oklart", 3)
    document.add_paragraph("When not to use: never.")
    document.add_paragraph("Exempel: ”Vem får?”")
    document.add_heading("Tid", 1)
    path = tmp_path / "kodbok.docx"
    document.save(path)
    book(path)
    found = {code[0]: code[3:] for code in codes()}
    assert found == {
        "Mandat": [
            "Rätten att besluta.\nOckså i praktiken.",
            "någon talar om beslut.",
            None,
            None,
        ],
        "Mandat > Oklart": [None, None, "never.", "”Vem får?”"],
        "Tid": [None] * 4,
    }


def test_a_word_document_without_headings_is_refused(book, tmp_path):
    document = Document()
    document.add_paragraph("Mandat")
    document.save(tmp_path / "flat.docx")
    assert "flat.docx” has no headings" in book(tmp_path / "flat.docx", expect=1).err


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".docx"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_exported_codebook_comes_back_whole(
    suffix, language, book, codes, tmp_path, sheet, qualcode
):
    source, copy = tmp_path / "source.qualcode", tmp_path / "copy.qualcode"
    for path in (source, copy):
        qualcode("new", path, *ANNA, "--language", language)
    tricky = (
        "path,level,definition,example",
        'A,theme,"Två\nrader: Exempel: här",=1+1',
        "A > B - C,code,-5 grader,'citat'",
        "A > B - C > D,sub-category,+,@",
        "Å>Ä,category,,",
    )
    qualcode("codebook", source, sheet(*tricky), *ANNA)
    out = tmp_path / f"out{suffix}"
    qualcode("export", source, out, "--what", "codebook")
    qualcode("codebook", copy, out, *ANNA)
    assert codes(copy) == codes(source)


def test_people_read_the_counts(project, sheet, qualcode):
    said = qualcode("codebook", project, sheet(*ROWS), *ANNA).out
    assert said == "Codes: 3 new, 0 described anew, 0 as they were.\n"
