"""Where turns lay in the text into which they were put, by what they are now.

They were put in one after the other, each on lines of its own. A turn whose words nobody has
corrected stands there as it is; another lies in what is left between its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qualcode.core.model.anchoring import align
from qualcode.core.model.span import Span, trim

_BETWEEN: Final = "\n\n"


def places_at_first(text: str, start: int, turns: Sequence[Sequence[str]]) -> list[Span | None]:
    """The places of turns in a text, of which what was put in begins at `start`.

    Args:
        turns: by turn, in the order in which they were put, the words in which one file or another
            has it.
    """
    found: list[Span | None] = []
    reached = start
    for wordings in turns:
        places = [place for words in wordings if (place := _on_lines(text, words, reached))]
        found.append(min(places, default=None))
        reached = reached if found[-1] is None else found[-1].end
    return list(_with_corrected(text, start, turns, found))


def _on_lines(text: str, words: str, start: int) -> Span | None:
    """Where words next stand on lines of their own."""
    at = text.find(words, start)
    while at >= 0:
        end = at + len(words)
        if _is_blank(text, text.rfind("\n", 0, at) + 1, at) and _is_blank(
            text, end, _line_end(text, end)
        ):
            return Span(at, end)
        at = text.find(words, at + 1)
    return None


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip()


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _with_corrected(
    text: str, start: int, turns: Sequence[Sequence[str]], found: Sequence[Span | None]
) -> Iterator[Span | None]:
    """Those that were found, and of those between them where they lie in what is between."""
    done, waiting = start, list[str]()
    for wordings, place in zip(turns, found, strict=True):
        if place is None:
            waiting.append(wordings[0])
            continue
        yield from _between(text, done, place.start, waiting)
        yield place
        done, waiting = place.end, []
    yield from _between(text, done, len(text), waiting)


def _between(text: str, start: int, end: int, turns: Sequence[str]) -> Iterator[Span | None]:
    """Whole lines: the first words or the last may have been taken out."""
    alignment = align(_BETWEEN.join(turns), text[start:end])
    at = 0
    for words in turns:
        place = alignment.carry(at, at + len(words)) if words else None
        at += len(words) + len(_BETWEEN)
        if place is None:
            yield None
            continue
        first = text.rfind("\n", start, start + place.start) + 1
        yield trim(text, max(start, first), min(end, _line_end(text, start + place.end)))
