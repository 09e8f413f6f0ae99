"""Speakers' labels, such as “Karin:”, which stand in the text and are none of their words."""

from __future__ import annotations

from qualcode.core.model.span import Span, trim
from qualcode.shell.text.scene import Turns


def without_labels(text: str, turns: Turns, span: Span) -> Span:
    """A span that begins with what is said, and does not end in the label of whoever speaks next.

    Labels within stay, for what is marked is one piece of the text; so does a span in which
    nothing is said.
    """
    trimmed = trim(text, *span)
    if trimmed is None:
        return span
    start, end = trimmed
    first, last = turns.at(start), turns.at(end - 1)
    if last is not None and last.start > start and end <= last.speech_start:
        start, end = trim(text, start, last.start) or trimmed
    if first is not None and first.start <= start < first.speech_start < end:
        start = first.speech_start
    return Span(start, end) if start < end else span
