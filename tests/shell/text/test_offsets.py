import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from qualcode.shell.text.offsets import HARMLESS, LONGEST_BLOCK, Display, Offsets

AWKWARD = "a❤️1️⃣👩‍👩‍👧e\u0301å\u2028b\u00a0c\td\u200be\u200f\u202ef\u00adg\u2029h\ufeffi𝔘\n"
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)))
ASTRAL_TEXT = st.text(st.sampled_from("ab å😀𝔘\n"), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.one_of(ANY_TEXT, ASTRAL_TEXT))
def test_every_position_is_the_length_in_utf_16_of_what_precedes(text):
    offsets = Offsets(text)
    assert [offsets.to_qt(i) for i in range(len(text) + 1)] == [
        units(text[:i]) for i in range(len(text) + 1)
    ]


@given(st.one_of(ANY_TEXT, ASTRAL_TEXT))
def test_there_and_back_is_the_same_position(text):
    offsets = Offsets(text)
    assert all(offsets.from_qt(offsets.to_qt(i)) == i for i in range(len(text) + 1))


@given(ASTRAL_TEXT, st.data())
def test_there_and_back_is_the_same_position_with_breaks(text, data):
    inside = st.integers(1, max(len(text) - 1, 1))
    breaks = sorted(data.draw(st.sets(inside))) if len(text) > 1 else []
    offsets = Offsets(text, breaks)
    for i in range(len(text) + 1):
        assert offsets.to_qt(i) == units(text[:i]) + sum(b <= i for b in breaks)
        assert offsets.from_qt(offsets.to_qt(i)) == i
    assert all(offsets.from_qt(offsets.to_qt(b) - 1) == b for b in breaks)


def test_inside_a_surrogate_pair_is_the_character_itself():
    offsets = Offsets("a😀b")
    assert [offsets.from_qt(i) for i in range(5)] == [0, 1, 1, 2, 3]


def test_positions_outside_the_text_are_moved_to_its_edge():
    offsets = Offsets("a😀")
    assert (offsets.to_qt(-1), offsets.to_qt(9), offsets.from_qt(-1), offsets.from_qt(9)) == (
        0,
        3,
        0,
        2,
    )


def in_qt(stored: str) -> tuple[Display, QTextDocument]:
    display = Display.of(stored)
    document = QTextDocument()
    QTextCursor(document).insertText(display.text)
    return display, document


def test_qt_keeps_every_character_of_the_bmp_in_its_place(qapp):
    stored = "".join(f"{chr(i)}x\n" for i in range(0x10000) if not 0xD800 <= i < 0xE000)
    display, document = in_qt(stored)
    assert document.characterCount() == len(display.text) + 1
    assert all(document.characterAt(i) == "x" for i in range(1, len(stored), 3))


@pytest.mark.parametrize("stored", [AWKWARD, AWKWARD * 30, "\0a\r\nb\ufffcc\ufdd0d\ufdd1e", "\n\n"])
def test_a_cursor_at_a_converted_position_stands_before_that_character(qapp, stored):
    display, document = in_qt(stored)
    for position, character in enumerate(stored):
        cursor = QTextCursor(document)
        cursor.setPosition(display.offsets.to_qt(position))
        assert display.offsets.from_qt(cursor.position()) == position
        shown = document.characterAt(cursor.position())
        if character.isprintable() and character < "\uf000":
            assert shown == character.encode("utf-16-le")[:2].decode("utf-16-le", "surrogatepass")


def test_half_surrogates_and_frame_characters_are_shown_as_unreadable():
    assert Display.of("a\ud83db\ufdd0").text == f"a{HARMLESS}b{HARMLESS}"


def test_a_long_paragraph_is_broken_after_a_space():
    stored = "ord " * 20_000
    display = Display.of(stored)
    assert all(stored[b - 1] == " " for b in display.breaks)
    assert max(map(len, display.text.split("\n"))) <= LONGEST_BLOCK
    assert display.text.replace("\n", "") == stored


def test_a_long_word_is_not_broken_before_a_combining_mark():
    stored = "e\u0301" * LONGEST_BLOCK
    assert Display.of(stored).breaks
    assert all(stored[b] == "e" for b in Display.of(stored).breaks)


def test_an_emoji_family_is_not_broken_when_the_limit_falls_within():
    family = "👩‍👩‍👧"
    display = Display.of(family * 5000)
    assert all(part.startswith("👩") and part.endswith("👧") for part in display.text.split("\n"))


def test_short_paragraphs_are_not_broken():
    assert Display.of("kort\n" * 100).breaks == ()
