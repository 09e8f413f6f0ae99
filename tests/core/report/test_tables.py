import csv
import io
import json
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.codings import coding_lines
from qualcode.core.analysis.summary import Filters
from qualcode.core.interchange import sheets
from qualcode.core.interchange.sheets import Columns
from qualcode.core.report import tables
from qualcode.core.report.tables import LONGEST_CELL, Table

COLUMNS = [
    "id",
    "document",
    "document_id",
    "segment_id",
    "start",
    "end",
    "quote",
    "code",
    "code_id",
    "code_path",
    "coder",
    "coder_id",
    "persons",
    "comment",
    "created",
]


def table(*rows, columns=("name", "number")):
    return Table("codings", columns, rows)


def sheet(written):
    return openpyxl.load_workbook(io.BytesIO(written.data)).active


def values(written):
    return [list(row) for row in sheet(written).iter_rows(values_only=True)]


def csv_rows(written):
    text = written.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_there_is_a_line_for_each_coding(material):
    lines = tables.codings(coding_lines(material.project))
    assert list(lines.columns) == COLUMNS
    shown = [dict(zip(COLUMNS, row, strict=True)) for row in lines.rows]
    assert [(s["code_path"], s["coder"], s["persons"], s["comment"]) for s in shown] == [
        ("Meetings", "Anna Lindqvist", ("Respondent 1",), None),
        ("Meetings > Seldom", "Mikael Berg", ("IP2",), "Sure?"),
    ]


def test_a_real_name_in_a_quote_is_the_pseudonym(material):
    material.mark("Money", "do?\nKarin: We meet")
    (line,) = coding_lines(material.project, Filters(codes=(material.codes["Money"],)))
    assert line.quote == "do?\n[Respondent 1]: We meet"


def test_names_stay_when_they_are_asked_for(material):
    material.mark("Money", "do?\nKarin: We meet")
    chosen = Filters(codes=(material.codes["Money"],))
    (line,) = coding_lines(material.project, chosen, real_names=True)
    assert line.quote == "do?\nKarin: We meet"


def test_titles_hold_real_names_only_on_request(material):
    material.document("Karin in May", "Karin: Yes.")
    material.mark("Money", "Yes", document="Karin in May")
    asked = [coding_lines(material.project, real_names=names)[-1] for names in (False, True)]
    assert [line.document for line in asked] == ["[Respondent 2] in May", "Karin in May"]


def test_lines_can_be_chosen_by_evaluator_document_and_group(material):
    def chosen(**filters):
        return [line.code for line in coding_lines(material.project, Filters(**filters))]

    assert chosen(coders=(material.coders["Mikael Berg"],)) == ["Seldom"]
    assert chosen(groups=("Local",)) == ["Meetings"]
    assert chosen(documents=("another",)) == []


def test_a_mark_that_lost_its_place_keeps_its_line(material):
    material.project.db.execute('UPDATE segments SET start = NULL, "end" = NULL')
    lines = coding_lines(material.project)
    assert [(line.start, line.quote[:7], line.persons) for line in lines] == [
        (None, "We meet", ()),
        (None, "We neve", ()),
    ]


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_a_csv_cell_is_never_a_formula(start):
    (_, row) = csv_rows(tables.write_csv(table((f"{start}1+1", 3))))
    assert row == [f"'{start}1+1", "3"]


@given(st.lists(st.text("'=+-@ab \n\t", min_size=1), min_size=1))
def test_what_was_made_harmless_is_read_as_it_was(texts):
    written = tables.write_csv(table(*((text, 1) for text in texts)))
    columns = Columns({"name": (), "number": ()}, (), "", frozenset({"name", "number"}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "s.csv")
        path.write_bytes(written.data)
        assert [row.text("name") for row in sheets.read(path, columns)] == texts


@pytest.mark.parametrize("start", list("=+-@"))
def test_an_excel_cell_is_never_a_formula(start):
    cell = sheet(tables.write_xlsx(table((f"{start}1+1", 3))))["A2"]
    assert (cell.value, cell.data_type) == (f"{start}1+1", "s")


def test_excel_reads_the_letters_of_a_csv_file():
    assert tables.write_csv(table(("å", 1))).data == "\ufeffname,number\r\nå,1\r\n".encode()


def test_numbers_are_numbers_and_absence_is_empty_in_excel():
    assert values(tables.write_xlsx(table((None, 1), ("b", None))))[1:] == [[None, 1], ["b", None]]


def test_a_cell_that_is_too_long_goes_on_in_the_next_column():
    written = tables.write_xlsx(table(("a" * LONGEST_CELL + "bc", 1), ("short", 2)))
    assert values(written) == [
        ["name", "name (2)", "number"],
        ["a" * LONGEST_CELL, "bc", 1],
        ["short", None, 2],
    ]
    assert written.split_cells == 1


@given(st.text(st.sampled_from("aå😀\u0301")), st.integers(2, 7))
def test_parts_hold_the_whole_text_and_fit(text, longest):
    pieces = list(tables.parts(text, longest))
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= longest for piece in pieces)


def test_characters_that_excel_cannot_hold_are_replaced_and_counted():
    written = tables.write_xlsx(table(("a\x00b\x0b", 1)))
    assert values(written)[1][0] == "a�b�"
    assert written.replaced_characters == 2


def test_the_same_rows_give_the_same_bytes():
    rows = table(("a", 1), ("b", 2))
    assert tables.write_xlsx(rows).data == tables.write_xlsx(rows).data


def test_the_sheet_keeps_its_head_and_can_be_filtered():
    made = sheet(tables.write_xlsx(table(("a", 1))))
    assert (made.freeze_panes, made.auto_filter.ref) == ("A2", "A1:B2")


def test_json_has_null_for_what_is_absent():
    written = tables.write_json(table((None, ("p", "q"))))
    assert json.loads(written.data) == [{"name": None, "number": ["p", "q"]}]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), min_size=1))
def test_csv_gives_back_every_text(texts):
    written = tables.write_csv(table(*((text, 1) for text in texts)))
    back = [row[0] for row in csv_rows(written)[1:]]
    assert [cell.removeprefix("'") for cell in back] == [text.removeprefix("'") for text in texts]


@pytest.mark.parametrize("text", ["=1+1", "+46", "- ja", "@x", "'x"])
def test_a_text_that_excel_would_take_amiss_is_marked_as_text(text):
    cell = sheet(tables.write_xlsx(table((text, 1), ("plain", 2))))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_any_other_text_is_not_marked():
    cells = sheet(tables.write_xlsx(table(("a=b", 1), ("=" * 40_000, 2))))
    assert not cells["A2"].quotePrefix
    assert cells["A3"].quotePrefix
