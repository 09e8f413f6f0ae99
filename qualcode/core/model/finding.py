"""Finding a quote again in an edited or different copy of the text it was taken from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from qualcode.core.model.span import Span
from qualcode.core.model.words import TOKEN, WORD

#: What each part of a likeness weighs: as in the Hypothesis client (anchoring/match-quote.ts).
_QUOTE: Final = 50
_BESIDE: Final = 20
#: A place less like the quote than this is not it.
_LEAST: Final = 0.6
#: Places of the very words that are compared, at most, those nearest to where the quote was.
_PLACES: Final = 200
#: Words of the quote by which places that are like it are found, the longest first.
_CLUES: Final = 12
#: How often a clue may stand in the text and still be one.
_OFTEN: Final = 400
_CANDIDATES: Final = 6
#: Words at which a place that is like the quote may begin, and end.
_NEIGHBOURS: Final = 4
#: Characters of a quote, of which many are unique in any text, that need no words beside them.
_LONG: Final = 40


class Placed(NamedTuple):
    """A place in a text, and how surely it is the one, from 0 to 1."""

    start: int
    end: int
    certainty: float


def find_again(
    quote: str, before: str, after: str, text: str, near: int | None = None
) -> Placed | None:
    """The place of a quote in another text, or None where nothing is like it.

    The very words are looked for first, whatever white space is between them; where they stand
    several times, the words beside them and then the old place (`near`) tell which. Otherwise the
    most similar words are taken that lie where several words of the quote are together.

    Args:
        before, after: the words beside the quote where it was.
        near: where it began there.
    """
    if not quote.strip():
        return None
    exact = list(_exact(quote, text))
    if exact:
        return _best_exact(exact, quote, before, after, text, near)
    found = [
        place
        for window in _windows(quote, text)
        if (place := _most_like(quote, before, after, text, window)) is not None
    ]
    return max(found, key=lambda place: place.certainty, default=None)


def _exact(quote: str, text: str) -> Iterator[Span]:
    """Where the very words stand."""
    found = False
    start = text.find(quote)
    while start >= 0:
        found = True
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)
    if found:
        return
    forms = dict.fromkeys(unicodedata.normalize(form, quote) for form in ("NFC", "NFD"))
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    for match in re.finditer(words, text):
        yield Span(*match.span())


def _best_exact(
    places: list[Span], quote: str, before: str, after: str, text: str, near: int | None
) -> Placed:
    if near is not None and len(places) > _PLACES:
        at = bisect_left(places, (near, near))
        places = places[max(0, at - _PLACES // 2) : at + _PLACES // 2]
    scored = sorted(
        ((_beside(place, before, after, text), -_distance(place, near), place) for place in places),
        reverse=True,
    )
    likeness, distance, best = scored[0]
    if len(scored) == 1:
        # a short word that stands only once may be another than the one that was meant
        certainty = 1.0 if len(quote) >= _LONG or not (before or after) else 0.5 + likeness / 2
    else:
        certainty = 0.5 + (likeness - scored[1][0]) / 2 if likeness < 1.0 else 1.0
        if scored[1][0] == likeness:
            certainty = 0.5 if near is None or distance == scored[1][1] else 0.75
    if likeness == 1.0 and len(scored) == 1:
        certainty = 1.0
    return Placed(best.start, best.end, round(certainty, 4))


def _distance(place: Span, near: int | None) -> int:
    return 0 if near is None else abs(place.start - near)


def _beside(place: Span, before: str, after: str, text: str) -> float:
    """How like the words beside a place are to those beside the quote, from 0 to 1."""

    from rapidfuzz.distance import Indel

    there = (
        text[max(0, place.start - len(before)) : place.start],
        text[place.end : place.end + len(after)],
    )
    known = [(one, other) for one, other in zip((before, after), there, strict=True) if one]
    if not known:
        return 1.0
    return sum(Indel.normalized_similarity(one, other) for one, other in known) / len(known)


def _windows(quote: str, text: str) -> Iterator[Span]:
    """Where several words of the quote stand together, the most first."""
    clues = sorted(
        {(found.group(), found.start()) for found in WORD.finditer(quote)},
        key=lambda clue: -len(clue[0]),
    )
    width = max(8, len(quote) // 2)
    votes: Counter[int] = Counter()
    for word, offset in clues[:_CLUES]:
        for start in _often(word, text):
            bucket = (start - offset) // width
            for near in (bucket, bucket + 1):
                votes[near] += len(word)
    reach = len(quote) // 2 + 16
    for bucket, _ in votes.most_common(_CANDIDATES):
        yield Span(
            max(0, bucket * width - reach - width),
            min(len(text), bucket * width + len(quote) + reach),
        )


def _often(word: str, text: str) -> Iterable[int]:
    """Where a word stands, or nowhere if it stands so often that it tells nothing."""
    found = []
    start = text.find(word)
    while start >= 0:
        found.append(start)
        if len(found) > _OFTEN:
            return ()
        start = text.find(word, start + len(word))
    return found


def _most_like(quote: str, before: str, after: str, text: str, window: Span) -> Placed | None:
    """The part of a window that is most like the quote."""

    from rapidfuzz import fuzz

    part = text[window.start : window.end]
    if len(part) < len(quote):
        found = Span(0, len(part))
    else:
        aligned = fuzz.partial_ratio_alignment(quote, part)
        if aligned is None:
            return None
        found = Span(aligned.dest_start, aligned.dest_end)
    span = _adjusted(quote, text, window, window.start + found.start, window.start + found.end)
    if span is None:
        return None
    same = _same(quote, text, span)
    if same < _LEAST:
        return None
    beside = _beside(span, before, after, text)
    certainty = (_QUOTE * same + _BESIDE * 2 * beside) / (_QUOTE + 2 * _BESIDE)
    return Placed(span.start, span.end, round(min(certainty, same), 4))


def _adjusted(quote: str, text: str, window: Span, start: int, end: int) -> Span | None:
    """The span from word to word, near the one that was found, that is most like the quote."""
    tokens = [found.span() for found in TOKEN.finditer(text, window.start, window.end)]
    starts = sorted((abs(token[0] - start), token[0]) for token in tokens)[:_NEIGHBOURS]
    ends = sorted((abs(token[1] - end), token[1]) for token in tokens)[:_NEIGHBOURS]
    spans = [Span(one, other) for _, one in starts for _, other in ends if one < other]
    return max(spans, key=lambda span: _same(quote, text, span), default=None)


def _same(quote: str, text: str, span: Span) -> float:
    from rapidfuzz.distance import Indel

    found: float = Indel.normalized_similarity(quote, text[span.start : span.end])
    return found
