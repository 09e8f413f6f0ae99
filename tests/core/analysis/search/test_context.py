from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.search.context import context_of


def test_a_hit_stands_among_whole_words_of_its_own_line():
    text = "Kim: Hej.\nLo: Det lokala  mandatet är otydligt, tycker jag.\nKim: Jaha."
    start = text.index("mandatet")
    around = context_of(text, start, start + 8, around=20)
    assert (around.before, around.words, around.after) == (
        "Det lokala ",
        "mandatet",
        " är otydligt, tycker",
    )


@given(st.text(alphabet="ab å\n\t\u030a", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_it_is_one_line_and_the_words_are_those_of_the_text(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    around = context_of(text, start, end, around=6)
    assert "\n" not in around.before + around.words + around.after
    assert around.words.split() == text[start:end].split()
    assert "".join(around.before.split()) in "".join(text[:start].split())
