"""Quotes in the form that an evaluator gave them for the report."""

import pytest

from qualcode.core.analysis.summary import build
from qualcode.core.operations import passages, quotes
from qualcode.core.report.export import SUMMARY, ExportOptions, export
from qualcode.core.store import codings

WORDS = 'We meet and talk, "often"'
EDITED = "We […] talk (in the board), often"


def segment(material, words):
    return next(s.id for s in codings.all_segments(material.project.db) if s.quote == words)


@pytest.fixture
def edited(material):
    quotes.print_quote(material.project, material.someone, segment(material, WORDS), EDITED)
    return material


def written(material, suffix=".md", **options):
    out = material.project.path.with_name(f"out{suffix}")
    report = export(material.project, out, what=SUMMARY, options=ExportOptions(**options))
    text = out.read_text(encoding="utf-8") if suffix != ".docx" else ""
    return report, text.replace("\\", "")


def only_quotes(summary):
    return [quote.words for category in summary.categories for quote in category.quotes]


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_the_edited_form_is_printed_and_said(edited, suffix):
    report, text = written(edited, suffix)
    assert "talk (in the board), often" in text
    assert "We meet and talk" not in text
    assert "1 quote is printed in an edited form" in text
    assert report.warnings == ()


def test_the_original_wording_stays(edited):
    quote = build(edited.project).categories[0].quotes[0]
    assert (quote.text, quote.printed) == (WORDS, EDITED)


def test_a_word_that_was_never_said_is_warned_of(material):
    quotes.print_quote(
        material.project, material.someone, segment(material, WORDS), "We always meet and talk"
    )
    report, _text = written(material)
    assert any("did not say" in line and "“Group”, line 2" in line for line in report.warnings)


def test_only_chosen_quotes_are_printed_and_all_are_counted(material):
    chosen = segment(material, "We never <meet> & never *did*.")
    quotes.choose_quotes(material.project, material.someone, [chosen], chosen=True)
    before, after = build(material.project), build(material.project, only_chosen=True)
    assert only_quotes(after) == ["We never <meet> & never *did*."]
    assert [c.passages for c in before.categories] == [c.passages for c in after.categories]
    assert "Only the quotes that were chosen" in written(material, only_chosen=True)[1]


def test_its_own_attribution_takes_the_place_of_the_reports(material):
    quotes.attribute_quote(
        material.project, material.someone, segment(material, WORDS), "A coordinator"
    )
    assert "— A coordinator" in written(material, attribution="pseudonym")[1]
    material.project.path.with_name("out.md").unlink()
    assert "A coordinator" not in written(material, attribution="none")[1]


def test_the_form_of_one_mark_stands_for_a_colleagues_longer_one(edited):
    passages.code_passage(
        edited.project,
        edited.coder("Mikael Berg"),
        edited.documents["Group"],
        26,
        62,
        [edited.codes["Meetings"]],
    )
    first = build(edited.project).categories[0]
    assert [quote.words for quote in first.quotes] == [EDITED]
    assert first.quotes[0].coders == ("Anna Lindqvist", "Mikael Berg")
    assert first.passages == 2


def test_a_speakers_real_name_is_not_printed(material):
    words = f"Karin: {WORDS}"
    material.mark("Money", words)
    quotes.print_quote(
        material.project, material.someone, segment(material, words), "Karin: We meet …"
    )
    money = build(material.project).categories[2]
    assert [quote.words for quote in money.quotes] == ["[Respondent 1]: We meet …"]
