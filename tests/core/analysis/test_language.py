"""Sentences, as a reader would part them."""

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis import language as module
from qualcode.core.analysis.language import sentence_at, sentences


def read(text, language="sv", spans=None):
    found = sentences(text, spans or [(0, len(text))], language)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två! Tre? Fyra", ["Ett.", "Två!", "Tre?", "Fyra"]),
        ("Hon sa ”ja.” Sedan gick hon.", ["Hon sa ”ja.”", "Sedan gick hon."]),
        ("Det är t.ex. Anna. Eller dvs. Bo.", ["Det är t.ex. Anna.", "Eller dvs. Bo."]),
        ("Vi … vet inte. A. Ek kom.", ["Vi … vet inte.", "A. Ek kom."]),
        ("en rad\n\nen till.  ", ["en rad", "en till."]),
        ("Den 3.5 procent", ["Den 3.5 procent"]),
        ("Visst (skratt). ”Ja.” sa hon.", ["Visst (skratt).", "”Ja.” sa hon."]),
        ("Nej… Jo. (Skratt) Ja.", ["Nej…", "Jo.", "(Skratt) Ja."]),
        ("Nr. 5 kom den 3. maj. Är det?! Ja.", ["Nr. 5 kom den 3. maj.", "Är det?!", "Ja."]),
        ("👩‍👩‍👧 Ja. A\u030ar. \u202eabc.", ["👩‍👩‍👧 Ja.", "A\u030ar. \u202eabc."]),
    ],
)
def test_swedish_sentences(text, expected):
    assert read(text) == expected


def test_english_sentences():
    text = "Mr. Ek came, e.g. Monday. Dr. No at 5 p.m. went. I saw."
    assert read(text, "en") == ["Mr. Ek came, e.g. Monday.", "Dr. No at 5 p.m. went.", "I saw."]


def test_another_language_has_sentences_too():
    assert read("Oui. Non.", "fr") == ["Oui.", "Non."]


def test_no_sentence_goes_over_the_edge_of_a_turn():
    assert read("Ja men Nej", spans=[(0, 6), (7, 10)]) == ["Ja men", "Nej"]


@given(st.text(alphabet='Aa. !?…\n”1("', max_size=40))
def test_sentences_hold_every_sign_that_is_no_space(text):
    assert "".join("".join(read(text)).split()) == "".join(text.split())


@given(st.text(alphabet="Aa. !?\n”", max_size=40), st.integers(0, 40))
def test_the_sentence_at_a_place_is_one_of_them(text, position):
    found = sentence_at(text, position, (0, len(text)), "sv")
    assert found is None or tuple(found) in [
        tuple(s) for s in sentences(text, [(0, len(text))], "sv")
    ]


def test_the_sentence_at_a_place():
    text = "Ett. Två är fler. Tre."
    at = [sentence_at(text, place, (0, len(text)), "sv") for place in (0, 4, 5, 17, 22)]
    one, two, three = "Ett.", "Två är fler.", "Tre."
    assert [text[start:end] for start, end in at] == [one, one, two, two, three]


@pytest.mark.parametrize("piece", ["Vi vet. ", "ord "])
def test_a_line_without_end_is_looked_at_near_the_place_alone(piece):
    text = piece * (2_000_000 // len(piece))
    sentence_at(text, 0, (0, len(text)), "sv")
    measured = []
    for _ in range(5):
        before = time.thread_time()
        found = sentence_at(text, 1_000_000, (0, len(text)), "sv")
        measured.append(time.thread_time() - before)
    assert min(measured) < 0.1
    assert found.start <= 1_000_000 < found.end


def test_more_than_spacy_takes_at_once_is_parted_all_the_same():
    assert len(read("Vi vet inte. " * 100_000)) == 100_000


def test_spacy_is_imported_only_when_a_sentence_is_asked_for():
    code = "import sys, qualcode.core.analysis.language; print('spacy' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"


@pytest.mark.parametrize(
    "text", ["Ja", "Nej?!", " Hm … ", "“Ja.”", "Kl. 3.5", "t.ex. här. Där", "。", "Ja.  "]
)
def test_what_is_seen_to_be_one_sentence_is_what_the_rules_say_too(text, monkeypatch):
    quick = list(sentences(text, [(0, len(text))], "sv"))
    monkeypatch.setattr(module._splitter_of("sv"), "_may_end", re.compile(""))
    assert quick == list(sentences(text, [(0, len(text))], "sv"))
