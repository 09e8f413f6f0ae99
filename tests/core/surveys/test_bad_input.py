"""Whatever the file is: a sentence that names it, or a table."""

import zipfile

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.reading import read


def refused(path, words):
    with pytest.raises(ImportRefused) as error:
        read(path)
    assert path.name in str(error.value)
    assert words in str(error.value)


@pytest.fixture
def file(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def workbook(path, declaration, rows):
    """A workbook of one sheet with these rows, as few parts as there can be."""
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            link = f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>'
            packed.writestr(part, f'<Relationships xmlns="{package}">{link}</Relationships>')
        sheet = '<sheets><sheet name="Svar" sheetId="1" r:id="r1"/></sheets>'
        packed.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{book}" xmlns:r="{office}">{sheet}</workbook>'
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            f'{declaration}<worksheet xmlns="{book}"><sheetData>{rows}</sheetData></worksheet>',
        )
    return path


@pytest.mark.parametrize("data", [b"", b"\n\n", b" ;\n", b"\xef\xbb\xbf"])
def test_an_empty_file(file, data):
    refused(file("a.csv", data), "is empty")


def test_an_empty_workbook(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", "is empty")


def test_headers_alone(file):
    refused(file("a.csv", b"A;B\n"), "There are no answers")


def test_nulls(file):
    refused(file("a.csv", b"A;B\n1;\0\0\n"), "can’t be read as text")


def test_a_quotation_mark_that_is_never_closed(file):
    refused(file("a.csv", b'A,B\n1,2\n"3,4\n'), "after row 2 a quotation mark")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.sav"])
@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04 x", b"\xd0\xcf\x11\xe0", b"$FL2 x" * 9]
)
def test_another_file_with_that_ending(file, name, data):
    if name == "a.csv" and data.startswith((b"$FL2", b"\xd0")):
        return  # text of a kind
    with pytest.raises(ImportRefused, match=name):
        read(file(name, data))


def test_a_workbook_with_a_password(file):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    refused(file("a.xlsx", data), "password")


def test_a_bomb(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    refused(path, "unpacks to more")


def test_entities(tmp_path):
    path = workbook(tmp_path / "a.xlsx", '<!DOCTYPE a [<!ENTITY b "c">]>', "<row/>")
    refused(path, "damaged")


def test_all_columns_that_a_sheet_can_have(tmp_path):
    cell = '<c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c>'
    rows = "".join(f'<row r="{n}">{cell.format(n=n)}</row>' for n in (1, 2))
    refused(workbook(tmp_path / "a.xlsx", "", rows), "more than 3000 columns")


def test_all_columns_empty_in_many_rows(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 9000))
    refused(workbook(tmp_path / "a.xlsx", "", rows), "more than 3000 columns")


def test_a_damaged_sav(tmp_path):
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]}), str(path))
    path.write_bytes(path.read_bytes()[:250])
    refused(path, "damaged or no SPSS file")


def test_what_is_said_of_columns_holds_for_one_row(file):
    plan = propose(read(file("a.csv", "Kön;Svar\nMan;\n".encode())))
    assert [column.role for column in plan.columns] == ["background", "ignored"]
