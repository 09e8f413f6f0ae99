import numpy as np
import pytest
from hypothesis import given

from qualcode.core.analysis.agreement import units
from tests.core.analysis.agreement.brute import grid, marks_of, spans


def read(split, text, spans=None):
    return [text[start:end] for start, end in split(text, spans or [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi vet inte.", ["Vi", "vet", "inte"]),
        ("AF:s t.ex. 2,5 e-post", ["AF:s", "t.ex", "2,5", "e-post"]),
        ("a\u030angest ❤️ 👩‍👩‍👧!", ["a\u030angest"]),
        ("1️⃣ don’t", ["1️⃣", "don’t"]),
        (" \u00a0\u2028", []),
    ],
)
def test_words(text, words):
    assert read(units.words, text) == words


def test_paragraphs_are_lines_without_outer_space():
    assert read(units.paragraphs, " ett \n\n två\u2028tre\n") == ["ett", "två\u2028tre"]


def test_no_word_goes_over_the_edge_of_a_stretch():
    assert read(units.words, "abcdef", [(0, 3), (3, 6)]) == ["abc", "def"]


@given(spans("ab"))
def test_a_unit_is_marked_if_one_of_its_characters_is(found):
    """Units of four characters, with one between them that is in no unit."""
    marks = marks_of(found, coders="ab", length=24)
    starts, ends = np.arange(0, 20, 5), np.arange(4, 24, 5)
    touched = grid(units.touched(marks, starts, ends))
    by_character = grid(marks)
    for unit, (start, end) in enumerate(zip(starts, ends, strict=True)):
        assert np.array_equal(touched[:, :, unit], by_character[:, :, start:end].any(2))
