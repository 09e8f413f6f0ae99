"""The category summary as a web page, as Markdown and as JSON."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from qualcode.core.analysis.summary import build
from qualcode.core.report import data, html, markdown
from qualcode.core.report.options import ExportOptions


@pytest.fixture
def summary(material):
    return build(material.project)


def test_a_page_escapes_what_people_said(summary):
    page = html.write(summary, ExportOptions()).data.decode()
    assert "We never &lt;meet&gt; &amp; never *did*." in page


def test_a_page_needs_nothing_else_and_runs_nothing(summary):
    tree = lxml_html.fromstring(html.write(summary, ExportOptions()).data)
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@onclick")
    assert all(link.startswith("#c") for link in tree.xpath("//a/@href"))


def test_a_page_has_the_headings_and_the_counts(summary):
    tree = lxml_html.fromstring(html.write(summary, ExportOptions()).data)
    headings = [(h.tag, h.text) for h in tree.xpath("//h1 | //h2 | //h3")]
    assert headings == [("h1", "Samverkan"), ("h2", "Meetings"), ("h3", "Seldom"), ("h2", "Money")]
    assert "Not mentioned by anyone." in tree.text_content()


def test_line_breaks_of_a_quote_stay_on_a_page(material):
    material.mark("Money", "never *did*.\nIP3: I do")
    page = html.write(build(material.project), ExportOptions()).data.decode()
    assert "never *did*.<br>IP3: I do" in page


def test_contents_of_a_page_are_lists_in_lists(summary):
    tree = lxml_html.fromstring(html.write(summary, ExportOptions()).data)
    nested = tree.xpath("//nav/ul/li/ul/li/a")
    assert [link.text for link in nested] == ["Seldom"]
    assert [link.text for link in tree.xpath("//nav/ul/li/a")] == ["Meetings", "Money"]


def test_markdown_holds_headings_counts_and_quotes(summary):
    text = markdown.write(summary, ExportOptions()).data.decode()
    assert "## Meetings\n" in text
    assert "### Seldom\n" in text
    assert "> “We never \\<meet> & never \\*did\\*.”\n>\n> — IP2\n" in text


def read_markdown(text):
    reader = pytest.importorskip("markdown_it")
    return lxml_html.fromstring(reader.MarkdownIt("commonmark").render(text))


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(LINES)
def test_a_line_of_markdown_is_read_as_it_stands(line):
    assume(line.strip())
    reader = pytest.importorskip("markdown_it")
    (paragraph,) = [
        token
        for token in reader.MarkdownIt("commonmark").parse(markdown.escaped(line))
        if token.type == "inline"
    ]
    assert "".join(child.content for child in paragraph.children) == line


def test_line_breaks_of_a_quote_stay_in_markdown():
    tree = read_markdown(markdown.block("“One\n- two\n\n1. three”"))
    assert tree.tag == "blockquote"
    assert [p.text_content() for p in tree.iter("p")] == ["“One\n- two", "1. three”"]
    assert len(list(tree.iter("br"))) == 1


def test_json_holds_the_numbers_and_the_words(summary, material):
    found = json.loads(data.write(summary).data)
    assert [category["path"] for category in found] == ["Meetings", "Meetings > Seldom", "Money"]
    assert found[2] == {
        "path": "Money",
        "definition": None,
        "passages": 0,
        "persons": 0,
        "base": 3,
        "documents": 0,
        "quotes": [],
    }
    assert found[0]["quotes"] == [
        {
            "document": "Group",
            "document_id": material.documents["Group"],
            "start": 26,
            "end": 51,
            "line": 2,
            "text": 'We meet and talk, "often"',
            "printed": None,
            "chosen": False,
            "attribution": None,
            "persons": ["Respondent 1"],
            "roles": ["Coordinator"],
            "groups": ["Local"],
            "coders": ["Anna Lindqvist"],
        }
    ]
