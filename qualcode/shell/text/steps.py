"""How far a passage goes when it is drawn out or in by a word, a sentence or a turn. Pure functions
of a text; positions are code points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qualcode.core.analysis.language import sentence_at
from qualcode.core.model.span import Span, trim
from qualcode.shell.text.scene import Turns
from qualcode.shell.text.words import word_after, word_before


class Unit(StrEnum):
    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"


@dataclass(frozen=True, repr=False)  # no interview in a report of a crash
class Steps:
    """The text that is shown, with its turns and its language.

    A sentence lies within what one speaker says, and within one line. Where nobody speaks, the
    lines are the turns.
    """

    text: str
    turns: Turns
    language: str

    def at(self, unit: Unit, position: int) -> Span | None:
        """The unit that holds a position, or the one before it; None in a text without words."""
        if unit is Unit.WORD:
            end = word_after(self.text, position)
            return trim(self.text, word_before(self.text, end), end)
        stretch = self._stretch(position)
        if stretch is None or unit is Unit.TURN:
            return stretch
        return sentence_at(self.text, position, stretch, self.language)

    def _stretch(self, position: int) -> Span | None:
        """What one speaker says there, without the label; or the line."""
        turn = self.turns.at(position)
        if turn is not None and position < turn.end:
            return trim(self.text, turn.speech_start, turn.end)
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        return trim(self.text, start, len(self.text) if end < 0 else end)

    # The end, and by mirror image the beginning

    def later_end(self, unit: Unit, span: Span) -> int:
        """Where the span ends with one more unit after it; where it does if there is none."""
        if unit is Unit.WORD:
            return word_after(self.text, span.end)
        place = self._next_word(span.end)
        if place is None:
            return span.end
        found = self.at(unit, place)
        return max(found.end, span.end) if found else span.end

    def earlier_end(self, unit: Unit, span: Span) -> int:
        """Where the span ends without its last unit; where it does if that is all of it."""
        last = self.at(unit, span.end - 1) if unit is not Unit.WORD else self._last_word(span)
        if last is None or last.start <= span.start:
            return span.end
        left = trim(self.text, span.start, min(last.start, self._before_label(last.start)))
        return left.end if left else span.end

    def earlier_start(self, unit: Unit, span: Span) -> int:
        """Where the span begins with one more unit before it."""
        if unit is Unit.WORD:
            return word_before(self.text, span.start)
        place = self._last_sign(span.start)
        if place is not None:
            place = max(min(place, self._before_label(place) - 1), 0)
        found = None if place is None else self.at(unit, place)
        return min(found.start, span.start) if found else span.start

    def later_start(self, unit: Unit, span: Span) -> int:
        """Where the span begins without its first unit."""
        if unit is Unit.WORD:
            end: int | None = word_after(self.text, span.start)
        else:
            first = self.at(unit, span.start)
            end = first.end if first else None
        place = None if end is None else self._next_word(end)
        return place if place is not None and place < span.end else span.start

    def _last_word(self, span: Span) -> Span:
        return Span(word_before(self.text, span.end), span.end)

    def _next_word(self, position: int) -> int | None:
        """The next sign that is no space, past a speaker's label."""
        place = _seek(self.text, position, 1)
        if place is None:
            return None
        turn = self.turns.at(place)
        return max(place, turn.speech_start) if turn and place < turn.end else place

    def _last_sign(self, position: int) -> int | None:
        return _seek(self.text, position - 1, -1)

    def _before_label(self, position: int) -> int:
        """Where the words end before a speaker's label, for a place in that or where the speech
        begins; any other place itself."""
        turn = self.turns.at(position)
        if turn is None or not turn.start <= position <= turn.speech_start < turn.end:
            return position
        if turn.start == turn.speech_start:
            return position
        place = self._last_sign(turn.start)
        return 0 if place is None else place + 1


def _seek(text: str, position: int, step: int) -> int | None:
    """The first sign that is no space from a position on."""
    while 0 <= position < len(text):
        if not text[position].isspace():
            return position
        position += step
    return None


#: moves one edge of a span by a unit
Move = Callable[[Steps, Unit, Span], Span]


def extend(steps: Steps, unit: Unit, span: Span) -> Span:
    return Span(span.start, steps.later_end(unit, span))


def shrink(steps: Steps, unit: Unit, span: Span) -> Span:
    return Span(span.start, steps.earlier_end(unit, span))


def begin_earlier(steps: Steps, unit: Unit, span: Span) -> Span:
    return Span(steps.earlier_start(unit, span), span.end)


def begin_later(steps: Steps, unit: Unit, span: Span) -> Span:
    return Span(steps.later_start(unit, span), span.end)
