import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2
import pytest

from qualcode.core.analysis.meaning_units import all_units
from qualcode.core.analysis.summary import Filters
from qualcode.core.operations.passages import condense
from qualcode.core.report.export import MEANING_UNITS, ExportOptions, export
from qualcode.core.report.meaning_units import COLUMNS
from qualcode.core.report.unit_rows import unit_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def chain(material):
    """Two categories under a theme, one of them with two codes, and a code that has nothing."""
    material.code("Working together", level="theme")
    material.code("Talk", "Working together", level="category")
    material.code("Often", "Talk")
    material.code("Never", "Talk")
    material.mark("Often", 'We meet and talk, "often"')
    material.mark("Never", "We never <meet>")
    material.mark("Money", "I do not know")
    unit = next(one for one in all_units(material.project.db) if one.quote == "We never <meet>")
    condense(material.project, material.someone, unit.segment_id, "=They never meet")
    return material


def table(made, **options):
    return unit_table(made.project, ExportOptions(**options))


def write(made, suffix, **options):
    out = made.project.path.with_name(f"out{suffix}")
    report = export(
        made.project, out, what=MEANING_UNITS, options=ExportOptions(**options), overwrite=True
    )
    return report, out.read_bytes()


def word_rows(data):
    """Each row's cells: their text, and how they are merged."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        document = ET.fromstring(file.read("word/document.xml"))
    return [
        [
            (
                " / ".join("".join(p.itertext()) for p in cell.iter(f"{W}p")),
                getattr(cell.find(f"{W}tcPr/{W}vMerge"), "attrib", {}).get(f"{W}val", ""),
            )
            for cell in row.iter(f"{W}tc")
        ]
        for row in document.iter(f"{W}tr")
    ]


def test_rows_stand_by_theme_category_and_code(chain):
    rows = table(chain).rows
    assert [row.chain[0] for row in rows[3:]] == ["Meetings", "Money"]
    assert [(row.quote, *row.chain) for row in rows[:3]] == [
        ('We meet and talk, "often"', "Often", "", "Talk", "Working together"),
        ("We never <meet>", "Never", "", "Talk", "Working together"),
        ("We never <meet> & never *did*.", "Seldom", "", "Meetings", ""),
    ]


def test_one_category_and_one_theme_is_one_cell(chain):
    found = table(chain)
    cells = {row.chain[0]: spans for row, spans in zip(found.rows, found.spans(), strict=True)}
    assert cells["Often"][2:] == (2, 2)
    assert cells["Never"][2:] == (0, 0)
    assert cells["Money"] == (1, 1, 1, 1)


def test_a_name_that_goes_on_for_pages_is_printed_again(chain):
    chain.document("Long", "\n".join(f"IP5: {number} {'word ' * 60}end" for number in range(30)))
    for number in range(30):
        chain.mark("Often", f"{number} {'word ' * 60}end", document="Long")
    found = table(chain)
    heads = [spans[3] for spans in found.spans() if spans[3]]
    assert max(heads) <= 4
    assert sum(heads) == len(found.rows)


def test_equal_names_in_other_categories_stay_apart(chain):
    chain.code("Money too", level="category")
    chain.code("Often ", "Money too")
    chain.mark("Often ", "I do not know")
    found = table(chain, filters=Filters(codes=(chain.codes["Often"], chain.codes["Often "])))
    assert [spans[0] for spans in found.spans()] == [1, 1]


def test_a_level_that_no_row_has_is_no_column(chain):
    assert table(chain).headings == [
        *("Meaning unit", "Condensed meaning unit", "Code", "Category", "Theme")
    ]
    only = table(chain, filters=Filters(codes=(chain.codes["Money"],)), interpretation=True)
    assert only.headings[2:] == ["Interpretation", "Code"]


def test_the_caption_counts_meaning_units_respondents_and_documents(chain):
    assert table(chain).caption == (
        "From meaning unit to theme: 4 meaning units, 3 respondents, 1 document"
    )


def test_few_respondents_are_a_warning(chain):
    assert table(chain).notes == []
    few = table(chain, filters=Filters(codes=(chain.codes["Money"],)))
    assert "recognised" in few.notes[0]


def test_only_the_chosen_rows_are_written(chain):
    keys = frozenset(unit.key for unit in all_units(chain.project.db)[:2])
    assert len(table(chain, only=keys).rows) == 2


def test_names_are_pseudonyms_unless_asked_for(chain):
    chain.describe("Karin", pseudonym="Coordinator 1")
    chain.mark("Money", "Karin: We meet")
    (quote,) = [row.quote for row in table(chain).rows if row.quote.endswith(": We meet")]
    assert quote == "[Coordinator 1]: We meet"
    quotes = [row.quote for row in table(chain, real_names=True).rows]
    assert "Karin: We meet" in quotes


def test_a_name_in_a_condensed_text_is_a_warning(chain):
    unit = all_units(chain.project.db)[0]
    chain.describe("Karin", name="Karin Berg", pseudonym="Coordinator 1")
    condense(chain.project, chain.someone, unit.segment_id, "Karin talks")
    report, _data = write(chain, ".docx")
    assert "real name" in report.warnings[0]
    assert "Karin" not in report.warnings[0]


def test_word_has_a_landscape_page_a_repeated_head_and_merged_cells(chain):
    report, data = write(chain, ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        document = file.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in document
    assert "<w:tblHeader/>" in document
    rows = word_rows(data)
    assert ("Talk", "restart") in [cell for row in rows for cell in row]
    assert ("", "continue") in [cell for row in rows for cell in row]
    assert report.quotes == 4


def test_word_prints_quotes_in_marks_with_their_source(chain):
    _report, data = write(chain, ".docx", attribution="role")
    cells = [cell[0] for row in word_rows(data) for cell in row]
    assert "“We meet and talk, ‘often’” / Coordinator" in cells


def test_excel_has_the_printed_table_and_a_plain_list(chain):
    _report, data = write(chain, ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    printed, listed = book.worksheets
    assert printed["A1"].value.startswith("From meaning unit to theme")
    assert printed.page_setup.orientation == "landscape"
    assert printed.print_title_rows == "$2:$2"
    assert len(printed.merged_cells.ranges) == 2
    assert [cell.value for cell in listed[1]] == list(COLUMNS)
    assert listed.max_row == 6


def test_excel_computes_nothing(chain):
    _report, data = write(chain, ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = [c for sheet in book for row in sheet for c in row if c.value == "=They never meet"]
    assert {cell.data_type for cell in found} == {"s"}
    assert len(found) == 2


def test_lists_say_the_same(chain):
    rows = json.loads(write(chain, ".json")[1])
    text = write(chain, ".csv")[1].decode("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == list(COLUMNS) == list(listed[0])
    never = next(row for row in rows if row["code"] == "Never")
    assert (never["category"], never["theme"], never["sub_category"]) == (
        *("Talk", "Working together"),
        None,
    )
    assert [row["segment_id"] for row in rows] == [row["segment_id"] for row in listed]


def test_a_web_page_joins_cells_and_escapes(chain):
    page = write(chain, ".html")[1].decode()
    assert '<td rowspan="2">Talk</td>' in page
    assert "We never &lt;meet&gt;" in page
    assert "landscape" in page
    cells = re.findall(r"<t[dh][ >]", page)
    head, rows = 5, 5
    assert len(cells) == head + rows * 5 - 2


def test_the_same_table_gives_the_same_bytes(chain):
    for suffix in (".docx", ".xlsx"):
        assert write(chain, suffix)[1] == write(chain, suffix)[1]


def test_an_empty_table_can_be_written(material):
    for suffix in (".docx", ".xlsx", ".html", ".csv", ".json"):
        report, _data = write(material, suffix, only=frozenset())
        assert report.quotes == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_another_program_opens_it(chain, tmp_path):
    write(chain, ".docx")
    file = chain.project.path.with_name("out.docx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as printed:
        width, height = printed[0].get_size()
        words = printed[0].get_textpage().get_text_bounded()
    assert width > height
    assert "4 meaning units, 3 respondents, 1 document" in words
