"""The colours of codes: 24 that stay apart, each with a lighter sister for the dark theme.

A code stores the colour of the light theme. The first six are the design's. The others were found
by search, so that every pair (but those among the first six) keeps a CIEDE2000 distance of more
than 6 for readers with protanopia, deuteranopia and tritanopia too, in both themes. No colour ever
stands without the code's name beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.core.translate import N_, _

_HEX = re.compile("#[0-9a-fA-F]{6}")

# How far a colour of the user's own is moved towards white for the dark theme.
_LIGHTEN = 0.22


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour of the palette; `name` is English and is translated where it is shown."""

    light: str
    dark: str
    name: str

    def shown_name(self) -> str:
        return _(self.name)


PALETTE: tuple[Colour, ...] = (
    Colour("#e07a5f", "#e8927a", N_("Coral")),
    Colour("#3d7ea6", "#69a7cf", N_("Blue")),
    Colour("#81a04a", "#a3c46b", N_("Olive")),
    Colour("#b07aa1", "#c99bbd", N_("Mauve")),
    Colour("#d4a017", "#e3bb4e", N_("Ochre")),
    Colour("#2a9d8f", "#55bfb2", N_("Teal")),
    Colour("#514627", "#6e6245", N_("Dark brown")),
    Colour("#851459", "#a23f75", N_("Plum")),
    Colour("#38399f", "#5e56b8", N_("Indigo")),
    Colour("#237200", "#4e912f", N_("Green")),
    Colour("#a4badd", "#c7dbfc", N_("Ice blue")),
    Colour("#b83f5b", "#d6647a", N_("Raspberry")),
    Colour("#58ce90", "#85efb3", N_("Mint")),
    Colour("#ddacb9", "#fdcedb", N_("Pink")),
    Colour("#6d63d0", "#9083eb", N_("Violet")),
    Colour("#575170", "#746e8d", N_("Slate")),
    Colour("#43634b", "#628169", N_("Forest green")),
    Colour("#b485de", "#d4a6fa", N_("Lilac")),
    Colour("#826639", "#a1855a", N_("Brown")),
    Colour("#643b47", "#805864", N_("Wine")),
    Colour("#6f9177", "#90b097", N_("Sage")),
    Colour("#3258ad", "#5d75c7", N_("Cobalt")),
    Colour("#90821f", "#b2a148", N_("Mustard")),
    Colour("#ae4f96", "#cb72b4", N_("Orchid")),
)

_DARK = {colour.light: colour.dark for colour in PALETTE}


def next_colour(used: Iterable[str]) -> str:
    """The first colour of the palette that is used least."""
    counts = Counter(colour.lower() for colour in used)
    return min((colour.light for colour in PALETTE), key=lambda light: counts[light])


def in_dark(colour: str) -> str:
    """How a stored colour is shown on a dark ground."""
    colour = colour.lower()
    if sister := _DARK.get(colour):
        return sister
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * _LIGHTEN):02x}" for c in channels)


def is_colour(text: str) -> bool:
    """Whether a text is a colour as codes store it, `#rrggbb`."""
    return _HEX.fullmatch(text) is not None
