"""A document with its marks."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from qualcode.core.analysis.marked_text import marked_text
from qualcode.core.analysis.summary import Filters
from qualcode.core.report import document
from qualcode.core.report.options import ExportOptions
from qualcode.core.store import documents as document_store
from tests.core.material import Material


def cut(material, **options):
    return marked_text(material.project, material.documents["Group"], **options)


def lines(text):
    return ["".join(piece.text for piece in line) for line in text.lines]


def marked(text):
    return [
        (piece.text, [code.name for code in piece.codes])
        for line in text.lines
        for piece in line
        if piece.codes
    ]


def test_the_text_is_whole_but_for_real_names(material):
    assert lines(cut(material)) == [
        "I: What do you do?",
        '[Respondent 1]: We meet and talk, "often" as we say.',
        "IP2: We never <meet> & never *did*.",
        "IP3: I do not know.",
    ]


def test_names_stay_when_they_are_asked_for(material):
    text = document_store.text(material.project.db, material.documents["Group"])
    assert "\n".join(lines(cut(material, real_names=True))) == text


def test_marks_that_overlap_are_cut_where_they_begin_and_end(material):
    material.mark("Money", 'talk, "often" as')
    assert marked(cut(material))[:3] == [
        ("We meet and ", ["Meetings"]),
        ('talk, "often"', ["Meetings", "Money"]),
        (" as", ["Money"]),
    ]


def test_a_mark_over_two_lines_goes_on_in_the_second(material):
    material.mark("Money", "as we say.\nIP2: We")
    shown = [words for words, codes in marked(cut(material)) if "Money" in codes]
    assert shown == ["as we say.", "IP2: ", "We"]


def test_codes_are_named_once_where_their_marks_end(material):
    material.mark("Meetings", 'talk, "often"', by="Mikael Berg")
    endings = [piece.endings for line in cut(material).lines for piece in line if piece.endings]
    assert [(e.code.name, e.initials) for e in endings[0]] == [("Meetings", ("AL", "MB"))]
    assert document.names(endings[0], ExportOptions()) == "[Meetings]"
    assert document.names(endings[0], ExportOptions(show_coder=True)) == "[Meetings AL MB]"


def test_the_legend_counts_marks_in_codebook_order(material):
    used = [(code.name, path, number) for code, path, number in cut(material).codes]
    assert used == [("Meetings", "Meetings", 1), ("Seldom", "Meetings > Seldom", 1)]


def test_marks_of_others_can_be_left_out(material):
    filters = Filters(coders=(material.coders["Mikael Berg"],))
    assert [words for words, _ in marked(cut(material, filters=filters))] == [
        "We never <meet> & never *did*."
    ]


def test_a_mark_that_lost_its_place_is_said(material):
    material.project.db.execute('UPDATE segments SET start = NULL, "end" = NULL')
    written = document.write_html(cut(material), ExportOptions())
    assert "2 marks are left out because the text under them is gone." in written.data.decode()


def test_word_shades_the_marks_and_names_the_codes(material):
    written = document.write_docx(cut(material), ExportOptions(), None)
    read = docx.Document(io.BytesIO(written.data))
    transcript = [p for p in read.paragraphs if p.style.name == "Transcript"]
    assert transcript[2].text == "IP2: We never <meet> & never *did*. [Seldom]"
    shaded = [run.text for run in transcript[2].runs if "w:shd" in run._r.xml]
    assert shaded == ["We never <meet> & never *did*."]


def test_a_page_shades_the_marks_and_names_the_codes(material):
    tree = lxml_html.fromstring(document.write_html(cut(material), ExportOptions()).data)
    (mark,) = tree.xpath("//mark[@title='Seldom']")
    assert mark.text == "We never <meet> & never *did*."
    assert mark.getnext().text == "[Seldom]"


@pytest.mark.parametrize(("colours", "mixed"), [(["#000000"], "999999"), (["#ffffff"], "FFFFFF")])
def test_colours_are_pale_enough_to_read_on(material, colours, mixed):
    from dataclasses import replace

    from qualcode.core.store import codes as code_store

    (code, *_) = code_store.all_codes(material.project.db)
    assert document.tint([replace(code, colour=colour) for colour in colours]) == mixed


@given(st.lists(st.tuples(st.integers(0, 18), st.integers(1, 9)), max_size=6), st.data())
def test_no_mark_changes_the_words(tmp_path_factory, spans, data):
    text = data.draw(st.text("ab\n \t😀é", min_size=20, max_size=20))
    material = Material(tmp_path_factory.mktemp("p"))
    material.document("Group", f"x{text}x")
    material.code("A")
    from qualcode.core.operations.passages import code_passage

    for start, length in spans:
        words = f"x{text}x"[start : start + length]
        if words.strip():
            code_passage(
                material.project,
                material.someone,
                material.documents["Group"],
                start,
                start + length,
                [material.codes["A"]],
            )
    assert "\n".join(lines(cut(material))) == f"x{text}x"
    material.project.close()
