import io
import json

import docx
import pytest

from qualcode.core import translate
from qualcode.core.interchange import outlines
from qualcode.core.report import codebook, tables
from tests.core.material import Material


@pytest.fixture
def outline(material):
    material.code(
        "Rooms",
        "Meetings",
        level="sub-category",
        colour="#336699",
        definition="Where people meet.",
        when_to_use="For places.",
        when_not_to_use="For times.",
        example="“In the cellar”",
    )
    written = codebook.write_docx(material.project)
    return docx.Document(io.BytesIO(written.data))


def test_the_outline_has_a_heading_for_each_code_at_its_depth(outline):
    headings = [
        (p.style.name, p.text) for p in outline.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Meetings"),
        ("Heading 2", "Seldom"),
        ("Heading 2", "Rooms"),
        ("Heading 1", "Money"),
    ]


def test_what_is_said_of_a_code_stands_under_it_with_a_bold_label(outline):
    texts = [p.text for p in outline.paragraphs]
    at = texts.index("Rooms")
    assert texts[at + 1 : at + 7] == [
        "Definition: Where people meet.",
        "When to use: For places.",
        "When not to use: For times.",
        "Example: “In the cellar”",
        "Level: sub-category",
        "Colour: #336699",
    ]
    assert outline.paragraphs[at + 1].runs[0].bold


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_outline_can_be_read_in_again(material, tmp_path, language):
    out = tmp_path / "out.docx"
    material.code("Rooms", "Meetings", level="theme", colour="#336699", example="“Here”")
    with translate.speaking(language):
        out.write_bytes(codebook.write_docx(material.project).data)
    rows = outlines.read(out)
    assert [row.names for row in rows] == [
        ("Meetings",),
        ("Meetings", "Seldom"),
        ("Meetings", "Rooms"),
        ("Money",),
    ]
    assert rows[0].definition == "When people meet."
    assert (rows[2].colour, rows[2].example) == ("#336699", "“Here”")


def test_the_table_has_a_row_for_each_code_with_its_counts(material):
    written = tables.write_json(codebook.table(material.project))
    rows = json.loads(written.data)
    assert [(row["path"], row["passages"], row["persons"]) for row in rows] == [
        ("Meetings", 2, 2),
        ("Meetings > Seldom", 1, 1),
        ("Money", 0, 0),
    ]
    assert list(rows[0]) == list(codebook.COLUMNS)
    assert rows[0]["definition"] == "When people meet."
    assert rows[1]["definition"] is None


def test_codes_deeper_than_words_headings_are_kept_and_said(tmp_path):
    material = Material(tmp_path)
    for number in range(11):
        material.code(f"Code {number}", f"Code {number - 1}" if number else None)
    written = codebook.write_docx(material.project)
    read = docx.Document(io.BytesIO(written.data))
    assert [p.style.name for p in read.paragraphs if p.text == "Code 10"] == ["Heading 9"]
    assert len(written.warnings) == 1
    material.project.close()
