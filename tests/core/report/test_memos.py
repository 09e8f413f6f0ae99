"""Memos and the research journal on paper."""

import io
from datetime import date

import pytest
from docx import Document

from qualcode.core.analysis.summary import Filters
from qualcode.core.operations import memos, quotes
from qualcode.core.report.export import ExportOptions, export
from qualcode.core.report.options import MEMOS
from qualcode.core.translate import speaking


@pytest.fixture
def written(material):
    project, anna, bo = material.project, material.someone, material.coder("Mikael Berg")
    memos.write_journal(project, anna, "Read *all*.\n\nAgain.", day=date(2026, 11, 20))
    memos.write_journal(project, bo, "Coded.", day=date(2026, 11, 19), title="First day")
    document = material.documents["Group"]
    memos.write_memo_on_words(project, anna, document, 19, 42, "Why often?", title="Often")
    code = memos.write_memo(project, anna, "Too wide?", about=("codes", material.codes["Money"]))
    memos.link_memo(project, anna, code.first("memos"), ("documents", document))
    memos.write_memo(project, bo, "Buy coffee")
    return material


def text_of(material, suffix=".md", **options):
    out = material.project.path.with_name(f"memos{suffix}")
    report = export(material.project, out, what=MEMOS, options=ExportOptions(**options))
    return report, out.read_bytes()


def test_the_journal_comes_first_by_date_then_memos_by_what_they_are_about(written):
    text = text_of(written)[1].decode()
    order = ["Research journal", "2026-11-19 · First day", "2026-11-20", "About codes"]
    order += ["Code “Money”", "About passages", "### Often", "Other memos", "Buy coffee"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Read \\*all\\*." in text
    assert "See also: Document “Group”." in text


def test_a_passage_is_quoted_without_the_speakers_name(written):
    report, data = text_of(written)
    text = data.decode().replace("\\", "")
    assert "> “[Respondent 1]: We meet and talk”" in text
    assert "Karin" not in text
    assert (report.quotes, report.warnings) == (1, ())


def test_a_name_that_somebody_wrote_is_warned_of_and_not_repeated(written):
    memos.write_memo(written.project, written.someone, "Ask Karin again")
    report, _data = text_of(written)
    (warning,) = report.warnings
    assert "1 memo" in warning
    assert "Karin" not in warning


def test_word_has_the_same_headings(written):
    document = Document(io.BytesIO(text_of(written, ".docx")[1]))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Research journal", "About codes", "About passages", "Other memos"]


def test_only_what_some_evaluators_wrote(written):
    chosen = Filters(coders=(written.coder("Mikael Berg"),))
    text = text_of(written, filters=chosen)[1].decode()
    assert "Buy coffee" in text
    assert "Too wide" not in text


def test_without_memos_it_says_so(material):
    assert "There are no memos and no pages" in text_of(material)[1].decode()


def one_of(material, table):
    query = f"SELECT id FROM {table} WHERE document_id = ? ORDER BY start LIMIT 1"
    return material.project.db.execute(query, (material.documents["Group"],)).fetchone()[0]


def test_what_words_of_the_text_would_name_is_named_by_its_document(written):
    project, anna = written.project, written.someone
    quote = quotes.print_quote(project, anna, one_of(written, "segments"), "We … talk")
    memo = memos.write_memo(project, anna, "Short turns", about=("turns", one_of(written, "turns")))
    memos.link_memo(project, anna, memo.first("memos"), ("quotes", quote.first("quotes")))
    text = text_of(written)[1].decode()
    assert "### Turn “Group”" in text
    assert "See also: Printed quote “Group”." in text
    assert "Karin" not in text


def test_addresses_and_numbers_of_people_are_warned_of(written):
    memos.write_memo(written.project, written.someone, "Write to x@y.se, then 070-123 45 67")
    (warning,) = text_of(written)[0].warnings
    assert "1 memo" in warning
    assert "x@y" not in warning


def test_a_warning_is_in_the_users_language_the_file_in_the_projects(written):
    memos.write_memo(written.project, written.someone, "Ask Karin again")
    with speaking("sv"):
        report, data = text_of(written)
    assert "Research journal" in data.decode()
    assert "1 anteckning" in report.warnings[0]
