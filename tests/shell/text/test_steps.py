"""Drawing a passage out and in by words, sentences and turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.span import Span
from qualcode.shell.text.scene import Turns
from qualcode.shell.text.steps import Steps, Unit, begin_earlier, begin_later, extend, shrink
from qualcode.shell.text.views import TurnView
from qualcode.shell.text.words import rounded

TEXT = "Titel\nI: Hur är det? ❤️ Berätta.\nKarin: Det är oklart. Tyvärr är det så.\n\nSlut."
MOVES = [extend, shrink, begin_earlier, begin_later]


def turn(words):
    start = TEXT.index(words)
    return TurnView(start, start + len(words), start + words.index(" ") + 1, words.split(":")[0])


STEPS = Steps(
    TEXT,
    Turns([turn("I: Hur är det? ❤️ Berätta."), turn("Karin: Det är oklart. Tyvärr är det så.")]),
    "sv",
)


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def moved(move, unit, words):
    start, end = move(STEPS, unit, span(words))
    return TEXT[start:end]


@pytest.mark.parametrize(
    ("move", "unit", "words", "expected"),
    [
        (extend, Unit.WORD, "Det", "Det är"),
        (extend, Unit.SENTENCE, "är ok", "är oklart."),
        (extend, Unit.SENTENCE, "Det är oklart.", "Det är oklart. Tyvärr är det så."),
        (extend, Unit.SENTENCE, "Berätta.", "Berätta.\nKarin: Det är oklart."),
        (extend, Unit.TURN, "är oklart", "är oklart. Tyvärr är det så."),
        (extend, Unit.TURN, "Hur är det? ❤️ Berätta.", TEXT[TEXT.index("Hur") : -7]),
        (extend, Unit.SENTENCE, "Slut.", "Slut."),
        (shrink, Unit.WORD, "Det är", "Det"),
        (shrink, Unit.SENTENCE, "Det är oklart. Tyvärr är", "Det är oklart."),
        (shrink, Unit.SENTENCE, "Berätta.\nKarin: Det är oklart.", "Berätta."),
        (shrink, Unit.SENTENCE, "är oklart.", "är oklart."),
        (shrink, Unit.TURN, "Berätta.\nKarin: Det är oklart.", "Berätta."),
        (begin_earlier, Unit.WORD, "oklart", "är oklart"),
        (begin_earlier, Unit.SENTENCE, "Tyvärr", "Det är oklart. Tyvärr"),
        (begin_earlier, Unit.SENTENCE, "Det är", "❤️ Berätta.\nKarin: Det är"),
        (begin_earlier, Unit.TURN, "Det är", "Hur är det? ❤️ Berätta.\nKarin: Det är"),
        (begin_earlier, Unit.TURN, "Titel", "Titel"),
        (begin_later, Unit.WORD, "Det är", "är"),
        (begin_later, Unit.SENTENCE, "är oklart. Tyvärr", "Tyvärr"),
        (begin_later, Unit.SENTENCE, "Berätta.\nKarin: Det är", "Det är"),
        (begin_later, Unit.TURN, "Berätta.\nKarin: Det är", "Det är"),
        (begin_later, Unit.TURN, "Det är", "Det är"),
    ],
)
def test_an_edge_goes_a_unit_out_or_in(move, unit, words, expected):
    assert moved(move, unit, words) == expected


@pytest.mark.parametrize(
    ("unit", "at", "expected"),
    [
        (Unit.WORD, "klart", "oklart"),
        (Unit.SENTENCE, "klart", "Det är oklart."),
        (Unit.TURN, "klart", "Det är oklart. Tyvärr är det så."),
        (Unit.TURN, "Karin:", "Det är oklart. Tyvärr är det så."),
        (Unit.SENTENCE, "itel", "Titel"),
        (Unit.TURN, "lut", "Slut."),
    ],
)
def test_the_unit_at_a_place(unit, at, expected):
    start, end = STEPS.at(unit, TEXT.index(at))
    assert TEXT[start:end] == expected


@given(
    start=st.integers(0, len(TEXT) - 1),
    length=st.integers(1, 60),
    move=st.sampled_from(MOVES),
    unit=st.sampled_from(list(Unit)),
)
def test_no_edge_passes_the_other_or_leaves_the_text(start, length, move, unit):
    before = Span(start, min(start + length, len(TEXT)))
    after = move(STEPS, unit, before)
    assert 0 <= after.start < after.end <= len(TEXT)
    assert after.start == before.start or after.end == before.end


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "\u202e"])
def test_a_text_without_words_has_no_units_that_harm(text):
    steps = Steps(text, Turns(), "sv")
    for unit in Unit:
        steps.at(unit, 0)
        for move in MOVES:
            move(steps, unit, Span(0, len(text)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("klar", "oklart"),
        ("oklart", "oklart"),
        (" oklart", " oklart"),
        ("ätta.\nKa", "Berätta.\nKarin"),
    ],
)
def test_a_selection_is_rounded_out_to_whole_words(words, expected):
    start, end = rounded(TEXT, *span(words))
    assert TEXT[start:end] == expected
