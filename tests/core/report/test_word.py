"""The category summary in Word, read back by another library."""

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qualcode.core.analysis.summary import build
from qualcode.core.report import word
from qualcode.core.report.options import ExportOptions
from qualcode.core.report.wordfile import Cell, WordFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(material, **options):
    written = word.write(build(material.project), ExportOptions(**options))
    return docx.Document(io.BytesIO(written.data))


def styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_categories_are_headings_at_their_depth(material):
    document = opened(material)
    assert styled(document, "Heading 1") == ["Meetings", "Money"]
    assert styled(document, "Heading 2") == ["Seldom"]


def test_each_category_says_how_many_of_how_many(material):
    assert styled(opened(material), "Category count") == [
        "2 of 3 respondents, in 1 of 1 document; 2 passages.",
        "1 of 3 respondents, in 1 of 1 document; 1 passage.",
        "0 of 3 respondents, in 0 of 1 document; 0 passages.",
    ]


def test_a_category_without_passages_says_so(material):
    assert "Not mentioned by anyone." in styled(opened(material), "Normal")


def test_definitions_stand_under_their_headings(material):
    assert styled(opened(material), "Category definition") == ["When people meet."]


@pytest.mark.parametrize(
    ("typography", "quote"),
    [("en", "“We meet and talk, ‘often’”"), ("sv", "”We meet and talk, ’often’”")],
)
def test_quotes_have_the_marks_of_the_language(material, typography, quote):
    assert styled(opened(material, typography=typography), "Quote")[0] == quote


@pytest.mark.parametrize(
    ("attribution", "sources"),
    [
        ("none", []),
        ("role", ["Coordinator", "Board"]),
        ("pseudonym", ["Respondent 1", "IP2"]),
        ("document", ["Group", "Group"]),
        ("line", ["Group, line 2", "Group, line 3"]),
    ],
)
def test_quotes_have_the_chosen_attribution(material, attribution, sources):
    assert styled(opened(material, attribution=attribution), "Quote source") == sources


def test_the_evaluator_is_named_on_request(material):
    document = opened(material, attribution="role", show_coder=True)
    assert styled(document, "Quote source")[1] == "Board; marked by Mikael Berg"


def test_no_evaluator_is_named_unasked(material):
    written = word.write(build(material.project), ExportOptions())
    assert "Mikael" not in part(written.data, "word/document.xml")


def test_titles_of_documents_are_left_out_when_quotes_stand_by_respondent(material):
    document = opened(material, by="respondent", attribution="none")
    assert styled(document, "Quote label") == ["How this was counted", "Respondent 1", "IP2"]


def test_the_overview_counts_persons_documents_and_passages(material):
    table = opened(material).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Category", "Respondents", "Documents", "Passages"],
        ["Meetings", "2 of 3", "1", "2"],
        ["Seldom", "1 of 3", "1", "1"],
        ["Money", "0 of 3", "0", "0"],
    ]


def test_groups_are_counted_of_their_own_base_with_a_warning(material):
    document = opened(material)
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1:] == [["Board", "1 of 1"], ["Local", "1 of 1"], ["No group", "0 of 1"]]
    assert "Note: a group of fewer than three persons may reveal who they are." in styled(
        document, "Note"
    )


def test_the_first_row_of_a_table_is_repeated(material):
    for table in opened(material).tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_the_contents_hold_the_headings_and_jump_to_them(material):
    document = opened(material)
    assert styled(document, "toc 1") == ["Meetings", "Money"]
    assert styled(document, "toc 2") == ["Seldom"]
    body = document.element.body
    targets = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} == targets
    assert "TOC" in "".join(text.text for text in body.iter(f"{W}instrText"))


def test_fields_are_closed_as_often_as_they_are_opened(material):
    kinds = [
        field.get(f"{W}fldCharType") for field in opened(material).element.body.iter(f"{W}fldChar")
    ]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_word_is_not_made_to_ask_about_updating_fields(material):
    data = word.write(build(material.project), ExportOptions()).data
    assert "updateFields" not in part(data, "word/settings.xml")
    assert "w:dirty" not in part(data, "word/document.xml")


def test_the_page_is_a4_and_numbered(material):
    section = opened(material).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 25
    assert "PAGE" in section.footer._element.xml


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_language_is_set_for_spelling(language, tag):
    file = WordFile("Title", language, None)
    file.text("Normal", "Text")
    data = file.finish()
    assert f'<w:lang w:val="{tag}"' in part(data, "word/styles.xml")
    assert f'<w:themeFontLang w:val="{tag}"/>' in part(data, "word/settings.xml")


def test_a_quote_from_a_document_in_another_language_says_which(material):
    material.document("Protokoll", "IP9: Vi möts.", language="sv")
    material.mark("Meetings", "Vi möts", document="Protokoll")
    paragraphs = opened(material).paragraphs
    (quote,) = [p for p in paragraphs if p.text == "“Vi möts”"]
    assert quote.runs[0]._r.rPr.find(f"{W}lang").get(f"{W}val") == "sv-SE"


def test_line_breaks_and_tabs_in_a_quote_stay(material):
    material.document("Notes", "IP7: One\n\tTwo\n\nThree")
    material.mark("Money", "One\n\tTwo\n\nThree", document="Notes")
    assert "“One\n\tTwo\n\nThree”" in styled(opened(material), "Quote")


def test_the_same_project_gives_the_same_bytes(material):
    summary = build(material.project)
    again = build(material.project)
    assert word.write(summary, ExportOptions()).data == word.write(again, ExportOptions()).data


def test_every_style_that_is_used_is_defined(material):
    document = opened(material)
    known = {style.style_id for style in document.styles}
    used = {style.get(f"{W}val") for style in document.element.body.iter(f"{W}pStyle")}
    assert used <= known


def test_every_part_is_well_formed(material):
    data = word.write(build(material.project), ExportOptions()).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())


def test_an_empty_project_can_be_summarised(tmp_path):
    from tests.core.material import Material

    material = Material(tmp_path)
    document = opened(material)
    assert styled(document, "Title") == ["Samverkan"]
    assert document.tables == []
    material.project.close()


def test_characters_that_xml_cannot_hold_are_replaced_and_counted():
    file = WordFile("T\x00", "en", None)
    file.text("Normal", "a\x0bb\ufffec\ud800")
    data = file.finish()
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "a�b�c�"
    assert file.characters.replaced == 4


@given(st.text())
def test_every_text_comes_back_as_it_was(text):
    file = WordFile("Title", "sv", None)
    file.text("Quote", text)
    file.table((1,), [[Cell(text)]])
    document = docx.Document(io.BytesIO(file.finish()))
    possible = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", text)
    expected = possible.replace("\r\n", "\n").replace("\r", "\n")
    assert document.paragraphs[0].text == expected
    assert document.tables[0].rows[0].cells[0].text == expected
