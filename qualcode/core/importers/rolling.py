"""Captions that roll: each shows again what the one before it ended with.

    00:01  so we began                  00:01  so we began
    00:02  so we began / with nothing   00:02  with nothing
    00:04  with nothing / but hope      00:04  but hope

YouTube and live captions are written so. That a file is of this kind is known from many of its
captions together, so that somebody who says “Ja.” twice has said it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from qualcode.core.importers.captions import Cue

# In such a file nearly all captions roll on from the one before, but for pauses and sounds.
_SHARE: Final = 0.5
_LEAST: Final = 2


def joined(cues: Sequence[Cue]) -> list[Cue]:
    """Each line once, with the time at which it was shown first; other captions as they are."""
    told = [cue for cue in cues if cue.lines]
    rolling = sum(1 for before, cue in pairwise(told) if _rolls(before, cue))
    if any(cue.speaker for cue in told) or rolling < max(_LEAST, _SHARE * (len(told) - 1)):
        return list(cues)
    return _join(told)


def _rolls(before: Cue, cue: Cue) -> bool:
    """Whether it shows old lines and new ones, only some of the old ones, or a line that grew."""
    if cue.lines == before.lines:  # or the same, with another word marked
        return bool(cue.styled) and cue.styled != before.styled
    return _repeated(before.lines, cue.lines) > 0 or _growth(before.lines, cue.lines) > 0


def _join(cues: Sequence[Cue]) -> list[Cue]:
    found = [cues[0]]
    for before, cue in pairwise(cues):
        repeated = _repeated(before.lines, cue.lines)
        if not repeated and (grown := _growth(before.lines, cue.lines)):
            last = found[-1]
            found[-1] = replace(last, lines=(*last.lines[:-1], cue.lines[grown - 1]))
            repeated = grown
        if new := cue.lines[repeated:]:
            found.append(replace(cue, lines=new))
    return found


def _repeated(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many lines at the beginning are the last ones of the caption before."""
    most = min(len(before), len(lines))
    return next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0)


def _growth(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many lines are those before it, the last one longer by some words; else 0."""
    for n in range(min(len(before), len(lines)), 0, -1):
        *same, grown = lines[:n]
        if before[-n:-1] == tuple(same) and grown.startswith(before[-1] + " "):
            return n
    return 0
