"""Files of answers are read as the usual tools write them."""

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.surveys.reading import read


@pytest.fixture
def written(tmp_path):
    """Writes a plain file."""

    def write(text, name="Enkät.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path):
    """Writes a workbook with these rows in its first sheet."""

    def write(*rows, sheets=(), name="Enkät.xlsx"):
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        for title, more in sheets:
            sheet = made.create_sheet(title)
            for row in more:
                sheet.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return write


def headers(table):
    return [(one.header, one.part) for one in table.fields]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(written, separator):
    lines = ["Namn|Vad tycker ni, egentligen; på riktigt?", 'A|"bra, men; svårt"', "B|ja"]
    text = "\n".join(lines)
    if separator != "|":
        text = text.replace("|", separator).replace(
            "Vad tycker ni, egentligen; på riktigt?", '"Vad tycker ni, egentligen; på riktigt?"'
        )
    table = read(written(text))
    assert headers(table)[1] == ("Vad tycker ni, egentligen; på riktigt?", "")
    assert table.rows == (("A", "bra, men; svårt"), ("B", "ja"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_the_encoding_is_found(written, encoding):
    text = "Kön;Hur går det för er på mötena?\nKvinna;Så där, både för och emot, när våra får gå\n"
    table = read(written(text, encoding=encoding))
    assert table.rows == (("Kvinna", "Så där, både för och emot, när våra får gå"),)


def test_a_line_for_excel_is_no_row_of_headers(written):
    table = read(written("sep=;\r\nKön;Svar\r\nMan;Ja, visst\r\n"))
    assert (headers(table), table.rows) == ([("Kön", ""), ("Svar", "")], (("Man", "Ja, visst"),))
    assert table.numbers == (3,)


def test_a_cell_may_have_lines_and_quotation_marks(written):
    table = read(written('A,B\r\n"rad 1\r\nrad ""2""",x\r\n'))
    assert table.rows == (('rad 1\nrad "2"', "x"),)


def test_ragged_rows_lose_nothing_and_are_told(written):
    table = read(written("A,B\n1,2\n3\n4,5,6\n7,8\n"))
    assert table.rows == (("1", "2", ""), ("3", "", ""), ("4", "5", "6"), ("7", "8", ""))
    assert headers(table)[2] == ("Column 3", "")
    assert "2 rows have more or fewer cells" in table.notes[0]


def test_the_decimal_comma_is_found(written):
    assert read(written("A;B\n1,5;x\n2,25;y\n")).decimal == ","
    assert read(written("A;B\n1.5;x\n1,200;y\n")).decimal == "."


def test_headers_may_be_the_same(written):
    assert headers(read(written("Kommentar,Kommentar\na,b\n"))) == [("Kommentar", "")] * 2


def test_a_title_above_the_headers_is_none_of_them(written):
    table = read(written("Enkät om samverkan;;\n;;\nKön;Ålder;Svar\nMan;40;Ja\n"))
    assert headers(table) == [("Kön", ""), ("Ålder", ""), ("Svar", "")]


def test_survey_monkey_has_two_rows_of_headers(written):
    table = read(
        written(
            "Respondent ID,Start Date,What support?,,,Why?\n"
            ",,Manager,Colleague,Other,Open-Ended Response\n"
            "1,05/01/2026,Manager,,,Because\n"
        )
    )
    assert headers(table) == [
        ("Respondent ID", ""),
        ("Start Date", ""),
        ("What support?", "Manager"),
        ("What support?", "Colleague"),
        ("What support?", "Other"),
        ("Why?", ""),
    ]
    assert len(table.rows) == 1


def test_qualtrics_has_three_rows_of_headers(written):
    table = read(
        written(
            'StartDate,Q1,Q2_1\n"Start Date","How is it?","What? - Time"\n'
            '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n'
            "2026-05-01,Fine,1\n"
        )
    )
    assert [(one.header, one.name) for one in table.fields][:2] == [
        ("Start Date", "StartDate"),
        ("How is it?", "Q1"),
    ]
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("first", "second", "question", "parts"),
    [
        ("Vilka stöd? [Chef]", "Vilka stöd? [Kollega]", "Vilka stöd?", ["Chef", "Kollega"]),
        ("stod___1", "stod___2", "stod", ["1", "2"]),
        ("Vilka? (choice=Chef)", "Vilka? (choice=Vän)", "Vilka?", ["Chef", "Vän"]),
        ("Vilka stöd - Chef", "Vilka stöd - Vän", "Vilka stöd", ["Chef", "Vän"]),
    ],
)
def test_headers_of_one_question_are_divided(written, first, second, question, parts):
    table = read(written(f'"{first}","{second}"\n1,0\n0,1\n'))
    assert headers(table) == [(question, part) for part in parts]


def test_a_workbook_gives_values_dates_and_yes_and_no(book):
    table = read(
        book(
            ["Start", "Dag", "Antal", "Andel", "Ja", "Text", "Nummer"],
            [
                dt.datetime(2026, 5, 1, 12, 30, 5),  # noqa: DTZ001
                dt.date(2026, 5, 2),
                3,
                0.25,
                True,
                " Hej\n=1 ",
                "007",
            ],
        )
    )
    assert table.rows == (
        ("2026-05-01 12:30:05", "2026-05-02", "3", "0.25", "true", " Hej\n=1 ", "007"),
    )


def test_a_sheet_of_answers_behind_an_empty_one_is_found_or_chosen(book):
    path = book(
        ["Läs mig"],
        sheets=[("Svar", [["A", "B"], ["1", "2"]]), ("Mer", [["C"], ["3"]])],
    )
    assert read(path).sheet == "Svar"
    assert read(path).sheets == ("Sheet", "Svar", "Mer")
    assert read(path, sheet="Mer").rows == (("3",),)
    with pytest.raises(ImportRefused, match="has no sheet “Nej”"):
        read(path, sheet="Nej")


def test_a_merged_header_is_the_question_of_the_columns_under_it(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["ID", "Vilka stöd?", None, "Varför?"])
    made.active.append([None, "Chef", "Vän", "Öppet svar"])
    made.active.append([1, "Chef", None, "Så"])
    made.active.merge_cells("B1:C1")
    made.save(tmp_path / "a.xlsx")
    assert headers(read(tmp_path / "a.xlsx"))[1:3] == [
        ("Vilka stöd?", "Chef"),
        ("Vilka stöd?", "Vän"),
    ]


def test_a_sav_keeps_labels_values_and_what_is_no_answer(tmp_path):
    frame = pd.DataFrame(
        {
            "nr": [1.0, 2.0, 3.0],
            "nojd": [1.0, 2.0, 9.0],
            "fritext": ["Bra\n❤️", "", "Ö" * 400],
            "dag": [dt.date(2026, 5, 1)] * 3,
            "ålder": [40.5, float("nan"), 30.0],
        }
    )
    pyreadstat.write_sav(
        frame,
        str(tmp_path / "a.sav"),
        column_labels={"nojd": "Hur nöjd är du?"},
        variable_value_labels={"nojd": {1: "Nöjd", 2: "Missnöjd", 9: "Vill ej svara"}},
        missing_ranges={"nojd": [9]},
    )
    table = read(tmp_path / "a.sav")
    field = table.fields[1]
    assert (field.header, field.name) == ("Hur nöjd är du?", "nojd")
    assert field.labels == (("1", "Nöjd"), ("2", "Missnöjd"), ("9", "Vill ej svara"))
    assert field.missing == ("9",)
    assert table.rows[0] == ("1", "1", "Bra\n❤️", "2026-05-01", "40.5")
    assert (table.rows[1][2], table.rows[1][4], table.rows[2][2]) == ("", "", "Ö" * 400)


def test_the_kinds_are_those_that_a_survey_can_be(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(ImportRefused, match=r"“a\.docx” is of a kind"):
        read(path)


@pytest.mark.parametrize("name", ["finns ej.csv", "finns ej.xlsx", "finns ej.sav"])
def test_what_is_not_there_is_a_sentence(tmp_path, name):
    with pytest.raises(ImportRefused, match="can’t be opened"):
        read(Path(tmp_path / name))
