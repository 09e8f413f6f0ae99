"""Quotes found again in other texts."""

import pytest

from qualcode.core.model.anchoring import find_again

TEXT = (
    "Kim: Ja, precis. Mandatet är otydligt ibland.\n"
    "Lo: Ja, precis. Samverkan fungerar när alla vill.\n"
    "Kim: Nej, vi har aldrig haft något forum för de frågorna."
)


def found(quote, before="", after="", near=None):
    place = find_again(quote, before, after, TEXT, near)
    return place and (TEXT[place.start : place.end], place.start)


def test_a_quote_that_stands_once_is_found_for_sure():
    place = find_again("Samverkan fungerar när alla vill", "", "", TEXT)
    assert TEXT[place.start : place.end] == "Samverkan fungerar när alla vill"
    assert place.certainty == 1.0


def test_of_several_the_words_beside_it_tell_which():
    assert found("Ja, precis.", "Lo: ", " Samverkan") == ("Ja, precis.", TEXT.index("Lo") + 4)
    assert found("Ja, precis.", "Kim: ", " Mandatet") == ("Ja, precis.", 5)


def test_of_several_with_nothing_beside_them_the_nearest_is_taken_but_not_for_sure():
    place = find_again("Ja, precis.", "", "", TEXT, 48)
    assert place.start == TEXT.index("Lo") + 4
    assert place.certainty < 1.0


def test_white_space_and_normal_forms_make_no_other_words():
    assert found("Ja,  precis.\nMandatet är") == ("Ja, precis. Mandatet är", 5)
    assert found("aldrig haft na\u030agot forum")[0] == "aldrig haft något forum"


@pytest.mark.parametrize(
    "quote",
    [
        "vi har aldrig haft nåt forum för dom frågorna",
        "Vi har aldrig haft något forumm för de frågorna",
    ],
)
def test_a_quote_with_other_spelling_is_found_less_surely(quote):
    place = find_again(quote, "Nej, ", ".", TEXT)
    assert TEXT[place.start : place.end] == "vi har aldrig haft något forum för de frågorna"
    assert 0.6 < place.certainty < 1.0


def test_words_that_are_nowhere_are_not_found():
    assert found("Budgeten beslutades av styrelsen i mars") is None
    assert found(" ") is None


def test_a_single_word_that_stands_elsewhere_alone_is_not_sure():
    place = find_again("otydligt", "helt annat runt om ", " och efter det", TEXT)
    assert place.certainty < 0.8
