"""Where evaluators differ is written as a file."""

import csv
import io

import openpyxl
import pytest
from docx import Document

from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.operations.reconcile import discuss, settle
from qualcode.core.report.disagreements import write_to
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", TEXT)
    for name in ("Mandat", "Makt"):
        made.code(name)
    made.mark("Mandat", "oklart", by="Anna Lindqvist")
    made.mark("Makt", "oklart", by="Bo Ek")
    made.mark("Makt", "Ingen vet", by="Anna Lindqvist")
    yield made
    made.project.close()


@pytest.fixture
def written(made, tmp_path):
    both = made.coders["Anna Lindqvist"], made.coders["Bo Ek"]

    def write(suffix):
        out = tmp_path / f"ut{suffix}"
        assert write_to(made.project, both, out) == []
        return out

    (listed, *_rest) = compare(made.project.db, both).all_listed
    settle(made.project, made.someone, listed, [both[1]])
    (listed, *_rest) = compare(made.project.db, both).all_listed
    discuss(made.project, made.someone, listed, "Bo har rätt")
    return write


def test_every_place_is_listed_with_who_marked_what(written):
    words = written(".csv").read_text(encoding="utf-8-sig")
    head, first, second = csv.reader(io.StringIO(words), delimiter=",")
    assert head == [
        *("Document", "Anna Lindqvist", "Bo Ek"),
        *("State", "Settled as", "What was said"),
    ]
    assert first == [
        *("Intervju", "Mandat “oklart”", "Makt “oklart”"),
        *("settled", "Bo Ek", "Anna Lindqvist: Bo har rätt"),
    ]
    assert second == ["Intervju", "Makt “Ingen vet”", "not marked", "open", "", ""]


def test_a_place_that_was_settled_with_other_words_says_which(made, tmp_path):
    both = made.coders["Anna Lindqvist"], made.coders["Bo Ek"]
    (listed, *_rest) = compare(made.project.db, both).all_listed
    start = TEXT.index("Det är oklart")
    settle(made.project, made.someone, listed, [both[1]], (start, start + len("Det är oklart")))
    out = tmp_path / "ut.csv"
    write_to(made.project, both, out)
    (_head, first, *_more) = csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig")))
    assert first[4] == "Bo Ek, with other words: “Det är oklart”"


def test_in_excel_there_is_code_against_code(written):
    book = openpyxl.load_workbook(written(".xlsx"))
    assert book.sheetnames == ["Places", "By code", "By document", "Code against code"]
    rows = list(book["Code against code"].iter_rows(values_only=True))
    assert rows == [
        ("Down: Anna Lindqvist. Across: Bo Ek.", "Mandat", "Makt", "not marked"),
        ("Mandat", 0, 1, 0),
        ("Makt", 0, 0, 1),
    ]
    assert list(book["By code"].values)[1:] == [("Makt", 2, 1), ("Mandat", 1, 1)]


def test_in_word_the_most_confused_codes_are_a_list(written):
    document = Document(written(".docx"))
    assert "2 places differ, 1 settled" in "\n".join(one.text for one in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert cells[0] == ["Anna Lindqvist", "Bo Ek", "Places"]
    assert ["Mandat", "Makt", "1"] in cells


def test_a_label_in_a_passage_tells_no_real_name(made, tmp_path):
    made.mark("Mandat", "mandatet?\nKarin: Det är", by="Anna Lindqvist")
    out = tmp_path / "ut.csv"
    write_to(made.project, list(made.coders.values()), out)
    words = out.read_text(encoding="utf-8-sig")
    assert "mandatet? [Respondent 1]: Det är" in words
    assert "Karin" not in words


def test_names_and_addresses_in_the_words_are_warned_of(made, tmp_path):
    made.document("Samtal", "I: Ja.\nIP2: Fråga Karin, eller skriv till x@y.se, tyvärr.")
    made.mark("Makt", "Fråga Karin, eller skriv till x@y.se", document="Samtal", by="Bo Ek")
    made.describe("Karin", document="Intervju", role=None)
    both = made.coders["Anna Lindqvist"], made.coders["Bo Ek"]
    said = write_to(made.project, both, tmp_path / "ut.csv")
    assert [line.split(" seem")[0] for line in said] == [
        "A real name",
        "An e-mail address, a telephone number or a personal identity number",
    ]
