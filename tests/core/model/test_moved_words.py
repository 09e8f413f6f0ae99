"""Words that one of two moves, while the other goes on with them where they stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.puts import puts_between, written
from qualcode.core.model.text_merge import merged_texts

BASE = (
    "Först sades det mycket om ingenting. Vi har ett otydligt mandat här. Sedan kom Anna Lindkvist "
    "in och satte sig längst bort. Ingen märkte det. Sist."
)
BLOCK = " Vi har ett otydligt mandat här."
MOVED = BASE.replace(BLOCK, "").replace(" Sist.", BLOCK + " Sist.")
BOTH = pytest.mark.parametrize("stands", [0, 1])


def both(one, other, stands=1, base=BASE, **how):
    found = merged_texts(
        base, puts_between(base, one), puts_between(base, other), stands=stands, **how
    )
    assert written(one, found.of_one) == written(other, found.of_other) == found.text
    assert written(base, found.puts) == found.text
    return found


@BOTH
def test_moved_words_stand_once_with_what_the_other_corrected_in_them(stands):
    other = BASE.replace("otydligt", "oklart")
    expected = MOVED.replace("otydligt", "oklart")
    for found in (both(MOVED, other, stands), both(other, MOVED, stands)):
        assert found.text == expected
        assert found.collisions == ()


def test_words_that_both_moved_stand_where_the_later_put_them():
    other = BASE.replace(BLOCK, "").replace(" Ingen", BLOCK + " Ingen")
    assert both(MOVED, other).text == other
    assert both(MOVED, other, stands=0).text == MOVED


@BOTH
def test_words_moved_to_where_the_other_put_something_in_are_both_there(stands):
    other = BASE.replace(" Sist.", " Tyst. Sist.")
    found = both(MOVED, other, stands)
    assert found.text.count("otydligt mandat") == found.text.count("Tyst.") == 1


@BOTH
def test_a_name_that_was_replaced_stands_no_more_in_words_that_the_other_moved(stands):
    block = " Sedan kom Anna Lindkvist in och satte sig längst bort."
    moved = block.strip() + " " + BASE.replace(block, "")
    found = both(
        moved,
        BASE.replace("Anna Lindkvist", "[chefen]"),
        stands,
        cleaned=lambda side, words: words if side else words.replace("Anna Lindkvist", "[chefen]"),
    )
    assert found.text.count("[chefen]") == 1
    assert "Anna" not in found.text


WORDS = [f"ord{number}" for number in range(24)]


def moved(words, start, length, to):
    left = words[:start] + words[start + length :]
    return left[:to] + words[start : start + length] + left[to:]


@given(
    move=st.tuples(st.integers(1, 8), st.integers(3, 5), st.integers(14, 18)),
    changes=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["nytt", "två ord"])), max_size=2
    ),
    stands=st.sampled_from([0, 1]),
)
def test_words_that_one_moved_and_the_other_corrected_stand_once(move, changes, stands):
    other = list(WORDS)
    for place, words in changes:
        other[move[0] + place] = words
    kept = {one for one in other if one.startswith("ord")}
    text = both(
        " ".join(moved(WORDS, *move)),
        " ".join(one for one in other if one),
        stands,
        base=" ".join(WORDS),
    ).text.split()
    assert all(text.count(one) <= 1 for one in WORDS)
    assert kept <= set(text)
