import contextlib
import csv
import io
import json
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange import sheets, workbooks
from qualcode.core.interchange.sheets import Columns, whole_number

COLUMNS = Columns(
    headers={"name": ("namn", "full name"), "when_to_use": ("används när",), "n": ()},
    required=(("name",),),
    inside="things",
    ours=frozenset({"name", "n"}),
)


def read(path):
    return [(row.number, dict(row.cells)) for row in sheets.read(path, COLUMNS)]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("header", ["name", "Name", " NAMN ", "Full-Name", "full_name"])
def test_headers_are_known_in_any_case_and_language(header, tmp_path):
    assert read(write(tmp_path / "s.csv", f"{header},other\nx,y\n")) == [(2, {"name": "x"})]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_by_the_headers(separator, tmp_path):
    text = f'name{separator}n\n"a,b;c\td"{separator}7\n'
    assert read(write(tmp_path / "s.csv", text)) == [(2, {"name": "a,b;c\td", "n": "7"})]


def test_the_line_that_excel_reads_is_no_row(tmp_path):
    assert read(write(tmp_path / "s.csv", "sep=;\nname;n\na,b;1\n")) == [
        (2, {"name": "a,b", "n": "1"})
    ]


def test_rows_have_the_numbers_of_a_spreadsheet(tmp_path):
    text = 'name\n"two\nlines"\n\n,\nlast\n'
    assert read(write(tmp_path / "s.csv", text)) == [
        (2, {"name": "two\nlines"}),
        (5, {"name": "last"}),
    ]


def test_a_cell_may_hold_a_line_separator_of_unicode(tmp_path):
    assert read(write(tmp_path / "s.csv", "name\na\u2028b\u0085c\n")) == [
        (2, {"name": "a\u2028b\u0085c"})
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n,,\n", "is empty"),
        ("other\nx\n", "no column “name”"),
        ("name,namn\nx,y\n", "two columns are called “name”"),
        ('name\nfirst\n"never closed\n', "after row 2"),
        ('name\n"a"b\n', "quotation mark"),
    ],
)
def test_a_sheet_that_is_none_is_refused_with_its_name(text, said, tmp_path):
    with pytest.raises(ImportRefused, match=r"“s\.csv”.*") as refusal:
        read(write(tmp_path / "s.csv", text))
    assert said in str(refusal.value)


@pytest.mark.parametrize("name", ["s.ods", "s", "s.xls"])
def test_other_kinds_of_files_are_refused(name, tmp_path):
    with pytest.raises(ImportRefused, match="of a kind"):
        read(write(tmp_path / name, "name\nx\n"))


@pytest.mark.parametrize("suffix", sheets.SUFFIXES)
def test_a_missing_file_and_a_folder_are_refused(suffix, tmp_path):
    folder = tmp_path / f"folder{suffix}"
    folder.mkdir()
    for path in (tmp_path / f"gone{suffix}", folder, tmp_path / f"{'x' * 300}{suffix}"):
        with pytest.raises(ImportRefused, match=path.name):
            read(path)


def test_json_is_an_array_of_objects_or_holds_one(tmp_path):
    rows = [{"Namn": "å", "n": 1, "more": []}, {"name": None}, {"name": "b", "n": 2.0}]
    expected = [(1, {"name": "å", "n": 1}), (3, {"name": "b", "n": 2.0})]
    for whole in (rows, {"things": rows}):
        assert read(write(tmp_path / "s.json", json.dumps(whole))) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "line 1, column 2"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"name": ' + "1" * 5000 + "}]", "a number is too long"),
        (r'[{"name": "\ud83d"}]', "half of a character"),
        (r'[{"name": "a\\\u0000"}]', "it holds a NUL"),
        ('{"other": []}', "list of objects"),
        ("[1]", "list of objects"),
        ('[{"name": []}]', "“name” of row 1"),
        ('[{"n": 1}]', "no column “name”"),
    ],
)
def test_json_that_is_no_sheet_is_refused(text, said, tmp_path):
    with pytest.raises(ImportRefused) as refusal:
        read(write(tmp_path / "s.json", text))
    assert said in str(refusal.value)


