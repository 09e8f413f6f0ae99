import pytest

from qualcode.shell.text.words import word_after, word_at, word_before

TEXT = "Vi kan—komma överens, i för-och nackdelar e\u0301tat 😀 slut"


def test_going_on_word_by_word():
    position, ends = 0, []
    while position < len(TEXT):
        position = word_after(TEXT, position)
        ends.append(TEXT[:position])
    assert [end.split()[-1] for end in ends] == [
        "Vi", "kan", "kan—", "kan—komma", "överens", "överens,", "i", "för-och", "nackdelar",
        "e\u0301tat", "😀", "slut",
    ]  # fmt: skip


def test_going_back_ends_at_the_same_beginnings():
    position, starts = len(TEXT), []
    while position > 0:
        position = word_before(TEXT, position)
        starts.append(position)
    assert [word_at(TEXT, start)[0] for start in starts] == starts


@pytest.mark.parametrize("position", [0, 3])
def test_the_word_in_which_a_position_stands(position):
    assert word_at("bord stol", position) == (0, 4)
    assert word_at("bord stol", 4) is None


def test_a_long_stretch_of_white_space_is_passed():
    text = "ord" + " " * 3000 + "slut"
    assert word_before(text, 2900) == 0
    assert word_after(text, 3) == len(text)
