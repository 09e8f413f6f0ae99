import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.report.typography import quoted


def test_swedish_quotes_have_the_same_mark_on_both_sides():
    assert quoted("Vi är överens.", "sv") == "”Vi är överens.”"


@pytest.mark.parametrize("mark", list('"“”„«»'))
def test_every_double_mark_inside_a_swedish_quote_becomes_a_single_one(mark):
    assert quoted(f"Hon sa {mark}ja{mark} då.", "sv") == "”Hon sa ’ja’ då.”"


def test_english_quotes_open_and_close():
    assert quoted('She said "yes" and ("no").', "en") == "“She said ‘yes’ and (‘no’).”"


def test_english_marks_are_told_apart_by_what_stands_around_them():
    assert quoted("”Yes,” she said: ”never.”", "en") == "“‘Yes,’ she said: ‘never.’”"


def test_an_apostrophe_stays_as_it_was():
    assert quoted("It's ours", "en") == "“It's ours”"


@given(st.text(), st.sampled_from(["sv", "en"]))
def test_nothing_but_double_marks_is_changed(text, typography):
    inside = quoted(text, typography)[1:-1]
    assert len(inside) == len(text)
    assert all(a == b or a in '"“”„‟«»＂' for a, b in zip(text, inside, strict=True))