def test_an_escape_that_is_written_out_is_no_nul(tmp_path):
    rows = [{"name": r"a\u0000"}]
    assert read(write(tmp_path / "s.json", json.dumps(rows))) == [(1, rows[0])]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_lines_in_a_cell_end_as_those_of_a_text_do(ending, tmp_path):
    words = f"one{ending}two"
    paths = [
        write(tmp_path / "s.csv", f'name\r\n"{words}"\r\n'),
        write(tmp_path / "s.json", json.dumps([{"name": words}])),
        workbook(tmp_path / "s.xlsx", [["name"], [words]]),
    ]
    assert [read(path)[0][1] for path in paths] == [{"name": "one\ntwo"}] * 3


def test_a_workbook_is_read_with_its_values(tmp_path):
    path = workbook(
        tmp_path / "s.xlsx", [["Namn", None, "n"], ["å\nb", "x", 12], [None, None, 1.5]]
    )
    assert read(path) == [(2, {"name": "å\nb", "n": 12.0}), (3, {"name": None, "n": 1.5})]


def test_shared_rich_and_escaped_texts_are_read_as_excel_shows_them(tmp_path):
    path = tmp_path / "s.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page, bold = book.add_worksheet(), book.add_format({"bold": True})
    page.write_row(0, 0, ["name", "n"])
    page.write_string(1, 0, "_x0041_ and a\x01b")
    page.write_rich_string(2, 0, "rich ", bold, "text")
    page.write_boolean(3, 0, True)
    page.write_formula(4, 0, "=1+1", None, "two")
    book.close()
    assert [row["name"] for _number, row in read(path)] == [
        "_x0041_ and a\x01b",
        "rich text",
        True,
        "two",
    ]


def test_a_cell_that_goes_on_in_the_next_column_is_one(tmp_path):
    rows = [["name", "name (2)", "name (3)", "n"], ["a", "b", "c", "d"]]
    assert read(workbook(tmp_path / "s.xlsx", rows)) == [(2, {"name": "abc", "n": "d"})]


def test_in_another_s_sheet_a_second_column_of_a_name_is_another(tmp_path):
    path = workbook(tmp_path / "s.xlsx", [["name", "name (2)"], ["a", "b"]])
    assert read(path) == [(2, {"name": "a"})]


def test_only_an_export_of_ours_has_its_formulas_made_harmless_taken_back(tmp_path):
    assert read(write(tmp_path / "s.csv", "name,n\n'=1,\n'a,\n"))[0][1]["name"] == "=1"
    assert read(write(tmp_path / "t.csv", "name\n'=1\n"))[0][1]["name"] == "'=1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no Excel workbook"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "older Excel workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(data, said, tmp_path):
    path = tmp_path / "s.xlsx"
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match=said):
        read(path)


def test_a_workbook_damaged_anywhere_is_refused_or_read(tmp_path):
    whole = workbook(tmp_path / "s.xlsx", [["name"], ["a"]]).read_bytes()
    path = tmp_path / "d.xlsx"
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + b"\xff\xff" + whole[at + 2 :])
        with contextlib.suppress(ImportRefused):
            read(path)


def packed(path, part, content):
    """A workbook in which one part holds something else."""
    source = io.BytesIO(workbook(path, [["name"], ["a"]]).read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return path


def test_a_part_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path):
    path = packed(tmp_path / "s.xlsx", "xl/worksheets/sheet1.xml", b" " * 50_000_000)
    with pytest.raises(ImportRefused, match="unpacks to more"):
        read(path)


def test_entities_are_refused(tmp_path):
    lol = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'
    path = packed(tmp_path / "s.xlsx", "xl/worksheets/sheet1.xml", lol)
    with pytest.raises(ImportRefused, match="damaged"):
        read(path)


def test_a_cell_far_to_the_right_fills_no_memory(tmp_path):
    far = b'<worksheet><sheetData><row><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    path = packed(tmp_path / "s.xlsx", "xl/worksheets/sheet1.xml", far)
    with pytest.raises(ImportRefused, match="damaged"):
        list(workbooks.rows(path))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        (" 12 ", 12),
        ("12.0", 12),
        ("-3", -3),
        (1.5, None),
        ("1,5", None),
        ("x", None),
        ("", None),
        (None, None),
        (True, None),
        ("٣", None),
        ("9" * 5000, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_whole_numbers_are_known_in_every_shape(cell, number):
    assert whole_number(cell) == number


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(TEXT.filter(lambda text: text.strip()), min_size=1, max_size=5))
def test_what_python_writes_as_csv_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "s.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([["name", "when to use"], *([text, "x"] for text in texts)])
    assert [row["name"] for _number, row in read(path)] == texts
