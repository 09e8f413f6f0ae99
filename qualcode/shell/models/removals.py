"""A text as it was read, beside what of it will be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.core.importers.removals import Kept
from qualcode.core.importers.transcript import Removal, Speech
from qualcode.core.model.span import Span


class Removals:
    """What is offered for removal in a text, and what of it will go.

    Attributes:
        text: the whole text.
        struck: what will go; `offered` is what else could.
    """

    def __init__(self, text: str, taken: Sequence[Removal], offered: Sequence[Removal]) -> None:
        self.text = text
        self.struck = [Span(one.start, one.end) for one in taken]
        gone = set(taken)
        self.offered = [Span(one.start, one.end) for one in offered if one not in gone]
        self._kept = Kept(taken)

    def whole(self, turn: Speech) -> Speech:
        """A turn of what is left, at its place in the whole text."""
        back = self._kept.back
        return replace(
            turn,
            start=back(turn.start),
            end=back(turn.end - 1) + 1,
            speech_start=back(turn.speech_start),
        )
