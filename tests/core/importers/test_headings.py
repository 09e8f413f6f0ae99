"""Headings are where the file marks them, in every format that can."""

import io

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core import importers
from qualcode.core.importers import docx, odt, removals, rtf, web_page
from qualcode.core.importers.headings import LONGEST, in_markdown, on_lines
from qualcode.core.importers.transcript import Heading, Removal, Transcript
from tests.core.importers.test_odt import packed


def told(found):
    """Words and level of each heading of a text."""
    return [(found.text[one.start : one.end], one.level) for one in found.headings]


def in_text(text):
    return [(text[one.start : one.end], one.level) for one in in_markdown(text)]


def styled(*paragraphs):
    """What is read of a Word document with these paragraphs and their styles."""
    document = python_docx.Document()
    for words, style in paragraphs:
        document.add_paragraph(words, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return docx.read(buffer, "a.docx")


def test_a_word_heading_has_the_level_of_its_style():
    found = styled(("Roller", "Heading 1"), ("Text.", "Normal"), ("  Mandat ", "Heading 3"))
    assert told(found) == [("Roller", 1), ("Mandat", 3)]


def test_a_style_based_on_a_heading_is_one(reading):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Egen"><w:basedOn w:val="Rubrik1"/></w:style>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Egen"/></w:pPr><w:r><w:t>Mål</w:t></w:r></w:p>'
    assert told(reading(body, styles=styles)) == [("Mål", 1)]


def test_the_level_of_plain_text_takes_a_style_back(reading):
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    properties = '<w:pPr><w:pStyle w:val="H"/><w:outlineLvl w:val="9"/></w:pPr>'
    assert reading(f"<w:p>{properties}<w:r><w:t>A</w:t></w:r></w:p>", styles=styles).headings == ()


def test_a_styled_answer_is_no_heading():
    assert styled(("ord " * LONGEST, "Heading 1"), ("", "Heading 2")).headings == ()


@given(st.lists(st.text("ab \r\nå👩", max_size=6), min_size=1, max_size=6), st.data())
def test_places_hold_whatever_line_ends_a_file_has(lines, data):
    number = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    words = lines[number].replace("\r\n", "\n").replace("\r", "\n").strip()
    found = on_lines(lines, {number: 2})
    assert [text[one.start : one.end] for one in found] == [words] * bool(words)


def test_a_writer_document_says_what_a_heading_is():
    body = '<text:p>A</text:p><text:h text:outline-level="2">Roller</text:h><text:p>B</text:p>'
    assert told(odt.read(io.BytesIO(packed(body)), "a.odt")) == [("Roller", 2)]


def test_rich_text_says_it_by_an_outline_level():
    data = rb"{\rtf1 \pard\outlinelevel0 Roller\par\pard Text.\par{\outlinelevel1 Mandat\par}Slut}"
    assert told(rtf.parse(data, "a.rtf")) == [("Roller", 1), ("Mandat", 2)]


def test_a_note_before_it_moves_a_heading_of_rich_text():
    data = rb"{\rtf1 Text\chftn{\footnote\chftn Not.}\par\pard\outlinelevel0 Roller\par}"
    assert told(rtf.parse(data, "a.rtf")) == [("Roller", 1)]


@pytest.mark.parametrize("level", range(1, 7))
def test_a_web_page_has_six_levels(level):
    page = web_page.render(f"<p>A</p><h{level}> Ro<b>ller</b>\n</h{level}>B<ol><li>C", "a.html")
    assert told(page) == [("Roller", level)]


def test_a_heading_of_two_lines_is_both():
    found = web_page.render("<h2>Roller<br>och mål</h2>Text", "a.html")
    assert told(found) == [("Roller\noch mål", 2)]


def test_markdown_marks_headings_in_two_ways():
    text = "# Roller #\n\nMandat\n======\nText\ntext\n---\n\nMål\n---\n#hashtag\n"
    assert in_text(text) == [("Roller", 1), ("Mandat", 1), ("Mål", 2)]


def test_code_and_lists_in_markdown_have_no_headings():
    assert in_text("```\n# no\n```\n- a\n---\n\n---\n> q\n===\n## Ja\n") == [("Ja", 2)]


def test_plain_text_has_no_headings(tmp_path):
    for name, count in (("a.txt", 0), ("a.md", 1)):
        (tmp_path / name).write_text("# Roller\nText.", encoding="utf-8")
        assert len(importers.read(tmp_path / name).headings) == count


def test_a_removal_moves_headings_along():
    text = "Sida 1\nRoller\nText"
    before = Transcript("a", text, "a", "", None, (), (), (), headings=(Heading(7, 13, 1),))
    assert told(removals.accept(before, [Removal(0, 7, "header")])) == [("Roller", 1)]
