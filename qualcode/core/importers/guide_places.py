"""Where the questions of a guide are asked in a transcript.

Nobody reads a guide aloud, so wordings are compared word by word: how much of a question is said
again, each word counted by how rare it is among the questions, and how much else is said with it.
A word may be bent (“uppdrag”, “uppdraget”) or misspelled. Of what fits, the places win that follow
the guide's own order; a place outside the order must fit better. All are proposals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from qualcode.core.importers.guide import Guide
from qualcode.core.importers.transcript import Speech, Transcript
from qualcode.core.model.span import Span, trim

# Tried on guides whose questions were reworded by hand: below this, more than one place in ten
# was another question's.
LEAST: Final = 0.6
# A question out of the guide's order has no neighbours to speak for it.
LEAST_OUT_OF_ORDER: Final = 0.75
# From here on a proposal is shown as sure.
SURE: Final = 0.85
# The same question, asked again later: only in the same words.
LEAST_AGAIN: Final = 0.95
# What is said besides the question weighs this much: “Okej, då går vi vidare, …” is no objection.
_BESIDE: Final = 0.3
# Of a word's weight, for words that every question has.
_SMALL_WORD: Final = 0.25
_BENT: Final = 0.9
_MISSPELLED: Final = 0.85
_LONGEST_ENDING: Final = 4
_SHORTEST_STEM: Final = 3
_SHORTEST_MISSPELLED: Final = 5
_ALIKE: Final = 85.0
# “Är det tydligt?” has one word that tells it from others, and must fit better; “Varför?” has none,
# is asked a hundred times, and must be there word by word.
LEAST_SHORT: Final = 0.7
_LEAST_OF_A_CLAUSE: Final = 2
# Sentences back: a place begins one before its last, and goes on from the one before that.
_KEPT: Final = 4
# So many words of an answer without a question mark are no question, where nobody is labelled.
_MOST_WORDS_OF_A_LINE: Final = 30

_SENTENCE: Final = re.compile(r"[^.?!…\n]*(?:[.?!…]+[\"”’)]*|\n|$)")
_TOKEN: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset(
    [
        "hur",
        "vad",
        "vem",
        "vilka",
        "vilken",
        "vilket",
        "när",
        "var",
        "varför",
        "du",
        "ni",
        "er",
        "din",
        "ditt",
        "dina",
        "jag",
        "vi",
        "man",
        "det",
        "den",
        "de",
        "som",
        "är",
        "något",
        "någon",
        "någonting",
        "några",
        "att",
        "och",
        "eller",
        "i",
        "på",
        "av",
        "till",
        "för",
        "med",
        "om",
        "en",
        "ett",
        "har",
        "hade",
        "kan",
        "skulle",
        "vill",
        "så",
        "då",
        "nu",
        "där",
        "här",
        "sig",
        "sin",
        "din",
        "ert",
        "era",
        "mig",
        "oss",
        "dig",
        "dem",
        "han",
        "hon",
        "ska",
        "skall",
        "blir",
        "bli",
        "vara",
        "varit",
        "finns",
        "ja",
        "nej",
        "okej",
        "men",
        "inte",
        "something",
        "anything",
        "some",
        "any",
        "how",
        "what",
        "who",
        "which",
        "when",
        "where",
        "why",
        "you",
        "your",
        "yours",
        "i",
        "we",
        "it",
        "the",
        "a",
        "an",
        "that",
        "this",
        "they",
        "them",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "about",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "can",
        "could",
        "would",
        "will",
        "so",
        "and",
        "or",
        "but",
        "not",
        "yes",
        "no",
        "okay",
        "there",
        "if",
        "as",
        "by",
        "from",
    ]
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A place where a question of a guide seems to be asked: ``text[start:end]``.

    Attributes:
        question: its number in `Guide.questions`.
        score: how alike the words are, from 0 to 1.
        in_order: whether the guide's own order speaks for the place.
    """

    question: int
    start: int
    end: int
    score: float
    in_order: bool = True

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


def in_transcript(
    guide: Guide, transcript: Transcript, finder: Finder | None = None
) -> tuple[Asked, ...]:
    """Where a guide's questions are asked in a transcript: by its interviewers, if it has some.

    `finder` is one that knows the guide already; it finds faster in many transcripts.
    """
    asking = {one.label for one in transcript.speakers if one.kind == "interviewer"}
    spans = [Span(s.speech_start, s.end) for s in transcript.speeches if s.label in asking]
    finder = finder or Finder(guide)
    return finder.find(transcript.text, spans or lines_that_may_ask(transcript))


