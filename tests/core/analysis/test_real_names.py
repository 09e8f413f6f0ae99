"""Real names as people write them, and words that are none."""

import unicodedata

import pytest

from qualcode.core.analysis.real_names import Names
from qualcode.core.ids import CoderId, PersonId
from qualcode.core.model import Person


def person(name, pseudonym):
    return Person(PersonId("p"), name, pseudonym, "respondent", None, None, "", CoderId("c"))


NAMES = Names(
    [
        person("Zdenka Quistorp", "A"),
        person("Anna-Karin Brännvall-Öst", "B"),
        person("Eva Berg (Kalmar)", "C"),
        person("Bo", "D"),
    ]
)


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("Zdenkas idea, Quistorp’s way", "[A] idea, [A]’s way"),
        ("ZDENKA spoke", "[A] spoke"),
        ("zdenka  quistorp", "[A]"),
        ("Zdenka\u00a0Quistorps", "[A]"),
        ("Zdenka\nQuistorp", "[A]\n[A]"),
        ("zdenka.quistorp@x.se", "[A]@x.se"),
        ("Zdenka_Quistorp and _Zdenka_", "[A] and _[A]_"),
        ("Zden\u00adka", "[A]"),
        ("BRÄNNVALL-ÖST", "[B]"),
        ("anna-karin, Anna‑Karin", "[B], [B]"),
        (unicodedata.normalize("NFD", "när Brännvall-Öst går"), None),
        ("Eva Berg (Kalmar) i Kalmar", "[C] i Kalmar"),
        ("Bo och bo, BO", "[D] och bo, BO"),
    ],
)
def test_what_is_surely_a_name_is_taken_out(written, copied):
    if copied is None:
        copied = unicodedata.normalize("NFD", "när [B] går")
    assert NAMES.out_of(written) == copied


@pytest.mark.parametrize(
    "written",
    [
        "zdenka spoke",
        "z. quistorp",
        "Zdenkan",
        "den Zdenkaska",
        "zdenkaquistorp",
        "ett berg",
        "EVA",
    ],
)
def test_what_may_be_another_word_stays_and_is_found(written):
    assert NAMES.out_of(written) == written
    assert [one.sure for one in NAMES.find(written)] == [False]


def test_words_that_only_hold_the_letters_of_a_name_are_none():
    assert list(NAMES.find("bergen, evakuering, annanas, bos, Kalmar")) == []


def test_names_of_persons_with_none_are_nowhere():
    assert list(Names([person(None, "A")]).find("Zdenka")) == []
    assert Names([]).out_of({"a": ["Zdenka", None]}) == {"a": ["Zdenka", None]}
