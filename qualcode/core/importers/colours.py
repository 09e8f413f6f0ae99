"""What highlights' colours are called: one list for the window, the commands and the rules."""

from __future__ import annotations

import re
from typing import Final

from qualcode.core.store.connection import casefold
from qualcode.core.translate import N_, _

#: Word's markers, by what it calls them in a file: for people, in Swedish, and as they look.
COLOURS: Final = {
    "yellow": (N_("yellow"), "gul", "#ffff00"),
    "green": (N_("bright green"), "klargrön", "#00ff00"),
    "cyan": (N_("turquoise"), "turkos", "#00ffff"),
    "magenta": (N_("pink"), "rosa", "#ff00ff"),
    "blue": (N_("blue"), "blå", "#0000ff"),
    "red": (N_("red"), "röd", "#ff0000"),
    "darkBlue": (N_("dark blue"), "mörkblå", "#000080"),
    "darkCyan": (N_("dark turquoise"), "mörkturkos", "#008080"),
    "darkGreen": (N_("dark green"), "mörkgrön", "#008000"),
    "darkMagenta": (N_("dark violet"), "mörklila", "#800080"),
    "darkRed": (N_("dark red"), "mörkröd", "#800000"),
    "darkYellow": (N_("dark yellow"), "mörkgul", "#808000"),
    "darkGray": (N_("dark grey"), "mörkgrå", "#808080"),
    "lightGray": (N_("light grey"), "ljusgrå", "#c0c0c0"),
    "black": (N_("black"), "svart", "#000000"),
}
_OTHER_WORDS: Final = {
    "grön": "green",
    "teal": "darkCyan",
    "violet": "darkMagenta",
    "violett": "darkMagenta",
    "purple": "darkMagenta",
    "lila": "darkMagenta",
    "dark gray": "darkGray",
    "light gray": "lightGray",
}
_SHADE: Final = re.compile(r"#[0-9a-f]{6}")


def colour_name(colour: str) -> str:
    """A colour for people; shading has no name but its number."""
    return _(COLOURS[colour][0]) if colour in COLOURS else colour


def colour_value(colour: str) -> str:
    """As ``#rrggbb``."""
    return COLOURS[colour][2] if colour in COLOURS else colour


def colour_called(words: str) -> str | None:
    """The colour as files have it, by its name in either language; None if it is none."""
    wanted = casefold(" ".join(words.split())) or ""
    if _SHADE.fullmatch(wanted):
        return wanted
    for colour, (english, swedish, _value) in COLOURS.items():
        if wanted in (colour.casefold(), english) or _stem(wanted) == _stem(swedish):
            return colour
    return _OTHER_WORDS.get(wanted) or _OTHER_WORDS.get(_stem(wanted))


def _stem(words: str) -> str:
    """A Swedish colour without the ending that it has of things: “gult”, “blått”, “röda”."""
    return re.sub(r"(?<=[^\W\d_]{2})(tt|t|d|[td]?a)$", "", words)