def lines_that_may_ask(transcript: Transcript) -> list[Span]:
    """Where nobody is known to ask: headings, lines with a question mark, and short lines."""
    text, found, at = transcript.text, list[Span](), 0
    headings = {one.start for one in transcript.headings}
    inside = _speech_starts(transcript.speeches)
    for line in text.split("\n"):
        span = trim(text, at, at + len(line))
        at += len(line) + 1
        if span is None:
            continue
        asks = "?" in line or len(line.split()) <= _MOST_WORDS_OF_A_LINE
        if asks or span.start in headings:
            found.append(Span(inside.get(span.start, span.start), span.end))
    return found


def _speech_starts(speeches: Iterable[Speech]) -> dict[int, int]:
    """Where what is said begins, on lines with a label."""
    return {speech.start: speech.speech_start for speech in speeches}


@dataclass(frozen=True, slots=True)
class _Part:
    """One or two sentences of a transcript; `first` and `number` are theirs."""

    first: int
    number: int
    start: int
    end: int
    words: tuple[str, ...]


class Finder:
    """Knows a guide; finds its questions in one text after the other."""

    def __init__(self, guide: Guide) -> None:
        self._wordings = [_wordings(question.text) for question in guide.questions]
        often = Counter(word for wordings in self._wordings for word in set(wordings[0]))
        number = max(1, len(self._wordings))
        self._weight = {word: _weight(word, log(1 + number / n)) for word, n in often.items()}
        self._unknown = log(1 + number)
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, wordings in enumerate(self._wordings):
            for word in dict.fromkeys(wordings[0]):
                self._having[word].append(index)
        self._known: dict[str, dict[str, float]] = {}

    def find(self, text: str, spans: Iterable[Span]) -> tuple[Asked, ...]:
        """The places among these stretches of a text, in its order."""
        parts = list(_parts(text, spans))
        fitting = [
            (part, question, score) for part in parts for question, score in self._scores(part)
        ]
        best = _best_of_each(fitting)
        chain = _in_order(best)
        found = [Asked(q, part.start, part.end, round(score, 3)) for part, q, score in chain]
        used = {part.number for part, _question, _score in chain}
        in_chain = {question for _part, question, _score in chain}
        for part, question, score in sorted(best, key=lambda one: -one[2]):
            least = LEAST_AGAIN if question in in_chain else LEAST_OUT_OF_ORDER
            if part.number not in used and score >= least:
                used.add(part.number)
                in_chain.add(question)
                found.append(Asked(question, part.start, part.end, round(score, 3), in_order=False))
        return tuple(sorted(found, key=lambda one: one.start))

    def _scores(self, part: _Part) -> Iterator[tuple[int, float]]:
        """The questions that share a telling word with a part, and how well each fits."""
        alike = [self._alike(word) for word in part.words]
        said: dict[str, float] = {}
        for found in alike:
            for word, likeness in found.items():
                if likeness > said.get(word, 0.0):
                    said[word] = likeness
        telling = (word for word in said if word not in _SMALL)
        sharing = {question for word in telling for question in self._having[word]}
        whole = f" {' '.join(part.words)} "
        for question in sorted(sharing):
            score = max(
                1.0 if f" {' '.join(words)} " in whole else self._score(words, said, alike, part)
                for words in self._wordings[question]
            )
            if score >= LEAST:
                yield question, score

    def _score(
        self,
        words: Sequence[str],
        said: Mapping[str, float],
        alike: Sequence[Mapping[str, float]],
        part: _Part,
    ) -> float:
        """How well a wording fits, or 0 where that is too badly to be counted out."""
        telling = _telling(words)
        if not telling:
            return 0.0
        wanted = frozenset(words)
        recall = _share((self._weight[word], said.get(word, 0.0)) for word in wanted)
        if recall < LEAST:  # no score is higher
            return 0.0
        precision = _share(
            (
                self._weight_of(word),
                max((n for one, n in found.items() if one in wanted), default=0.0),
            )
            for word, found in zip(part.words, alike, strict=True)
        )
        score = recall * (1 - _BESIDE + _BESIDE * precision)
        return score if telling > 1 or score >= LEAST_SHORT else 0.0

    def _weight_of(self, word: str) -> float:
        return self._weight.get(word) or _weight(word, self._unknown)

    def _alike(self, word: str) -> dict[str, float]:
        """The questions' words that a word may be, and how surely."""
        found = self._known.get(word)
        if found is None:
            found = {
                other: likeness for other in self._weight if (likeness := _likeness(word, other))
            }
            self._known[word] = found
        return found


