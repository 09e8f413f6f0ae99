"""Two wordings of one text, made one."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.puts import Key, Put, composed, puts_between, written
from qualcode.core.model.text_merge import Collision, merged_texts

BASE = "Eva: Vem bestämmer?\n\nBo: Det är Anna Lindkvist.\n\nEva: Jaha."


def both(base, one, other, **how):
    how.setdefault("stands", 1)
    return merged_texts(base, puts_between(base, one), puts_between(base, other), **how)


def test_changes_of_different_places_are_both_made():
    found = both(BASE, BASE.replace("bestämmer", "beslutar"), BASE.replace("Jaha", "Jaså"))
    assert found.text == BASE.replace("bestämmer", "beslutar").replace("Jaha", "Jaså")
    assert found.collisions == ()


def test_where_both_changed_the_same_words_one_stands():
    one, other = BASE.replace("bestämmer", "beslutar"), BASE.replace("bestämmer", "styr")
    assert both(BASE, one, other, stands=0).text == one
    found = both(BASE, one, other)
    assert found.text == other
    assert found.collisions == (Collision("styr", "beslutar"),)


def test_what_both_put_behind_stands_one_after_the_other():
    found = both(BASE, BASE + "\n\nMina.", BASE + "\n\nDina.")
    assert found.text == BASE + "\n\nMina.\n\nDina."
    assert written(BASE + "\n\nDina.", found.of_other) == found.text


def test_what_goes_on_in_the_last_line_stands_before_new_lines():
    assert both(BASE, BASE + "\n\nNytt.", BASE + " Slut.").text == BASE + " Slut.\n\nNytt."


def test_the_same_put_behind_by_both_is_there_once():
    more = BASE + "\n\nMina."
    assert both(BASE, more, more).text == more


def test_the_same_words_of_two_people_are_both_there():
    end = len(BASE)
    one, other = Put(end, end, "\n\nJa.", "anna"), Put(end, end, "\n\nJa.", "bo")
    assert merged_texts(BASE, [one], [other], stands=1).text == BASE + "\n\nJa.\n\nJa."
    third = Put(end, end, "\n\nNej.", "eva")
    found = merged_texts(BASE, [one, third], [third], stands=1)
    assert found.text == BASE + "\n\nJa.\n\nNej."


def test_what_is_not_to_be_written_is_not_written():
    found = both(
        BASE,
        BASE.replace("Anna Lindkvist", "[chefen]"),
        BASE.replace("Jaha", "Jaha, Anna"),
        cleaned=lambda side, words: words.replace("Anna", "[chefen]") if side == 1 else words,
    )
    assert "Anna" not in found.text
    assert found.text.endswith("Jaha, [chefen].")


WORDS = st.lists(st.sampled_from(["Ja.", "Nej.", "Kanske", "inte", "\n\n", "vet"]), max_size=9)
TEXTS = WORDS.map(" ".join)


@given(base=TEXTS, one=TEXTS, other=TEXTS, stands=st.sampled_from([0, 1]))
def test_either_wording_becomes_the_one_that_stands(base, one, other, stands):
    found = both(base, one, other, stands=stands)
    assert written(base, found.puts) == found.text
    assert written(one, found.of_one) == found.text
    assert written(other, found.of_other) == found.text


@given(base=TEXTS, one=TEXTS, stands=st.sampled_from([0, 1]))
def test_a_wording_that_nobody_else_changed_stands(base, one, stands):
    assert both(base, one, base, stands=stands).text == one
    assert both(base, base, one, stands=stands).text == one
    assert both(base, one, one, stands=stands).text == one


@given(base=TEXTS, one=TEXTS, other=TEXTS)
def test_who_comes_first_makes_no_difference_but_to_what_is_put_behind(base, one, other):
    first, second = both(base, one, other, stands=1), both(base, other, one, stands=0)
    assert sorted(first.text) == sorted(second.text)


@given(texts=st.lists(TEXTS, min_size=2, max_size=6))
def test_changes_one_after_the_other_are_one_change(texts):
    base = texts[0]
    puts = []
    for before, after in itertools.pairwise(texts):
        puts = composed(base, puts, puts_between(before, after))
        assert written(base, puts) == after
        assert all(one.end <= other.start for one, other in itertools.pairwise(puts))


def test_what_is_put_twice_at_one_place_of_what_was_put_in_stays_with_it():
    answer = Put(3, 3, " Mer tid behövs.", Key("R7", "Mer tid behövs."))
    corrected = [Put(12, 12, "verkligen"), Put(12, 12, " ")]
    assert composed("Ja.", [answer], corrected) == [
        answer._replace(words=" Mer tid verkligen behövs.")
    ]
