import time
from functools import partial

import pytest

from qualcode.core.model import Code
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.matching import Matcher


def codebook(*names, parents=None):
    parents = parents or {}
    return Codebook.of(
        Code(name, name, parents.get(name), n, "#000000", "code", None, None, None, None, "", "c")
        for n, name in enumerate(names)
    )


def found(book, letters, recent=()):
    return [match.code_id for match in Matcher(book).find(letters, recent)]


def test_a_name_that_begins_with_the_letters_comes_before_one_that_holds_them():
    book = codebook("Ojämna mandat", "Otydligt", "Mandat")
    assert found(book, "mand") == ["Mandat", "Ojämna mandat"]


def test_a_word_that_begins_so_comes_before_letters_inside_a_word():
    assert found(codebook("Förtroende", "Stor tro"), "tro") == ["Stor tro", "Förtroende"]


def test_letters_with_others_between_them_come_last():
    book = codebook("Lokal förankring", "Samsyn", "Lofot")
    assert found(book, "lof") == ["Lofot", "Lokal förankring"]


def test_case_and_normal_form_make_no_difference():
    assert found(codebook("Ägarskap"), "a\u0308ga") == ["Ägarskap"]
    assert found(codebook("Ägarskap"), "aga") == []


def test_codes_used_lately_come_first_among_equals():
    book = codebook("Mandat A", "Mandat B")
    assert found(book, "mandat", ["Mandat B"]) == ["Mandat B", "Mandat A"]
    assert found(book, "", ["Mandat B"])[0] == "Mandat B"


def test_what_stands_above_a_code_finds_it_too():
    book = codebook("Mandat", "Oklart", parents={"Oklart": "Mandat"})
    assert found(book, "mandat") == ["Mandat", "Oklart"]
    assert found(book, "man okl") == ["Oklart"]


@pytest.mark.parametrize(
    ("name", "letters", "bold"),
    [
        ("Otydligt mandat", "mand", ["mand"]),
        ("Lokal förankring", "lof", ["L", "o", "f"]),
        ("Lokal förankring", "för lok", ["för", "Lok"]),
        ("Straße", "stras", []),
    ],
)
def test_the_letters_that_fit_are_told(name, letters, bold):
    (match,) = Matcher(codebook(name)).find(letters)
    assert [name[start:end] for start, end in match.matched] == bold


def least_time(run):
    """Of this thread in s, when nothing else is in the way."""
    times = []
    for _ in range(5):
        start = time.thread_time()
        run()
        times.append(time.thread_time() - start)
    return min(times)


def test_two_thousand_codes_take_no_time():
    book = codebook(*(f"Kod nummer {n} om samverkan" for n in range(2000)))
    matcher = Matcher(book)
    assert least_time(lambda: matcher.find("kodsam", [], 50)) < 0.1


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Otydligt mandat", "madnat"),
        ("Otydligt mandat", "mendat"),
        ("Otydligt mandat", "manndat"),
        ("Lokal förankring", "förankrign"),
        ("Lokal förankring", "lokal foränkring"),
        ("Ägarskap", "ägarksap"),
    ],
)
def test_a_letter_mistyped_is_forgiven(name, letters):
    assert found(codebook("Samsyn", name, "Roller"), letters)[0] == name


@pytest.mark.parametrize("letters", ["xyz", "tid!", "kopparmynt"])
def test_letters_that_mean_nothing_find_nothing(letters):
    assert found(codebook("Samsyn", "Mandat", "Roller", "Tjänst"), letters) == []


def test_what_is_spelt_right_comes_before_what_is_not():
    book = codebook("Mandot", "Ojämna mandat", "Vem har mandatet")
    assert found(book, "mandat") == ["Ojämna mandat", "Vem har mandatet", "Mandot"]


def test_a_code_used_lately_comes_before_one_that_begins_so_but_not_before_the_very_name():
    book = codebook("Mandat", "Mandat A", "Otydligt mandat", "Förmandat")
    recent = ["Förmandat", "Otydligt mandat"]
    assert found(book, "manda", recent) == ["Otydligt mandat", "Mandat", "Mandat A", "Förmandat"]
    assert found(book, "mandat", recent)[0] == "Mandat"


def test_the_letters_that_were_nearly_hit_are_told():
    (match,) = Matcher(codebook("Otydligt mandat")).find("madnat")
    ((start, end),) = match.matched
    assert "ndat" in "Otydligt mandat"[start:end]


def test_any_letters_over_a_code_name_without_end_are_answered_at_once():
    book = codebook("Mandat " * 2000, "Roller")
    matcher = Matcher(book)
    for letters in ("manadt", "x" * 300, "roler", "👩‍👩‍👧", "\u202e", "\u0308a\u0308g"):
        assert least_time(partial(matcher.find, letters)) < 0.1
