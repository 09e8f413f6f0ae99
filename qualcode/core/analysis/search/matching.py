"""Where in a paragraph stands what is asked for."""

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from qualcode.core.analysis.search.query import Match, Phrase, Query, Term
from qualcode.core.model.paragraphs import INVISIBLE, Words, as_compared, words_in
from qualcode.core.model.span import Span

#: Of more words than these it is faster to look each word of a text up.
_MOST_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was found: `[start, end)`, and the stretches within it that were asked for."""

    start: int
    end: int
    words: tuple[Span, ...]


class Matcher:
    """Finds what a query asks for in paragraphs."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._simple = _single_words(query)
        self._at_once = _words_pattern(self._simple) if self._simple else None

    def places(self, text: str, paragraph: Span, pattern: "re.Pattern[str]") -> list[Place]:
        """Where in a paragraph it stands, in order.

        With one word or phrase these are all its places. With several they are the shortest
        stretches that have one of each, none within another.
        """
        if (
            self._at_once is not None
            and (plain := as_compared(text, paragraph, pattern)) is not None
        ):
            found = (one.span() for one in self._at_once.finditer(plain))
            begin = paragraph.start
            spans = [Span(begin + start, begin + end) for start, end in found]
            return [Place(*span, (span,)) for span in spans]
        words = words_in(text, paragraph, pattern)
        if self._simple is not None and not words.joined:
            simple = self._simple
            return [
                Place(*span, (span,))
                for folded, span in zip(words.folded, words.spans, strict=True)
                if folded in simple
            ]
        if any(_found(one, text, paragraph, words) for one in self._query.unwanted):
            return []
        groups = [
            {span for phrase in group for span in _found(phrase, text, paragraph, words)}
            for group in self._query.wanted
        ]
        if not all(groups):
            return []
        return list(_apart(groups[0])) if len(groups) == 1 else _stretches(groups)


def _single_words(query: Query) -> frozenset[str] | None:
    """The words of which any is asked for, where it is no more than that."""
    if len(query.wanted) != 1 or query.unwanted:
        return None
    found: set[str] = set()
    for phrase in query.wanted[0]:
        words = exact_words(phrase.terms[0]) if len(phrase.terms) == 1 else None
        if words is None:
            return None
        found |= words
    return frozenset(found)


def _words_pattern(words: frozenset[str]) -> "re.Pattern[str] | None":
    """What finds any of the words in a text that is folded; None for so many that it would not."""
    if len(words) > _MOST_AT_ONCE or not all(words):
        return None
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def exact_words(term: Term) -> frozenset[str] | None:
    """The folded words that a term means; None where they are not known."""
    if term.match is Match.WHOLE:
        return frozenset({term.word})
    return term.forms


def _found(phrase: Phrase, text: str, paragraph: Span, words: Words) -> list[Span]:
    """Every place of a phrase."""
    if phrase.signs:
        pattern = _sign_pattern(phrase.signs)
        return [Span(*one.span()) for one in pattern.finditer(text, *paragraph)]
    found: list[Span] = []
    first, rest = phrase.terms[0], phrase.terms[1:]
    joined: dict[int, list[tuple[str, int]]] = {}
    for one in words.joined:
        joined.setdefault(one.first, []).append((one.folded, one.last))
    for at, folded in enumerate(words.folded):
        ends = [at] if first.fits(folded) else []
        ends += [last for whole, last in joined.get(at, ()) if first.fits(whole)]
        for end in ends:
            last_word = _follow(rest, end, words, joined)
            if last_word is not None:
                found.append(Span(words.spans[at].start, words.spans[last_word].end))
                break
    return found


def _follow(
    terms: tuple[Term, ...],
    after: int,
    words: Words,
    joined: dict[int, list[tuple[str, int]]],
) -> int | None:
    """The word with which the terms end that follow on a word; None if they don't."""
    if not terms:
        return after
    at = after + 1
    if at >= len(words.folded):
        return None
    ends = [at] if terms[0].fits(words.folded[at]) else []
    ends += [last for whole, last in joined.get(at, ()) if terms[0].fits(whole)]
    for end in ends:
        if (found := _follow(terms[1:], end, words, joined)) is not None:
            return found
    return None


@cache
def _sign_pattern(signs: str) -> "re.Pattern[str]":
    """Signs as they stand, whatever there is between them that nobody sees."""
    return re.compile(f"[{INVISIBLE}]*".join(map(re.escape, signs)), re.IGNORECASE)


def _apart(spans: set[Span]) -> Iterator[Place]:
    """The spans in order, without those that begin within another."""
    end = -1
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start >= end:
            yield Place(*span, (span,))
            end = span.end


def _stretches(groups: list[set[Span]]) -> list[Place]:
    """The shortest stretches with one of each group, none of which touches another."""
    chosen: list[Place] = []
    for place in sorted(_windows(groups), key=lambda one: (one.end - one.start, one.start)):
        at = bisect_left(chosen, place.start, key=lambda one: one.start)
        free_before = at == 0 or chosen[at - 1].end <= place.start
        if free_before and (at == len(chosen) or place.end <= chosen[at].start):
            chosen.insert(at, place)
    return chosen


def _windows(groups: list[set[Span]]) -> Iterator[Place]:
    """The stretches with one of each group that can't begin later nor end earlier."""
    found = sorted((span, number) for number, group in enumerate(groups) for span in group)
    window: deque[tuple[Span, int]] = deque()
    counts: Counter[int] = Counter()
    for span, number in found:
        window.append((span, number))
        counts[number] += 1
        while counts[window[0][1]] > 1:
            counts[window.popleft()[1]] -= 1
        if len(counts) == len(groups):
            words = tuple(dict.fromkeys(one for one, _number in window))
            yield Place(words[0].start, max(one.end for one in words), words)
