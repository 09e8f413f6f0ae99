"""The printed form of a quote against the passage's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis import printed
from qualcode.core.analysis.printed import check_printed

OWN = "Vi har ett otydligt mandat ❤️, ingen vet vem som bestämmer. Ingen alls, va\u030al (skratt)."


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        "Vi har ett otydligt mandat … ingen vet vem som bestämmer.",
        "Vi har ett otydligt mandat (…) vem som bestämmer.",
        "[Vi] har ett otydligt mandat (dvs. från myndigheterna), ingen vet vem som bestämmer",
        "… ett otydligt MANDAT, ingen vet ...",
        "[V]i har ett otydlig[t] mandat",
        "ingen vet vem [på kontoret] som bestämmer. Ingen alls, v\u00e5l",
        "",
        "[…]",
        "bestämmer. Ingen alls",
    ],
)
def test_what_is_marked_as_it_should_be_is_left_in_peace(text):
    assert not check_printed(text, OWN)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Vi har ett oklart mandat", ("oklart",)),
        ("mandat otydligt", ("otydligt",)),
        ("Vi har alltid ett otydligt mandat, säger hon", ("alltid", "säger", "hon")),
        ("Vi har ett otydligt mandat, mandat", ("mandat",)),
    ],
)
def test_a_word_that_is_not_the_respondents_is_named(text, foreign):
    assert check_printed(text, OWN).foreign == foreign


def test_words_left_out_without_a_sign_are_noticed():
    check = check_printed("Vi har ett mandat, ingen vet vem som bestämmer", OWN)
    assert (check.foreign, check.unmarked) == ((), ("ett",))


def test_a_repeated_word_is_laid_where_nothing_seems_left_out():
    own = "det var det som var det svåra"
    assert not check_printed("det svåra", own)
    assert not check_printed("det som var", own)


def test_a_part_of_a_word_outside_brackets_must_fit():
    assert check_printed("Vi har [e]n otydlig[t] mandat", OWN).foreign == ("[e]n",)


words = st.lists(st.sampled_from(["ja", "nej", "vi", "det", "mandat", "å", "😀"]), max_size=14)


@given(words, st.lists(st.booleans(), min_size=14, max_size=14))
def test_any_marked_omission_is_clean(own, kept):
    shown = [word if keep else "…" for word, keep in zip(own, kept, strict=False)]
    assert not check_printed(" ".join(shown), " ".join(own))


@given(words, words)
def test_the_quick_way_finds_no_fewer_foreign_words(one, other):
    wanted = printed._printed_words(" ".join(one))
    there = printed.own_words(" ".join(other))
    if wanted and there:
        best, quick = printed._best(wanted, there), printed._greedy(wanted, there)
        assert sum(p is None for p in best) <= sum(p is None for p in quick)
        placed = [p for p in best if p is not None]
        assert placed == sorted(set(placed))


def test_a_very_long_passage_is_compared_too():
    own = " ".join(f"ord{number}" for number in range(20_000))
    assert not check_printed("ord5 ord6 … ord9000 … ord19998", own)
    assert check_printed("ord5 ord4", own).foreign == ("ord4",)
