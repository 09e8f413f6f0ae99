"""Highlights' colours have one name everywhere, in either language."""

from __future__ import annotations

import pytest

from qualcode.core import translate
from qualcode.core.importers.colours import COLOURS, colour_called, colour_name


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_known_by_the_name_that_people_see(colour: str, language: str) -> None:
    translate.set_language(language)
    assert colour_called(colour_name(colour)) == colour_called(colour) == colour


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_known_by_its_swedish_name_in_any_language(colour: str) -> None:
    assert colour_called(COLOURS[colour][1]) == colour


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("Bright  Green", "green"), ("gröna", "green"), ("#FFE599", "#ffe599"), ("blå", "blue"),
        ("röda", "red"), ("rött", "red"), ("svarta", "black"), ("mörkröda", "darkRed"),
        ("violetta", "darkMagenta"), ("violett", "darkMagenta"), ("ljusgråa", "lightGray"),
        ("plommon", None), ("", None), ("grå", None),
    ],
)  # fmt: skip
def test_words_are_colours_or_none(words: str, colour: str | None) -> None:
    assert colour_called(words) == colour
