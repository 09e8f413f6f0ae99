"""The words of a text as they are searched, each at its place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.paragraphs import (
    as_indexed,
    fold,
    paragraph_end,
    paragraphs,
    word_pattern,
    words_in,
)
from qualcode.core.model.span import Span

PIECES = [
    "sam",
    "Å",
    "a\u030a",
    "ß",
    "İ",
    "-",
    "\u00ad",
    "\n",
    "\n\n",
    " ",
    "👩‍👩‍👧",
    "1️⃣",
    "verkan.",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES)).map("".join))


def folded(text):
    return list(words_in(text, Span(0, len(text))).folded)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi, de ANDRA.", ["vi", "de", "andra"]),
        ("Va\u030ar VÅR vår", ["vår", "vår", "vår"]),
        ("sam\u00adverkan", ["samverkan"]),
        ("e\u0308n 1️⃣ ❤️", ["ën", "1"]),
        ("מִלָּה", ["מִלָּה"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_are_compared_without_case_form_or_what_is_not_seen(text, words):
    assert folded(text) == [unicodedata.normalize("NFC", word) for word in words]


def test_an_a_is_no_å():
    assert fold("a") != fold("å")


def test_what_a_hyphen_breaks_is_a_word_too():
    text = "sam-\n  verkan, e-post"
    words = words_in(text, Span(0, len(text)))
    assert [one.folded for one in words.joined] == ["samverkan", "epost"]


def test_lines_that_go_on_in_lower_case_are_one_paragraph():
    text = "Det är\nen rad.\nNy rad\n\ni: hur då?\nr: jo"
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == ["Det är\nen rad.", "Ny rad", "i: hur då?", "r: jo"]


def test_a_text_without_capitals_is_not_one_paragraph():
    text = "\n".join(["och så vidare " * 10] * 100)
    assert max(end - start for start, end in paragraphs(text)) <= 2000


@given(TEXTS)
def test_every_word_is_in_a_paragraph_and_stands_at_its_place(text):
    pattern = word_pattern(text)
    spans = [words_in(text, span, pattern).spans for span in paragraphs(text)]
    whole = words_in(text, Span(0, len(text)), pattern)
    assert [span for found in spans for span in found] == list(whole.spans)
    for word, (start, end) in zip(whole.folded, whole.spans, strict=True):
        assert fold(text[start:end]) == word


@given(TEXTS)
def test_a_paragraph_ends_where_its_beginning_says(text):
    for start, end in paragraphs(text):
        assert paragraph_end(text, start) == end


@given(TEXTS)
def test_the_index_is_given_the_very_words(text):
    pattern = word_pattern(text)
    for span in paragraphs(text):
        words = words_in(text, span, pattern)
        told = as_indexed(text, span, pattern).split()
        assert told[: len(words.folded)] == list(words.folded)
        assert set(told[len(words.folded) + 1 :]) == {one.folded for one in words.joined}