def _wordings(text: str) -> list[tuple[str, ...]]:
    """The words of a whole question, and of each of its sentences that can be known by itself."""
    whole = tuple(_tokens(text))
    sentences = [tuple(_tokens(match[0])) for match in _SENTENCE.finditer(text)]
    return [whole, *(one for one in sentences if _telling(one) > 1 and one != whole)]


def _weight(word: str, rarity: float) -> float:
    return rarity * _SMALL_WORD if word in _SMALL else rarity


def _telling(words: Iterable[str]) -> int:
    return sum(word not in _SMALL for word in dict.fromkeys(words))


def _share(weighed: Iterable[tuple[float, float]]) -> float:
    found = list(weighed)
    return sum(w * part for w, part in found) / (sum(w for w, _part in found) or 1.0)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if short in _SMALL or long in _SMALL:
        return 0.0
    ending = len(long) - len(short)
    if len(short) >= _SHORTEST_STEM and ending <= _LONGEST_ENDING and long.startswith(short):
        return _BENT
    if len(short) < _SHORTEST_MISSPELLED or one.isdigit() or other.isdigit():
        return 0.0
    return _MISSPELLED if fuzz.ratio(one, other, score_cutoff=_ALIKE) else 0.0


def _tokens(text: str) -> Iterator[str]:
    return (match[0].casefold() for match in _TOKEN.finditer(text))


def _parts(text: str, spans: Iterable[Span]) -> Iterator[_Part]:
    """Each sentence, and each two in a row of one stretch, which are one part for the second."""
    number = 0
    for span in spans:
        before: _Part | None = None
        for match in _SENTENCE.finditer(text, span.start, span.end):
            place = trim(text, match.start(), match.end())
            words = tuple(_tokens(match[0]))
            if place is None or not words:
                continue
            part = _Part(number, number, place.start, place.end, words)
            yield part
            yield from _last_clause(part, text)
            if before is not None and before.end < part.start:
                yield _Part(before.number, number, before.start, part.end, before.words + words)
            before, number = part, number + 1


def _last_clause(part: _Part, text: str) -> Iterator[_Part]:
    """“Ja, då har jag bara en sista fråga, …”: what comes behind the last comma, if it is enough."""
    comma = text.rfind(",", part.start, part.end)
    place = trim(text, comma + 1, part.end) if comma >= 0 else None
    words = tuple(_tokens(text[place.start : place.end])) if place else ()
    if place and len(words) > _LEAST_OF_A_CLAUSE:
        yield _Part(part.number, part.number, place.start, place.end, words)


_Fit = tuple[_Part, int, float]


def _best_of_each(fitting: Iterable[_Fit]) -> list[_Fit]:
    """Of each sentence and question the part that fits best; the whole sentence where none does
    better."""
    best: dict[tuple[int, int], _Fit] = {}
    for fit in fitting:
        key = (fit[0].number, fit[1])
        if key not in best or fit[2] > best[key][2]:
            best[key] = fit
    return sorted(best.values(), key=lambda fit: (fit[0].number, fit[1]))


def _in_order(fits: Sequence[_Fit]) -> list[_Fit]:
    """The places that fit best together, with the questions in the order of the guide.

    The heaviest chain in which both the sentences and the questions only go forward. For each
    question the best chain that ends at it or before it is kept, as it was after each sentence:
    a place of two sentences goes on from before the first of them.
    """
    totals: list[float] = []
    previous: list[int] = []
    width = 1 + max((question for _part, question, _score in fits), default=0)
    after: list[tuple[int, list[tuple[float, int]]]] = [(-1, [(0.0, -1)] * (width + 1))]
    for index, (part, question, score) in enumerate(fits):
        if after[-1][0] != part.number:
            after.append((part.number, list(after[-1][1])))
        reached = next(best for number, best in reversed(after) if number < part.first)
        total, before = reached[question]
        totals.append(total + _gain(score))
        previous.append(before)
        current = after[-1][1]
        for later in range(question + 1, width + 1):
            if totals[-1] <= current[later][0]:
                break
            current[later] = (totals[-1], index)
        del after[:-_KEPT]
    return _walk_back(fits, totals, previous)


def _walk_back(
    fits: Sequence[_Fit], totals: Sequence[float], previous: Sequence[int]
) -> list[_Fit]:
    chain: list[_Fit] = []
    at = max(range(len(fits)), key=totals.__getitem__) if fits else -1
    while at >= 0:
        chain.append(fits[at])
        at = previous[at]
    return chain[::-1]


def _gain(score: float) -> float:
    """Two places that fit badly are not worth more than one that fits."""
    return score - LEAST / 2
